"""Geometry on text boxes of an upright page. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from ocr.normalise import compact, simplified
from ocr.types import Box, Point, TextLine

LEFT, TOP, RIGHT, BOTTOM = 0, 1, 2, 3

_LAP = 3
"""So many characters two boxes of a row may share."""


def height(box: Box) -> float:
    return box[BOTTOM] - box[TOP]


def middle(box: Box) -> float:
    """The height at which the box's middle lies."""
    return (box[TOP] + box[BOTTOM]) / 2


def union(boxes: Sequence[Box]) -> Box:
    return (
        min(b[LEFT] for b in boxes),
        min(b[TOP] for b in boxes),
        max(b[RIGHT] for b in boxes),
        max(b[BOTTOM] for b in boxes),
    )


def same_row(one: Box, other: Box) -> bool:
    """One's middle lies within the other: also true for a label of two stacked lines and its value."""
    return abs(middle(one) - middle(other)) < 0.55 * max(height(one), height(other))


def right_of(one: Box, other: Box) -> bool:
    """`one` begins where `other` ends, or later; boxes may touch and overlap a little."""
    return one[LEFT] > other[RIGHT] - 0.6 * min(height(one), height(other))


def directly_below(one: Box, other: Box) -> bool:
    """`one` is the next printed line under `other`, in the same place across."""
    gap = one[TOP] - other[BOTTOM]
    tall = min(height(one), height(other))
    shared = min(one[RIGHT], other[RIGHT]) - max(one[LEFT], other[LEFT])
    return -0.6 * tall < gap < 0.8 * tall and shared > 0.5 * min(
        one[RIGHT] - one[LEFT], other[RIGHT] - other[LEFT]
    )


def part_of(line: TextLine, start: int, end: int) -> TextLine:
    """The characters from start to end of a line, with the part of its box where they should stand."""
    widths = [1.0 if character.isascii() else 2.0 for character in line.text]
    total = sum(widths) or 1.0
    first, last = sum(widths[:start]) / total, sum(widths[:end]) / total
    left, top, right, bottom = line.box
    box = (left + (right - left) * first, top, left + (right - left) * last, bottom)
    corners = None
    if line.corners is not None:
        a, b, c, d = line.corners
        corners = (_along(a, b, first), _along(a, b, last), _along(d, c, last), _along(d, c, first))
    return replace(
        line, text=line.text[start:end], box=box, corners=corners, characters=line.characters[start:end]
    )


def unstacked(line: TextLine) -> list[TextLine]:
    """The characters of a line that runs downwards, one by one: engines take the first characters of labels
    in several rows for such a line."""
    left, top, right, bottom = line.box
    size, count = right - left, len(line.text)
    if count < 2 or bottom - top < 1.5 * size:
        return [line]
    step = (bottom - top - size) / (count - 1)
    return [
        TextLine(character, line.confidence, (left, top + place * step, right, top + place * step + size))
        for place, character in enumerate(line.text)
    ]


def tight(line: TextLine) -> TextLine:
    """Without any space, in half-width and simplified characters, as labels and patterns are."""
    text = simplified(compact(line.text))
    kept = tuple(c for c, printed in zip(line.characters, line.text, strict=False) if not printed.isspace())
    return replace(line, text=text, characters=kept if len(kept) == len(text) else ())


def unrepeated(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without characters that two boxes of a row both hold where they overlap: of 新生儿姓名 and 名袁博思 the
    second is told without 名."""
    return [kept for line in lines if (kept := part_of(line, _shared(line, lines), len(line.text))).text]


def _shared(line: TextLine, lines: Sequence[TextLine]) -> int:
    """How many characters the line begins with are the end of the line before it."""
    for before in lines:
        if before is line or not before.text or before.text[-1] not in line.text[:_LAP]:
            continue
        overlap = before.box[RIGHT] - line.box[LEFT]
        if before.box[LEFT] < line.box[LEFT] and overlap > 0 and same_row(line.box, before.box):
            alike = [n for n in range(1, _LAP + 1) if line.text[:n] == before.text[-n:]]
            wide = [n for n in alike if overlap > 0.4 * n * height(line.box)]
            return max(wide, default=0)
    return 0


def _along(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def merged(lines: Sequence[TextLine]) -> TextLine:
    """Several pieces as one, in the order given."""
    return TextLine(
        "".join(line.text for line in lines),
        min(line.confidence for line in lines),
        union([line.box for line in lines]),
    )


def reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Row by row from the top, each row from the left."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda each: middle(each.box)):
        if rows and same_row(line.box, rows[-1][0].box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda each: each.box[LEFT])]
