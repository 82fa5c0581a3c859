"""PDF pages → pixels. Scripts, actions and attached files are never run or opened."""

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium

from ocr.errors import refuse
from ocr.limits import MAX_PAGES
from ocr.types import Image, OpenedFile

_LONG_SIDE = 2000
"""A PDF page has no pixels of its own; this is enough for the smallest print on an A4 copy."""


def open_pdf(data: bytes, first: int = 0) -> OpenedFile:
    """The pages from the `first` on, rendered one by one. Raises `RefusedPictureError`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        refuse("encrypted" if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD else "damaged")
    count = len(document)
    if not 0 < count <= MAX_PAGES:
        document.close()
        refuse("too_many_pages" if count else "damaged", limit=MAX_PAGES)
    document.init_forms()  # else what was typed into a form's fields is not drawn
    return OpenedFile(count, _pages(document, first))


def _pages(document: pdfium.PdfDocument, first: int) -> Iterator[Image | None]:
    try:
        for number in range(first, len(document)):
            yield _page(document, number)
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> Image | None:
    try:
        page = document[number]
        try:
            return _pixels(page)
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError, ArithmeticError):
        return None


def _pixels(page: pdfium.PdfPage) -> Image | None:
    width, height = page.get_size()
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        return None
    bitmap = page.render(scale=_LONG_SIDE / max(width, height), rev_byteorder=False)
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        pixels = np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    # A copy: the bitmap's memory goes when the page is closed.
    return np.array(pixels[:, :, :3], order="C")
