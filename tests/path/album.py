"""Pictures that the README shows: taken by the walks, and compared with those kept, so that they stay true.

`LOOKS=keep pytest tests/path` keeps those of today.
"""

import os
import subprocess
import warnings
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page

KEEP = os.environ.get("LOOKS") == "keep"
OUT = Path(__file__).parents[1] / "out"
SHOWN = Path(__file__).parents[2] / "docs" / "screenshots"
BLOCK = 6
"""px: letters drawn a little differently by another version of the browser vanish in the mean of a block"""
FAR = 28
"""of 255: how far a block's mean may be off"""
FONTS = Path(__file__).parent / "looks" / "fonts.txt"
"""those the kept pictures were drawn with; with others lines break elsewhere, and comparing tells nothing"""


@cache
def fonts() -> str:
    """What this machine draws the page's letters with."""
    asked = ("system-ui", "Noto Sans CJK SC")
    try:
        found = [
            subprocess.run(
                ["fc-match", "-f", "%{family} %{fontversion}\n", name], capture_output=True, text=True
            )
            for name in asked
        ]
    except FileNotFoundError:
        return ""
    return "".join(one.stdout for one in found)


def photograph(page: Page) -> Image.Image:
    """The window as it is, nothing moving."""
    return Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Share of blocks whose mean colour differs visibly; what one has more of counts as different."""
    width, height = max(one.width, other.width), max(one.height, other.height)
    size = (width // BLOCK, height // BLOCK)
    means = []
    for picture in (one, other):
        sheet = Image.new("RGB", (width, height))
        sheet.paste(picture)
        means.append(np.asarray(sheet.resize(size, Image.Resampling.BOX), dtype=np.int16))
    return float((np.abs(means[0] - means[1]).max(axis=2) > FAR).mean())


def off(look: Image.Image, kept: Path, colours: int = 64) -> float:
    """How far it is from the kept one (1.0 when there is none); keeps it instead when asked to."""
    if KEEP:
        kept.parent.mkdir(parents=True, exist_ok=True)
        look.quantize(colours).save(kept, optimize=True)
        FONTS.write_text(fonts())
        return 0.0
    if fonts() != FONTS.read_text():
        warnings.warn(f"looks are not compared: they were drawn with {FONTS.read_text()!r}", stacklevel=2)
        return 0.0
    if not kept.exists():
        return 1.0
    with Image.open(kept) as before:
        return difference(look, before.convert("RGB"))


def shown(page: Page, name: str, share: float = 0.06) -> None:
    """The README's picture `name` is what the page shows. `share`: days and numbers on it change."""
    look = photograph(page)
    window = page.viewport_size
    if window and look.width > window["width"]:
        look = look.reduce(look.width // window["width"])
    OUT.mkdir(exist_ok=True)
    look.save(OUT / f"{name}.png")
    far = off(look, SHOWN / f"{name}.png", colours=128)
    assert far <= share, f"docs/screenshots/{name}.png is not true any more ({far:.0%}): `make screenshots`"
