"""Whether two texts are the same value, printed in different ways."""

import re

from prefill.characters import half_width

_SPACING = re.compile(r"[\s,，]+")
_MARK = r"[\-_.。、·•()（）]+"
_LOOSE = re.compile(rf"(?<!\d){_MARK}|{_MARK}(?!\d)")
_BETWEEN_DIGITS = re.compile(_MARK)
"""What `_LOOSE` leaves: 12-4 is another flat than 1-24, 3600.50 another sum than 360050."""


def comparable(value: str) -> str:
    """Without spaces and idle marks, capitals lowered, 汉族 like 汉, 重庆市渝北区 like 渝北区."""
    text = _LOOSE.sub("", _SPACING.sub("", half_width(value))).casefold()
    text = _BETWEEN_DIGITS.sub("-", text)
    text = text[:-1] if 2 <= len(text) <= 6 and text.endswith("族") else text
    return text.removeprefix("重庆市") or text


def same(one: str, other: str) -> bool:
    return one == other or comparable(one) == comparable(other)
