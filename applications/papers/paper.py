"""A paper as blocks of text, whatever it is printed on. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Paragraphs, one below the other."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: rows as long as the header, which repeats on each page. `widths` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """What has to be done, point by point: the point, and in smaller print why."""

    points: tuple[tuple[str, str], ...]


Block = Heading | Lines | Rows | Numbered


@dataclass(frozen=True, slots=True)
class Paper:
    """`mark` stands large below the title, e.g. that a form has not been sent yet."""

    title: str
    mark: str
    blocks: tuple[Block, ...]
    label: str = ""
    """at the foot of each page, where it is published wording and nothing was generated"""


def every_text(paper: Paper) -> Sequence[str]:
    """All that stands on it, for whoever looks for something."""
    texts = [paper.title, paper.mark]
    for block in paper.blocks:
        match block:
            case Heading(text):
                texts.append(text)
            case Lines(lines):
                texts.extend(lines)
            case Rows(header, rows, _):
                texts.extend([*header, *(cell for row in rows for cell in row)])
            case Numbered(points):
                texts.extend(text for point in points for text in point)
    return texts
