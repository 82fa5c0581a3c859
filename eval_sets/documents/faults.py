"""Spoils a picture with one fault, as people spoil theirs. Each takes and gives H × W × 3 uint8 BGR."""

import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np

from eval_sets.documents import camera
from eval_sets.documents.camera import Pixels

Place = tuple[float, float, float, float]
"""left, top, right, bottom in pixels of the picture: where a value stands."""

Spoil = Callable[[Pixels, random.Random, Place], Pixels]


def too_dark(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """In a room without light: little signal, much noise."""
    return camera.sensor((image * rng.uniform(0.04, 0.13)).astype(np.uint8), rng, 7)


def too_bright(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """Exposed for something darker: print and paper both run into white."""
    return np.clip(image.astype(np.float32) * rng.uniform(0.5, 0.8) + rng.uniform(175, 215), 0, 255).astype(
        np.uint8
    )


def blurred(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """Out of focus by a fifth to a third of the print's usual size."""
    return camera.out_of_focus(image, rng, 0.0035 * max(image.shape), 0.006 * max(image.shape))


def shaken(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """The hand moved by about half a character."""
    length = rng.uniform(0.008, 0.016) * max(image.shape)
    size = int(length) * 2 + 3
    kernel = np.zeros((size, size), np.float32)
    angle, middle = rng.uniform(0, np.pi), size // 2
    step = np.array((np.cos(angle), np.sin(angle))) * length / 2
    ends = [tuple(round(middle + sign * part) for part in step) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA)
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def glare(image: Pixels, rng: random.Random, place: Place) -> Pixels:
    """A lamp mirrored in the lamination just where a value stands: nothing is left of the print there."""
    height, width = image.shape[:2]
    x = np.arange(width, dtype=np.float32)[None] - (place[0] + place[2]) / 2
    y = np.arange(height, dtype=np.float32)[:, None] - (place[1] + place[3]) / 2
    across = max(0.55 * (place[2] - place[0]), 0.8 * (place[3] - place[1]))
    down = max(0.9 * (place[3] - place[1]), 0.25 * across)
    spot = np.exp(-(((x / across) ** 2 + (y / down) ** 2) ** 2) / 2)[:, :, None]
    return np.clip(image + spot * rng.uniform(230, 320), 0, 255).astype(np.uint8)


def cut_off(image: Pixels, rng: random.Random, place: Place) -> Pixels:
    """The picture ends in the middle of a value: below, or beside it."""
    if rng.random() < 0.5:
        return np.ascontiguousarray(image[: max(int(place[1] + 0.6 * (place[3] - place[1])), 60)])
    return np.ascontiguousarray(image[:, : max(int(place[0] + 0.6 * (place[2] - place[0])), 60)])


def too_small(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """From far away, or sent by a messenger that shrinks pictures."""
    scale = rng.uniform(260, 420) / max(image.shape)
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def screen(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """Photographed from a screen: its red, green and blue stripes beat against the camera's pixels."""
    height, width = image.shape[:2]
    pitch = rng.choice((3, 4))
    scale = rng.uniform(700, 1000) / max(height, width)
    shown = cv2.resize(image, (int(width * scale), int(height * scale)), interpolation=cv2.INTER_AREA)
    lit = np.repeat(np.repeat(shown, pitch, axis=0), pitch, axis=1)
    lattice = np.full((pitch, pitch, 3), 0.35, np.float32)
    for colour in range(3):
        lattice[
            : pitch - 1,
            colour * pitch // 3 : max(colour * pitch // 3 + 1, (colour + 1) * pitch // 3),
            2 - colour,
        ] = 1.5
    tiles = np.tile(lattice, (shown.shape[0], shown.shape[1], 1))
    glowing = np.clip(lit * tiles, 0, 255).astype(np.uint8)
    frame = int(0.05 * max(glowing.shape))
    glowing = cv2.copyMakeBorder(glowing, frame, frame, frame, frame, cv2.BORDER_CONSTANT, value=(14, 14, 14))
    turn = cv2.getRotationMatrix2D((glowing.shape[1] / 2, glowing.shape[0] / 2), rng.uniform(-6, 6), 1.0)
    taken = rng.uniform(0.9, 1.1) * max(height, width) / max(glowing.shape)
    turn *= taken
    size = (int(glowing.shape[1] * taken), int(glowing.shape[0] * taken))
    glowing = cv2.GaussianBlur(glowing, (0, 0), 0.35 / taken)
    return camera.sensor(cv2.warpAffine(glowing, turn, size, flags=cv2.INTER_LINEAR), rng, 4)


def copied(image: Pixels, rng: random.Random, _place: Place) -> Pixels:
    """A black and white copy: hard, with the light's tint where it was photographed."""
    grey = camera.toned(camera.grey(image), rng, 0.9, 1.4)
    tint = np.array((rng.uniform(0.88, 1.0), 0.97, rng.uniform(0.92, 1.0)), np.float32)
    return camera.sensor(np.clip(grey * tint, 0, 255).astype(np.uint8), rng, 4)


FAULTS: Mapping[str, Spoil] = {
    "too_dark": too_dark,
    "too_bright": too_bright,
    "blurred": blurred,
    "shaken": shaken,
    "glare": glare,
    "cut_off": cut_off,
    "too_small": too_small,
    "screen": screen,
    "copy": copied,
}
"""By the code that reading should give."""
