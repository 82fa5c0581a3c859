"""Turning a read page upright: pure geometry on the lines' corners, so that no page is read twice."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ocr.types import Box, Point, ReadDocument, ReadField, SeenLine, Size, TextLine

_LARGE = 1.7
"""So many times the usual height of a line is large."""

_TELLS_ITS_ANGLE = 1.6

_ASLANT = math.radians(15)
"""Text that runs so much across the page is a stamp or a watermark, not what the document says."""

_LONG = 3.0
"""Only lines at least so many times as wide as high tell the direction; a single character has none."""

_ENOUGH = 5
"""Fewer long lines don't tell how the slope changes down the page."""

_MOST_LINES = 300
"""A contract in small print has a hundred; finding labels takes time that grows with their square."""

_SPREAD = 0.2
"""Over less of the page's height the change can't be told either."""

_STRAY = math.radians(4)
"""A line that runs so much otherwise than its neighbours is a stamp, or was boxed badly."""


def upright(seen: Sequence[SeenLine], size: Size) -> tuple[list[TextLine], Size]:
    """The lines on the page turned so that they run from left to right, and the page's size then.

    Any angle is undone: a quarter or half turn and the slight tilt of a hand-held camera alike. Lines without
    any height or width are left out, and of a page that swarms with lines the shortest.
    """
    seen = sorted(seen, key=lambda line: -len(line.text))[:_MOST_LINES]
    angle = reading_angle(seen)
    turned, upright_size = _turning(-angle, size)
    kept = [_along(line, angle) for line in filter(stands, seen) if not _runs_across(line, angle)]
    quads = [[turned(corner) for corner in line.corners] for line in kept]
    level = _leveller(quads, upright_size)
    boxes = [_box([level(corner) for corner in quad]) for quad in quads]
    lines = [
        TextLine(line.text, line.confidence, box, line.corners, line.characters)
        for line, box in zip(kept, boxes, strict=True)
        if box[0] < box[2] and box[1] < box[3]
    ]
    lines = _without_overprint(lines)
    return sorted(lines, key=lambda line: (line.box[1], line.box[0])), upright_size


def located(document: ReadDocument, seen: Sequence[SeenLine], size: tuple[int, int]) -> ReadDocument:
    """The document with how its page lies, and each field's box where the value is on the page upright.

    Readers work on a levelled page, whose rows are straightened: good for reading, and off by some rows when
    the box is drawn on the picture. `size`: of the page as opened.
    """
    turn = -reading_angle(seen)
    turned, _ = _turning(turn, size)

    def located_field(field: ReadField) -> ReadField:
        corners = [turned(corner) for place in field.places for corner in place]
        if not corners:
            return field
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return replace(field, box=(min(across), min(down), max(across), max(down)))

    fields = tuple(map(located_field, document.fields))
    return replace(document, fields=fields, size=size, turn=round(math.degrees(turn), 2))


def _turning(turn: float, size: Size) -> tuple[Callable[[Point], Point], Size]:
    """From points of the picture to points of the page turned by so many radians, and that page's size."""
    cos, sin = math.cos(turn), math.sin(turn)

    def turned(point: Point) -> Point:
        return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos

    width, height = size
    frame = [turned(corner) for corner in ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))]
    left, top = min(x for x, _ in frame), min(y for _, y in frame)
    right, bottom = max(x for x, _ in frame), max(y for _, y in frame)

    def placed(point: Point) -> Point:
        x, y = turned(point)
        return x - left, y - top

    return placed, (right - left, bottom - top)


def _leveller(quads: Sequence[Sequence[Point]], size: Size) -> Callable[[Point], Point]:
    """Undoes what perspective leaves after turning: lines at the top of the page that rise while those at its
    bottom fall. On a wide page a slope of two degrees puts a label and its value on different rows.

    The slope of lines is taken to change evenly down the page; two rounds, the second without outliers.
    """
    told = [_slope(quad) for quad in quads]
    told = [one for one in told if one[2] > 0]
    constant, change = 0.0, 0.0
    for _ in range(2):
        kept = [one for one in told if abs(one[0] - constant - change * one[1]) < _STRAY] or told
        if len(kept) < _ENOUGH:
            return lambda point: point
        slopes, downs, weights = (np.array(column) for column in zip(*kept, strict=True))
        if downs.max() - downs.min() < _SPREAD * size[1]:
            return lambda point: point
        change, constant = (float(one) for one in np.polyfit(downs, slopes, 1, w=np.sqrt(weights)))

    def level(point: Point) -> Point:
        x, y = point
        across = x - size[0] / 2
        return x, (y - constant * across) / max(1 + change * across, 0.2)

    return level


def _slope(quad: Sequence[Point]) -> tuple[float, float, float]:
    """Rise per pixel across, the height where it stands, and its weight (0: too short to tell)."""
    a, b, c, d = quad
    across = (b[0] - a[0] + c[0] - d[0]) / 2
    down = (b[1] - a[1] + c[1] - d[1]) / 2
    tall = math.hypot(d[0] - a[0] + c[0] - b[0], d[1] - a[1] + c[1] - b[1]) / 2
    long = across >= _LONG * max(tall, 1.0)
    return (down / across, sum(y for _, y in quad) / 4, across) if long else (0.0, 0.0, 0.0)


def _runs_across(line: SeenLine, page_angle: float) -> bool:
    angle, _, ratio = _direction(line)
    return ratio > _TELLS_ITS_ANGLE and abs(_wrapped(angle - page_angle)) > _ASLANT


def _along(line: SeenLine, page_angle: float) -> SeenLine:
    """The line with its corners counted from where the page's text begins: of a piece about as high as wide
    the engine can't tell which way it runs."""
    angle, _, _ = _direction(line)
    quarters = round(_wrapped(page_angle - angle) / (math.pi / 2)) % 4
    corners = line.corners[quarters:] + line.corners[:quarters]
    return replace(line, corners=(corners[0], corners[1], corners[2], corners[3])) if quarters else line


def _without_overprint(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without single characters much larger than the print: the letters of a stamp, each seen alone."""
    tall = statistics.median([box[3] - box[1] for box in (line.box for line in lines)]) if lines else 0.0
    return [line for line in lines if len(line.text) > 1 or line.box[3] - line.box[1] < _LARGE * tall]


def reading_angle(seen: Sequence[SeenLine]) -> float:
    """The direction most text runs in, in radians clockwise from left-to-right; 0 when nothing tells."""
    directions = [_direction(line) for line in seen if stands(line)]
    votes = [(angle, length) for angle, length, ratio in directions if ratio >= _LONG]
    votes = votes or [(angle, length) for angle, length, _ in directions]
    if not votes:
        return 0.0
    # Unit vectors first, because angles around ±180° can't be averaged; then the weighted median around them.
    mean = math.atan2(
        sum(length * math.sin(angle) for angle, length in votes),
        sum(length * math.cos(angle) for angle, length in votes),
    )
    offsets = sorted((_wrapped(angle - mean), length) for angle, length in votes)
    half, passed = sum(length for _, length in offsets) / 2, 0.0
    for offset, length in offsets:
        passed += length
        if passed >= half:
            return _wrapped(mean + offset)
    return mean


def stands(line: SeenLine) -> bool:
    """Whether there is text at a place; engines give empty lines, and corners that are no numbers."""
    return bool(line.text) and all(math.isfinite(number) for corner in line.corners for number in corner)


def _direction(line: SeenLine) -> tuple[float, float, float]:
    """Angle, length, and length in heights of one line; both long edges count."""
    a, b, c, d = line.corners
    dx, dy = (b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2
    height = math.hypot(d[0] - a[0] + c[0] - b[0], d[1] - a[1] + c[1] - b[1]) / 2
    length = math.hypot(dx, dy)
    return math.atan2(dy, dx), length, length / max(height, 1.0)


def _wrapped(angle: float) -> float:
    return math.remainder(angle, math.tau)


def _box(corners: Sequence[Point]) -> Box:
    """The upright box of a line: the middles of its four edges, so that a remaining slant adds no height."""
    a, b, c, d = corners
    start, end = (a[0] + d[0]) / 2, (b[0] + c[0]) / 2
    upper, lower = (a[1] + b[1]) / 2, (c[1] + d[1]) / 2
    return start, upper, end, lower
