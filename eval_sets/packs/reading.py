"""What a service reads on a folder's pictures, kept, so that rules can be measured without the engine.

A line a picture: `{picture, pages}`; what is kept already is not read again. In an order of chance, so that a
part of them is as good as all.
"""

import asyncio
import json
import random
from pathlib import Path

from pydantic import TypeAdapter

from ocr.errors import EngineError, RefusedPictureError
from ocr.service import OcrService
from ocr.types import ReadDocument

READINGS = "readings.jsonl"
_PAGES: TypeAdapter[tuple[ReadDocument, ...]] = TypeAdapter(tuple[ReadDocument, ...])

Readings = dict[str, tuple[ReadDocument, ...]]
"""File name → its pages; none for a picture that can't be opened."""


def readings(file: Path) -> Readings:
    """What was kept; nothing where there is no such file."""
    if not file.is_file():
        return {}
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {row["picture"]: _PAGES.validate_python(row["pages"]) for row in rows}


def keep(file: Path, pages: Readings) -> None:
    """Writes them all, instead of what was there."""
    rows = [_row(picture, read_pages) for picture, read_pages in sorted(pages.items())]
    file.write_text("".join(rows), encoding="utf-8")


def read(pictures: Path, out: Path, workers: int = 1) -> int:
    """Reads what `out` lacks; returns how many that were. Raises `EngineError` when there is no engine."""
    done = readings(out)
    files = sorted(file for file in pictures.iterdir() if file.name not in done)
    random.Random(len(files)).shuffle(files)
    asyncio.run(_read(files, out, workers))
    return len(files)


async def _read(files: list[Path], out: Path, workers: int) -> None:
    service = OcrService(workers)
    service.start()
    waiting = iter(files)
    try:
        with out.open("a", encoding="utf-8") as kept:

            async def one_after_another() -> None:
                for file in waiting:
                    pages = await _pages(service, file)
                    kept.write(_row(file.name, pages))
                    kept.flush()

            await asyncio.gather(*(one_after_another() for _ in range(workers)))
    finally:
        service.close()


async def _pages(service: OcrService, file: Path) -> tuple[ReadDocument, ...]:
    try:
        return tuple(await service.read(file.read_bytes()))
    except (RefusedPictureError, EngineError):
        return ()


def _row(picture: str, pages: tuple[ReadDocument, ...]) -> str:
    row = {"picture": picture, "pages": _PAGES.dump_python(pages, mode="json")}
    return json.dumps(row, ensure_ascii=False) + "\n"
