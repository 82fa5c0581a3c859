"""How many fields are read exactly, a document type and level of distortion at a time.

`python -m eval_sets.documents.measure --count 20 --first 50000 [--types …] [--levels …]`
draws 20 unseen specimens of each type and level, reads them and prints JSON, with `--markdown` a table.
Beside each figure stand the ceiling (the raw text has the value) and the floor (a plain label regex).
`--recorded FILE` takes what `record` has kept instead: no engine, thousands of pictures a minute.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from eval_sets.documents.distort import LEVELS
from eval_sets.documents.hands import each
from eval_sets.documents.outcomes import Outcome, Shown, judge
from eval_sets.documents.pictures import TYPES, Order, drawn, kept
from eval_sets.documents.recordings import recordings
from eval_sets.documents.report import markdown, report
from ocr.orientation import upright
from ocr.pages import read_file
from ocr.types import Image, OcrEngine, SeenLine


class _Overheard:
    """An engine that keeps what it has seen: the baselines need the raw text."""

    def __init__(self, engine: OcrEngine) -> None:
        self.name = engine.name
        self.texts: list[str] = []
        self._engine = engine

    def read(self, image: Image) -> list[SeenLine]:
        height, width = image.shape[:2]
        seen = self._engine.read(image)
        self.texts += [line.text for line in upright(seen, (width, height))[0]]
        return seen


def measured(order: Order, engine: OcrEngine) -> Outcome:
    """Draws or opens one picture, reads it as a service would and compares."""
    picture = order.picture()
    shown = Shown(picture.id, picture.document_type, picture.layout, picture.level, picture.fields)
    overheard = _Overheard(engine)
    begun = time.perf_counter()
    pages = read_file(picture.data, overheard)
    return judge(shown, pages, overheard.texts, time.perf_counter() - begun)


def recorded(file: Path, types: tuple[str, ...], levels: tuple[str, ...]) -> Iterator[Outcome]:
    """The outcomes of the recorded pictures of those types and levels."""
    for one in recordings(file):
        if one.shown.document_type in types and one.shown.level in (*levels, "kept"):
            yield judge(one.shown, one.read(), [line.text for line in one.lines])


def main() -> None:
    options = _options()
    types, levels = tuple(options.types), tuple(options.levels)
    if options.recorded is not None:
        outcomes = list(recorded(options.recorded, types, levels))
    else:
        orders: list[Order] = list(drawn(types, levels, options.first, options.count))
        if options.folder is not None:
            orders = list(kept(options.folder / "index.jsonl"))
        outcomes = list(each(measured, orders, options.processes))
    figures = report(outcomes)
    text = markdown(figures) if options.markdown else json.dumps(figures, ensure_ascii=False, indent=1)
    sys.stdout.write(text + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=10_000)
    parser.add_argument("--types", nargs="+", choices=TYPES, default=TYPES)
    parser.add_argument("--levels", nargs="+", choices=LEVELS, default=LEVELS)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--recorded", type=Path)
    parser.add_argument("--from", dest="folder", type=Path)
    parser.add_argument("--markdown", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
