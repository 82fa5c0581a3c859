"""Whether people are told what is wrong with a picture, and not told what isn't.

`python -m eval_sets.documents.measure_quality --count 10 --first 70000 [--types …] [--faults …]` draws clean
pictures as scan and phone photo, spoils each with every fault, reads them all and prints a table. Of a fault:
`told`, `read` (not told, but nothing was missing either: good enough) and `missed`; of glare `named`, where
the field it was put on is named. Of clean pictures: each code told without reason.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from eval_sets.documents.camera import Pixels
from eval_sets.documents.faults import FAULTS
from eval_sets.documents.pictures import TYPES, Drawn, drawn
from ocr.hygiene import open_pages
from ocr.pages import read_file
from ocr.rapid import RapidEngine
from ocr.types import OcrEngine, ReadDocument, ReadField

NOTES = ("screen", "copy")
_FAULTS_TOLD = frozenset({*FAULTS, "glare_somewhere", "several_documents", "photograph_apart"})
_ASKED = tuple(each for each in TYPES if each not in ("unknown", "bank_card"))


def outcome(fault: str, field: str, pages: Sequence[ReadDocument]) -> str:
    """One of `told`, `named`, `read`, `missed`."""
    problems = [problem for page in pages for problem in page.problems]
    if fault == "glare" and any(one.code == "glare" and one.field == field for one in problems):
        return "named"
    if any(one.code == fault or (fault == "glare" and one.code == "glare_somewhere") for one in problems):
        return "told"
    whole = all(one.code in _FAULTS_TOLD or one.code == "mended" for one in problems)
    return "read" if whole and fault not in NOTES else "missed"


def tally(orders: Sequence[Drawn], faults: Sequence[str], engine: OcrEngine) -> dict[str, Counter[str]]:
    """For each fault its outcomes; under `clean` the codes told of clean pictures, and `pictures`."""
    rows: dict[str, Counter[str]] = {name: Counter() for name in ("clean", *faults)}
    for order in orders:
        picture = order.picture()
        pages = read_file(picture.data, engine)
        rows["clean"]["pictures"] += 1
        told = {problem.code for page in pages for problem in page.problems}
        rows["clean"].update(told & _FAULTS_TOLD)
        where = next(_places(pages), None)
        if where is None:
            continue
        image = open_pages(picture.data)[0]
        for fault in faults:
            rows[fault][_spoilt(image, fault, where, order.seed, engine)] += 1
    return rows


def _spoilt(image: Pixels, fault: str, field: ReadField, seed: int, engine: OcrEngine) -> str:
    corners = np.array(field.places[:1]).reshape(-1, 2)
    left, top, right, bottom = (*map(float, corners.min(axis=0)), *map(float, corners.max(axis=0)))
    rng = random.Random(f"{fault}-{seed}")
    spoilt = FAULTS[fault](image, rng, (left, top, right, bottom))
    data = cv2.imencode(".jpg", spoilt, [cv2.IMWRITE_JPEG_QUALITY, 82])[1].tobytes()
    return outcome(fault, field.name, read_file(data, engine))


def _places(pages: Sequence[ReadDocument]) -> Iterator[ReadField]:
    """Values of one line, the longest first: they are the ones that glare and borders hit."""
    fields = [field for page in pages for field in page.fields if len(field.places) == 1]
    yield from sorted(fields, key=lambda field: -len(field.value))


def table(rows: dict[str, Counter[str]]) -> str:
    clean = rows["clean"]
    lines = [f"clean pictures: {clean['pictures']}; told without reason: "]
    lines[0] += ", ".join(f"{code} {n}" for code, n in clean.items() if code != "pictures") or "nothing"
    lines += [
        "",
        "| fault | pictures | named | told | read all the same | missed |",
        "|---|---|---|---|---|---|",
    ]
    for fault, row in rows.items():
        if fault != "clean":
            counts = " | ".join(str(row[each]) for each in ("named", "told", "read", "missed"))
            lines.append(f"| {fault} | {row.total()} | {counts} |")
    return "\n".join(lines)


def main() -> None:
    options = _options()
    orders = list(drawn(options.types, ("scan", "phone"), options.first, options.count))
    sys.stdout.write(table(tally(orders, options.faults, RapidEngine(threads=1))) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--first", type=int, default=70000)
    parser.add_argument("--types", nargs="+", choices=TYPES, default=_ASKED)
    parser.add_argument("--faults", nargs="*", choices=tuple(FAULTS), default=tuple(FAULTS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
