"""Whether two texts are the same value, printed in different ways."""

import re

from prefill.characters import half_width

_MARKS = re.compile(r"[\s\-_,，.。、·•()（）]+")


def comparable(value: str) -> str:
    """Without spaces and marks, capitals lowered, 汉族 like 汉, 重庆市渝北区 like 渝北区."""
    text = _MARKS.sub("", half_width(value)).casefold()
    text = text[:-1] if 2 <= len(text) <= 6 and text.endswith("族") else text
    return text.removeprefix("重庆市") or text


def same(one: str, other: str) -> bool:
    return one == other or comparable(one) == comparable(other)
