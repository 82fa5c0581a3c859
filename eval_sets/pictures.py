"""Draws the pictures that cases need beside the shipped samples: `python -m eval_sets.pictures`.

`cases/pictures/index.jsonl` says what: a document by type and fields, or a paper that nobody reads by
machine (a contract, a consent) by heading and lines. All are stamped 样本; nobody in them exists, and all
numbers are valid but in the picture whose name says otherwise.
"""

import io
import json
import random
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image, ImageFilter

from eval_sets.cases import OWN_CASES
from eval_sets.documents.canvas import Canvas
from eval_sets.documents.distort import distort
from eval_sets.documents.draw import draw

FOLDER = OWN_CASES / "pictures"
LARGEST: Final = 90_000
"""Bytes of one picture; the repository stays small."""
_LONGEST_SIDE = 1000
_BLUR = 14
"""Pixels; no line of the card can be read any more."""


def main() -> None:
    for number, line in enumerate((FOLDER / "index.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        (FOLDER / row["image"]).write_bytes(_small(picture(row, number)))


def picture(row: dict[str, Any], seed: int) -> Image.Image:
    """What a line of the index describes; the same line and seed give the same picture."""
    if "paper" in row:
        return paper(row["paper"], row["lines"], seed)
    drawn = draw(row["document_type"], row["fields"], seed)
    if row.get("spoil") == "blurred":
        return drawn.filter(ImageFilter.GaussianBlur(_BLUR))
    if row.get("spoil") == "phone":
        pixels = cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR)
        return Image.open(io.BytesIO(distort(pixels, "phone", seed)))
    return drawn


def paper(heading: str, lines: list[str], seed: int) -> Image.Image:
    """A typed sheet."""
    page = Canvas(900, 200 + 70 * len(lines), ground=(250, 250, 247), rng=random.Random(seed))
    page.spaced(280, 50, heading, 40, 340, (30, 30, 36), "serif")
    for row, line in enumerate(lines):
        page.text(80, 140 + 70 * row, line, 26, style="serif")
    return page.stamp()


def _small(drawn: Image.Image) -> bytes:
    """As good as fits into `LARGEST` bytes."""
    drawn.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    content = b""
    for quality in (88, 78, 68, 58):
        buffer = io.BytesIO()
        drawn.save(buffer, "JPEG", quality=quality, optimize=True)
        content = buffer.getvalue()
        if len(content) <= LARGEST:
            break
    return content


if __name__ == "__main__":
    main()
