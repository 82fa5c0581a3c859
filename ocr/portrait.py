"""Certificate photos (证件照): what has to be taken again before a window or a web form refuses them.

What is measured is certain for the file (pixels, bytes, format) and a good guess for the person on it.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.faces import Face, faces
from ocr.photo_codes import PORTRAIT
from ocr.types import Image, QualityProblem
from storage.sentences import Sentences

CARD_PIXELS = (358, 441)
CARD_BYTES = (15_000, 40 * 1024)
"""Width and height, and size of the file, as the guides of 社保卡 publish them (358×441像素，15—40KB)."""

CERTAIN = frozenset({"photo_pixels", "photo_bytes", "photo_format"})
"""Faults that were counted and not guessed."""


@dataclass(frozen=True, slots=True)
class _Border:
    """What surrounds the person: left, right and above. `plain`: share of it that has the one colour."""

    colour: tuple[float, float, float]
    plain: float


def check(image: Image, data: bytes, media_type: str | None) -> list[QualityProblem] | None:
    """`PORTRAIT` and what is wrong with it, in the order to mend it; None when no face is seen.

    `image`: the picture as opened, H × W × 3, uint8, BGR; `data`: the file it came from.
    """
    found = faces(image)
    if found:
        of_person = _of_person(image, found)
        if "photo_dark" not in of_person:
            of_person += _of_background(image)
    elif any(faces(np.ascontiguousarray(np.rot90(image, turn))) for turn in (1, 3, 2)):
        of_person = ["photo_turned"]
    else:
        return None
    codes = [PORTRAIT, *of_person, *_of_file(image, data, media_type)]
    sentences = Sentences.of("ocr")
    return [QualityProblem(code, sentences.say(f"photo.{code}")) for code in codes]


def _of_person(image: Image, found: list[Face]) -> list[str]:
    height, width = image.shape[:2]
    face = found[0]
    checks = (
        ("photo_several_faces", any(other.width > 0.5 * face.width for other in found[1:])),
        ("photo_face_small", face.width < 0.33 * width),
        ("photo_face_large", face.width > 0.8 * width or face.bottom > 0.95 * height),
        ("photo_off_centre", abs(face.centre / width - 0.5) > 0.08),
        *_of_light(image, face),
    )
    return [code for code, wrong in checks if wrong]


def _of_light(image: Image, face: Face) -> list[tuple[str, bool]]:
    shown = image[int(face.top) : int(face.bottom), int(face.left) : int(face.right)]
    grey = cv2.cvtColor(shown, cv2.COLOR_BGR2GRAY)
    # Sharpness depends on size, so a face is measured at about the width it has on a certificate photo.
    scale = min(200 / max(face.width, 1.0), 1.0)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    half = grey.shape[1] // 2
    light, sides = (
        float(np.median(grey)),
        (float(np.median(grey[:, :half])), float(np.median(grey[:, -half:]))),
    )
    return [
        ("photo_dark", light < 80),
        ("photo_bright", light > 235),
        ("photo_shadow", min(sides) < 0.65 * max(sides)),
        ("photo_blurred", _sharpness(grey) < 3.0),
    ]


def _sharpness(grey: Image) -> float:
    """How steep the edges are for the contrast there is, without the grain of the sensor; in thousandths."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.2)
    return 1000 * float(cv2.Laplacian(smooth, cv2.CV_64F).var()) / max(float(grey.var()), 1.0)


def _of_background(image: Image) -> list[str]:
    border = _border(image)
    if border.plain < 0.9:
        return ["photo_background"]
    white = min(border.colour) >= 215 and max(border.colour) - min(border.colour) <= 20
    return [] if white else ["photo_not_white"]


def _border(image: Image) -> _Border:
    """The strip above the head and beside it; shoulders and long hair are further down."""
    height, width = image.shape[:2]
    thick, down = max(width // 20, 1), int(0.4 * height)
    sides = (image[: max(height // 50, 1)], image[:down, :thick], image[:down, -thick:])
    pixels = np.concatenate([side.reshape(-1, 3) for side in sides]).astype(np.float64)
    middle = np.median(pixels, axis=0)
    plain = float((np.abs(pixels - middle).max(axis=1) < 28).mean())
    blue, green, red = (float(part) for part in middle)
    return _Border((blue, green, red), plain)


def _of_file(image: Image, data: bytes, media_type: str | None) -> list[str]:
    height, width = image.shape[:2]
    least, most = CARD_BYTES
    checks = (
        ("photo_pixels", (width, height) != CARD_PIXELS),
        ("photo_bytes", not least <= len(data) <= most),
        ("photo_format", media_type != "image/jpeg"),
    )
    return [code for code, wrong in checks if wrong]
