"""How long a picture takes, and whether the chat stays quick: `python -m eval_sets.bench_documents`.

Each picture is read by everyone in turn, in the same run: by us from file to checked fields, by bare RapidOCR
(its default parameters, as many threads) from file to lines, and by Tesseract where Debian's `tesseract-ocr
tesseract-ocr-chi-sim` is installed. Seconds are told on the clock and of the processor: on a machine that is
shared only the latter compare. Prints a table, and with `--json` one JSON object.
"""

import json
import resource
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Annotated, Any, cast

import typer

from eval_sets.bench_chat import measure_chat
from eval_sets.documents.distort import LEVELS, Level
from eval_sets.documents.pictures import TYPES, UNKNOWN, Picture, drawn
from eval_sets.errors import EvalError
from eval_sets.figures import percentile
from eval_sets.tesseract import tesseract

Read = Callable[[bytes], object]
OURS, BARE, TESSERACT = "ours", "rapidocr", "tesseract"


@dataclass(frozen=True, slots=True)
class Taken:
    """One picture read once: seconds on the clock, and of the processor (children's included)."""

    document_type: str
    reader: str
    seconds: float
    processor: float


def readers(threads: int) -> dict[str, Read]:
    """Who reads, each with its models loaded; without Tesseract where it is not installed."""
    from ocr.pages import read_file
    from ocr.rapid import RapidEngine, bare

    engine = RapidEngine(threads)
    found: dict[str, Read] = {OURS: lambda data: read_file(data, engine), BARE: bare(threads)}
    third = tesseract(threads)
    return {**found, TESSERACT: third} if third else found


def timed(pictures: Iterable[Picture], everyone: Mapping[str, Read]) -> list[Taken]:
    """Every picture by everyone; who goes first changes, so that nobody always finds the memory warm."""
    names, taken = list(everyone), list[Taken]()
    for picture in pictures:
        names = [*names[1:], names[0]]
        for name in names:
            clock, processor = time.perf_counter(), _processor()
            everyone[name](picture.data)
            taken.append(
                Taken(picture.document_type, name, time.perf_counter() - clock, _processor() - processor)
            )
    return taken


def _processor() -> float:
    mine, childrens = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + childrens.ru_utime + childrens.ru_stime


def figures(taken: Iterable[Taken]) -> dict[str, Any]:
    """Type (and `all`) → reader → seconds; `ratio` is our processor time to that reader's."""
    groups: dict[str, dict[str, list[Taken]]] = {}
    for one in taken:
        for group in (one.document_type, "all"):
            groups.setdefault(group, {}).setdefault(one.reader, []).append(one)
    return {group: _group(by_reader) for group, by_reader in groups.items()}


def _group(by_reader: Mapping[str, list[Taken]]) -> dict[str, Any]:
    ours = sum(one.processor for one in by_reader[OURS])
    return {
        reader: {
            "pictures": len(taken),
            "p50_seconds": round(median(one.seconds for one in taken), 3),
            "p95_seconds": round(percentile([one.seconds for one in taken], 95), 3),
            "processor_seconds": round(sum(one.processor for one in taken) / len(taken), 3),
            "ratio": round(ours / max(sum(one.processor for one in taken), 1e-9), 3),
        }
        for reader, taken in by_reader.items()
    }


def table(report: Mapping[str, Any]) -> str:
    """A row a type and reader: processor seconds, p50/p95 on the clock, our time to that reader's."""
    absent = "" if TESSERACT in report["pictures"]["all"] else " (tesseract is not installed)"
    rows = [f"{'type':28} reader      processor s   p50 s   p95 s   ours/it{absent}"]
    for group, by_reader in report["pictures"].items():
        rows += [
            f"{group:28} {reader:10} {one['processor_seconds']:12.2f} {one['p50_seconds']:7.2f} "
            f"{one['p95_seconds']:7.2f} {one['ratio']:9.2f}"
            for reader, one in by_reader.items()
        ]
    for name, chat in report.get("chat", {}).items():
        rows.append(f"chat {name}: p50 {chat['p50_ms']} ms, p95 {chat['p95_ms']} ms, {chat['turns']} turns")
    return "\n".join(rows)


def main(
    count: Annotated[int, typer.Option(min=1, help="pictures of each type and level")] = 2,
    first: Annotated[int, typer.Option(help="first seed")] = 70_000,
    types: Annotated[str, typer.Option(help="of these types only, by commas")] = "",
    levels: Annotated[str, typer.Option(help="of these levels only, by commas")] = ",".join(LEVELS),
    threads: Annotated[int, typer.Option(min=1, help="threads of each engine")] = 2,
    chat: Annotated[bool, typer.Option(help="also measure the chat while four pictures are read")] = True,
    users: Annotated[int, typer.Option(min=1, help="people who chat")] = 20,
    turns: Annotated[int, typer.Option(min=3, help="turns of each")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object instead of the table")] = False,
) -> None:
    """Prints the figures of this machine."""
    wanted = tuple(filter(None, types.split(","))) or tuple(name for name in TYPES if name != UNKNOWN)
    chosen = cast("tuple[Level, ...]", tuple(levels.split(",")))
    orders = list(drawn(wanted, chosen, first, count))
    report: dict[str, Any] = {"threads": threads}
    report["pictures"] = figures(timed((order.picture() for order in orders), readers(threads)))
    if chat:
        try:
            report["chat"] = measure_chat([order.picture().data for order in orders[:4]], users, turns)
        except EvalError as error:
            typer.echo(_told(report, as_json))  # minutes of reading are not thrown away for it
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
    typer.echo(_told(report, as_json))


def _told(report: Mapping[str, Any], as_json: bool) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2) if as_json else table(report)


if __name__ == "__main__":
    typer.run(main)
