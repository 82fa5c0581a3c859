"""Characters as people type, say and print them → the ones values are kept in."""

import re
import unicodedata

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPOKEN = str.maketrans("零〇幺一二两三四五六七八九", "0011223456789")
_SPACE = re.compile(r"\s+")


def half_width(text: str) -> str:
    """Full-width ASCII and spaces → ASCII; zero-width characters go. Han characters stay as they are:
    NFKC would change compatibility ideographs, which occur in names."""
    return text.translate(_FULL_WIDTH).translate(_INVISIBLE).strip()


def without_spaces(text: str) -> str:
    return _SPACE.sub("", half_width(text))


def spoken_digits(text: str) -> str:
    """幺三八 → 138: digits read out one by one."""
    return text.translate(_SPOKEN)


def has_control(text: str) -> bool:
    """Control, direction and other invisible characters; a line break is none."""
    return any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in text if c not in "\n\r\t")
