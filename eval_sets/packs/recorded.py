"""Packs with readings that were recorded once and are shipped: measured by anybody, without the engine.

`recorded/<seed>.jsonl.xz` says in its first line how the packs are drawn, then what the engine read on each
of their pictures. People, papers and what is planted are drawn anew each time: seed and day decide them.
"""

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from eval_sets.client import Json
from eval_sets.packs.drawing import draw
from eval_sets.packs.measure import Measured, measured, report
from eval_sets.packs.pack import Order
from eval_sets.packs.packs import chosen
from eval_sets.packs.reading import READINGS, Readings, keep, parsed, readings, row
from eval_sets.precheck_verdicts import figures
from ocr.types import ReadDocument
from storage.clock import system_clock

_SHIPPED = files("eval_sets.packs") / "recorded"


class Drawn(BaseModel):
    """How a folder of packs was drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int
    share: float = 1.0
    sample: int = 0
    today: date

    def orders(self) -> list[Order]:
        return chosen(self.seed, share=self.share, sample=self.sample)


def shipped() -> Iterator[tuple[Drawn, Readings]]:
    """Each recorded draw with what was read, in the order of the seeds."""
    found: list[Traversable] = [one for one in _SHIPPED.iterdir() if one.name.endswith(".jsonl.xz")]
    for file in sorted(found, key=lambda one: int(one.name.partition(".")[0])):
        first, _, rows = lzma.decompress(file.read_bytes()).decode().partition("\n")
        yield Drawn.model_validate_json(first), parsed(rows)


def record(folder: Path, drawn: Drawn, out: Path) -> int:
    """Keeps what was read in `folder` as a file to ship; returns how many pictures that were."""
    read = readings(folder / READINGS)
    rows = [row(name, tuple(map(_without_places, pages))) for name, pages in sorted(read.items())]
    text = "".join([drawn.model_dump_json() + "\n", *rows])
    out.write_bytes(lzma.compress(text.encode(), preset=9))
    return len(read)


def evaluate() -> Json:
    """The report of all recorded packs together, and the figures of each seed."""
    parts: dict[int, Measured] = {}
    for drawn, read in shipped():
        with TemporaryDirectory(prefix="yuxiaozhi-packs-") as home:
            folder = Path(home)
            draw(drawn.orders(), folder, drawn.seed, drawn.today, pictures=False)
            keep(folder / READINGS, read)
            parts[drawn.seed] = measured(folder, "read")
    told = report(_together(parts))
    by_seed = {
        str(seed): {"packs": len(one.verdicts), **figures(one.verdicts)} for seed, one in parts.items()
    }
    return {**told, "part": "recorded", "cases": told["packs"], "by_seed": by_seed}


def evaluate_reading() -> Json:
    """The smallest of the recorded draws, drawn for today and handed to a service that reads each picture."""
    drawn = min((one for one, _ in shipped()), key=lambda one: len(one.orders()))
    with TemporaryDirectory(prefix="yuxiaozhi-packs-") as home:
        draw(drawn.orders(), Path(home), drawn.seed, system_clock().date())
        return report(measured(Path(home), "http"))


def _together(parts: dict[int, Measured]) -> Measured:
    """Packs of several seeds have the same ids: the seed is told before them."""
    named = [
        replace(verdict, case=verdict.case.model_copy(update={"id": f"{seed}:{verdict.case.id}"}))
        for seed, one in parts.items()
        for verdict in one.verdicts
    ]
    faults = {f"{seed}:{name}": why for seed, one in parts.items() for name, why in one.faults.items()}
    ones: Sequence[Measured] = list(parts.values())
    return Measured(
        "read",
        tuple(named),
        faults,
        sum(one.not_read for one in ones),
        round(sum(one.seconds for one in ones), 1),
    )


def _without_places(page: ReadDocument) -> ReadDocument:
    """The picture as given is not there to be marked."""
    return replace(page, fields=tuple(replace(field, places=()) for field in page.fields))
