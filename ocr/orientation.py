"""Turning a read page upright: pure geometry on the lines' corners, so that no page is read twice."""

import math
import statistics
from collections.abc import Sequence

from ocr.types import Box, Point, SeenLine, Size, TextLine

_LARGE = 1.7
"""So many times the usual height of a line is large."""

_TELLS_ITS_ANGLE = 1.6

_ASLANT = math.radians(15)
"""Text that runs so much across the page is a stamp or a watermark, not what the document says."""

_LONG = 3.0
"""Only lines at least so many times as wide as high tell the direction; a single character has none."""


def upright(seen: Sequence[SeenLine], size: Size) -> tuple[list[TextLine], Size]:
    """The lines on the page turned so that they run from left to right, and the page's size then.

    Any angle is undone: a quarter or half turn and the slight tilt of a hand-held camera alike.
    """
    turn = -reading_angle(seen)
    cos, sin = math.cos(turn), math.sin(turn)

    def turned(point: Point) -> Point:
        return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos

    width, height = size
    frame = [turned(corner) for corner in ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))]
    left, top = min(x for x, _ in frame), min(y for _, y in frame)
    right, bottom = max(x for x, _ in frame), max(y for _, y in frame)
    lines = [
        TextLine(line.text, line.confidence, _box([turned(corner) for corner in line.corners], left, top))
        for line in seen
        if not _runs_across(line, -turn)
    ]
    lines = _without_overprint(lines)
    return sorted(lines, key=lambda line: (line.box[1], line.box[0])), (right - left, bottom - top)


def _runs_across(line: SeenLine, page_angle: float) -> bool:
    angle, _, ratio = _direction(line)
    return ratio > _TELLS_ITS_ANGLE and abs(_wrapped(angle - page_angle)) > _ASLANT


def _without_overprint(lines: Sequence[TextLine]) -> list[TextLine]:
    """Without single characters much larger than the print: the letters of a stamp, each seen alone."""
    tall = statistics.median([box[3] - box[1] for box in (line.box for line in lines)]) if lines else 0.0
    return [line for line in lines if len(line.text) > 1 or line.box[3] - line.box[1] < _LARGE * tall]


def reading_angle(seen: Sequence[SeenLine]) -> float:
    """The direction most text runs in, in radians clockwise from left-to-right; 0 when nothing tells."""
    directions = [_direction(line) for line in seen]
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


def _direction(line: SeenLine) -> tuple[float, float, float]:
    """Angle, length, and length in heights of one line; both long edges count."""
    a, b, c, d = line.corners
    dx, dy = (b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2
    height = math.hypot(d[0] - a[0] + c[0] - b[0], d[1] - a[1] + c[1] - b[1]) / 2
    length = math.hypot(dx, dy)
    return math.atan2(dy, dx), length, length / max(height, 1.0)


def _wrapped(angle: float) -> float:
    return math.remainder(angle, math.tau)


def _box(corners: Sequence[Point], left: float, top: float) -> Box:
    """The upright box of a line: the middles of its four edges, so that a remaining slant adds no height."""
    a, b, c, d = corners
    start, end = (a[0] + d[0]) / 2, (b[0] + c[0]) / 2
    upper, lower = (a[1] + b[1]) / 2, (c[1] + d[1]) / 2
    return start - left, upper - top, end - left, lower - top
