"""`/guide/`: all guides, one guide, one life event, and the guide as a sheet of paper. Open to everybody."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from api.pages.library_pages import LibraryPages
from api.pages.notice import notice
from api.pages.serving import page

READ = ["GET", "HEAD"]
ASSETS = ("guide.css", "guide.js")


def routes(pages: LibraryPages) -> APIRouter:
    """Before the page's own files, which lie under the same address."""
    router = APIRouter(prefix="/guide", include_in_schema=False)

    def answers(request: Request) -> dict[str, str]:
        return dict(request.query_params)

    for name in ASSETS:
        router.add_api_route(f"/{name}", _file(pages, name), methods=READ)

    @router.api_route("/", methods=READ)
    def index(request: Request) -> Response:
        return page(request, pages.index(_base(request), answers(request).get("q", "")))

    @router.api_route("/event/{event_id}", methods=READ)
    def event(event_id: str, request: Request) -> Response:
        made = pages.event(_base(request), event_id, answers(request))
        return page(request, made) if made else page(request, pages.missing(_base(request)), 404)

    @router.api_route("/{item_id}/notice.pdf", methods=READ)
    def paper(item_id: str, request: Request) -> Response:
        view = pages.view(item_id, answers(request))
        if view is None:
            return page(request, pages.missing(_base(request)), 404)
        address = pages.address(_base(request), item_id, view.chosen.query)
        data = notice(pages.t, view, address, pages.clock())
        named = f'inline; filename="{item_id}.pdf"'
        return Response(data, media_type="application/pdf", headers={"Content-Disposition": named})

    @router.api_route("/{item_id}", methods=READ)
    def guide(item_id: str, request: Request) -> Response:
        made = pages.guide(_base(request), item_id, answers(request))
        return page(request, made) if made else page(request, pages.missing(_base(request)), 404)

    return router


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(pages: LibraryPages, name: str) -> Callable[[], Response]:
    def file() -> Response:
        return FileResponse(pages.folder / name, headers={"Cache-Control": "no-cache"})

    return file
