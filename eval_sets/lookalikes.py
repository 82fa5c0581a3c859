"""Which characters engines may take for those of our names: `ocr/parsing/lookalikes.txt` is made by this.

`python -m eval_sets.lookalikes` draws the characters of GB 2312 in 黑体 and 宋体, blurs them as a photo does,
and prints for each character of our places and lists those that look most like it.
"""

import sys
from collections.abc import Iterator, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from eval_sets.documents.fonts import Style, Typefaces
from ocr import gazetteer
from ocr.parsing import lists

_SIDE, _SMALL = 48, 24
_ALIKE, _MOST_ALIKE = 0.88, 0.78
"""Correlation of two drawings: alike from the first on, the nearest few from the second on."""

_NEAREST, _MOST = 5, 15
_LISTS = ("ethnicities", "entity_types", "usages", "banks", "offices", "household_types", "relations")


def lookalikes() -> Iterator[tuple[str, str]]:
    """Each character that we know → those that look like it, likest first."""
    characters = list(_gb2312())
    drawn = [_drawings(characters, style) for style in ("sans", "serif")]
    place = {character: at for at, character in enumerate(characters)}
    for known in sorted(_known() & place.keys()):
        alike = sum((each @ each[place[known]] for each in drawn), np.zeros(len(characters))) / len(drawn)
        order = [at for at in np.argsort(-alike) if characters[at] != known]
        near = [
            characters[at]
            for rank, at in enumerate(order[:_MOST])
            if alike[at] >= (_MOST_ALIKE if rank < _NEAREST else _ALIKE)
        ]
        if near:
            yield known, "".join(near)


def _known() -> set[str]:
    regions = {name for names in gazetteer.regions().values() for name in names}
    streets = {name for names in gazetteer.streets().values() for name in names}
    listed = {word for name in _LISTS for word in lists.words(name)}
    return {character for name in regions | streets | listed for character in name}


def _gb2312() -> Iterator[str]:
    """The characters in daily use."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            character = bytes([high, low]).decode("gb2312", errors="ignore")
            if character:
                yield character


def _drawings(characters: list[str], style: Style) -> NDArray[np.float32]:
    font = Typefaces().font(style, _SIDE - 8)
    return np.stack([_drawing(character, font) for character in characters])


def _drawing(character: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    paper = Image.new("L", (_SIDE, _SIDE), 0)
    ImageDraw.Draw(paper).text((_SIDE / 2, _SIDE / 2), character, font=font, fill=255, anchor="mm")
    small = cv2.resize(np.asarray(paper), (_SMALL, _SMALL), interpolation=cv2.INTER_AREA)
    flat = cv2.GaussianBlur(small.astype(np.float32), (0, 0), 1.0).ravel()
    flat -= flat.mean()
    return flat / np.linalg.norm(flat)


def main() -> None:
    table: Mapping[str, str] = dict(lookalikes())
    sys.stdout.writelines(f"{known} {near}\n" for known, near in table.items())


if __name__ == "__main__":
    main()
