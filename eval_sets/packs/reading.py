"""What a service reads on a folder's pictures, kept, so that rules can be measured without the engine.

A line a picture: `{picture, pages}`; what is kept already is not read again, and a line that was being
written when the reading was ended is read anew. Pack by pack in an order of chance, so that a part is as good
as all.
"""

import asyncio
import json
import random
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from eval_sets.cases import PrecheckCase
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
    whole, _, _ = file.read_text(encoding="utf-8").rpartition("\n")
    return parsed(whole)


def parsed(lines: str) -> Readings:
    """Lines as `row` writes them."""
    rows = (json.loads(line) for line in lines.splitlines())
    return {row["picture"]: _PAGES.validate_python(row["pages"]) for row in rows}


def keep(file: Path, pages: Readings) -> None:
    """Writes them all, instead of what was there."""
    file.write_text("".join(row(name, read_pages) for name, read_pages in sorted(pages.items())), "utf-8")


def read(packs: Sequence[PrecheckCase], folder: Path, out: Path, workers: int = 1) -> int:
    """Reads what `out` lacks of the packs' pictures, which lie in `folder`; returns how many that were.

    Raises `EngineError` when there is no engine.
    """
    done = readings(out)
    keep(out, done)
    mixed = sorted(packs, key=lambda one: random.Random(one.id).random())
    pictures = dict.fromkeys(entry.rpartition("=")[2] for one in mixed for entry in one.documents)
    files = [folder / picture for picture in pictures if Path(picture).name not in done]
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
                    kept.write(row(file.name, pages))
                    kept.flush()

            await asyncio.gather(*(one_after_another() for _ in range(workers)))
    finally:
        service.close()


async def _pages(service: OcrService, file: Path) -> tuple[ReadDocument, ...]:
    try:
        return tuple(await service.read(file.read_bytes()))
    except (RefusedPictureError, EngineError):
        return ()


def row(picture: str, pages: tuple[ReadDocument, ...]) -> str:
    """A line of a file of readings."""
    told = {"picture": picture, "pages": _PAGES.dump_python(pages, mode="json")}
    return json.dumps(told, ensure_ascii=False) + "\n"
