"""Areas, rents, registered capital. Pure."""

import re
from decimal import Decimal

from ocr.normalise import compact, prose, simplified
from ocr.values import Value

_SMALLEST, _LARGEST = Decimal(1), Decimal(100_000)
"""㎡ of a flat, a shop or a plot."""

_LARGEST_RENT = Decimal(10_000_000)

_NUMBER = (
    r"([0-9OolI|]{1,3}(?:[,，][0-9OolI|]{3})+(?:\.[0-9OolI|]{1,2})?|[0-9OolI|]+(?:[.,，。·][0-9OolI|]{1,4})?)"
)
_UNIT = r"(?:平方米|平方|平米|㎡|m²|m2|M2|M²|m)"
_BUILDING = re.compile(rf"(?<!套内)(?<!专有)(?<!分摊)建筑面积[^0-9]{{0,6}}{_NUMBER}(?![.,·]?\d)")
_WITH_UNIT = re.compile(rf"{_NUMBER}{_UNIT}")
_BARE = re.compile(rf"^[^0-9]*{_NUMBER}\D*$")
_DIGIT_LIKE = str.maketrans("OolI|", "00111")

_HAN_DIGITS = {
    han: n
    for row in ("零壹贰叁肆伍陆柒捌玖", "〇一二三四五六七八九", "零弌弍参")
    for n, han in enumerate(row)
} | {"两": 2}
_HAN_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_HAN_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_MISREADS = str.maketrans(
    {"伯": "佰", "任": "仟", "什": "拾", "捨": "拾", "方": "万", "扒": "捌", "玫": "玖", "季": "零"}
)
_HAN = "".join((*_HAN_DIGITS, *_HAN_UNITS, *_HAN_MYRIADS, "伯任什捨方扒玫季"))
_CAPITALS = re.compile(
    rf"(?<![0-9.])(?:(?<![\u4e00-\u9fff])|(?<=[币写额为计金]))([{_HAN}]+)([元圆])(?:整|正)?(?:([{_HAN}])角)?(?:([{_HAN}])分)?"
)
_SUM = (
    r"(?<![0-9.,])"
    r"([0-9OolI|]{1,3}(?:[.,，][0-9OolI|]{3})+(?:[.,][0-9OolI|]{1,2})?|[0-9OolI|]+(?:[.,，。·][0-9OolI|]{1,2})?)"
)
"""Money has no third decimal: what stands before three digits parts thousands, taken for a point or not."""

_MONEY = (
    re.compile(rf"[¥￥Y]{_SUM}"),
    re.compile(rf"{_SUM}(?=万?(?:元|块|/月|每月))"),
    re.compile(rf"^[^0-9]*{_SUM}\D*$"),
)
_THOUSANDS = re.compile(r"[.,，](?=[0-9OolI|]{3})")
_OTHER_SPAN = re.compile(r"[/每一]个?(?:季|年|半年|天|日)")
"""What is paid for a quarter, a year or a day is no rent a month."""

_REGISTERED = re.compile(
    rf"(?:[0-9][0-9,.，]*|[{_HAN}]+)(?:[万亿](?:元|圆|美元|港元|欧元|人民币)?|元|圆|美元|港元|欧元|人民币)"
)


def area(text: str) -> Value | None:
    """Square metres as printed, without unit and thousands separators: of several areas the building's."""
    tight = compact(text)
    found = _BUILDING.search(tight) or _WITH_UNIT.search(tight) or _BARE.search(tight)
    if found is None:
        return None
    size = _decimal(found[1])
    return Value(f"{size:f}", "formed") if size is not None and _SMALLEST <= size <= _LARGEST else None


def rent(text: str) -> Value | None:
    """元 a month: digits, checked against the amount in capitals where both are printed."""
    tight = simplified(compact(text))
    if _OTHER_SPAN.search(tight):
        return None
    in_capitals, in_digits = _in_capitals(tight), _in_digits(_CAPITALS.sub("", tight))
    if in_capitals is not None and in_digits is not None:
        if in_capitals != in_digits:
            return Value(_plain(in_digits), fault="rent")
        return Value(_plain(in_digits), "checked")
    amount = in_digits if in_digits is not None else in_capitals
    if amount is None or not 0 < amount <= _LARGEST_RENT:
        return None
    return Value(_plain(amount), "formed")


def capital(text: str) -> Value | None:
    """注册资本 as printed: `伍拾万元整`, `100万元人民币`, `人民币壹佰万元整`."""
    tidy = simplified(prose(text)).strip(":：-—。")
    if _REGISTERED.search(tidy) is None:
        return None
    found = _CAPITALS.search(tidy)
    if found is None:
        return Value(tidy, "formed")
    mended = tidy[: found.start(1)] + found[1].translate(_MISREADS) + tidy[found.end(1) :]
    if number(found[1].translate(_MISREADS)) is None:
        return Value(tidy)
    return Value(mended, "formed", note="capital" if mended != tidy else None)


def number(han: str) -> int | None:
    """A number in Chinese numerals (`贰仟零捌拾万`: 20,800,000); None when it is none."""
    for unit in ("亿", "万"):
        before, found, after = han.rpartition(unit)
        if found:
            high, low = number(before), number(after) if after else 0
            return None if high is None or low is None else high * _HAN_MYRIADS[unit] + low
    return _under_myriad(han)


def _under_myriad(han: str) -> int | None:
    """`叁仟零伍拾`; units must fall."""
    total, digit, last = 0, 0, 10_000
    for character in han:
        unit = _HAN_UNITS.get(character)
        if unit is None:
            if character not in _HAN_DIGITS or digit:
                return None
            digit = _HAN_DIGITS[character]
        elif unit >= last or not (digit or unit == 10):
            return None
        else:
            total, digit, last = total + (digit or 1) * unit, 0, unit
    return total + digit if han else None


def _in_capitals(text: str) -> Decimal | None:
    found = _CAPITALS.search(text)
    whole = number(found[1].translate(_MISREADS)) if found else None
    if found is None or whole is None:
        return None
    tenths, hundredths = (_HAN_DIGITS.get(part or "零", 0) for part in found.groups()[2:])
    return Decimal(whole) + Decimal(tenths) / 10 + Decimal(hundredths) / 100


def _in_digits(text: str) -> Decimal | None:
    found = next((match for pattern in _MONEY if (match := pattern.search(text))), None)
    amount = _decimal(_THOUSANDS.sub("", found[1])) if found else None
    if found is None or amount is None:
        return None
    return amount * 10_000 if text.startswith("万", found.end(1)) else amount


def _decimal(printed: str) -> Decimal | None:
    """`2,500.00`, `89,52` (a point taken for a comma), `1O5`."""
    tidy = printed.translate(_DIGIT_LIKE).replace("，", ",")
    tidy = re.sub(r"[。·]", ".", re.sub(r",(?=\d{3}(?:\D|$))", "", tidy)).replace(",", ".")
    return Decimal(tidy) if re.fullmatch(r"\d+(?:\.\d+)?", tidy) else None


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
