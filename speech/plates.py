"""Number plates: 渝A一二三四五, 鱼d八八零六B → 渝A12345, 渝D8806B. Pure."""

import re
from functools import cache

from speech.said import Said, either


def plates(text: str) -> str:
    return _plate().sub(_written, text)


def _written(found: re.Match[str]) -> str:
    known = Said.shipped()
    signs = re.findall(rf"{either(known.letters)}|.", re.sub(r"[\s，,·.]", "", found[3]))
    number = "".join(known.digits.get(sign) or known.letters.get(sign, sign) for sign in signs).upper()
    if not re.fullmatch(r"[0-9A-Z]{5,6}", number):
        return found[0]
    province = "渝" if found[1] in known.province_alike else found[1]
    return f"{province}{known.letters.get(found[2], found[2]).upper()}{number}"


@cache
def _plate() -> re.Pattern[str]:
    """余杰，一二三四五六 is a name and a number: no pause before the first sign, no two guesses in a row."""
    known = Said.shipped()
    digits = "".join(known.digits)
    letter = rf"(?:[A-Za-z]|{either(known.letters)})"
    sign = rf"(?:[{digits}]|{letter})"
    return re.compile(
        rf"(?:(?=[{known.provinces}]{letter}|[{known.province_alike}][A-Za-z])(.)({letter}))"
        rf"([\s·.]*{sign}(?:[\s，,·.]*{sign}){{4,5}})(?![{digits}A-Za-z])"
    )
