"""How good a picture is, in simple measures. Pure, on pixels."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.types import Image

_MEASURED_SIDE = 1000
"""Sharpness depends on size, so it is measured at one size."""


@dataclass(frozen=True, slots=True)
class Quality:
    """`sharpness`: variance of the Laplacian; `brightness`: mean grey; `shortest`: shorter side in pixels."""

    sharpness: float
    brightness: float
    shortest: int

    @property
    def faults(self) -> tuple[str, ...]:
        """Codes of what is wrong with the picture, worst first."""
        checks = (
            ("too_dark", self.brightness < 55),
            ("too_bright", self.brightness > 252),
            ("too_small", self.shortest < 300),
            ("blurred", self.sharpness < 25),
        )
        return tuple(code for code, wrong in checks if wrong)


def measure(image: Image) -> Quality:
    height, width = image.shape[:2]
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    scale = _MEASURED_SIDE / max(height, width)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sharpness = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    return Quality(sharpness, float(np.mean(grey)), min(height, width))
