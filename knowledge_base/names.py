"""Official names as they are kept and compared: the same item is written in many ways. Pure."""

import hashlib
import re
import unicodedata

LONGEST = 300
"""characters; as long as the column"""

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s+|\s+(?=[\u2e80-\u9fff\uff00-\uffef])")
_SPACE = re.compile(r"\s+")
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
"""full-width letters and digits; punctuation stays as Chinese writes it"""


_BRACKETS = str.maketrans("[]{}【】〔〕", "()()()()")


def invisible(text: str) -> bool:
    """Whether anything in it can't be seen: zero width, turned direction, control characters."""
    return bool(_INVISIBLE.search(text))


def tidy(text: str) -> str:
    """For showing: full-width letters and digits narrowed, no invisible characters, no spaces in Chinese."""
    text = _INVISIBLE.sub(lambda found: " " if found.group() in "\t\n\r" else "", text).translate(_WIDE)
    return _SPACE.sub(" ", _BETWEEN_HAN.sub("", text.replace("\u3000", " "))).strip()


def same_name(text: str) -> str:
    """For comparing: two writings of one name give the same (widths, case, spaces, kinds of brackets)."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return "".join(folded.translate(_BRACKETS).split())


def item_id_of(name: str) -> str:
    """The id of an item known by its name only: the same name has the same id everywhere (48 bits)."""
    return f"cat-{hashlib.sha256(same_name(name).encode('utf-8')).hexdigest()[:12]}"
