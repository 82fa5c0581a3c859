"""Numbers as Mandarin says them, and back: what 两, 幺 and 一千二 are worth. Pure."""

import re

DIGITS = "零一二三四五六七八九"
GROUPS = ((10**8, "亿"), (10**4, "万"))
PLACES = ((1000, "千"), (100, "百"), (10, "十"))
LONGEST = 16
"""Digits up to which a number can be said as one."""

_WORTH = {sign: worth for worth, sign in enumerate(DIGITS)} | {"〇": 0, "幺": 1, "两": 2, "俩": 2, "仨": 3}
_ONE_BY_ONE = str.maketrans({sign: str(worth) for sign, worth in _WORTH.items() if sign not in "俩仨"})
_PLACE = {name: size for size, name in PLACES}
SIGNS = "".join(_WORTH) + "".join(_PLACE) + "万亿"
"""Characters that a number can be said with."""


def cardinal(number: str) -> str:
    """How many: `12` 十二, `105` 一百零五, `2000` 两千, `1,200` 一千二百, `3.50` 三点五, `0.05` 零点零五."""
    whole, _, fraction = number.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    if len(whole) > LONGEST:
        return one_by_one(whole)
    read = _whole(int(whole))
    return f"{read}点{one_by_one(fraction, one='一')}" if fraction else read


def one_by_one(text: str, one: str = "幺") -> str:
    """Digit for digit, as telephone and identity numbers are read; other characters stay."""
    return "".join(one if sign == "1" else DIGITS[int(sign)] if sign.isdecimal() else sign for sign in text)


def year(digits: str) -> str:
    """`2025` 二〇二五."""
    return one_by_one(digits, one="一").replace("零", "〇")


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    read = _below(number)
    read = read.removeprefix("一") if read.startswith("一十") else read
    return "两" + read[1:] if read[0] == "二" and read[1:2] in ("千", "万", "亿") else read


def _below(number: int) -> str:
    """Without the special beginnings 十 and 两; a gap of places is one 零."""
    for size, name in (*GROUPS, *PLACES):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _below(head) + name + gap + (_below(rest) if rest else "")
    return DIGITS[number]


def digits(said: str) -> str:
    """幺三八 138: read out one by one; other characters stay."""
    return said.translate(_ONE_BY_ONE)


def number(said: str) -> int | None:
    """`1200`, 一千二 (1200), 三十五, 两千零五, 五十万, 1万2; None for what is no whole number."""
    if re.fullmatch(r"\d+", said, re.ASCII):
        return int(said)
    if not said or not re.fullmatch(rf"[\d{SIGNS}]+", said, re.ASCII):
        return None
    for size, name in GROUPS:
        if name in said:
            head, _, tail = said.partition(name)
            high, low = number(head), _after(tail, size)
            return None if high is None or low is None else high * size + low
    return _places(said)


def decimal(said: str) -> str | None:
    """三点五 `3.5`, 零点零五 `0.05`, 一百二 `120`; None for what is no number."""
    whole, point, fraction = said.partition("点")
    value = number(whole)
    if value is None or not point:
        return None if value is None else str(value)
    after = digits(fraction)
    return f"{value}.{after}" if re.fullmatch(r"\d+", after, re.ASCII) else None


def _places(said: str) -> int | None:
    """Below ten thousand. Digits read out one by one (一三八) are no number said as one."""
    signs: list[str] = re.findall(r"\d+|.", said)
    total, digit, last = 0, None, 10
    for at, sign in enumerate(signs):
        if sign in _PLACE:
            total += (1 if digit is None else digit) * _PLACE[sign]
            digit, last = None, _PLACE[sign]
        elif digit is not None and digit != 0:
            return None
        else:
            digit = int(sign) if sign.isdecimal() else _WORTH[sign]
            last = 10 if digit == 0 and at else last
    if digit is None:
        return total
    if len(signs) > 1 and signs[-1] == "两":
        return None  # 八万两个人 are two numbers
    short = len(signs) > 1 and signs[-2] in _PLACE and digit < 10  # 一千二 is 1200
    return total + digit * (last // 10 if short else 1)


def _after(tail: str, size: int) -> int | None:
    """What follows 万: 五 in 三万五 counts thousands."""
    if not tail:
        return 0
    if tail == "两":
        return None
    one = _WORTH.get(tail, int(tail) if re.fullmatch(r"\d", tail, re.ASCII) else None)
    return one * size // 10 if one is not None else number(tail.lstrip("零〇"))
