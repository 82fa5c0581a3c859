"""What `record` has kept: the truth about a picture and the lines the engine saw on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from eval_sets.documents.outcomes import Shown
from ocr.orientation import upright
from ocr.types import Quad, SeenLine, Size, TextLine


@dataclass(frozen=True, slots=True)
class Recording:
    """`lines` and `size` of the page turned upright."""

    shown: Shown
    lines: list[TextLine]
    size: Size


def recordings(file: Path) -> Iterator[Recording]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        shown = Shown(row["id"], row["document_type"], row["layout"], row["level"], row["fields"])
        seen = [_seen(*printed) for printed in row["lines"]]
        yield Recording(shown, *upright(seen, (row["size"][0], row["size"][1])))


def _seen(
    text: str, sure: float, corners: list[list[float]], characters: tuple[Any, ...] | list[float] = ()
) -> SeenLine:
    quad = cast("Quad", tuple((float(x), float(y)) for x, y in corners))
    return SeenLine(text, sure, quad, tuple(characters))
