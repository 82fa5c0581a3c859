"""Chinese fonts found on the machine. None is shipped: they are large, and every system has its own."""

from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Style = Literal["sans", "serif", "kai"]

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
_FILES: dict[Style, tuple[str, ...]] = {
    "sans": (
        "NotoSansCJK-Regular.ttc", "SourceHanSansSC-Regular.otf", "wqy-microhei.ttc", "wqy-zenhei.ttc",
        "PingFang.ttc", "msyh.ttc", "simhei.ttf",
    ),
    "serif": (
        "NotoSerifCJK-Regular.ttc", "SourceHanSerifSC-Regular.otf", "Songti.ttc", "simsun.ttc", "uming.ttc",
    ),
    "kai": ("ukai.ttc", "Kaiti.ttc", "simkai.ttf"),
}  # fmt: skip


class NoChineseFontError(Exception):
    """The machine has no font with Chinese characters; the text says how to get one."""


@cache
def font(style: Style, size: int) -> ImageFont.FreeTypeFont:
    """A font of that style in simplified form, else of any other style; `size` in pixels."""
    path = _path(style)
    return ImageFont.truetype(str(path), size, index=_simplified(path))


@cache
def _path(style: Style) -> Path:
    installed = {
        path.name: path for folder in _FOLDERS if folder.is_dir() for path in folder.rglob("*.[to]t[fc]")
    }
    for wanted in (style, "sans", "serif"):
        for name in _FILES[wanted]:
            if name in installed:
                return installed[name]
    raise NoChineseFontError(
        "这台机器上没有中文字体，画不出样本图片。Debian / Ubuntu 请安装：apt install fonts-noto-cjk"
    )


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
        if family.split()[-1] in {"SC", "CN"} and "Mono" not in family:
            return index
    return 0
