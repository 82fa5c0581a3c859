"""A rendered page as answer: cached by what it says, the same for everybody."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

HEADERS = {"Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}


def page(request: Request, body: str, status: int = 200) -> Response:
    """304 where the reader has it already: the mark changes with the guide, its neighbours and the words."""
    if status != 200:
        return HTMLResponse(body, status, headers={"Cache-Control": "no-cache"})
    mark = f'W/"{sha256(body.encode()).hexdigest()[:24]}"'
    headers = {**HEADERS, "ETag": mark}
    if mark in {one.strip() for one in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(body, headers=headers)
