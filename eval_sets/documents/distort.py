"""Makes of a clean specimen what a camera makes of a document. The same seed spoils in the same way."""

import random
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Level = Literal["scan", "phone", "hard"]
Pixels = NDArray[Any]
"""H × W × 3, uint8, BGR"""

LEVELS: tuple[Level, ...] = ("scan", "phone", "hard")


def distort(image: Pixels, level: Level, seed: int) -> bytes:
    """The picture as JPEG bytes.

    `scan`: as it is. `phone`: on a table, in perspective, turned by up to 8°, uneven light, slightly blurred.
    `hard`: besides, lying on a side or upside down, glare, a shadow, motion blur, 700 to 900 pixels.
    """
    rng = random.Random(seed)
    if level == "scan":
        return _jpeg(image, 92)
    hard = level == "hard"
    image = _on_a_table(image, rng, tilt=8.0, depth=0.05)
    image = _uneven_light(image, rng, 0.3)
    if hard:
        image = _shadow(_glare(image, rng), rng)
        image = np.rot90(image, rng.randrange(4))
        image = _longest(np.ascontiguousarray(image), rng.randint(700, 900))
        image = _motion(image, rng)
    else:
        image = _longest(image, rng.randint(1400, 2000))
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.2))
    noise = np.random.default_rng(seed).normal(0, 3, image.shape)
    image = np.clip(image.astype(np.float32) + noise, 0, 255).astype(np.uint8)
    return _jpeg(image, rng.randint(60, 85))


def _on_a_table(image: Pixels, rng: random.Random, tilt: float, depth: float) -> Pixels:
    height, width = image.shape[:2]
    margin = int(0.14 * max(height, width))
    frame_w, frame_h = width + 2 * margin, height + 2 * margin
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    angle = np.deg2rad(rng.uniform(-tilt, tilt))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = np.array([width / 2, height / 2])
    placed = (corners - centre) @ turn.T + np.array([frame_w / 2, frame_h / 2])
    placed += np.array(
        [[rng.uniform(-depth, depth) * width, rng.uniform(-depth, depth) * height] for _ in range(4)]
    )
    warp = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    table = np.array([rng.randint(60, 190) for _ in range(3)], dtype=np.float32)
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, 6, (frame_h, frame_w, 1)).astype(np.float32)
    ground = np.clip(table + grain, 0, 255).astype(np.uint8)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, (frame_w, frame_h))
    laid = cv2.warpPerspective(image, warp, (frame_w, frame_h), flags=cv2.INTER_AREA)
    return np.where(mask[:, :, None] > 127, laid, ground)


def _uneven_light(image: Pixels, rng: random.Random, strength: float) -> Pixels:
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    slope = (x * np.cos(angle) + y * np.sin(angle)) / np.sqrt(2)
    light = (rng.uniform(0.8, 1.02) + strength * 0.5 * slope)[:, :, None]
    return np.clip(image * light, 0, 255).astype(np.uint8)


def _glare(image: Pixels, rng: random.Random) -> Pixels:
    height, width = image.shape[:2]
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    cx, cy = rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height
    radius = rng.uniform(0.06, 0.13) * max(height, width)
    spot = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * radius**2))[:, :, None]
    return np.clip(image + spot * rng.uniform(60, 130), 0, 255).astype(np.uint8)


def _shadow(image: Pixels, rng: random.Random) -> Pixels:
    height, width = image.shape[:2]
    edge = rng.uniform(0.3, 0.7) * width
    lean = rng.uniform(-0.4, 0.4)
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    soft = 1 / (1 + np.exp(-((x - edge) + lean * (y - height / 2)) / (0.02 * width)))
    return np.clip(image * (1 - rng.uniform(0.25, 0.45) * soft)[:, :, None], 0, 255).astype(np.uint8)


def _motion(image: Pixels, rng: random.Random) -> Pixels:
    length = rng.choice((2, 3))
    kernel = np.zeros((length, length), dtype=np.float32)
    if rng.random() < 0.5:
        kernel[length // 2, :] = 1 / length
    else:
        kernel[:, length // 2] = 1 / length
    return cv2.filter2D(image, -1, kernel)


def _longest(image: Pixels, side: int) -> Pixels:
    height, width = image.shape[:2]
    scale = side / max(height, width)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, (round(width * scale), round(height * scale)), interpolation=how)


def _jpeg(image: Pixels, quality: int) -> bytes:
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
