"""An uploaded file → clean pages. What it claims to be is not believed; limits hold before decoding."""

import io
import warnings
from typing import NoReturn

import filetype
import numpy as np
import pypdfium2 as pdfium
from PIL import Image as Pillow
from PIL import ImageOps

from ocr.errors import RefusalCode, RefusedPictureError
from ocr.types import Image
from storage.sentences import Sentences

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
"""A 48-megapixel telephone passes; a decompression bomb does not."""
MAX_PAGES = 10

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_MEDIA_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff", "image/gif"})
_PDF = "application/pdf"
_PDF_LONG_SIDE = 2000
"""A PDF page has no pixels of its own; this is enough for the smallest print on an A4 copy."""


def open_pages(data: bytes) -> list[Image]:
    """The pages of an image or PDF: upright as the camera noted, H × W × 3, uint8, BGR.

    Raises `RefusedPictureError` with a stable code and a sentence that says what to do.
    """
    if not data:
        refuse("empty")
    if len(data) > MAX_BYTES:
        refuse("too_large", limit=MAX_BYTES // (1024 * 1024))
    media_type = media_type_of(data)
    if media_type == _PDF:
        return _pdf_pages(data)
    if media_type in _MEDIA_TYPES:
        return [_picture(data)]
    refuse("not_a_picture")


def media_type_of(data: bytes) -> str | None:
    """What the content is, whatever its name says; None when it is nothing known."""
    kind = filetype.guess(data)
    return str(kind.mime) if kind is not None else None


def refuse(code: RefusalCode, **values: object) -> NoReturn:
    raise RefusedPictureError(code, Sentences.of("ocr").say(f"refused.{code}", **values))


def _picture(data: bytes) -> Image:
    try:
        with warnings.catch_warnings():
            # Our own limit is stricter than the one Pillow warns about.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    refuse("too_many_pixels")
                opened.load()
                return _pixels(ImageOps.exif_transpose(opened))
    except Pillow.DecompressionBombError:
        refuse("too_many_pixels")
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, OverflowError):
        # Pillow's decoders answer damaged content with any of these.
        refuse("damaged")


def _pixels(picture: Pillow.Image) -> Image:
    """Any mode → BGR; transparent becomes white paper, 16 bit is scaled down."""
    if picture.mode.startswith("I") or picture.mode == "F":
        grey = np.asarray(picture, dtype=np.float64)
        scale = 255 / max(float(grey.max(initial=0)), 1.0) if grey.max(initial=0) > 255 else 1.0
        picture = Pillow.fromarray((grey * scale).clip(0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper = Pillow.new("RGBA", layered.size, "white")
        picture = Pillow.alpha_composite(paper, layered)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def _pdf_pages(data: bytes) -> list[Image]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        refuse("encrypted" if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD else "damaged")
    try:
        count = len(document)
        if count == 0:
            refuse("damaged")
        if count > MAX_PAGES:
            refuse("too_many_pages", limit=MAX_PAGES)
        return [_pdf_page(document, number) for number in range(count)]
    except pdfium.PdfiumError:
        refuse("damaged")
    finally:
        document.close()


def _pdf_page(document: pdfium.PdfDocument, number: int) -> Image:
    page = document[number]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        refuse("damaged")
    bitmap = page.render(scale=_PDF_LONG_SIDE / max(width, height), rev_byteorder=False)
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        pixels = np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])
