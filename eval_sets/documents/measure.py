"""How many fields are read exactly, a document type and level of distortion at a time.

`python -m eval_sets.documents.measure 40` draws 40 unseen specimens of each type and level and prints them.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from eval_sets.documents.distort import LEVELS, Level, distort
from eval_sets.documents.draw import DRAWERS, specimen
from ocr.normalise import prose
from ocr.types import ReadDocument


@dataclass(frozen=True, slots=True)
class Case:
    """One picture and what it shows; `group` is what figures are given for."""

    id: str
    group: str
    data: bytes
    document_type: str
    fields: Mapping[str, str]


@dataclass(slots=True)
class Figures:
    """Counts of one group. A value that differs is `wrong`; one that is not given is `absent`."""

    pictures: int = 0
    types_right: int = 0
    fields: int = 0
    right: int = 0
    wrong: int = 0
    absent: int = 0
    seconds: float = 0.0
    failing: list[str] = field(default_factory=list[str])

    def as_json(self) -> dict[str, object]:
        return {
            "pictures": self.pictures,
            "types_right": self.types_right,
            "fields": self.fields,
            "right": self.right,
            "wrong": self.wrong,
            "absent": self.absent,
            "right_share": round(self.right / self.fields, 4) if self.fields else None,
            "seconds_per_picture": round(self.seconds / self.pictures, 3) if self.pictures else None,
            "failing": self.failing,
        }


Read = Callable[[bytes], list[ReadDocument]]


def default_read() -> Read:
    """One engine of the default kind, in this process."""
    from ocr.engines import create
    from ocr.pages import read_file

    return partial(read_file, engine=create("rapid"))


def measure(cases: Iterable[Case], read: Read | None = None) -> dict[str, Figures]:
    """Reads every case once and counts; the first page that shows the expected type is compared."""
    read = read or default_read()
    figures: dict[str, Figures] = {}
    for case in cases:
        group = figures.setdefault(case.group, Figures())
        begun = time.perf_counter()
        pages = read(case.data)
        group.seconds += time.perf_counter() - begun
        _count(group, case, pages)
    return figures


def _count(group: Figures, case: Case, pages: list[ReadDocument]) -> None:
    page = next((page for page in pages if page.document_type == case.document_type), None)
    group.pictures += 1
    group.types_right += page is not None
    for name, expected in case.fields.items():
        value = page.value(name) if page is not None else None
        group.fields += 1
        if value is not None and prose(value) == prose(expected):
            group.right += 1
            continue
        group.wrong += value is not None
        group.absent += value is None
        group.failing.append(f"{case.id}.{name}: {expected} -> {value}")


def kept(index: Path) -> Iterator[Case]:
    """The cases of a `documents` file (`{image, document_type, fields}` a line, images beside it)."""
    for number, line in enumerate(index.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        data = (index.parent / row["image"]).read_bytes()
        yield Case(
            f"{number}:{row['image']}", row["document_type"], data, row["document_type"], row["fields"]
        )


def drawn(count: int, first_seed: int, levels: Iterable[Level] = LEVELS) -> Iterator[Case]:
    """`count` fresh specimens of each type and level."""
    for document_type in DRAWERS:
        for level in levels:
            for seed in range(first_seed, first_seed + count):
                one = specimen(document_type, seed)
                clean = cv2.cvtColor(np.asarray(one.image), cv2.COLOR_RGB2BGR)
                data = distort(clean, level, seed)
                yield Case(
                    f"{document_type}-{level}-{seed}",
                    f"{document_type} {level}",
                    data,
                    document_type,
                    one.fields,
                )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    figures = measure(drawn(count, first))
    sys.stdout.write(
        json.dumps({k: v.as_json() for k, v in figures.items()}, ensure_ascii=False, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
