"""Finding, turning and reading lines, one step after the other, whichever library takes each step.

Which way up the page lies is decided once for the whole page, before anything is read: libraries guess it
line by line, and then read short lines upside down.
"""

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.types import Image, Quad, SeenLine

_LONG = 2.5
"""Only lines so many times as long as high tell how the page lies; single characters have no direction."""

_VOTERS = 12
"""So many of the longest lines decide together which way up the page lies."""

_LONGEST_SIDE = 1600
"""Larger pictures are read at this size: a card's smallest print still has 20 pixels, at half the time."""

_SHORTEST_LONG_SIDE = 1024
"""Smaller pictures are enlarged to it: boxes have whole pixels, and of 12-pixel characters each counts."""

_NARROWEST = 1 / 6
"""Width to height, or height to width: narrower pictures get a margin, or an engine that wants so many pixels
on the short side would enlarge a strip of 30 × 2500 until it has 45 million."""

_LEAST_SCORE = 0.5
"""What an engine is less sure of is dirt, a pattern or a seal; the bound the libraries themselves propose."""

Quads = NDArray[np.float32]
"""lines × 4 corners × (x, y), clockwise"""

ReadLine = tuple[str, float, tuple[float, ...]]
"""The text, how sure the engine is of it, and of each character (empty when it doesn't tell)."""


class Steps(Protocol):
    """What a library of recognition has to offer."""

    def find(self, page: Image) -> Quads | None:
        """Where the lines are, in any order of lines and corners; None when there are none."""
        ...

    def upside_down(self, lines: Sequence[Image]) -> list[float]:
        """For each cut-out line −1 (surely the right way up) to 1 (surely upside down)."""
        ...

    def recognise(self, lines: Sequence[Image]) -> list[ReadLine]:
        """What each cut-out line says; an empty text when it says nothing."""
        ...


def read(image: Image, steps: Steps) -> list[SeenLine]:
    """The lines of a picture that lies in any direction, in no particular order; empty without text."""
    page, scale = _scaled(image)
    found = steps.find(_with_margin(page))
    if found is None or not len(found):
        return []
    quads = along_the_page(found)
    crops = [_cut_out(page, quad) for quad in quads]
    if _stands_on_its_head(crops, steps):
        crops = [np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops]
        quads = np.roll(quads, 2, axis=1)
    height, width = image.shape[:2]
    corners = np.clip(quads / scale, 0, (width, height))
    return [
        SeenLine(text, score, _quad(quad), characters)
        for (text, score, characters), quad in zip(steps.recognise(crops), corners, strict=True)
        if text.strip() and score >= _LEAST_SCORE
    ]


def along_the_page(quads: Quads) -> Quads:
    """The same boxes, each beginning at the corner from which its first edge runs as the page's lines do.

    All in one direction, which may still be upside down. The order a library gives says nothing: a line that
    stands upright and slants a little begins at any of its corners, depending on how long it is.
    """
    edges = np.roll(quads, -1, axis=1) - quads
    lengths = np.linalg.norm(edges, axis=2)
    across = (lengths[:, 0] + lengths[:, 2]) / 2
    down = (lengths[:, 1] + lengths[:, 3]) / 2
    along = edges[np.arange(len(quads)), np.where(across >= down, 0, 1)]
    length = np.maximum(across, down)
    tells = length >= _LONG * np.minimum(across, down)
    # Doubled angles: a line and the same line read backwards are one direction. Squared lengths: one long
    # line counts more than several short ones of the same length together.
    weight = length**2 * (tells if tells.any() else 1)
    doubled = 2 * np.arctan2(along[:, 1], along[:, 0])
    page = np.arctan2((weight * np.sin(doubled)).sum(), (weight * np.cos(doubled)).sum()) / 2
    first = np.argmax(edges @ np.array([np.cos(page), np.sin(page)]) / np.maximum(lengths, 1), axis=1)
    return np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, first, strict=True)])


def _stands_on_its_head(crops: Sequence[Image], steps: Steps) -> bool:
    longest = sorted(crops, key=lambda crop: crop.shape[1] / crop.shape[0], reverse=True)[:_VOTERS]
    votes = steps.upside_down(longest)
    return sum(vote * crop.shape[1] for vote, crop in zip(votes, longest, strict=True)) > 0


def _scaled(image: Image) -> tuple[Image, float]:
    """The picture at the size it is read at, and its scale to the one given."""
    height, width = image.shape[:2]
    longest = max(height, width)
    scale = min(max(longest, _SHORTEST_LONG_SIDE), _LONGEST_SIDE) / longest
    if scale == 1:
        return image, 1.0
    # Linear on purpose: cubic enlarging sharpens the noise of a small picture along with its characters.
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(image, size, interpolation=how), scale


def _with_margin(page: Image) -> Image:
    """With paper to the right or below where the picture is a mere strip; corners stay where they are."""
    height, width = page.shape[:2]
    down = max(0, round(width * _NARROWEST) - height)
    right = max(0, round(height * _NARROWEST) - width)
    if not down and not right:
        return page
    return cv2.copyMakeBorder(page, 0, down, 0, right, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _cut_out(page: Image, quad: Quads) -> Image:
    """One line, from its first corner to the right."""
    a, b, c, d = quad
    width = max(1, round(float(max(np.linalg.norm(a - b), np.linalg.norm(d - c)))))
    height = max(1, round(float(max(np.linalg.norm(a - d), np.linalg.norm(b - c)))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    return cv2.warpPerspective(
        page,
        cv2.getPerspectiveTransform(quad, target),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _quad(quad: Quads) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d
