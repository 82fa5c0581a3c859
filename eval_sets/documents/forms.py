"""Ruled forms: rows of cells with a printed label and a value by printer or hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style


class Entry(NamedTuple):
    """One label with its value; `label_share` and `value_share` are parts of the table's width."""

    label: str
    value: str
    label_share: float
    value_share: float


Row = Sequence[Entry]

Put = Callable[[Canvas, float, float, str, int], object]
"""(page, x, y, text, size): writes one line of a value."""


@dataclass(frozen=True, slots=True)
class FormStyle:
    """How a form looks: ruling, labels, and how values are put in; sizes in pixels."""

    line: Colour
    label: Colour
    label_size: int
    label_style: Style
    value_size: int
    value_style: Style
    put: Put
    sway: float
    """How far a value misses the middle of its cell."""
    line_width: int = 2


def printer(style: Style, colour: Colour) -> Put:
    def put(page: Canvas, x: float, y: float, text: str, size: int) -> object:
        return page.text(x, y, text, size, colour, style)

    return put


def hand(colour: Colour) -> Put:
    def put(page: Canvas, x: float, y: float, text: str, size: int) -> object:
        return page.written(x, y, text, size, colour)

    return put


def table(
    page: Canvas, left: float, top: float, width: float, height: float, rows: Sequence[Row], how: FormStyle
) -> float:
    """Draws the rows under each other, each `height` high; gives the y below the last."""
    aside = page.rng.uniform(-how.sway, how.sway)
    up = page.rng.uniform(-how.sway, how.sway) * 0.6
    for row in rows:
        x = left
        for entry in row:
            middle = x + width * entry.label_share
            end = middle + width * entry.value_share
            for corner in (x, middle):
                right = middle if corner == x else end
                page.draw.rectangle(
                    (corner, top, right, top + height), outline=how.line, width=how.line_width
                )
            _label(page, x, top, width * entry.label_share, height, entry.label, how)
            _value(page, middle + aside, top + up, width * entry.value_share, height, entry.value, how)
            x = end
        top += height
    return top


def _label(page: Canvas, x: float, y: float, width: float, height: float, label: str, how: FormStyle) -> None:
    """Spread over the cell when short, in several lines where the label says so."""
    parts = label.split("\n")
    size = how.label_size if len(parts) == 1 else int(min(how.label_size, height / len(parts) * 0.78))
    while max(page.length(part, size, how.label_style) for part in parts) > width - 8:
        size -= 1
    leading = size * 1.2
    y += (height - leading * len(parts)) / 2
    for place, part in enumerate(parts):
        spread = min(width - 24, size * len(part) * 1.6)
        if len(parts) == 1 and 1 < len(part) <= 4 and spread > size * len(part):
            page.spaced(x + (width - spread) / 2, y, part, size, spread, how.label, how.label_style)
        else:
            page.centred(x + width / 2, y + place * leading, part, size, how.label, how.label_style)


def _value(page: Canvas, x: float, y: float, width: float, height: float, value: str, how: FormStyle) -> None:
    """Broken where the cell is full; smaller when even two lines would not do."""
    size = how.value_size
    lines = page.broken(value, size, width - 20, how.value_style)
    while len(lines) * size * 1.12 > height:
        size -= 1
        lines = page.broken(value, size, width - 20, how.value_style)
    leading = size * 1.14
    y += (height - leading * len(lines)) / 2
    for place, line in enumerate(lines):
        how.put(page, x + 12, y + place * leading, line, size)
