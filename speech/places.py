"""House numbers as they are said → as they are written: 三十六号五栋二单元七零一 → 36号5栋2单元701. Pure."""

import re
from functools import cache

from speech.numerals import SIGNS, digits, number
from speech.said import Said, either

_NUMBER = rf"[\d{SIGNS}]+"


def house_numbers(text: str) -> str:
    """The text with house numbers in figures; 三号线, 一楼大厅 and names of roads stay."""
    text = _alike().sub(lambda found: found[1] + Said.shipped().address["alike"][found[2]], text)
    text = _retaken().sub("", text)
    text = _numbered().sub(_house, text)
    return _room().sub(lambda found: found[1] + _dashed(found[2]), text)


def _house(found: re.Match[str]) -> str:
    address, (start, end) = Said.shipped().address, found.span()
    before, after = found.string[:start], found.string[end:]
    ends = f"[{address['before']}]|{either(address['units'])}"
    goes_on = re.match(rf"附|{_NUMBER}(?:{either(address['units'])}|[零〇一二三四五六七八九\d]{{2}})", after)
    belongs = found[2] in address["surely"] or re.search(rf"(?:{ends})$", before) or goes_on
    value = number(found[1])
    if value is None or not belongs or after[:1] in ("线", "桥"):
        return found[0]
    return f"{value}{found[2]}"


def _dashed(said: str) -> str:
    """七零一 701, 七百零一 701, 十二杠三 12-3."""
    parts = re.split(either(Said.shipped().address["dash"]), said)
    values = [number(part) if re.search("[十百]", part) else None for part in parts]
    return "-".join(
        digits(part) if value is None else str(value) for part, value in zip(parts, values, strict=True)
    )


@cache
def _numbered() -> re.Pattern[str]:
    units = either(Said.shipped().address["units"])
    return re.compile(rf"(?<![第\d{SIGNS}])({_NUMBER})({units})")


@cache
def _retaken() -> re.Pattern[str]:
    """36号不对38号: the first."""
    known = Said.shipped()
    return re.compile(
        rf"{_NUMBER}({either(known.address['units'])})[，,。\s]*(?:{known.retake})[，,。\s]*(?:应该)?是?(?={_NUMBER}\1)"
    )


@cache
def _room() -> re.Pattern[str]:
    address = Said.shipped().address
    units, dash = either(address["units"]), either(address["dash"])
    return re.compile(
        rf"(?<=[\dA-Z])((?:{units})[，,\s]*)({_NUMBER}(?:{dash}){_NUMBER}|[零〇一二两三四五六七八九]{{2,4}}|[一二三四五六七八九]百零?[一二三四五六七八九十]+)"
        rf"(?![{SIGNS}万千]|{units})"
    )


@cache
def _alike() -> re.Pattern[str]:
    """五洞二单元, 中山四路三十六耗: units misheard between numbers, or after a road's number."""
    address = Said.shipped().address
    alike, units = either(address["alike"]), either(address["units"])
    number_ = rf"[\d{SIGNS}]"
    between = rf"(?=(?:{alike})[，,]?{number_}+(?:{units}|$))"
    return re.compile(
        rf"([路街道巷村号栋幢]{number_}{{1,6}}|(?<!{number_}){number_}{{1,3}}{between})({alike})"
    )
