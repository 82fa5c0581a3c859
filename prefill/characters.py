"""Characters as people type, say and print them → the ones values are kept in."""

import re
import unicodedata

from speech import numerals

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACE = re.compile(r"\s+")


def half_width(text: str) -> str:
    """Full-width ASCII and spaces → ASCII; zero-width characters go. Han characters stay as they are:
    NFKC would change compatibility ideographs, which occur in names."""
    return text.translate(_FULL_WIDTH).translate(_INVISIBLE).strip()


def without_spaces(text: str) -> str:
    return _SPACE.sub("", half_width(text))


def spoken_digits(text: str) -> str:
    """幺三八 → 138: digits read out one by one."""
    return numerals.digits(text)


def spoken_number(text: str) -> int | None:
    """一千二 → 1200, 三十五, 1万2, `1200`; None for what is no whole number."""
    return numerals.number(text)


def has_control(text: str) -> bool:
    """Control, direction and other invisible characters; a line break is none."""
    return any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in text if c not in "\n\r\t")
