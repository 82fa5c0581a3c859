"""Draws the pictures that cases need beside the shipped samples: `python -m eval_sets.pictures`.

`cases/pictures/index.jsonl` says what: a document by type and fields, or a paper that nobody reads by
machine (a contract, a consent) by heading and lines. All are stamped 样本; nobody in them exists, and all
numbers are valid but in the picture whose name says otherwise.

`cases/pictures/drawn.jsonl` has the same lines for pictures that are drawn when a case asks for them, into
the machine's folder for temporary files: they cost the repository nothing.
"""

import hashlib
import io
import json
import random
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image, ImageFilter

from eval_sets.cases import OWN_CASES
from eval_sets.days import dated
from eval_sets.documents.canvas import Canvas
from eval_sets.documents.distort import distort
from eval_sets.documents.draw import draw
from eval_sets.errors import CaseFileError
from eval_sets.portraits import draw_portrait

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


def find(picture_file: Path) -> Path:
    """The picture, or one drawn as the `drawn.jsonl` beside it describes; drawn once a machine and day.

    Raises `CaseFileError` for a picture that is neither there nor described.
    """
    if picture_file.is_file():
        return picture_file
    listed = picture_file.parent / "drawn.jsonl"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    described = next((line for line in lines if json.loads(line)["image"] == picture_file.name), None)
    if described is None:
        raise CaseFileError(f"no picture {picture_file}: put it there, or describe it in {listed}")
    described = dated(described, date.today())  # noqa: DTZ011 - a day of the person's calendar
    digest = hashlib.sha256(described.encode()).hexdigest()
    drawn = Path(tempfile.gettempdir()) / "yuxiaozhi-drawn" / f"{digest[:16]}-{picture_file.name}"
    if not drawn.is_file():
        drawn.parent.mkdir(parents=True, exist_ok=True)
        draft = drawn.with_suffix(f".{random.randrange(10**9)}")
        draft.write_bytes(_small(picture(json.loads(described), int(digest[:8], 16))))
        draft.replace(drawn)
    return drawn


def picture(row: dict[str, Any], seed: int) -> Image.Image:
    """What a line of the index describes; the same line and seed give the same picture."""
    if "portrait" in row:
        return draw_portrait(row["portrait"])
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
