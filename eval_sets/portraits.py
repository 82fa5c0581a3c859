"""Drawn certificate photos of nobody, for the checks of `ocr.portrait`. They look like masks, not people.

They vary in skin, hair, length of the face, glasses and clothes; they have no pores, wrinkles or real light.
Passing on them says that the measures work, not how often a photographed face is found.
"""

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 358, 441
WHITE = (250, 250, 250)
_SKINS = ((246, 216, 190), (236, 196, 164), (222, 178, 142), (205, 156, 120), (180, 130, 98))
_HAIRS = ((24, 20, 20), (48, 34, 28), (90, 88, 88), (170, 168, 166))
_CLOTHES = ((30, 40, 80), (60, 60, 66), (110, 30, 40), (40, 90, 60))

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pose:
    """How the photo is taken. `size`: the face's width, `right`: how far off; in shares of the width."""

    background: Colour = WHITE
    size: float = 0.56
    right: float = 0.0
    light: float = 1.0
    blur: float = 0.0
    people: int = 1
    stripes: bool = False


def draw_portrait(seed: int, pose: Pose = Pose()) -> Image.Image:
    """358 × 441, of an invented face; the same seed is the same face."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), pose.background)
    pen = ImageDraw.Draw(picture)
    if pose.stripes:
        for x in range(0, 2 * WIDTH, 60):
            pen.rectangle((x, 0, x + 25, 2 * HEIGHT), fill=(120, 150, 90))
    for number in range(pose.people):
        middle = (number + 0.5) / pose.people + pose.right
        _person(pen, chance, 2 * WIDTH * middle, pose.size * 2 * WIDTH)
    picture = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.GaussianBlur(0.5 + pose.blur))
    grain = np.random.default_rng(seed).normal(0, 2.0, (HEIGHT, WIDTH, 3))
    return Image.fromarray((np.asarray(picture) * pose.light + grain).clip(0, 255).astype(np.uint8))


def _person(pen: ImageDraw.ImageDraw, chance: random.Random, x: float, width: float) -> None:
    """Around `x`, with a face `width` pixels wide."""
    skin, hair, clothes = chance.choice(_SKINS), chance.choice(_HAIRS), chance.choice(_CLOTHES)
    half, long = width / 2, width * chance.uniform(0.62, 0.7)
    y = HEIGHT * 0.95
    shade = _darker(skin, 0.86)
    pen.ellipse((x - 1.9 * half, y + 1.35 * long, x + 1.9 * half, y + 5 * long), fill=clothes)
    pen.rectangle((x - 0.5 * half, y + 0.6 * long, x + 0.5 * half, y + 1.45 * long), fill=shade)
    pen.ellipse((x - 1.12 * half, y - 1.2 * long, x + 1.12 * half, y + 0.55 * long), fill=hair)
    pen.ellipse((x - 1.08 * half, y - 0.15 * long, x - 0.9 * half, y + 0.3 * long), fill=shade)
    pen.ellipse((x + 0.9 * half, y - 0.15 * long, x + 1.08 * half, y + 0.3 * long), fill=shade)
    pen.ellipse((x - half, y - 0.85 * long, x + half, y + long), fill=skin)
    _features(pen, chance, x, y, half, long, skin, hair)


def _features(
    pen: ImageDraw.ImageDraw,
    chance: random.Random,
    x: float,
    y: float,
    half: float,
    long: float,
    skin: Colour,
    hair: Colour,
) -> None:
    glasses = chance.random() < 0.3
    for side in (-1, 1):
        eye = x + side * 0.42 * half
        pen.ellipse(
            (eye - 0.2 * half, y - 0.1 * long, eye + 0.2 * half, y + 0.06 * long), fill=(245, 243, 240)
        )
        pen.ellipse((eye - 0.1 * half, y - 0.11 * long, eye + 0.1 * half, y + 0.06 * long), fill=(30, 22, 20))
        brow = (eye - 0.26 * half, y - 0.3 * long, eye + 0.26 * half, y - 0.23 * long)
        pen.rounded_rectangle(brow, 6, fill=_darker(hair, 0.8))
        if glasses:
            rim = (eye - 0.34 * half, y - 0.18 * long, eye + 0.34 * half, y + 0.16 * long)
            pen.rounded_rectangle(rim, 20, outline=(40, 40, 44), width=6)
    pen.line((x, y, x - 0.1 * half, y + 0.32 * long), fill=_darker(skin, 0.88), width=5)
    pen.line(
        (x - 0.14 * half, y + 0.36 * long, x + 0.14 * half, y + 0.36 * long), fill=_darker(skin, 0.7), width=5
    )
    pen.ellipse((x - 0.32 * half, y + 0.55 * long, x + 0.32 * half, y + 0.68 * long), fill=(176, 84, 80))


def _darker(colour: Colour, share: float) -> Colour:
    red, green, blue = (int(part * share) for part in colour)
    return red, green, blue
