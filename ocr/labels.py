"""Which printed text belongs to which printed label. Pure; the same for all document types.

The engine gives lines as it happens to see them: a label with its value in one box, a spread label in two
boxes, a label stacked over two lines, a value broken over several. Here each label gets its text.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ocr import lines as geometry
from ocr.lines import BOTTOM, LEFT, RIGHT, TOP
from ocr.types import TextLine


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label. `spellings` are compared without spaces.

    `row`: its value stands on the same row only (cells of a table). Otherwise the value may run on below,
    until the next label of the same column. `inline`: it may stand in the middle of a line. `alone`: nothing
    follows it in its line, so that running text that begins with the same words is none. `times`: so often it
    stands on the page (two persons, two columns).
    """

    name: str
    spellings: tuple[str, ...]
    row: bool = False
    inline: bool = False
    alone: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label where it stands."""

    label: Label
    line: TextLine


_GAP = 1.1
"""The next line of a value begins within so many line heights."""

_COLUMN = 6
"""Labels of one column begin within so many line heights: of a spread one only the end may have been seen."""

_TOUCHING = 3.0
"""Text so many line heights right of a label can only be its value, however the columns lie."""

Values = dict[str, list[TextLine]]
"""label name → the pieces of its value in reading order; a label that is printed without value has none"""


def values_by_label(lines: Sequence[TextLine], labels: Sequence[Label]) -> Values:
    """Every label found on the page, with the text that belongs to it; of one that stands there several times
    the first."""
    found, texts = split(joined(lines, labels), labels)
    values: Values = {}
    for place, pieces in assigned(found, texts):
        values.setdefault(place.label.name, pieces)
    return values


def assigned(found: Sequence[Labelled], texts: Sequence[TextLine]) -> list[tuple[Labelled, list[TextLine]]]:
    """Each label found, in reading order, with the pieces of its value in reading order."""
    owned: dict[int, list[TextLine]] = {id(place): [] for place in found}
    for text in texts:
        owner = _owner(text, found)
        if owner is not None:
            owned[id(owner)].append(text)
    order = {id(line): at for at, line in enumerate(geometry.reading_order([p.line for p in found]))}
    return [
        (place, _unbroken(place.line, geometry.reading_order(owned[id(place)])))
        for place in sorted(found, key=lambda place: order[id(place.line)])
    ]


def _unbroken(label: TextLine, pieces: Sequence[TextLine]) -> list[TextLine]:
    """The pieces until the first gap: text far below a value is something else, such as a footer."""
    kept: list[TextLine] = []
    bottom = label.box[BOTTOM] + _GAP * geometry.height(label.box)
    for piece in pieces:
        tall = geometry.height(piece.box)
        if piece.box[TOP] > bottom or (kept and _apart(kept[-1], piece)):
            break
        kept.append(piece)
        bottom = max(each.box[BOTTOM] for each in kept) + _GAP * tall
    return kept


def _apart(one: TextLine, other: TextLine) -> bool:
    """On one row with so much space between that they are two cells, the label of the second unseen."""
    space = other.box[LEFT] - one.box[RIGHT]
    return geometry.same_row(one.box, other.box) and space > 4 * geometry.height(one.box)


def joined(lines: Sequence[TextLine], labels: Sequence[Label]) -> list[TextLine]:
    """Puts together labels that the engine gave in pieces, side by side (`权  利  人`) or stacked."""
    rest = [piece for line in lines for piece in geometry.unstacked(geometry.tight(line))]
    of_length = _by_length(rest)
    for spelling in sorted({s for label in labels for s in label.spellings}, key=len, reverse=True):
        for cut in range(1, len(spelling)):
            begins = spelling[:cut]
            head = next((line for line in of_length.get(cut, ()) if _alike(line.text, begins)), None)
            if head is None:
                continue
            tail = _nearest_tail(head, rest, spelling[cut:])
            if tail is not None:
                rest = [line for line in rest if line is not head and line is not tail]
                rest.append(geometry.merged([head, tail]))
                of_length = _by_length(rest)
    return rest


def _by_length(lines: Sequence[TextLine]) -> dict[int, list[TextLine]]:
    found: dict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        found[len(line.text)].append(line)
    return found


def _nearest_tail(head: TextLine, lines: Sequence[TextLine], rest: str) -> TextLine | None:
    """What goes on with the rest of a spelling; beside the head also what is only the next part of it."""
    tall = geometry.height(head.box)
    ends = [line for line in lines if _alike(line.text[: len(rest)], rest)]
    parts = [line for line in lines if line.text and rest.startswith(line.text)]
    beside = [
        line
        for line in (*ends, *parts)
        if line is not head
        and geometry.same_row(line.box, head.box)
        and geometry.right_of(line.box, head.box)
        and line.box[LEFT] - head.box[RIGHT] < 4 * tall
    ]
    below = [line for line in ends if line is not head and geometry.directly_below(line.box, head.box)]
    return min(beside or below, key=lambda line: line.box[LEFT] - head.box[LEFT], default=None)


def split(lines: Sequence[TextLine], labels: Sequence[Label]) -> tuple[list[Labelled], list[TextLine]]:
    """Cuts each line into its label, if it has one, and what follows it."""
    found: list[Labelled] = []
    texts: list[TextLine] = []
    for line in lines:
        rest: TextLine | None = line
        while rest is not None:
            place = _label_in(rest.text, labels)
            if place is None:
                texts.append(rest)
                break
            label, start, end = place
            if start:
                texts.append(geometry.part_of(rest, 0, start))
            found.append(Labelled(label, geometry.part_of(rest, start, end)))
            rest = geometry.part_of(rest, end, len(rest.text)) if end < len(rest.text) else None
            if rest is not None and not rest.text.strip(":：;；"):
                rest = None
    found = _once(found, texts)
    for more in (_misread, _halves):
        seen = {place.label.name for place in found}
        found += more(texts, found, [label for label in labels if label.name not in seen])
    return found, texts


def _misread(texts: list[TextLine], found: Sequence[Labelled], unseen: Sequence[Label]) -> list[Labelled]:
    """A label of two characters with one misread, known by standing above and below others: taken out."""
    again: list[Labelled] = []
    for label in unseen:
        short = [spelling for spelling in label.spellings if len(spelling) == 2]
        text = next(
            (
                t
                for t in texts
                if any(len(t.text) == 2 and _wrong(t.text, s) == 1 for s in short) and _stands_among(t, found)
            ),
            None,
        )
        if text is not None:
            texts.remove(text)
            again.append(Labelled(label, text))
    return again


def _stands_among(text: TextLine, found: Sequence[Labelled]) -> bool:
    middle = (text.box[LEFT] + text.box[RIGHT]) / 2
    return sum(place.line.box[LEFT] < middle < place.line.box[RIGHT] for place in found) > 1


def _halves(texts: list[TextLine], found: Sequence[Labelled], unseen: Sequence[Label]) -> list[Labelled]:
    """A widely spread label of two characters, of which only one was seen, alone or the second run into its
    value: taken out of the texts."""
    again: list[Labelled] = []
    for label in unseen:
        short = [spelling for spelling in label.spellings if len(spelling) == 2]
        ends = tuple(spelling[1] for spelling in short)
        alone = [t for t in texts if any(t.text in (s[0], s[1]) for s in short)]
        run_on = (t for t in texts if t.text.startswith(ends) and _begins_among(t, found))
        half = alone[0] if alone else next(run_on, None)
        if half is not None:
            texts.remove(half)
            again.append(Labelled(label, geometry.part_of(half, 0, 1)))
            if len(half.text) > 1:
                texts.append(geometry.part_of(half, 1, len(half.text)))
    return again


def _begins_among(text: TextLine, found: Sequence[Labelled]) -> bool:
    """Its first character stands above and below labels."""
    first = text.box[LEFT] + geometry.height(text.box) / 2
    return sum(place.line.box[LEFT] < first < place.line.box[RIGHT] for place in found) > 1


@cache
def _spellings(labels: tuple[Label, ...]) -> list[tuple[str, Label]]:
    """Every spelling with its label, the longest first."""
    return sorted(((s, label) for label in labels for s in label.spellings), key=lambda p: -len(p[0]))


def _label_in(text: str, labels: Sequence[Label]) -> tuple[Label, int, int] | None:
    """The label a text begins with, else an inline one after a few characters."""
    by_length = _spellings(tuple(labels))
    front = text[:2]
    begun = [
        (s, label)
        for s, label in by_length
        if (s[:1] == front[:1] or s[1:2] == front[1:])
        and _begins(text, s, label)  # the first is quick to tell
    ]
    if begun:  # of two of one length the one without a misread character
        spelling, label = max(begun, key=lambda p: (len(p[0]), text.startswith(p[0])))
        return label, 0, len(spelling)
    for spelling, label in by_length:
        start = text.find(spelling)
        if label.inline and start > 0:
            return label, start, start + len(spelling)
    return None


def _begins(text: str, spelling: str, label: Label) -> bool:
    whole = len(text.rstrip(":：")) <= len(spelling)
    if whole and len(text) == 3 == len(spelling):
        return _wrong(text, spelling) <= 1
    return _alike(text[: len(spelling)], spelling) and (whole or not label.alone)


def _alike(text: str, spelling: str) -> bool:
    """Equal, or with one of four or more characters misread, as another of them: a digit or : after a shorter
    spelling is the value's."""
    return text == spelling or (
        len(text) == len(spelling) >= 4
        and _wrong(text, spelling) == 1
        and not any(a.isascii() for a, b in zip(text, spelling, strict=True) if a != b)
    )


def _wrong(text: str, spelling: str) -> int:
    return sum(a != b for a, b in zip(text, spelling, strict=True))


def _once(found: Sequence[Labelled], texts: list[TextLine]) -> list[Labelled]:
    """A label stands on a page as often as it says, misread only where it stands nowhere as it should; what
    looks like it once more is text."""
    kept: list[Labelled] = []
    for place in sorted(found, key=lambda p: (p.line.text not in p.label.spellings, p.line.box[TOP])):
        if sum(other.label.name == place.label.name for other in kept) < place.label.times:
            kept.append(place)
        elif not place.label.row:
            texts.append(place.line)
    return kept


def _owner(text: TextLine, found: Sequence[Labelled]) -> Labelled | None:
    """The nearest label left on the row if its value stands there, else the label its column stands under."""
    beside = [
        place
        for place in found
        if geometry.same_row(text.box, place.line.box) and geometry.right_of(text.box, place.line.box)
    ]
    nearest = max(beside, key=lambda place: place.line.box[LEFT], default=None)
    tall = geometry.height(text.box)
    if nearest is not None and (
        nearest.label.row or text.box[LEFT] - nearest.line.box[RIGHT] < _TOUCHING * tall
    ):
        return nearest
    reaches = [
        place
        for place in found
        if not place.label.row
        and place.line.box[LEFT] <= text.box[LEFT] + tall
        and geometry.middle(place.line.box) < geometry.middle(text.box) + 0.6 * tall
    ]
    if not reaches:
        return None
    column = max(place.line.box[LEFT] for place in reaches)
    above = [place for place in reaches if place.line.box[LEFT] > column - _COLUMN * tall]
    return max(above, key=lambda place: geometry.middle(place.line.box), default=None)
