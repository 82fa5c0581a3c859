"""What in a sentence can be checked: amounts with their units, dates, clauses, laws, places. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.divisions import Divisions

_DIGITS = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_HAN = "零〇一二两三四五六七八九十百千万"
_UNIT = (
    r"个?工作日|个?自然日|个?日历日|个?月|周岁|岁|周年|年|天|日|小时|分钟|周|星期|万元|元|块钱?|角|分(?!钟|局)|%|％|倍|折|"
    r"份|张|次|人|孩|楼|号|室|级"
)
_AMOUNT = re.compile(rf"(?P<digits>\d+(?:[.,]\d+)*)\s*(?P<unit>{_UNIT})?")
_HAN_AMOUNT = re.compile(
    rf"(?<![第{_HAN}])(?P<han>[{_HAN}]+)(?P<unit>个?工作日|个?自然日|个月|周岁|岁|年|天|元|块钱?|小时|倍|折)"
)
_DATE = re.compile(r"(\d{4})[-年/.](\d{1,2})(?:[-月/.](\d{1,2})日?)?")
_CLAUSE = re.compile(rf"第[{_HAN}\d]+[条款项章节](?:之[{_HAN}])?")
_LAW = re.compile(r"《[^《》]+》")
_SAME_UNIT = {
    "工作日": "工作日",
    "自然日": "天",
    "日历日": "天",
    "日": "天",
    "块": "元",
    "块钱": "元",
    "月": "月",
    "周岁": "岁",
    "周年": "年",
    "％": "%",
    "星期": "周",
}
_PLACES = re.compile(
    r"派出所|出入境|车管所|政务服务中心|便民服务中心|政务大厅|办事大厅|民政局|公安局|分局|市场监管|社保局|社保中心|医保局|"
    r"公积金中心|税务局|街道办事处|街道|乡镇|社区|村委会|居委会|银行|医院|渝快办|微信|支付宝|邮局|邮寄|快递|自助机|网上|线上|窗口|当场|免费"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is amount, date, clause, law or place; `value` is comparable."""

    kind: str
    value: str


def facts_of(text: str) -> frozenset[Fact]:
    """Every checkable fact of a text."""
    found: set[Fact] = set()
    rest = text
    for date in _DATE.finditer(text):
        found.add(Fact("date", "-".join(str(int(part)) for part in date.groups() if part)))
    rest = _DATE.sub(" ", rest)
    found |= {Fact("clause", _in_digits(c)) for c in _CLAUSE.findall(rest)}
    found |= {Fact("law", law) for law in _LAW.findall(rest)}
    rest = _LAW.sub(" ", _CLAUSE.sub(" ", rest))
    found |= {amount.fact for amount in amounts(rest)}
    found |= {Fact("place", place) for place in _PLACES.findall(text)}
    found |= {Fact("place", one.name) for one in Divisions.shipped().all if one.name in text}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Amount:
    """Where an amount with its unit stands in a text."""

    start: int
    end: int
    fact: Fact


def amounts(text: str) -> list[Amount]:
    """The amounts of a text in their order; whoever calls takes dates, clauses and laws out first."""
    digits = [
        Amount(*one.span(), _amount(float(one["digits"].replace(",", "")), one["unit"] or ""))
        for one in _AMOUNT.finditer(text)
    ]
    han = [
        Amount(*one.span(), _amount(float(_number(one["han"])), one["unit"]))
        for one in _HAN_AMOUNT.finditer(text)
    ]
    return sorted([*digits, *han], key=lambda one: one.start)


def unsupported(text: str, quotes: Sequence[str]) -> frozenset[Fact]:
    """Facts of the text that no quote states. A bare number may stand with any unit there."""
    stated = frozenset(fact for quote in quotes for fact in facts_of(quote))
    numbers = {fact.value.split(" ")[0] for fact in stated if fact.kind == "amount"}
    return frozenset(
        fact
        for fact in facts_of(text) - stated
        if not (fact.kind == "amount" and fact.value.endswith(" ") and fact.value[:-1] in numbers)
    )


def _amount(number: float, unit: str) -> Fact:
    unit = unit.removeprefix("个")
    if unit == "万元":
        number, unit = number * 10000, "元"
    return Fact("amount", f"{number:g} {_SAME_UNIT.get(unit, unit)}")


def _in_digits(clause: str) -> str:
    return re.sub(f"[{_HAN}]+", lambda m: str(_number(m[0])), clause)


def _number(han: str) -> int:
    """`四十` → 40, `二〇二五` → 2025, `一百二十` → 120."""
    if not any(c in _SCALES for c in han):
        return int("".join(str(_DIGITS[c]) for c in han))
    total = part = 0
    for c in han:
        if c in _DIGITS:
            part = _DIGITS[c]
        elif c == "万":
            total, part = (total + part) * 10000, 0
        else:
            total, part = total + (part or 1) * _SCALES[c], 0
    return total + part
