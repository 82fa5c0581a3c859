"""Whether a picture was taken of a screen: its lattice beats against the camera's, in even waves that no
print, paper or table has in so many places alike. Pure, on pixels."""

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.types import Box, Image

_SIDE = 256
_ROWS, _COLUMNS = (0.1, 0.5, 0.9), (0.25, 0.75)
_SLOWEST = 20
"""Cycles a tile: slower waves are print, guilloche and the weave of a table cloth."""

_AXIS = 4
"""So near the axes lie the strokes of upright print."""

_JPEG = (32, 64, 96)
"""Cycles a tile of JPEG's blocks of 8 pixels."""


def strength(grey: Image, within: Box) -> float:
    """How far the strongest even wave stands out of its neighbours (natural logarithm of the amplitude).

    0 where the picture is too small to tell. `grey`: H × W; `within`: where the document is.
    """
    total: Image = np.zeros((_SIDE, _SIDE // 2 + 1), np.float32)
    count = 0
    window = np.outer(np.hanning(_SIDE), np.hanning(_SIDE)).astype(np.float32)
    for tile in _tiles(grey, within):
        wave = tile.astype(np.float32)
        total += np.log1p(np.abs(np.fft.rfft2((wave - wave.mean()) * window)))
        count += 1
    if not count:
        return 0.0
    level = np.fft.fftshift(total / count, axes=0).astype(np.float32)
    standing_out = level - cv2.blur(level, (11, 11))
    return float(standing_out[_telling()].max())


def _tiles(grey: Image, within: Box) -> Iterator[Image]:
    left, top, right, bottom = within
    height, width = grey.shape
    if min(height, width) < _SIDE:
        return
    for down in _ROWS:
        for across in _COLUMNS:
            x = int(np.clip(left + (right - left) * across - _SIDE / 2, 0, width - _SIDE))
            y = int(np.clip(top + (bottom - top) * down - _SIDE / 2, 0, height - _SIDE))
            yield grey[y : y + _SIDE, x : x + _SIDE]


def _telling() -> Image:
    """The frequencies at which a wave tells of a screen."""
    down = np.abs(np.arange(_SIDE) - _SIDE // 2)[:, None]
    across = np.arange(_SIDE // 2 + 1)[None]
    fast = np.hypot(down, across)
    blocks = np.zeros(fast.shape, bool)
    for cycles in _JPEG:
        blocks |= (np.abs(down - cycles) < 2) | (np.abs(across - cycles) < 2)
    edge = _SIDE // 2 - 2
    return (fast > _SLOWEST) & (fast < edge) & (down > _AXIS) & (across > _AXIS) & ~blocks
