"""A file → what its pages show: hygiene, engine, upright, fields; in the calling thread."""

from collections.abc import Callable

from ocr.hygiene import each_page
from ocr.orientation import located, upright
from ocr.quality import measure
from ocr.reading import damaged_page, read_page
from ocr.types import Image, OcrEngine, ReadDocument


def read_file(
    data: bytes, engine: OcrEngine, on_stage: Callable[[str], None] | None = None
) -> list[ReadDocument]:
    """One `ReadDocument` a page. Raises `RefusedPictureError` for what is no readable file."""
    tell = on_stage or _nobody
    tell("reading")
    return [
        _read(image, number, engine, tell) if image is not None else damaged_page(number)
        for number, image in enumerate(each_page(data), start=1)
    ]


def _nobody(stage: str) -> None:
    """Nobody wants to hear how far the reading is."""


def _read(image: Image, number: int, engine: OcrEngine, tell: Callable[[str], None]) -> ReadDocument:
    height, width = image.shape[:2]
    seen = engine.read(image)
    tell("fields")
    lines, size = upright(seen, (width, height))
    return located(read_page(lines, size, number, measure(image)), seen, (width, height))
