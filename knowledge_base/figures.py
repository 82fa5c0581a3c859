"""Figures in published text: money and spans of time, made comparable. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_MONEY = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*(万?)元")
_SPAN = re.compile(r"(?<![\d月\-第])(\d+)\s*个?(工作日|自然日|日|天|月)(?![\d期])")
_BARE_DAY = re.compile(r"(?<![\d月\-第])\d+\s*日(?!期)")

_UNITS = {
    "工作日": "working_day",
    "自然日": "calendar_day",
    "日": "calendar_day",
    "天": "calendar_day",
    "月": "month",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`unit` is `yuan`, `working_day`, `calendar_day` or `month`; `text` as written."""

    amount: Decimal
    unit: str
    text: str

    @property
    def value(self) -> tuple[Decimal, str]:
        return self.amount, self.unit


def figures(text: str) -> Iterator[Figure]:
    """Every amount of money and every span of days or months in a text; calendar dates are no spans."""
    for found in _MONEY.finditer(text):
        scale = 10_000 if found[2] else 1
        yield Figure(Decimal(found[1]) * scale, "yuan", found[0])
    for found in _SPAN.finditer(text):
        # 3月 without 个 is a date, 3个月 is a span.
        if found[2] != "月" or "个" in found[0]:
            yield Figure(Decimal(found[1]), _UNITS[found[2]], found[0])


def bare_days(text: str) -> Iterator[str]:
    """Spans such as `15日` that leave open whether working days are meant."""
    return (found[0] for found in _BARE_DAY.finditer(text))
