"""Faces in a portrait, without a trained model: skin shaped like a face, two eyes darker than the cheeks.

OpenCV 5 carries neither its cascades nor a model for `FaceDetectorYN`, so this looks for what certificate
photos have anyway: one frontal face, evenly lit. It misses faces in profile, in shadow or without colour, and
whoever uses it must treat "no face" as "not sure".
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.types import Image

_SIDE = 440
"""Longer side at which faces are looked for; the sizes of all filters belong to it."""

_LEAST_SHARE = 0.01
"""Of the picture's area: smaller patches of skin are hands and shades."""

_SKIN_LOW, _SKIN_HIGH = (50, 133, 77), (255, 178, 129)
"""Y, Cr, Cb after Chai and Ngan, Face segmentation using skin-color map, IEEE Trans. CSVT 9 (1999); Cr a
little wider, for faces under warm lamps."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Face:
    """Pixels of the picture as given: from cheek to cheek, from the hairline to where the chin narrows."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def faces(image: Image) -> list[Face]:
    """Upright frontal faces, largest first. `image`: H × W × 3, uint8, BGR."""
    scale = min(_SIDE / max(image.shape[:2]), 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    colours = cv2.cvtColor(_lit(small), cv2.COLOR_BGR2YCrCb)
    grey = colours[..., 0].astype(np.float64)
    skin = cv2.inRange(colours, np.array(_SKIN_LOW), np.array(_SKIN_HIGH))
    skin = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)).astype(np.uint8)
    found = [_shape(patch) for patch in _patches(skin)]
    seen = [face for face in found if face is not None and _has_eyes(grey, face)]
    seen.sort(key=lambda face: -face.width)
    return [Face(*(edge / scale for edge in (f.left, f.top, f.right, f.bottom))) for f in seen]


def _lit(image: Image) -> Image:
    """A dark picture as bright as one taken by day; the range of skin is given for those."""
    brightest = max(float(np.percentile(image, 95)), 1.0)
    return image if brightest > 200 else cv2.convertScaleAbs(image, alpha=min(230 / brightest, 4.0))


def _patches(skin: Mask) -> list[tuple[int, int, Mask]]:
    """Connected patches of skin that are large enough: left, top, mask."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(skin, connectivity=4)
    least = _LEAST_SHARE * skin.size
    return [
        (int(x), int(y), (labels[y : y + h, x : x + w] == number).astype(np.uint8))
        for number, (x, y, w, h, area) in enumerate(stats[:count])
        if number and area >= least
    ]


def _shape(patch: tuple[int, int, Mask]) -> Face | None:
    """The face at the top of a patch, whose lower part may be a neck; None when its shape is no face's."""
    left, top, mask = patch
    widths = [0 if not len(found := np.flatnonzero(row)) else int(found[-1] - found[0] + 1) for row in mask]
    smooth = np.convolve(widths, np.ones(5) / 5, mode="same")
    reach = _widest(smooth)
    width = float(smooth[reach])
    narrow = np.flatnonzero(smooth[reach:] < 0.72 * width)
    bottom = reach + int(narrow[0]) if len(narrow) else len(smooth)
    bottom = min(bottom, int(1.5 * width))
    if width < 20 or not 0.75 * width <= bottom <= 1.5 * width:
        return None
    inside = np.flatnonzero(mask[reach])
    box = mask[:bottom, inside[0] : inside[-1] + 1]
    if box.mean() < 0.5:
        return None
    return Face(left + float(inside[0]), float(top), left + float(inside[-1] + 1), float(top + bottom))


def _widest(widths: NDArray[np.float64]) -> int:
    """The row of the cheekbones: the widest before it grows narrow again towards the neck."""
    best = 0
    for row, width in enumerate(widths):
        if width > widths[best]:
            best = row
        elif width < 0.72 * widths[best] and row > 0.5 * widths[best]:
            break
    return best


def _has_eyes(grey: NDArray[np.float64], face: Face) -> bool:
    """Left and right of the middle, the upper half has something dark where the cheeks have not, alike."""
    x, y, width, height = int(face.left), int(face.top), int(face.width), int(face.height)
    inner = grey[y : y + height, x + width // 8 : x + width - width // 8]
    half = inner.shape[1] // 2
    eyes = inner[int(0.2 * height) : int(0.62 * height)]
    cheeks = inner[int(0.55 * height) : int(0.75 * height)]
    light = float(np.median(cheeks))
    left, right = (_dark(side, light) for side in (eyes[:, :half], eyes[:, -half:]))
    bridge = _dark(eyes[:, half - half // 8 : half + half // 8 + 1], light)
    if min(left, right) < 0.015 or max(left, right) > 0.5:
        return False
    return min(left, right) > 0.35 * max(left, right) and bridge < 1.2 * max(left, right)


def _dark(part: NDArray[np.float64], light: float) -> float:
    """Share of the part that is much darker than the light skin."""
    return float((part < 0.7 * light).mean()) if part.size else 0.0
