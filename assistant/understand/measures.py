"""Lengths of time and ages in an answer, against the bounds that options name (满半年, 不满7周岁). Pure."""

import re

from knowledge_base.model.guide import Option, Question
from prefill.characters import spoken_number

_NUMBER = r"(?P<number>\d+|[一二两三四五六七八九十百]+|几)"
_BOUND = re.compile(r"(?P<half>半年)|(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>年|个月|周岁|岁)")
_BELOW = re.compile(r"不到|不满|未满|没满|以内")
_AT_LEAST = re.compile(r"以上|满")
_SPAN = re.compile(
    rf"(?P<under>不到|不足|没得|没有|没满|不满|差)?(?:(?P<large>大)?(?P<half>半)年|"
    rf"{_NUMBER}(?P<more>来|几|多)?(?P<unit>年级|年|个多?月|天|岁)(?P<and_more>多|半)?)"
)
_NAMED = {
    "满月": 0.0,
    "幼儿园": 48.0,
    "前年": 24.0,
    "上上个?月": 2.0,
    "上个?月|前几天|昨天|前天|上个?星期|上周|刚刚?过": 1.0,
}
_SCHOOL = re.compile(r"(?P<kind>小学|初中|高中|大学)|(?P<short>[初高大])[一二三四](?!点|点儿)")
_AHEAD = re.compile(
    r"还(?:差|有|要|剩)|下个?月|马上|快(?:到期|过期|到了|了$|要)|^快(?![一二两三四五六七八九十几半\d])|差.{1,6}满|就要|即将|没到|没过"
)
_MONTHS = {"年": 12.0, "岁": 12.0, "周岁": 12.0, "个月": 1.0, "个多月": 1.0, "天": 1 / 30, "年级": 12.0}
_SCHOOL_AGE = {
    "小学": 84.0,
    "初中": 144.0,
    "初": 144.0,
    "高中": 180.0,
    "高": 180.0,
    "大学": 216.0,
    "大": 216.0,
}
_NEARLY = re.compile(r"(?:快|下个?月|马上|就要|要)(?:才|就|要|到|过)*满?$")
_YEARS = re.compile(r"(?:几|好多|多)年|很久|好久|老早")


def by_measure(question: Question, text: str) -> Option | None:
    """The option whose bounds the time or age lies in; what is still ahead is 还没…; None when in doubt."""
    bounds = {option.id: _bound(option.label) for option in question.options}
    if not any(bounds.values()):
        return None
    ahead = [o for o in question.options if re.match(r"还没", o.label)]
    if len(ahead) == 1 and _AHEAD.search(text):
        return ahead[0]
    told = _told(text)
    if told is None:
        return None
    fitting = [o for o in question.options if (bound := bounds[o.id]) and bound[0] <= told < bound[1]]
    return fitting[0] if len(fitting) == 1 else None


def _bound(label: str) -> tuple[float, float] | None:
    """From and below, in months; None for a label without a bound."""
    found = _BOUND.search(label)
    if found is None:
        return None
    months = 6.0 if found["half"] else (spoken_number(found["number"]) or 0) * _MONTHS[found["unit"]]
    if _BELOW.search(label):
        return (0.0, months)
    return (months, float("inf")) if _AT_LEAST.search(label) else None


def _told(text: str) -> float | None:
    """The time or age that a text tells, in months."""
    if found := _SPAN.search(text):
        short = 0.5 if _NEARLY.search(text[: found.start()]) else 0.0
        return _months(found) - short
    if _YEARS.search(text):
        return 60.0
    for words, months in _NAMED.items():
        if re.search(words, text):
            return months
    school = _SCHOOL.search(text)
    return _SCHOOL_AGE[school["kind"] or school["short"]] if school else None


def _months(found: re.Match[str]) -> float:
    if found["half"]:
        return 5.0 if found["under"] else 8.0 if found["large"] else 6.0
    count = _count(found["number"])
    if found["unit"] == "年级":
        return (count + 6) * 12.0
    more = 0.5 if found["more"] or found["and_more"] else 0.0
    return (count + more - (0.5 if found["under"] else 0.0)) * _MONTHS[found["unit"]]


def _count(said: str) -> int:
    """五六年 is at least five, 几年 is about three."""
    if said == "几":
        return 3
    whole = spoken_number(said)
    return whole if whole is not None else spoken_number(said[0]) or 0
