"""Numbers with their unit, as a reader sees them: what in an answer must stand in what it cites.

Written apart from the service's own check on purpose, so that one does not share the other's blind spots: a
number counts as supported only when a quote, or the question, has it with the same unit. Pure.
"""

import re

_DIGITS = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_HAN = "".join([*_DIGITS, *_SCALES])
_SPAN = r"个?工作日|个?自然日|个?小时|个月|年|天|日"
_UNIT = rf"{_SPAN}|月|分钟|周岁|周年|岁|个?星期|周|万元|亿元|元|块|%|％|倍|折|份|张|平方米"
_AMOUNT = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<unit>{_UNIT})"
    rf"|(?<![第{_HAN}])(?P<han>[{_HAN}]+)(?P<han_unit>{_SPAN}|周?岁|元)(?![化级])"
)
_SAME = {"块": "元", "％": "%", "周岁": "岁", "日": "天", "自然日": "天", "周年": "年"}


def amounts(text: str) -> frozenset[str]:
    """Every number with a unit, all ways to write it made one: 四十元 and 40 块 are `40元`."""
    return frozenset(_one_way(found) for found in _AMOUNT.finditer(text))


def unfounded(text: str, *sources: str) -> frozenset[str]:
    """Amounts of the text that none of the sources has."""
    return amounts(text) - frozenset(one for source in sources for one in amounts(source))


def has_figure(text: str) -> bool:
    """Whether a number stands in the text."""
    return bool(re.search(r"\d", text) or amounts(text))


def _one_way(found: re.Match[str]) -> str:
    number = found["number"].replace(",", "") if found["number"] else str(_value(found["han"]))
    unit = (found["unit"] or found["han_unit"]).removeprefix("个")
    return number + _SAME.get(unit, unit)


def _value(han: str) -> int:
    """四十 → 40, 一千二百 → 1200, 二〇二五 → 2025."""
    if not any(one in _SCALES for one in han):
        return int("".join(str(_DIGITS[one]) for one in han))
    total = part = 0
    for one in han:
        if one in _DIGITS:
            part = _DIGITS[one]
        elif one == "万":
            total, part = (total + part) * _SCALES[one], 0
        else:
            total, part = total + (part or 1) * _SCALES[one], 0
    return total + part
