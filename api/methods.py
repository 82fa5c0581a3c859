"""PATCH for those who can't send it: WeChat's `wx.request` knows every common method but this one."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "x-http-method-override"


class PatchByPost:
    """A POST that says it is a PATCH is one. Nothing else may be said: both change things, so no guard is
    passed by it, and pages of other sites can't send the header without asking first."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        meant = scope["type"] == "http" and scope["method"] == "POST"
        if meant and Headers(scope=scope).get(HEADER, "").upper() == "PATCH":
            scope = {**scope, "method": "PATCH"}
        await self._app(scope, receive, send)
