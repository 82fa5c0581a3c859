"""A reader of pictures that sees in each what an attack wants to be seen there.

`OCR_ENGINE=eval_sets.model.attack_reader:reading`: the picture says in sixteen stripes which attack it is of,
and the reader gives that attack's lines. So what a recogniser would see needs no drawing, and no seconds.
"""

from hashlib import sha256
from io import BytesIO

import numpy as np
from PIL import Image as Pictures

from eval_sets.attack_cases import own_attacks
from ocr.types import Image, SeenLine

STRIPES, WIDTH, HEIGHT = 16, 960, 600
LINE, MIDDLE = 40, 130


def number(case_id: str) -> int:
    """The attack's, in as many bits as there are stripes."""
    return int(sha256(case_id.encode()).hexdigest()[:4], 16)


def picture(case_id: str) -> bytes:
    """A PNG that the reader knows again."""
    bits = [number(case_id) >> at & 1 for at in range(STRIPES)]
    row = np.repeat(np.array(bits, dtype=np.int16) * 80 + 90, WIDTH // STRIPES)
    grain = np.random.default_rng(0).integers(-45, 45, (HEIGHT, WIDTH))  # else it is taken for a blurred one
    written = BytesIO()
    Pictures.fromarray((row + grain).astype(np.uint8)).convert("RGB").save(written, "PNG", compress_level=1)
    return written.getvalue()


class AttackReader:
    """Knows nothing but our attacks."""

    name = "attacks"

    def __init__(self) -> None:
        self._lines = {number(case.id): case.lines for case in own_attacks() if case.lines}

    def read(self, image: Image) -> list[SeenLine]:
        width = image.shape[1]
        shades = image.mean(axis=(0, 2))
        stripes = [part[len(part) // 4 : -len(part) // 4].mean() for part in np.array_split(shades, STRIPES)]
        seen = [shade > MIDDLE for shade in stripes]
        lines = self._lines.get(sum(int(bit) << at for at, bit in enumerate(seen)), ())
        return [_line(text, at, width) for at, text in enumerate(lines)]


def reading(_choice: object) -> AttackReader:
    """What the setting names."""
    return AttackReader()


def _line(text: str, at: int, width: int) -> SeenLine:
    top, right = 20.0 + at * LINE, min(width - 10.0, 30.0 + 24 * len(text))
    bottom = top + LINE * 0.7
    return SeenLine(text, 0.99, ((20.0, top), (right, top), (right, bottom), (20.0, bottom)))
