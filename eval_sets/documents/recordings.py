"""What `record` has kept: the truth about a picture and the lines the engine saw on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from eval_sets.documents.outcomes import Shown
from ocr import several
from ocr.orientation import upright
from ocr.reading import read_page
from ocr.types import Quad, ReadDocument, SeenLine, Size, TextLine


@dataclass(frozen=True, slots=True)
class Recording:
    """`lines` and `size` of the page turned upright, `picture` the size of the picture as given."""

    shown: Shown
    lines: list[TextLine]
    size: Size
    picture: Size

    def read(self) -> list[ReadDocument]:
        """What a service would give, less what needs the pixels."""
        parts = several.groups(self.lines, self.size)
        if len(parts) < 2:
            return [read_page(self.lines, self.size)]
        return [read_page(*upright(several.as_seen(part), self.picture)) for part in parts]


def recordings(file: Path) -> Iterator[Recording]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        shown = Shown(row["id"], row["document_type"], row["layout"], row["level"], row["fields"])
        seen = [_seen(*printed) for printed in row["lines"]]
        picture = (row["size"][0], row["size"][1])
        yield Recording(shown, *upright(seen, picture), picture)


def _seen(
    text: str, sure: float, corners: list[list[float]], characters: tuple[Any, ...] | list[float] = ()
) -> SeenLine:
    quad = cast("Quad", tuple((float(x), float(y)) for x, y in corners))
    return SeenLine(text, sure, quad, tuple(characters))
