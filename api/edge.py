"""The outermost ring: request id, security headers, one log line and one measurement a request.

Plain ASGI, because Starlette's BaseHTTPMiddleware costs a task and a queue a request.
"""

import logging
from secrets import token_hex
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import request_id
from api.metrics import Metrics

log = logging.getLogger("api.access")

API = "/api/v1"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
}
OF_A_FILE = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
"""What counts for a script or a style sheet of the page's shell; the rest is for documents. With 130 files a
first visit is spared 60 kB."""
SHELL = "/v/"
NO_DOCUMENTS = ("text/javascript", "text/css", "application/json")


class Edge:
    """Wraps the whole app. The path is logged as its route (`/items/{item_id}`), never as it was typed."""

    def __init__(self, app: ASGIApp, metrics: Metrics, too_large: ASGIApp) -> None:
        self._app, self._metrics = app, metrics
        self._too_large = too_large
        """answers instead of Starlette's body limit, whose plain text can't be set"""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        mark = request_id.set(token_hex(8))
        started, status, replaced = perf_counter(), 500, False

        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        async def sending(message: Message) -> None:
            nonlocal status, replaced
            if message["type"] == "http.response.start":
                status = message["status"]
                replaced = status == 413 and _plain(message)
                if replaced:
                    await self._too_large(scope, receive, completing)
            if not replaced:
                await completing(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            self._tell(scope, status, perf_counter() - started)
            request_id.reset(mark)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.requests.labels(scope["method"], route, str(status)).observe(seconds)
        log.info(
            "request",
            extra={
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
            },
        )


def _route(scope: Scope) -> str:
    """The path's template; `other` for the page's files and for what is no path of ours."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "other"
    return f"{API}{path}" if scope["path"].startswith(f"{API}/") and not path.startswith(API) else path


def _plain(message: Message) -> bool:
    return MutableHeaders(scope=message).get("content-type", "").startswith("text/plain")


def _complete(headers: MutableHeaders, path: str) -> None:
    no_document = path.startswith(SHELL) and headers.get("content-type", "").startswith(NO_DOCUMENTS)
    for name, value in SECURITY_HEADERS.items():
        if name in OF_A_FILE or not no_document:
            headers.setdefault(name, value)
    headers["X-Request-Id"] = request_id.get()
    if path.startswith("/api/"):
        # Answers of the API are one person's, or as of now; a shared cache has no business with them.
        headers.setdefault("Cache-Control", "no-store")
