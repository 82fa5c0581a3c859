"""Pages of kept documents as pictures: opened in threads, a few at a time, so that nobody else waits."""

from functools import partial

from anyio import CapacityLimiter, to_thread

from api.problems import ProblemError
from applications.documents import DocumentService
from applications.types import Document
from ocr.page_picture import page_picture

_AT_ONCE = 2
"""A page of 50 megapixels takes 150 MB while it is opened."""

_WAITING = 32


class PagePictures:
    def __init__(self, documents: DocumentService) -> None:
        self._documents = documents
        self._places = CapacityLimiter(_AT_ONCE)

    async def jpeg(self, document: Document, number: int) -> bytes:
        """The page of that number, from 1. 404 when there is none, 503 when too many wait already.

        Raises `RefusedPictureError` for a file that was kept but can't be opened.
        """
        if document.pages and number > max(page.page for page in document.pages):
            raise ProblemError(404, "page_unknown")
        if self._places.statistics().tasks_waiting >= _WAITING:
            raise ProblemError(503, "pictures_busy", headers={"Retry-After": "5"})
        shown = await to_thread.run_sync(partial(self._opened, document, number), limiter=self._places)
        if shown is None:
            raise ProblemError(404, "page_unknown")
        return shown

    def _opened(self, document: Document, number: int) -> bytes | None:
        return page_picture(self._documents.data(document), number)
