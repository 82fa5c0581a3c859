"""Makes of a clean specimen what a camera makes of a document. The same seed spoils in the same way."""

import random
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from eval_sets.documents import camera
from eval_sets.documents.surface import bend, lay, scanned

Level = Literal["scan", "phone", "hard"]
Pixels = NDArray[Any]
"""H × W × 3, uint8, BGR"""

_LARGEST = 1700
"""Pixels of a document's longer side before it is photographed."""

_PAGE = 1100
"""Pixels of a document's longer side from which it is a page of small print."""

LEVELS: tuple[Level, ...] = ("scan", "phone", "hard")


def distort(image: Pixels, level: Level, seed: int) -> bytes:
    """The picture as JPEG bytes.

    `scan`: on white, off by up to 1°, sometimes grey, slightly noisy. `phone`: on a table, in perspective,
    turned by up to 10°, uneven light, slightly blurred. `hard`: besides mostly lying on a side or upside
    down, with two or three of glare, shadow and motion blur, 700 to 900 pixels.
    """
    rng = random.Random(f"{level}-{seed}")
    return {"scan": _scan, "phone": _phone, "hard": _hard}[level](image, rng)


def _scan(image: Pixels, rng: random.Random) -> bytes:
    if rng.random() < 0.8:
        image = scanned(image, rng)
    image = _longest(image, rng.randint(1150, 2200))
    if rng.random() < 0.25:
        image = camera.grey(image)
    if rng.random() < 0.5:
        image = camera.toned(image, rng)
    if rng.random() < 0.4:
        image = camera.out_of_focus(image, rng, 0.3, 0.7)
    if rng.random() < 0.5:
        image = camera.sensor(image, rng, 4)
    return _jpeg(image, rng.randint(72, 95))


def _phone(image: Pixels, rng: random.Random) -> bytes:
    image = _taken(image, rng, strength=rng.uniform(0, 0.4))
    image = _longest(image, rng.randint(1300, 2400))
    image = camera.out_of_focus(image, rng, 0.4, 1.3)
    image = camera.sensor(image, rng, 6)
    if rng.random() < 0.35:
        image = camera.sharpened(image, rng)
    return _jpeg(image, rng.randint(55, 90))


def _hard(image: Pixels, rng: random.Random) -> bytes:
    least = 800 if max(image.shape) > _PAGE else 700
    image = _taken(image, rng, strength=rng.uniform(0.2, 0.5))
    faults = rng.sample(("glare", "shadow", "motion"), rng.choice((2, 2, 3)))
    if "glare" in faults:
        image = camera.glare(image, rng)
    if "shadow" in faults:
        image = camera.shadow(image, rng)
    image = np.rot90(image, rng.choice((0, 1, 1, 2, 2, 3, 3)))
    image = _longest(np.ascontiguousarray(image), rng.randint(least, 900))
    if "motion" in faults:
        image = camera.motion(image, rng, 2.6)
    image = camera.sensor(image, rng, 5)
    return _jpeg(image, rng.randint(55, 85))


def _taken(image: Pixels, rng: random.Random, strength: float) -> Pixels:
    """What phone and hard photos share."""
    if max(image.shape) > _LARGEST:
        image = _longest(image, _LARGEST)
    if rng.random() < 0.4:
        image = bend(image, rng)
    image = lay(image, rng, tilt=10.0, depth=rng.uniform(0.01, 0.055))
    image = camera.uneven_light(image, rng, strength)
    return camera.toned(image, rng) if rng.random() < 0.4 else image


def _longest(image: Pixels, side: int) -> Pixels:
    height, width = image.shape[:2]
    scale = side / max(height, width)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=how)


def _jpeg(image: Pixels, quality: int) -> bytes:
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
