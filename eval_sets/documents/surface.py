"""Where a photographed or scanned paper lies: tables of many kinds, a scanner's glass, in perspective."""

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[Any]
"""H × W × 3, uint8, BGR"""

_CARD_SHAPE = (1.5, 1.68)
"""Width to height of plastic cards, whose corners are round."""


def grain(rng: random.Random, height: int, width: int, size: int, strength: float) -> Pixels:
    """Soft random spots of about `size` pixels, H × W × 1 around zero."""
    chance = np.random.default_rng(rng.randrange(2**32))
    small = chance.normal(0, strength, (max(2, height // size), max(2, width // size))).astype(np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]


def table_top(rng: random.Random, height: int, width: int) -> Pixels:
    """Wood, cloth, stone or paper, of any colour, sometimes with another sheet under the document."""
    kind = rng.choice(("plain", "wood", "cloth", "stone", "tiles", "dark"))
    bright = rng.randint(45, 215)
    colour = np.array([bright + rng.randint(-35, 35) for _ in range(3)], dtype=np.float32)
    if kind == "wood":
        colour = np.array(
            (rng.randint(40, 120), rng.randint(80, 160), rng.randint(120, 205)), dtype=np.float32
        )
    if kind == "dark":
        colour = np.array([rng.randint(15, 50)] * 3, dtype=np.float32)
    ground = np.full((height, width, 3), colour, np.float32)
    ground += grain(rng, height, width, 3, rng.uniform(2, 7))
    if kind == "wood":
        ground += np.repeat(grain(rng, height, 64, 4, 16)[:, :1], width, axis=1)
        ground += grain(rng, height, width, 160, 8)
    if kind == "cloth":
        step = rng.uniform(3, 9)
        across, down = (np.sin(np.arange(side, dtype=np.float32) / step) for side in (width, height))
        ground += rng.uniform(5, 16) * (down[:, None] * across[None])[:, :, None]
    if kind == "stone":
        ground += grain(rng, height, width, 60, 18) + grain(rng, height, width, 14, 9)
    if kind == "tiles":
        step = rng.randint(180, 420)
        ground[::step, :] -= 30
        ground[:, ::step] -= 30
    if rng.random() < 0.25:
        _sheet(ground, rng)
    return np.clip(ground, 0, 255).astype(np.uint8)


def _sheet(ground: Pixels, rng: random.Random) -> None:
    """Another paper, half covered, without text."""
    height, width = ground.shape[:2]
    centre = (rng.uniform(0, width), rng.uniform(0, height))
    size = (width * rng.uniform(0.3, 0.9), height * rng.uniform(0.3, 0.9))
    corners = cv2.boxPoints((centre, size, rng.uniform(0, 90)))
    cv2.fillConvexPoly(ground, corners.astype(np.int32), [rng.randint(190, 245)] * 3, cv2.LINE_AA)


def lay(image: Pixels, rng: random.Random, tilt: float, depth: float) -> Pixels:
    """The document on a table, turned by up to `tilt` degrees; perspective moves corners by up to `depth`."""
    height, width = image.shape[:2]
    angle = np.deg2rad(rng.uniform(-tilt, tilt))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = [[rng.uniform(-depth, depth) * width, rng.uniform(-depth, depth) * height] for _ in range(4)]
    placed = corners @ turn.T + np.array(moved, dtype=np.float32)
    far = 0.22 if rng.random() < 0.15 else 0.1
    left, top, right, bottom = (rng.uniform(0.005, far) * max(height, width) for _ in range(4))
    placed += (left, top) - placed.min(axis=0)
    frame_w = int(placed[:, 0].max() + right)
    frame_h = int(placed[:, 1].max() + bottom)
    warp = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    mask = cv2.warpPerspective(_outline(height, width), warp, (frame_w, frame_h))[:, :, None]
    mask = mask.astype(np.float32) / 255
    laid = cv2.warpPerspective(image, warp, (frame_w, frame_h), flags=cv2.INTER_AREA)
    ground = table_top(rng, frame_h, frame_w).astype(np.float32)
    drop = rng.randint(2, 14)
    shade = cv2.GaussianBlur(np.roll(mask, (drop, rng.randint(-drop, drop)), (0, 1)), (0, 0), 3 + drop / 2)
    ground *= 1 - rng.uniform(0.2, 0.6) * shade[:, :, None]
    return (laid * mask + ground * (1 - mask)).astype(np.uint8)


def _outline(height: int, width: int) -> Pixels:
    """White where the document is; a card's corners are round."""
    mask = np.full((height, width), 255, np.uint8)
    if _CARD_SHAPE[0] < width / height < _CARD_SHAPE[1] and width < 1200:
        radius = int(width * 0.035)
        mask[:] = 0
        cv2.rectangle(mask, (radius, 0), (width - radius, height), 255, -1)
        cv2.rectangle(mask, (0, radius), (width, height - radius), 255, -1)
        for x in (radius, width - radius - 1):
            for y in (radius, height - radius - 1):
                cv2.circle(mask, (x, y), radius, 255, -1)
    return mask


def bend(image: Pixels, rng: random.Random) -> Pixels:
    """As paper that doesn't lie flat: lines rise and fall by less than a hundredth of the height."""
    height, width = image.shape[:2]
    across = np.arange(width, dtype=np.float32)
    rise = height * rng.uniform(0.002, 0.008) * np.sin(across / width * rng.uniform(2, 5) + rng.uniform(0, 6))
    x = np.repeat(across[None], height, axis=0)
    y = np.arange(height, dtype=np.float32)[:, None] + rise[None].astype(np.float32)
    return cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def scanned(image: Pixels, rng: random.Random) -> Pixels:
    """On a scanner's white or off-white ground, not quite straight; cards sometimes on a larger sheet."""
    height, width = image.shape[:2]
    white = rng.randint(232, 255)
    low, high = (0.15, 0.4) if rng.random() < 0.1 else (0.01, 0.12)
    top, bottom, left, right = (int(rng.uniform(low, high) * min(height, width)) for _ in range(4))
    glass = (white - rng.randint(0, 6), white, white)
    image = cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_CONSTANT, value=glass)
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-1, 1), 1)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=glass)
