"""What light, lens, hand and sensor do to a picture. Each takes and gives H × W × 3 uint8 BGR."""

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from eval_sets.documents.surface import grain

Pixels = NDArray[Any]


def uneven_light(image: Pixels, rng: random.Random, strength: float) -> Pixels:
    """Brighter on one side, darker in the corners, warmer or colder than daylight."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x, y = _places(height, width)
    x, y = x * 2 / width - 1, y * 2 / height - 1
    slope = (x * np.cos(angle) + y * np.sin(angle)) / np.sqrt(2)
    light = rng.uniform(0.75, 1.08) + strength * 0.5 * slope - rng.uniform(0, 0.12) * (x**2 + y**2)
    warmth = np.array((rng.uniform(0.86, 1.06), 1.0, rng.uniform(0.94, 1.08)), dtype=np.float32)
    return _clipped(image * light[:, :, None] * warmth)


def glare(image: Pixels, rng: random.Random) -> Pixels:
    """A lamp or window on the lamination: a longish bright spot."""
    height, width = image.shape[:2]
    x, y = _places(height, width)
    x = x - rng.uniform(0.15, 0.85) * width
    y = y - rng.uniform(0.15, 0.85) * height
    angle = rng.uniform(0, np.pi)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    radius = rng.uniform(0.05, 0.12) * max(height, width)
    stretch = rng.uniform(1, 2.5)
    spot = np.exp(-((along / stretch) ** 2 + across**2) / (2 * radius**2))[:, :, None]
    return _clipped(image + spot * rng.uniform(60, 140))


def shadow(image: Pixels, rng: random.Random) -> Pixels:
    """Of the person with the phone, or of something at the edge: straight or round, hard or soft."""
    height, width = image.shape[:2]
    x, y = _places(height, width)
    soft = rng.uniform(0.006, 0.05) * width
    if rng.random() < 0.6:
        lean = rng.uniform(-1, 1)
        distance = (x - rng.uniform(0.25, 0.75) * width) + lean * (y - height / 2)
    else:
        cx, cy = rng.choice((0.0, 1.0)) * width, rng.uniform(0, 1) * height
        distance = rng.uniform(0.3, 0.6) * max(height, width) - np.hypot(x - cx, y - cy)
    dark = 1 / (1 + np.exp(-np.clip(distance / soft, -30, 30)))
    if rng.random() < 0.5:
        dark = 1 - dark
    return _clipped(image * (1 - rng.uniform(0.2, 0.5) * dark)[:, :, None])


def motion(image: Pixels, rng: random.Random, longest: float) -> Pixels:
    """The hand moved by up to so many pixels, in any direction."""
    length = rng.uniform(1.2, longest)
    angle = rng.uniform(0, np.pi)
    size = int(np.ceil(longest)) * 2 + 1
    kernel = np.zeros((size * 8, size * 8), np.float32)
    middle = size * 4
    step = np.array((np.cos(angle), np.sin(angle))) * length * 4
    ends = [tuple(int(middle + sign * part) for part in step) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 8)
    kernel = cv2.resize(kernel, (size, size), interpolation=cv2.INTER_AREA)
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def out_of_focus(image: Pixels, rng: random.Random, least: float, most: float) -> Pixels:
    return cv2.GaussianBlur(image, (0, 0), rng.uniform(least, most))


def sharpened(image: Pixels, rng: random.Random) -> Pixels:
    """As phones do by themselves, with bright seams around the print."""
    soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(1, 2.5))
    strength = rng.uniform(0.2, 0.8)
    return cv2.addWeighted(image, 1 + strength, soft, -strength, 0)


def sensor(image: Pixels, rng: random.Random, most: float) -> Pixels:
    """Noise of a small sensor, fine and coloured, sometimes blotchy."""
    chance = np.random.default_rng(rng.randrange(2**32))
    noise = chance.standard_normal(image.shape, dtype=np.float32) * rng.uniform(0.5, most)
    if rng.random() < 0.3:
        noise = noise + grain(rng, *image.shape[:2], size=6, strength=most)
    return _clipped(image + noise)


def toned(image: Pixels, rng: random.Random, least: float = 0.8, most: float = 1.25) -> Pixels:
    """Harder or softer, darker or brighter in the middle tones."""
    curve = 255 * (np.arange(256) / 255) ** rng.uniform(least, most)
    low, high = rng.uniform(0, 20), rng.uniform(238, 255)
    return cv2.LUT(image, _clipped(low + curve * (high - low) / 255))


def grey(image: Pixels) -> Pixels:
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def _places(height: int, width: int) -> tuple[Pixels, Pixels]:
    """1 × W and H × 1: how far right and how far down."""
    return np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]


def _clipped(values: Pixels) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)
