"""The pictures that reading is measured on: drawn by type, level and seed, or kept in somebody's folder."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from eval_sets.documents.distort import Level, distort
from eval_sets.documents.draw import DRAWERS, specimen

UNKNOWN = "unknown"
TYPES: tuple[str, ...] = tuple(DRAWERS)


@dataclass(frozen=True, slots=True)
class Picture:
    """One file and what it shows; `layout` is how it was drawn."""

    id: str
    document_type: str
    layout: str
    level: str
    fields: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture to draw, small enough to hand to another process."""

    document_type: str
    level: Level
    seed: int

    @property
    def id(self) -> str:
        return f"{self.document_type}-{self.level}-{self.seed}"

    def picture(self) -> Picture:
        one = specimen(self.document_type, self.seed)
        pixels = cv2.cvtColor(np.asarray(one.image), cv2.COLOR_RGB2BGR)
        data = distort(pixels, self.level, self.seed)
        return Picture(self.id, self.document_type, one.layout, self.level, one.fields, data)


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture in a folder with an `index.jsonl` of `{image, document_type, fields, level?}`."""

    path: Path
    document_type: str
    level: str
    fields: Mapping[str, str]

    @property
    def id(self) -> str:
        return self.path.name

    def picture(self) -> Picture:
        return Picture(self.id, self.document_type, "", self.level, self.fields, self.path.read_bytes())


Order = Drawn | Kept


def drawn(types: Iterable[str], levels: Iterable[Level], first: int, count: int) -> Iterator[Drawn]:
    """`count` seeds from `first` on, of each type and level; all types appear before a seed is done again."""
    levels = tuple(levels)
    types = tuple(types)
    for seed in range(first, first + count):
        for document_type in types:
            for level in levels:
                yield Drawn(document_type, level, seed)


def kept(index: Path) -> Iterator[Kept]:
    """The pictures of an index, images beside it; the level is `kept` where the index has none."""
    for line in index.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = index.parent / row["image"]
        yield Kept(path, row["document_type"], row.get("level", "kept"), row["fields"])
