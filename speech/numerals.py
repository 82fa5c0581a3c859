"""Numbers as Mandarin says them."""

DIGITS = "零一二三四五六七八九"
GROUPS = ((10**8, "亿"), (10**4, "万"))
PLACES = ((1000, "千"), (100, "百"), (10, "十"))
LONGEST = 16
"""Digits up to which a number can be said as one."""


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
