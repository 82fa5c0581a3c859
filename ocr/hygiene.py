"""An uploaded file → clean pages. What it claims to be is not believed; limits hold before decoding."""

from collections.abc import Callable, Generator, Iterator

import numpy as np

from ocr import decoding
from ocr.errors import refuse
from ocr.limits import MAX_BYTES, MAX_PAGES
from ocr.media_types import PDF, PICTURES, media_type_of, stranger
from ocr.types import Image

__all__ = ["MAX_BYTES", "MAX_PAGES", "each_page", "media_type_of", "one_page", "open_pages"]

PagesOf = Callable[[bytes, str], Iterator[Image | None]]

_SLIMMEST = 60
"""So many times as long as wide: what is slimmer has no width left when it is scaled to the engine's size."""


def open_pages(data: bytes) -> list[Image]:
    """All pages of an image or PDF at once: upright as the camera noted, H × W × 3, uint8, BGR.

    Pages that can't be opened are left out. Raises `RefusedPictureError` with a stable code and a sentence
    that says what to do.
    """
    return [page for page in each_page(data) if page is not None]


def each_page(data: bytes, pages_of: PagesOf = decoding.pages_of) -> Generator[Image | None]:
    """As `open_pages`, one page after the other, so that a long file needs no more memory than a short one.

    None stands for a page that can't be opened. A file of which no page can be is refused after the last.
    """
    media_type = _admitted(data)
    found = False
    for page in pages_of(data, media_type):
        found = found or page is not None
        yield page if page is None else _not_a_thread(page)
    if not found:
        refuse("damaged")


def one_page(data: bytes, number: int) -> Image | None:
    """The page of that number, from 1, without decoding those before it; None when there is none or it can't
    be opened. Raises `RefusedPictureError`."""
    return next(decoding.pages_of(data, _admitted(data), number - 1), None)


def _admitted(data: bytes) -> str:
    """The media type of a file that may be opened."""
    if not data:
        refuse("empty")
    if len(data) > MAX_BYTES:
        refuse("too_large", limit=MAX_BYTES // (1024 * 1024))
    media_type = media_type_of(data)
    if media_type != PDF and media_type not in PICTURES:
        refuse("not_a_picture", stranger(data, media_type))
    return str(media_type)


def _not_a_thread(page: Image) -> Image:
    """Of a strip no document is as slim as, every so many pixels; nobody has to think of strips later."""
    height, width = page.shape[:2]
    down, right = -(-height // (_SLIMMEST * width)), -(-width // (_SLIMMEST * height))
    return page if down == right == 1 else np.ascontiguousarray(page[::down, ::right])
