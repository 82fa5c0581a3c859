"""A file → what its pages show: hygiene, engine, upright, fields; in the calling thread."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ocr import several
from ocr.hygiene import each_page, media_type_of
from ocr.orientation import located, stands, upright
from ocr.portrait import check
from ocr.quality import measure
from ocr.reading import UNKNOWN, damaged_page, read_page
from ocr.types import Image, OcrEngine, ReadDocument, SeenLine

_LINES_ON_A_PHOTO = 2
"""A badge or a printed shirt; a document has more."""


def read_file(
    data: bytes, engine: OcrEngine, on_stage: Callable[[str], None] | None = None
) -> list[ReadDocument]:
    """One `ReadDocument` a page, more where a page shows several documents.

    Raises `RefusedPictureError` for what is no readable file.
    """
    tell = on_stage or _nobody
    tell("reading")
    return [
        document
        for number, image in enumerate(each_page(data), start=1)
        for document in (
            [damaged_page(number)] if image is None else _read(data, image, number, engine, tell)
        )
    ]


def _nobody(stage: str) -> None:
    """Nobody wants to hear how far the reading is."""


def _read(
    data: bytes, image: Image, number: int, engine: OcrEngine, tell: Callable[[str], None]
) -> list[ReadDocument]:
    height, width = image.shape[:2]
    seen = list(filter(stands, engine.read(image)))
    tell("fields")
    lines, size = upright(seen, (width, height))
    parts = several.groups(lines, size)
    if len(parts) > 1:
        return several.told([_document(several.as_seen(part), image, number) for part in parts])
    page = _document(seen, image, number)
    if page.document_type == UNKNOWN and len(lines) <= _LINES_ON_A_PHOTO:
        portrait = check(image, data, media_type_of(data))
        return [replace(page, problems=tuple(portrait)) if portrait else page]
    return [page]


def _document(seen: Sequence[SeenLine], image: Image, number: int) -> ReadDocument:
    height, width = image.shape[:2]
    lines, size = upright(seen, (width, height))
    return located(read_page(lines, size, number, measure(image, seen)), seen, (width, height))
