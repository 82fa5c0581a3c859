"""A file → what its pages show: hygiene, engine, upright, fields; in the calling thread."""

from collections.abc import Callable
from dataclasses import replace

from ocr.hygiene import each_page, media_type_of
from ocr.orientation import located, upright
from ocr.portrait import check
from ocr.quality import measure
from ocr.reading import UNKNOWN, damaged_page, read_page
from ocr.types import Image, OcrEngine, ReadDocument

_LINES_ON_A_PHOTO = 2
"""A badge or a printed shirt; a document has more."""


def read_file(
    data: bytes, engine: OcrEngine, on_stage: Callable[[str], None] | None = None
) -> list[ReadDocument]:
    """One `ReadDocument` a page. Raises `RefusedPictureError` for what is no readable file."""
    tell = on_stage or _nobody
    tell("reading")
    return [
        _read(data, image, number, engine, tell) if image is not None else damaged_page(number)
        for number, image in enumerate(each_page(data), start=1)
    ]


def _nobody(stage: str) -> None:
    """Nobody wants to hear how far the reading is."""


def _read(
    data: bytes, image: Image, number: int, engine: OcrEngine, tell: Callable[[str], None]
) -> ReadDocument:
    height, width = image.shape[:2]
    seen = engine.read(image)
    tell("fields")
    lines, size = upright(seen, (width, height))
    page = located(read_page(lines, size, number, measure(image)), seen, (width, height))
    if page.document_type == UNKNOWN and len(lines) <= _LINES_ON_A_PHOTO:
        portrait = check(image, data, media_type_of(data))
        return replace(page, problems=tuple(portrait)) if portrait else page
    return page
