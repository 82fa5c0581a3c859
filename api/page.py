"""The page: static files at `/`, revalidated at each load so that a new version is seen at once."""

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class _Files(StaticFiles):
    def file_response(self, *args: object, **options: object) -> Response:
        answer = super().file_response(*args, **options)  # pyright: ignore[reportArgumentType]
        answer.headers["Cache-Control"] = "no-cache"
        return answer


class Page(Mount):
    """Everything but the API: there, an unknown path or method is a problem document, not a missing file."""

    def __init__(self, folder: Path) -> None:
        super().__init__("/", app=_Files(directory=folder, html=True), name="page")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)
