"""Draws packs, reads their pictures, and measures what the precheck finds in them.

    python -m eval_sets.packs draw FOLDER --seed 1 [--share 0.5] [--items marriage …]
    python -m eval_sets.packs read FOLDER                      # what the engine reads, kept in FOLDER
    python -m eval_sets.packs measure FOLDER [--ideal | --http] [--markdown]
    python -m eval_sets.packs ship FOLDER OUT.jsonl.xz --seed 1 …    # what was read, without pictures

`measure` asks the rules on what was read; `--ideal` on what the papers really show, `--http` hands every
picture to a service, which reads it, as a citizen does. Without FOLDER, one is drawn and thrown away.
"""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from eval_sets.cases import PrecheckCase, read_cases
from eval_sets.packs.drawing import CASES, draw
from eval_sets.packs.measure import measure, table
from eval_sets.packs.packs import chosen
from eval_sets.packs.reading import READINGS, read
from eval_sets.packs.recorded import Drawn, record
from storage.clock import system_clock


def main() -> None:
    options = _options()
    if options.folder is not None:
        _run(options, options.folder)
        return
    with tempfile.TemporaryDirectory(prefix="yuxiaozhi-packs-") as folder:
        _run(options, Path(folder))


def _run(options: argparse.Namespace, folder: Path) -> None:
    fresh = options.act == "measure" and options.folder is None
    if options.act == "draw" or fresh:
        some = options.sample if options.act == "draw" else 0
        packs = chosen(options.seed, options.items, options.share, some)
        with_pictures = not (fresh and options.ideal)
        pictures = draw(packs, folder, options.seed, options.today, options.processes, with_pictures)
        _say(f"{len(packs)} packs with {pictures} pictures in {folder}\n")
    if options.act == "read" or (fresh and not options.ideal and not options.http):
        packs = read_cases(PrecheckCase, folder / CASES)
        _say(f"{read(packs, folder, folder / READINGS, options.processes)} pictures read\n")
    if options.act == "ship":
        drawn = Drawn(seed=options.seed, share=options.share, sample=options.sample, today=options.today)
        _say(f"{record(folder, drawn, options.out)} pictures in {options.out}\n")
    if options.act == "measure":
        way = "http" if options.http else "ideal" if options.ideal else "read"
        report = measure(folder, way, options.sample)
        sys.stdout.write(
            table(report) if options.markdown else json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        )


def _say(text: str) -> None:
    """Beside the report, so that what is printed stays JSON."""
    sys.stderr.write(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval_sets.packs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("act", choices=("draw", "read", "measure", "ship"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?", help="of `ship`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the packs with faults")
    parser.add_argument("--items", nargs="+", default=())
    parser.add_argument("--today", type=date.fromisoformat, default=system_clock().date())
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0, help="of the packs, for a quick look")
    parser.add_argument("--ideal", action="store_true")
    parser.add_argument("--http", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
