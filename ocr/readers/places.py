"""Where the text of a field may stand on a page. Pure; readers name these, tried in order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile

from ocr import lines as geometry
from ocr.lines import BOTTOM, LEFT, RIGHT, TOP
from ocr.readers.page import Page, Pieces
from ocr.types import TextLine
from ocr.values import Parse

Place = Callable[[Page], Iterator[Pieces]]
"""Gives what may be the field's text, likeliest first."""

_REACH = 3.0
"""A value stands within so many line heights under the head of its column, a row above the next."""

_ALIGNED = 1.5
"""Within so many line heights the lines of one text begin under each other."""

_OF_OTHERS = re.compile("监护|代办|代理|配偶|经办|受托|委托|领证人")
"""What is said of them is not the holder's."""

_WORD = 1.2
"""So many line heights are the widest gap within a name."""

_CLOSE = 0.3
"""Within so many line heights the second line of a name follows; rows stand further apart."""


def beside(*labels: str, nth: int = 1) -> Place:
    """What belongs to a label (right of it, or run on below); `nth` of a label that stands there often."""

    def found(page: Page) -> Iterator[Pieces]:
        for label in labels:
            yield from (pieces for pieces in page.values(label)[nth - 1 : nth] if pieces)

    return found


def nearest(*labels: str, nth: int = 1) -> Place:
    """The first piece of what belongs to a label, where the rest is a stamp or a neighbour's. Only for values
    that never run on: half an address is a wrong one."""

    def found(page: Page) -> Iterator[Pieces]:
        for pieces in beside(*labels, nth=nth)(page):
            yield pieces[:1]

    return found


def close(*labels: str) -> Place:
    """What belongs to a label, without what a wider gap parts from it: a name without the neighbour's whose
    label was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        yield from map(unparted, beside(*labels)(page))

    return found


def unparted(pieces: Pieces) -> Pieces:
    """The pieces until the first gap wider than within a name."""
    gaps = [two.box[LEFT] - one.box[RIGHT] for one, two in pairwise(pieces)]
    end = next((at for at, gap in enumerate(gaps, 1) if gap > _WORD * geometry.height(pieces[0].box)), None)
    return pieces[:end]


def packed(*labels: str) -> Place:
    """What belongs to a label as far as it stands close together: a name that takes two lines, without the
    row below whose label was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        for pieces in beside(*labels)(page):
            yield [pieces[0], *takewhile(partial(_close, first=pieces[0]), pieces[1:])]

    return found


def over(*labels: str) -> Place:
    """The line above the row of the first of these labels that was seen, whatever label it had itself."""

    def found(page: Page) -> Iterator[Pieces]:
        row = next((place for label in labels for place in page.places(label)[:1]), None)
        if row is not None:
            higher = [text for text in page.texts if text.box[BOTTOM] < geometry.middle(row.box)]
            yield from ([text] for text in sorted(higher, key=lambda text: -text.box[BOTTOM])[:1])

    return found


def column(label: str) -> Place:
    """What belongs to a label, without lines that don't begin under its first: a seal below an address."""

    def found(page: Page) -> Iterator[Pieces]:
        for pieces in page.values(label)[:1]:
            if pieces:
                yield [piece for piece in pieces if _continues(piece, pieces[0])]

    return found


def cell(*labels: str) -> Place:
    """What stands in the cell right of a label's cell, in tables."""

    def found(page: Page) -> Iterator[Pieces]:
        for label in labels:
            for pieces in page.cells(label):
                if pieces:
                    yield pieces

    return found


def surest(*places: Place) -> Place:
    """For what is printed several times, heads and signatures: of the first reading and those that differ in
    one character the surest, but as unsure as the least of them; then the others."""

    def found(page: Page) -> Iterator[Pieces]:
        given = [pieces for place in places for pieces in place(page)]
        given.sort(key=lambda pieces: pieces[0].box[TOP])
        if given:
            same = [pieces for pieces in given if _nearly(_text(pieces), _text(given[0]))]
            best = max(same, key=_least)
            agreed = [pieces for pieces in same if _text(pieces) == _text(best)]
            doubt = 1.0 if len(agreed) == len(same) else min(map(_least, same))
            yield [replace(p, confidence=doubt, characters=()) if doubt < p.least else p for p in best]
            yield from given

    return found


def _least(pieces: Pieces) -> float:
    return min(piece.least for piece in pieces)


def _nearly(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _text(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def before(label: str) -> Place:
    """The piece left of a label on its row, for a value whose own label was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        for line in page.places(label)[:1]:
            row = [text for text in page.texts if geometry.same_row(text.box, line.box)]
            left = [text for text in row if geometry.right_of(line.box, text.box)]
            if left:
                yield [max(left, key=lambda text: text.box[RIGHT])]

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


def above(*labels: str) -> Place:
    """What stands right above the value of a label, where the label of that row was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        for value in (pieces[0] for label in labels for pieces in page.values(label)[:1] if pieces):
            reach = value.box[TOP] - _REACH * geometry.height(value.box)
            higher = [
                text
                for text in page.texts
                if reach < geometry.middle(text.box) < value.box[TOP]
                and min(text.box[RIGHT], value.box[RIGHT]) > max(text.box[LEFT], value.box[LEFT])
            ]
            yield from ([text] for text in sorted(higher, key=lambda text: -text.box[TOP]))

    return found


def under(*labels: str) -> Place:
    """The texts below a label that heads a column, with some space between, from the nearest."""

    def found(page: Page) -> Iterator[Pieces]:
        for line in (line for label in labels for line in page.places(label)):
            reach = line.box[BOTTOM] + _REACH * geometry.height(line.box)
            lower = [
                text
                for text in page.texts
                if geometry.middle(line.box) < text.box[TOP] < reach
                and min(text.box[RIGHT], line.box[RIGHT]) > max(text.box[LEFT], line.box[LEFT])
            ]
            yield from ([text] for text in sorted(lower, key=lambda text: text.box[TOP]))

    return found


def anywhere(pattern: re.Pattern[str]) -> Place:
    """Every line in which the pattern is found, for values whose label was not seen."""

    def found(page: Page) -> Iterator[Pieces]:
        for line in page.ordered:
            if pattern.search(line.text) and not _OF_OTHERS.search(line.text):
                yield [line]

    return found


def loose(parse: Parse) -> Place:
    """Every text without label that is a word of a closed list as it stands, mended in nothing."""

    def found(page: Page) -> Iterator[Pieces]:
        for text in page.loose:
            value = parse(text.text)
            if value is not None and value.backing == "listed" and not value.note:
                yield [text]

    return found


def within(pattern: re.Pattern[str]) -> Place:
    """What the pattern's first group is in the running text, over the ends of lines."""

    def found(page: Page) -> Iterator[Pieces]:
        for match in pattern.finditer(page.text):
            yield page.pieces(match.start(1), match.end(1))

    return found


def after(head: re.Pattern[str], stop: re.Pattern[str]) -> Place:
    """What follows a head within its line, or when nothing does, in the box right of it; until `stop`."""

    def found(page: Page) -> Iterator[Pieces]:
        for line in page.ordered:
            for match in head.finditer(line.text):
                rest = geometry.part_of(line, match.end(), len(line.text))
                kept = _until(stop, rest if rest.text else _right_of(line, page.ordered))
                if kept is not None:
                    yield [kept]

    return found


def _until(stop: re.Pattern[str], line: TextLine | None) -> TextLine | None:
    if line is None:
        return None
    end = stop.search(line.text)
    kept = geometry.part_of(line, 0, end.start()) if end else line
    return kept if kept.text else None


def _right_of(line: TextLine, lines: Pieces) -> TextLine | None:
    """The next piece on the row."""
    row = [o for o in lines if geometry.same_row(o.box, line.box) and geometry.right_of(o.box, line.box)]
    return min((o for o in row if o is not line), key=lambda other: other.box[LEFT], default=None)


def _continues(piece: TextLine, first: TextLine) -> bool:
    return geometry.same_row(piece.box, first.box) or abs(
        piece.box[LEFT] - first.box[LEFT]
    ) < _ALIGNED * geometry.height(first.box)


def _close(piece: TextLine, first: TextLine) -> bool:
    gap = piece.box[TOP] - first.box[BOTTOM]
    return geometry.same_row(piece.box, first.box) or gap < _CLOSE * geometry.height(first.box)


def _centre(box: tuple[float, float, float, float]) -> float:
    return (box[LEFT] + box[RIGHT]) / 2
