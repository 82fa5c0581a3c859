"""`/mcp`: who may come in, how often, and then the protocol."""

import hmac
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.util import find_spec

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.container import Container
from api.errors import ApiError
from api.identity.caller import credentials
from api.problems import ProblemError, response

MISSING = "MCP is on but its package is not installed: pip install 'yuxiaozhi[mcp]', or set MCP=off"


class McpDoor:
    """An ASGI app; `opened` for as long as the service runs."""

    def __init__(self, house: Container) -> None:
        """Raises ApiError where the package is missing."""
        if find_spec("mcp") is None:
            raise ApiError(MISSING)
        self._house = house
        self._inside: ASGIApp | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None]:
        from api.mcp.server import Protocol, over_http
        from api.mcp.tools import Reading

        reading = Reading(self._house.assistant, self._house.library)
        async with over_http(Protocol(reading.tools(), self._house.library)) as inside:
            self._inside = inside
            yield
        self._inside = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = self._refusal(Request(scope))
        if problem is not None:
            await response(problem)(scope, receive, send)
        elif self._inside is not None:
            await self._inside(scope, receive, send)

    def _refusal(self, request: Request) -> ProblemError | None:
        shown, wanted = credentials(request), self._house.settings.mcp_token
        if wanted and not hmac.compare_digest(shown.bearer.encode(), wanted.encode()):
            return ProblemError(401, "mcp_token_needed", headers={"WWW-Authenticate": "Bearer"})
        if self._inside is None:
            return ProblemError(503, "busy", headers={"Retry-After": "1"})
        wait = self._house.limits.messages.take(f"mcp {shown.client}")
        if wait is not None:
            headers = {"Retry-After": str(wait)}
            return ProblemError(429, "too_many_requests", seconds=wait, headers=headers)
        return None
