"""Dates and times of day as they are said → as they are typed: 一九九零年三月五号 → 1990年3月5号. Pure."""

import re
from functools import cache
from re import Match

from speech.numerals import SIGNS, number
from speech.said import Said

_FEW = r"[\d一二三四五六七八九十]{1,3}"
_DAY = rf"{_FEW}[号日]"
_MONTH_DAY = rf"{_FEW}月{_FEW}[号日]"


def days_and_times(text: str) -> str:
    """上个月十五号, 去年三月 and 八月初八 stay: who knows the day of today reads them."""
    known, year = Said.shipped(), rf"(?:(?P<year>{_year()})年的?)"
    text = _retaken(text, rf"[，,。\s]*(?:{known.retake})[，,。\s]*(?:应该)?是?")
    text = re.sub(
        rf"{year}?(?<![\d{SIGNS}个])(?P<month>{_FEW})月份?(?P<day>{_FEW})(?P<end>[日号]|[{known.day_alike}](?![多像不几些]))",
        _date,
        text,
    )
    text = re.sub(rf"{year}(?P<month>{_FEW})月(?![\d{SIGNS}初])", _month, text)
    text = re.sub(rf"({_year(four=True)})年", lambda found: f"{_digits(found[1])}年", text)
    return re.sub(
        rf"(?<=[上下午晨晚天])({_FEW})点(钟|半|整|零?{_FEW}分|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?![\d{SIGNS}])",
        _time,
        text,
    )


def _retaken(text: str, retake: str) -> str:
    """Of a date taken back, the parts that are not said again stay."""
    year = rf"(?:{_year()})年的?"
    text = re.sub(rf"{year}{_MONTH_DAY}{retake}(?={year})", "", text)
    text = re.sub(rf"({year})?{_MONTH_DAY}{retake}(?={_MONTH_DAY})", r"\1", text)
    return re.sub(rf"((?:{year})?{_FEW}月){_DAY}{retake}(?={_DAY})", r"\1", text)


def _date(found: Match[str]) -> str:
    month, day = number(found["month"]), number(found["day"])
    if month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return found[0]
    year = f"{_digits(found['year'])}年" if found["year"] else ""
    return f"{year}{month}月{day}{'日' if found['end'] == '日' else '号'}"


def _month(found: Match[str]) -> str:
    month = number(found["month"]) or 0
    return f"{_digits(found['year'])}年{month}月" if 1 <= month <= 12 else found[0]


def _time(found: Match[str]) -> str:
    minutes = number(found[2].rstrip("分"))
    return f"{number(found[1])}点{found[2] if minutes is None else f'{minutes}分'}"


def _digits(said: str) -> str:
    known = Said.shipped()
    return "".join(known.digits.get(sign) or known.alike[sign] for sign in said)


@cache
def _year(*, four: bool = False) -> str:
    """Four signs, of which one may be misheard in a year that begins like one; or the last two."""
    sign = r"[零〇一二两三四五六七八九幺\d]"
    alike = f"(?:{sign}|[{''.join(Said.shipped().alike)}])"
    begins = "[一幺1][九9]|[二两2][零〇0]"
    misheard = (
        f"(?:{begins})(?:{sign}{alike}|{alike}{sign})|[一幺1二两2]{alike}{sign}{{2}}|{alike}[九9]{sign}{{2}}"
    )
    years = misheard if four else f"{misheard}|{sign}{{2}}"
    return rf"(?<![\d{SIGNS}])(?:{years})"
