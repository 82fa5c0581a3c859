"""Chinese fonts found on the machine. None is shipped: they are large, and every system has its own."""

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image, ImageDraw, ImageFont

Style = Literal["sans", "serif", "kai", "bold", "serif_bold", "digits"]
"""黑体, 宋体, 楷体, the heavy forms of the first two, and figures as printers of cards set them."""

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
_FILES: Mapping[Style, tuple[str, ...]] = {
    "sans": (
        "NotoSansCJK-Regular.ttc", "NotoSansCJK-DemiLight.ttc", "NotoSansCJK-Medium.ttc", "wqy-microhei.ttc",
        "wqy-zenhei.ttc", "SourceHanSansSC-Regular.otf", "PingFang.ttc", "msyh.ttc", "simhei.ttf",
    ),
    "serif": (
        "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Medium.ttc", "uming.ttc", "SourceHanSerifSC-Regular.otf",
        "Songti.ttc", "simsun.ttc",
    ),
    "kai": ("ukai.ttc", "LXGWWenKai-Regular.ttf", "Kaiti.ttc", "simkai.ttf"),
    "bold": ("NotoSansCJK-Bold.ttc", "wqy-zenhei.ttc", "NotoSansCJK-Black.ttc", "simhei.ttf"),
    "serif_bold": ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-SemiBold.ttc", "NotoSerifCJK-Black.ttc"),
    "digits": (
        "OCRB.otf", "OCR-B.ttf", "LiberationSans-Regular.ttf", "LiberationMono-Bold.ttf",
        "DejaVuSansMono.ttf",
    ),
}  # fmt: skip
_ELSE: Mapping[Style, tuple[Style, ...]] = {
    "sans": ("bold", "serif", "kai"),
    "serif": ("serif_bold", "sans", "kai"),
    "kai": ("serif", "sans"),
    "bold": ("sans", "serif"),
    "serif_bold": ("serif", "sans"),
    "digits": ("sans", "serif"),
}
"""What replaces a style of which no font is installed, or whose font lacks a character."""


class NoChineseFontError(Exception):
    """The machine has no font with Chinese characters; the text says how to get one."""


class Typefaces:
    """One font a style for a whole page, as a printing house has it; which one is the seed's choice."""

    def __init__(self, rng: random.Random | None = None) -> None:
        """Without a seed always the first font of each style."""
        self._places = {style: rng.random() if rng else 0.0 for style in _FILES}

    def font(self, style: Style, size: int, text: str = "") -> ImageFont.FreeTypeFont:
        """The page's font of that style, or another that has all characters of `text`; `size` in pixels."""
        candidates = self._candidates(style)
        for face in candidates:
            if all(_has(face, character) for character in set(text)):
                return _load(face, size)
        return _load(candidates[0], size)

    def _candidates(self, style: Style) -> list["_Face"]:
        found: list[_Face] = []
        for wanted in (style, *_ELSE[style]):
            faces = _faces(wanted)
            first = int(self._places[wanted] * len(faces))
            found += [*faces[first:], *faces[:first]]
        if not found:
            raise NoChineseFontError(
                "这台机器上没有中文字体，画不出样本图片。Debian / Ubuntu 请安装：apt install fonts-noto-cjk"
            )
        return found


class _Face(NamedTuple):
    path: Path
    member: int


@cache
def _installed() -> Mapping[str, Path]:
    return {path.name: path for folder in _FOLDERS if folder.is_dir() for path in folder.rglob("*.[to]t[fc]")}


@cache
def _faces(style: Style) -> tuple[_Face, ...]:
    paths = [_installed()[name] for name in _FILES[style] if name in _installed()]
    return tuple(_Face(path, _simplified(path)) for path in paths)


@cache
def _load(face: _Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, index=face.member)


@cache
def _has(face: _Face, character: str) -> bool:
    """Whether the font draws something else than its empty box for the character."""
    if character.isspace():
        return True
    return _shape(face, character) != _shape(face, "\U0010fffe")


@cache
def _shape(face: _Face, character: str) -> bytes:
    tile = Image.new("L", (32, 32))
    ImageDraw.Draw(tile).text((4, 0), character, font=_load(face, 20), fill=255)
    return tile.tobytes()


@cache
def _simplified(path: Path) -> int:
    """A collection holds one face a region; the mainland's draws characters as documents have them."""
    if path.suffix != ".ttc":
        return 0
    for index in range(12):
        try:
            family = ImageFont.truetype(str(path), 16, index=index).getname()[0] or ""
        except OSError:
            break
        if {"SC", "CN"} & set(family.split()) and "Mono" not in family:
            return index
    return 0


def font(style: Style, size: int, text: str = "") -> ImageFont.FreeTypeFont:
    """The first font of that style with all characters of `text`; a canvas has its page's own choice."""
    return Typefaces().font(style, size, text)
