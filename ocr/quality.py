"""How good a picture is, in simple measures. Pure, on pixels.

The bounds lie between what `eval_sets.documents.measure_quality` finds on pictures with and without a fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ocr.colours import colourfulness
from ocr.glare import spots
from ocr.moire import strength
from ocr.sharpness import of_print
from ocr.types import Box, Image, Quad, ReadField, SeenLine

COPY = "copy"
"""The code of a copy without colour; a fault only where the original is asked for."""

_MEASURED_SIDE = 1000
"""Sharpness depends on size, so it is measured at one size."""

_NEAR = 0.5
"""Heights of a line: documents have a wider margin, so print so near the border is not all there."""

_FAINT = 200
"""Of 255: where hardly anything is darker, print has run into white."""


@dataclass(frozen=True, slots=True)
class Quality:
    """`sharpness`: variance of the Laplacian; `brightness`: mean grey; `shortest`: shorter side in pixels.

    `darkest`: the grey that 5 % are darker than. `edge`, `smear`: see `ocr.sharpness`, None without print.
    `lattice`: see `ocr.moire`; `colourful`: see `ocr.colours`; `spots`: see `ocr.glare`; `cut`: print runs
    into the picture's border.
    """

    sharpness: float
    brightness: float
    shortest: int
    darkest: float = 0.0
    edge: float | None = None
    smear: float = 1.0
    lattice: float = 0.0
    colourful: float | None = None
    spots: tuple[Box, ...] = ()
    cut: bool = False

    @property
    def faults(self) -> tuple[str, ...]:
        """Codes of what is wrong with the picture, worst first."""
        blurred = self.sharpness < 25 if self.edge is None else self.edge > 0.14
        checks = (
            ("too_dark", self.brightness < 55),
            ("too_bright", self.brightness > 252 or (self.darkest > _FAINT and self.brightness > 235)),
            ("too_small", self.shortest < 300),
            ("cut_off", self.cut),
            ("blurred", blurred),
            ("shaken", not blurred and self.smear > 2.8),
        )
        return tuple(code for code, wrong in checks if wrong)

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what is worth knowing though everything was read."""
        if self.lattice > 4.0:
            return ("screen",)
        return (COPY,) if self.colourful is not None and self.colourful < 0.04 else ()

    def hides(self, field: ReadField) -> bool:
        """Whether a bright spot lies on the value."""
        return any(_meet(spot, place) for spot in self.spots for place in field.places)


def measure(image: Image, seen: Sequence[SeenLine] = ()) -> Quality:
    """`seen`: the lines of the document that matters."""
    height, width = image.shape[:2]
    scale = min(_MEASURED_SIDE / max(height, width), 1.0)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    sharpness = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    simple = Quality(
        sharpness, float(np.mean(grey)), min(height, width), float(np.percentile(grey[::4, ::4], 5))
    )
    return _with_print(simple, image, small, scale, seen) if seen else simple


def _with_print(
    simple: Quality, image: Image, small: Image, scale: float, seen: Sequence[SeenLine]
) -> Quality:
    """Fine structure is measured on the picture as it is, in green, of which cameras see most; the rest on
    the smaller one."""
    corners = np.array([line.corners for line in seen], np.float32)
    (left, top), (right, bottom) = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    document = (float(left), float(top), float(right), float(bottom))
    sharp = of_print(image[:, :, 1], [line.corners for line in seen])
    sure = [line.confidence for line in seen]
    return replace(
        simple,
        edge=sharp.edge if sharp else None,
        smear=sharp.smear if sharp else 1.0,
        lattice=strength(image[:, :, 1], document),
        colourful=colourfulness(small, _times(document, scale)),
        spots=tuple(_times(spot, 1 / scale) for spot in spots(small, corners * scale, sure)),
        cut=_runs_out(document, corners, image),
    )


def _times(box: Box, scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _runs_out(document: Box, corners: Image, image: Image) -> bool:
    height, width = image.shape[:2]
    near = _NEAR * float(np.median(np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)))
    left, top, right, bottom = document
    return min(left, top, width - right, height - bottom) < near


def _meet(spot: Box, place: Quad) -> bool:
    xs, ys = [x for x, _ in place], [y for _, y in place]
    return spot[0] < max(xs) and min(xs) < spot[2] and spot[1] < max(ys) and min(ys) < spot[3]
