"""How colourful a document is, whatever the light's own colour. Pure, on pixels."""

import cv2
import numpy as np

from ocr.types import Box, Image

_LONGEST_SIDE = 250
_DARK = 70
"""Of 255: in the dark, noise has more colour than print."""

_FEWEST = 50
_STRONGEST = 99
"""Percentile: a red seal is a hundredth of a page."""


def colourfulness(image: Image, within: Box) -> float | None:
    """How far the strongest colours lie from the usual one (natural logarithm of a colour to green).

    None where it is too dark to tell. `within`: where the document is.
    """
    left, top, right, bottom = (max(int(side), 0) for side in within)
    document = image[top : bottom + 1, left : right + 1]
    if not document.size:
        return None
    scale = min(_LONGEST_SIDE / max(document.shape[:2]), 1.0)
    small = cv2.resize(document, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    pixels = cv2.GaussianBlur(small, (3, 3), 0).reshape(-1, 3).astype(np.float32) + 1
    pixels = pixels[pixels.max(axis=1) > _DARK]
    if len(pixels) < _FEWEST:
        return None
    blue = np.log(pixels[:, 0] / pixels[:, 1])
    red = np.log(pixels[:, 2] / pixels[:, 1])
    return float(np.percentile(np.hypot(blue - np.median(blue), red - np.median(red)), _STRONGEST))
