"""How sharp the print itself is: a picture may be noisy and blurred, or smooth and sharp. Pure, on pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.types import Image, Quad

_LINES = 10
"""The longest lines tell enough."""

_HEIGHT = 32
"""Taller lines are measured at this height."""


@dataclass(frozen=True, slots=True)
class Sharpness:
    """`edge`: how wide the edge of a stroke is, in heights of its line; `smear`: how much softer edges are
    across the direction in which they are softest (1: alike in all directions)."""

    edge: float
    smear: float


def of_print(grey: Image, places: Sequence[Quad]) -> Sharpness | None:
    """None without a line to measure it on. `grey`: H × W."""
    edges: list[float] = []
    tensor = np.zeros(3)
    for quad in sorted(places, key=_length, reverse=True)[:_LINES]:
        line = _cut_out(grey, quad)
        if line is None:
            continue
        across = cv2.Sobel(line, cv2.CV_32F, 1, 0, scale=1 / 8)
        down = cv2.Sobel(line, cv2.CV_32F, 0, 1, scale=1 / 8)
        contrast = max(float(np.percentile(line, 97) - np.percentile(line, 3)), 1.0)
        steepest = max(float(np.percentile(np.hypot(across, down), 98)), 0.01)
        edges.append(contrast / steepest / min(_tall(quad), _HEIGHT))
        tensor += np.array([np.sum(one * other) for one, other in _pairs(across, down)]) / contrast**2
    if not edges:
        return None
    xx, xy, yy = tensor
    spread = float(np.hypot(xx - yy, 2 * xy))
    return Sharpness(float(np.median(edges)), (xx + yy + spread) / max(xx + yy - spread, 1e-9))


def _pairs(across: Image, down: Image) -> tuple[tuple[Image, Image], ...]:
    return (across, across), (across, down), (down, down)


def _cut_out(grey: Image, quad: Quad) -> Image | None:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    part = grey[max(int(min(ys)), 0) : int(max(ys)) + 1, max(int(min(xs)), 0) : int(max(xs)) + 1]
    if min(part.shape, default=0) < 6:
        return None
    scale = min(_HEIGHT / max(_tall(quad), 1.0), 1.0)
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) if min(small.shape) > 2 else None


def _length(quad: Quad) -> float:
    return float(np.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1]))


def _tall(quad: Quad) -> float:
    return float(np.hypot(quad[3][0] - quad[0][0], quad[3][1] - quad[0][1]))
