"""Pictures of every format → pixels. One page each; only a TIFF may have several.

Of an animation the first frame is read: telephones send "live" photos so, and all frames show the same paper.
Colour profiles are left out: they shift tints that no reader looks at, and are one more thing to parse.
"""

import functools
import io
import struct
import warnings
import zlib
from collections.abc import Iterator

import numpy as np
import pillow_heif
from PIL import Image as Pillow
from PIL.TiffImagePlugin import TiffImageFile

from ocr.errors import refuse
from ocr.limits import MAX_PAGES, MAX_PIXELS, MAX_TOTAL_PIXELS
from ocr.types import Image, OpenedFile

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF", "HEIF")

_FAULTS = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError,
    RuntimeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""Pillow and its decoders answer damaged content with any of these (`eval_sets.fuzz_files`)."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
"""EXIF 2.32, tag 274: how the camera was held. Other values are nonsense, and ignored."""

_SUBFILE, _THUMBNAIL = 254, 1
"""TIFF 6.0, NewSubfileType: a smaller copy of another page."""


def open_picture(data: bytes, first: int = 0) -> OpenedFile:
    """The pages of a picture from the `first` on, decoded one by one. Raises `RefusedPictureError`."""
    with warnings.catch_warnings():
        # Our own limits are stricter than the one Pillow warns about; nonsense in metadata is no news.
        warnings.simplefilter("ignore")
        try:
            _know_heif()
            opened = Pillow.open(io.BytesIO(data), formats=_FORMATS)
            frames = _frames(opened)
        except Pillow.DecompressionBombError:
            refuse("too_many_pixels")
        except _FAULTS:
            refuse("damaged")
    return OpenedFile(len(frames), _decoded(opened, frames[first:]))


@functools.cache
def _know_heif() -> None:
    pillow_heif.register_heif_opener(thumbnails=False)


def _frames(opened: Pillow.Image) -> list[int]:
    """Which frames are pages, by their headers alone."""
    if not isinstance(opened, TiffImageFile):
        _limit(opened.width * opened.height)
        return [0]
    pages, pixels = [0], opened.width * opened.height
    _limit(pixels)
    for number in range(1, 2 * MAX_PAGES + 1):
        try:
            opened.seek(number)
        except EOFError:
            break
        except _FAULTS:
            # The rest of the chain of pages can't be found; the damaged one is told of.
            pages.append(number)
            break
        if opened.tag_v2.get(_SUBFILE) != _THUMBNAIL:
            pages.append(number)
            pixels += opened.width * opened.height
            _limit(opened.width * opened.height, pixels)
    if len(pages) > MAX_PAGES:
        refuse("too_many_pages", limit=MAX_PAGES)
    return pages


def _limit(pixels: int, together: int = 0) -> None:
    if pixels > MAX_PIXELS or together > MAX_TOTAL_PIXELS:
        refuse("too_many_pixels")


def _decoded(opened: Pillow.Image, frames: list[int]) -> Iterator[Image | None]:
    with opened:
        for number in frames:
            yield _page(opened, number)


def _page(opened: Pillow.Image, number: int) -> Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if opened.format == "TIFF":
                opened.seek(number)
            opened.load()
            if opened.width * opened.height > MAX_PIXELS:  # the header had lied
                return None
            turn = _turn(opened)
            coloured = _coloured(opened)
            return _bgr(coloured if turn is None else coloured.transpose(turn))
        except (Pillow.DecompressionBombError, *_FAULTS):
            return None


def _turn(picture: Pillow.Image) -> Pillow.Transpose | None:
    """What the camera noted of how it was held. Notes that can't be read are as good as none."""
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except _FAULTS:
        return None


def _coloured(picture: Pillow.Image) -> Pillow.Image:
    """Any mode → RGB; transparent becomes white paper, 16 bit is scaled down."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bit(picture).convert("RGB")
    if picture.mode == "CMYK" and picture.format == "JPEG" and "adobe" not in picture.info:
        # Pillow takes every such JPEG for Adobe's, where 0 is full ink. Without Adobe's mark it is none.
        return Pillow.fromarray(255 - np.asarray(picture), "CMYK").convert("RGB")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper = Pillow.new("RGB", layered.size, "white")
        paper.paste(layered, mask=layered.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _bgr(picture: Pillow.Image) -> Image:
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def _eight_bit(picture: Pillow.Image) -> Pillow.Image:
    """Greys of any range → 0…255, as dark as they were beside each other."""
    grey = np.nan_to_num(np.asarray(picture, dtype=np.float32), posinf=0, neginf=0)
    highest = float(grey.max(initial=0))
    if highest > 255 or (picture.mode == "F" and 0 < highest <= 1):
        grey *= 255 / highest
    return Pillow.fromarray(grey.clip(0, 255).astype(np.uint8))
