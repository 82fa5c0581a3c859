"""Amounts as they are said → as they are typed: 一万二 12000, 一块五 1.5元, 百分之三点五 3.5%. Pure."""

import re
from collections.abc import Callable
from functools import cache
from re import Match

from speech.numerals import SIGNS, decimal, digits, number
from speech.said import Said, either

Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]

_NUMBER = rf"[\d{SIGNS}]+"
_ONE = r"[\d一二两三四五六七八九]"
_POINT = rf"{_NUMBER}点[零〇一二三四五六七八九\d]+"
_FREE = rf"(?<![\d{SIGNS}几好数第点.])"
_ENDS = "(?:块|元|$)"
_BIG = 100
"""what is said below it stays a word: 三个, 六十岁"""


def amounts(text: str) -> str:
    """Rough ones (三四千, 几百) and small counts (三口人) stay."""
    for pattern, replace in _rules():
        text = pattern.sub(replace, text)
    return text


@cache
def _rules() -> tuple[Rule, ...]:
    known = Said.shipped()
    sure, money = f"[{''.join(known.surely_alike)}]", either(known.money_alike)
    retake = rf"[，,。\s]*(?:{known.retake})[，,。\s]*(?:应该)?是?"
    return (
        # 十千 is said by nobody: 是千 is 四千
        _rule(rf"(?<![\w])[是事死](?=[千百](?:{_NUMBER}|{_ENDS}))", lambda _: "四"),
        _rule(rf"(?<![{SIGNS}\d]){sure}(?=[千百万](?:{_NUMBER}|{_ENDS}))", _meant),
        _rule(rf"(?<=[千百万]){sure}(?={_ENDS}|{money}|[千百])", _meant),
        _rule(rf"(?<=[{SIGNS}\d])(?<![点一])(?:{money})(?=$|钱|[，,。])", lambda m: known.money_alike[m[0]]),
        _rule(rf"{_NUMBER}(?:块钱?|元)?{retake}(?={_NUMBER}(?:块|元|$))", lambda _: ""),
        _rule(rf"百分之({_POINT}|{_NUMBER})", lambda m: f"{decimal(m[1])}%" if decimal(m[1]) else m[0]),
        _rule(rf"{_FREE}{_POINT}(?=[万亿元块]|平|公里|米|个百分)", lambda m: decimal(m[0]) or m[0]),
        _rule(
            rf"{_FREE}(?P<whole>{_NUMBER})(?P<unit>块|元)"
            rf"(?:(?P<jiao>{_ONE})(?:[毛角](?P<fen>{_ONE})?分?)?(?![{SIGNS}\d个]))?",
            _yuan,
        ),
        _rule(
            rf"{_FREE}(?P<jiao>{_ONE})[毛角](?P<fen>{_ONE})?(?:分?钱|分)?$",
            lambda m: f"0.{digits(m['jiao'])}{digits(m['fen'] or '')}元",
        ),
        _rule(rf"{_FREE}(?=[\d{SIGNS}]*[百千万])(?!\d+万?(?![\d{SIGNS}])){_ONE}{_NUMBER}(?![\d几])", _big),
        _rule(rf"{_FREE}十{_NUMBER}(?![\d几])", _big),
    )


def _rule(pattern: str, replace: Callable[[Match[str]], str]) -> Rule:
    return re.compile(pattern), replace


def _meant(found: Match[str]) -> str:
    return Said.shipped().surely_alike[found[0]]


def _yuan(found: Match[str]) -> str:
    value = number(found["whole"])
    if value is None or (value < 10 and not found["jiao"]):
        return found[0]
    if not found["jiao"]:
        return f"{_figures(value)}{found['unit']}"
    return f"{value}.{digits(found['jiao'])}{digits(found['fen'] or '')}元"


def _big(found: Match[str]) -> str:
    """十五万 is typed as it is said."""
    value = number(found[0])
    return found[0] if value is None or value < _BIG or value % 10_000 == 0 else str(value)


def _figures(value: int) -> str:
    return f"{value // 10_000}万" if value and value % 10_000 == 0 else str(value)
