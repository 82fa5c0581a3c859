"""Which text belongs to which label in a table, where labels stand left of their values. Pure.

Both are centred in their row, so that the first of a value's lines may stand higher than its label, nearer to
the label above. That is why whole columns are divided at once: every label gets lines that follow each other
closely and stand around it, and as few lines as possible are left over.
"""

from collections.abc import Sequence
from functools import cache

from ocr import lines as geometry
from ocr.labels import Labelled
from ocr.lines import BOTTOM, LEFT, RIGHT, TOP
from ocr.types import Box, TextLine

_CLOSE = 0.75
"""Lines of one value follow each other within so many line heights; cells stand further apart."""

_ASIDE = 4.0
"""Text on the same row, but so many line heights further right, stands in another cell."""

_NEAR = 2.5
"""A second column has labels in some rows only; elsewhere text at its right is of the first."""

_AROUND = 0.5
"""By so many line heights the middle of a label may miss the lines of its value."""

_LEFT_OVER, _WITHOUT_VALUE = 0.6, 1.0
"""What it costs, in line heights, to give a line to no label, and a label no line."""

_NEVER = float("inf")

_MOST_ROWS = 24
"""No value has more lines; notes may, and lose the rest."""

Row = list[TextLine]


def cells(found: Sequence[Labelled], texts: Sequence[TextLine]) -> list[tuple[Labelled, list[TextLine]]]:
    """Each label found, in reading order, with the pieces of its value in reading order."""
    columns = _columns(found)
    right_of: dict[int, list[TextLine]] = {place: [] for place in range(len(columns))}
    for text in texts:
        place = _column_of(text, columns)
        if place is not None:
            right_of[place].append(text)
    given = [pair for place, column in enumerate(columns) for pair in _divided(column, right_of[place])]
    order = {id(line): at for at, line in enumerate(geometry.reading_order([p.line for p in found]))}
    return sorted(given, key=lambda pair: order[id(pair[0].line)])


def _columns(found: Sequence[Labelled]) -> list[list[Labelled]]:
    """Labels that stand above each other, each column from the top; columns from the left."""
    columns: list[list[Labelled]] = []
    for place in sorted(found, key=lambda place: geometry.middle(place.line.box)):
        home = next((c for c in columns if any(_overlap(place.line.box, o.line.box) for o in c)), None)
        if home is None:
            columns.append([place])
        else:
            home.append(place)
    return sorted(columns, key=lambda column: column[0].line.box[LEFT])


def _overlap(one: Box, other: Box) -> bool:
    return min(one[RIGHT], other[RIGHT]) > max(one[LEFT], other[LEFT])


def _column_of(text: TextLine, columns: Sequence[Sequence[Labelled]]) -> int | None:
    """The last column with a label near the text's height and left of it; else the first."""
    last = None
    for place, column in enumerate(columns):
        box = min((p.line.box for p in column), key=lambda box: _apart(box, text.box))
        near = place == 0 or _apart(box, text.box) < _NEAR * geometry.height(text.box)
        if near and geometry.right_of(text.box, box):
            last = place
    return last


def _apart(one: Box, other: Box) -> float:
    return abs(geometry.middle(one) - geometry.middle(other))


def _divided(labels: Sequence[Labelled], texts: Sequence[TextLine]) -> list[tuple[Labelled, list[TextLine]]]:
    """The cheapest way to give the rows of a column to its labels, both from the top."""
    rows = _rows(texts)
    tall = max((geometry.height(_box(row)) for row in rows), default=0.0)
    values = [_values(label, rows, tall) for label in labels]

    @cache
    def best(label: int, row: int) -> tuple[float, tuple[int, ...]]:
        """Cost, and up to which row each label from this one takes; rows before `row` are given already."""
        if label == len(labels):
            return _LEFT_OVER * (len(rows) - row), ()
        cost, rest = best(label + 1, row)
        ends = [(cost + _WITHOUT_VALUE, (row, row, *rest))]
        for begin, end, own in values[label]:
            if begin >= row:
                cost, rest = best(label + 1, end)
                ends.append((cost + own + _LEFT_OVER * (begin - row), (begin, end, *rest)))
        return min(ends)

    _, cuts = best(0, 0)
    return [
        (place, [piece for row in rows[cuts[2 * at] : cuts[2 * at + 1]] for piece in row])
        for at, place in enumerate(labels)
    ]


def _values(place: Labelled, rows: Sequence[Row], tall: float) -> list[tuple[int, int, float]]:
    """What may be this label's value: from which row, up to which, and how little it fits. Told once for each
    label, and of few rows around it, because a page of small print has hundreds; `tall`: the highest row."""
    found: list[tuple[int, int, float]] = []
    middle = geometry.middle(place.line.box)
    for begin in range(len(rows)):
        last = _box(rows[min(begin + _MOST_ROWS, len(rows)) - 1])
        if not _box(rows[begin])[TOP] - tall < middle < last[BOTTOM] + tall:
            continue
        joined = 0.0
        for end in range(begin + 1, min(begin + _MOST_ROWS, len(rows)) + 1):
            space = _space(rows[end - 2], rows[end - 1]) if end - begin > 1 else 0.0
            if space > _CLOSE:
                break
            joined += space
            own = _distance(place, rows[begin:end]) + joined
            if own < _NEVER:
                found.append((begin, end, own))
    return found


def _rows(texts: Sequence[TextLine]) -> list[Row]:
    """Texts row by row, each without what stands far aside."""
    rows: list[Row] = []
    for text in geometry.reading_order(texts):
        if not rows or not geometry.same_row(text.box, rows[-1][0].box):
            rows.append([text])
        elif text.box[LEFT] - rows[-1][-1].box[RIGHT] < _ASIDE * geometry.height(text.box):
            rows[-1].append(text)
    return rows


def _space(one: Row, other: Row) -> float:
    """Between two lines, in line heights: the wider, the less they are one text."""
    above, below = _box(one), _box(other)
    return max(0.0, below[TOP] - above[BOTTOM]) / min(geometry.height(above), geometry.height(below))


def _distance(place: Labelled, rows: Sequence[Row]) -> float:
    """How far off its label, in line heights, a value stands; it may be centred or begin beside it."""
    label = place.line
    if place.label.row and len(rows) > 1:
        return _NEVER
    boxes = [_box(row) for row in rows]
    tall = sum(map(geometry.height, boxes)) / len(boxes)
    middle = geometry.middle(label.box)
    if not boxes[0][TOP] - _AROUND * tall < middle < boxes[-1][BOTTOM] + _AROUND * tall:
        return _NEVER
    centred = abs(geometry.middle(geometry.union(boxes)) - middle)
    return min(centred, abs(geometry.middle(boxes[0]) - middle)) / tall


def _box(row: Row) -> Box:
    return geometry.union([piece.box for piece in row])
