"""Where light is mirrored in a document: bright spots where print should be. Pure, on pixels."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.types import Box, Image

_LONGEST_SIDE = 500
"""Spots are large; they are looked for in a picture of this size."""

_BRIGHT = 236
"""Of 255, in the darkest of the three colours."""

_ABOVE_PAPER = 16
"""So much brighter than the paper; on paper as bright as that nothing can be told."""

_LARGEST = 0.4
"""Of the document: a larger bright area is paper in the light."""

_SURE = 0.9
_READ_THROUGH = 0.3
"""So much of a spot covered by lines that were read surely hides nothing."""


def spots(image: Image, places: Image, sure: Sequence[float]) -> tuple[Box, ...]:
    """The spots on the document that hide something, left, top, right, bottom on the picture as given.

    `places`: lines × 4 corners × (x, y); `sure`: the confidence of each line.
    """
    scale = min(_LONGEST_SIDE / max(image.shape[:2]), 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).min(axis=2)
    quads = list(places.astype(np.float32) * scale)
    tall = float(np.median([np.linalg.norm(quad[3] - quad[0]) for quad in quads]))
    document = _filled(small, [cv2.convexHull(np.concatenate(quads))], tall)
    paper = float(np.median(small[document > 0])) if document.any() else 255.0
    bright = ((small >= max(_BRIGHT, paper + _ABOVE_PAPER)) & (document > 0)).astype(np.uint8)
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, _disc(0.35 * tall))
    read = _filled(small, [q for q, how in zip(quads, sure, strict=True) if how >= _SURE], 0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright)
    found: list[Box] = []
    for label in range(1, count):
        left, top, width, height, area = (int(part) for part in stats[label])
        covered = float(np.mean(read[labels == label] > 0))
        if tall**2 <= area <= _LARGEST * np.count_nonzero(document) and covered < _READ_THROUGH:
            found.append((left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return tuple(found)


def _filled(like: Image, shapes: Sequence[Image], margin: float) -> Image:
    mask = np.zeros(like.shape, np.uint8)
    for shape in shapes:
        cv2.fillConvexPoly(mask, shape.astype(np.int32), 255)
    return cv2.dilate(mask, _disc(margin)) if margin else mask


def _disc(radius: float) -> Image:
    size = 2 * max(round(radius), 1) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
