"""The pages: static files at `/`.

The citizen's page comes with the version of its shell, see `api.shell`; what stands outside of it is
revalidated at each load, so that a new version is seen at once.
"""

import hashlib
from os import PathLike, stat_result
from pathlib import Path

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from api.shell import Shells, joined

VERSIONED = "v"
REVALIDATED = "no-cache"
KEPT = "public, max-age=31536000, immutable"
JAVASCRIPT = "text/javascript"


class _Files(StaticFiles):
    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)
        self._folder, self._shells = folder, Shells(folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return await super().get_response(path, scope)
        parts = Path(path).parts
        if path in (".", "index.html", "sw.js"):
            return await run_in_threadpool(self._of_shell, path, scope)
        if parts[0] == VERSIONED:
            return await self._versioned(parts, scope)
        return await super().get_response(path, scope)

    def _of_shell(self, path: str, scope: Scope) -> Response:
        shell = self._shells.now()
        if path == "sw.js":
            return self._text(shell.worker, JAVASCRIPT, scope)
        return self._text(shell.page, "text/html", scope)

    async def _versioned(self, parts: tuple[str, ...], scope: Scope) -> Response:
        """Of another version nothing is given: an open page would mix two. Only while somebody
        edits the folder of a running service they see the files as they are."""
        shell = await run_in_threadpool(self._shells.now)
        if len(parts) < 3 or not self._shells.gave(parts[1]):
            raise HTTPException(404)
        answer = await super().get_response(str(Path(*parts[2:])), scope)
        if parts[1] == shell.version:
            answer.headers["Cache-Control"] = KEPT
        return answer

    def file_response(
        self, full_path: PathLike[str] | str, stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        if str(full_path).endswith(".css"):
            return self._text(joined(Path(full_path)), "text/css", scope)
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["Cache-Control"] = REVALIDATED
        return answer

    def _text(self, content: str, media_type: str, scope: Scope) -> Response:
        etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
        answer = Response(
            content, media_type=media_type, headers={"ETag": etag, "Cache-Control": REVALIDATED}
        )
        if self.is_not_modified(answer.headers, Headers(scope=scope)):
            return NotModifiedResponse(answer.headers)
        return answer


class Page(Mount):
    """Everything but the API: there, an unknown path or method is a problem document, not a missing file; and
    no file is a WebSocket."""

    def __init__(self, folder: Path) -> None:
        super().__init__("/", app=_Files(folder), name="page")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http" or scope["path"].startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)
