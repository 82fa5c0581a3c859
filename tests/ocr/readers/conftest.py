"""Lines as an engine gives them, and what a reader makes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from ocr.readers.reader import Reader
from ocr.types import TextLine

Piece = tuple[str, *tuple[float, ...]]
"""text, left, top, and how high (36 pixels) and how wide the line is"""


@dataclass(frozen=True)
class Reading:
    sure: float
    values: dict[str, str]
    problems: list[tuple[str, str | None]]


@pytest.fixture
def reading() -> Callable[[Reader, Sequence[Piece]], Reading]:
    """`reading(reader, pieces)` → what the reader finds on a page of 1200 × 1600."""

    def read(reader: Reader, pieces: Sequence[Piece]) -> Reading:
        sure, findings = reader.read([_line(*piece) for piece in pieces], (1200.0, 1600.0))
        values = {field.name: field.value for field in findings.fields}
        return Reading(sure, values, [(problem.code, problem.field) for problem in findings.problems])

    return read


def _line(text: str, left: float, top: float, height: float = 36, width: float = 0) -> TextLine:
    wide = width or sum(0.5 if character.isascii() else 1.0 for character in text) * height
    return TextLine(text, 0.99, (left, top, left + wide, top + height))
