"""Where the text of a field may stand on a page. Pure; readers name these, tried in order."""

import re
from collections.abc import Callable, Iterator

from ocr import lines as geometry
from ocr.lines import LEFT, RIGHT
from ocr.readers.page import Page, Pieces

Place = Callable[[Page], Iterator[Pieces]]
"""Gives what may be the field's text, likeliest first."""


def beside(*labels: str, nth: int = 1) -> Place:
    """What belongs to a label (right of it, or run on below); `nth` of a label that stands there often.

    When the whole is not such a value, its first piece alone is offered: what follows may be a stamp.
    """

    def found(page: Page) -> Iterator[Pieces]:
        for label in labels:
            for pieces in page.values(label)[nth - 1 : nth]:
                if pieces:
                    yield pieces
                if len(pieces) > 1:
                    yield pieces[:1]

    return found


def below(*labels: str, nth: int = 1) -> Place:
    """The line right under a label, as in tables whose first row names the columns."""

    def found(page: Page) -> Iterator[Pieces]:
        for label in labels:
            for line in page.places(label)[nth - 1 : nth]:
                under = [text for text in page.texts if geometry.directly_below(text.box, line.box)]
                if under:
                    yield [min(under, key=lambda text: abs(_centre(text.box) - _centre(line.box)))]

    return found


def anywhere(pattern: re.Pattern[str]) -> Place:
    """Every line in which the pattern is found, for values whose label was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        for line in page.ordered:
            if pattern.search(line.text):
                yield [line]

    return found


def within(pattern: re.Pattern[str]) -> Place:
    """What the pattern's first group is in the running text, over the ends of lines."""

    def found(page: Page) -> Iterator[Pieces]:
        for match in pattern.finditer(page.text):
            yield page.pieces(match.start(1), match.end(1))

    return found


def _centre(box: tuple[float, float, float, float]) -> float:
    return (box[LEFT] + box[RIGHT]) / 2
