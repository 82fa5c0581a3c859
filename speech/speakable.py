"""Text made fit for speaking: what the eye takes in at once is spelled out in words for the ear.

A list of rules, applied in order: marks of writing go first, then what has a form of its own (dates, times,
long numbers, money), then the numbers that are left.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from re import Match

from speech.numerals import cardinal, one_by_one, year

Rule = tuple[re.Pattern[str], Callable[[Match[str]], str]]

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FREE = r"(?<![\dA-Za-z.])"
"""Nothing before it that would make it part of something longer."""
DASH = r"\s*[-–—~～]\s*"
COUNTED = "个张份年天次人位名元块套本页件种周小分千万亿公斤克米厘毫吨岁项家户平条寸倍级"
"""What is counted: 两 stands before it instead of 二, and a long number before it is an amount."""
UNITS = {
    "km": "公里", "cm": "厘米", "mm": "毫米", "m": "米", "kg": "公斤", "g": "克", "MB": "兆", "KB": "千字节",
}  # fmt: skip
SIGNS = {
    "≥": "不少于",
    "≤": "不超过",
    ">": "大于",
    "<": "小于",
    "±": "正负",
    "+": "加",
    "=": "等于",
    "&": "和",
}
"""Between or before numbers; elsewhere a pause."""
CIRCLED = {chr(ord("①") + number): number + 1 for number in range(20)}
EMERGENCY = "110|112|114|119|120|122"
FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
PAUSES = "，。、；：！？"


def speakable(text: str) -> str:
    """What a synthesiser should be given for `text`: no digits, no 《》, no markup, one line."""
    text = text.translate(FULL_WIDTH)
    for pattern, replace in RULES:
        text = pattern.sub(replace, text)
    return text.strip(" ，、；：")


def _rule(pattern: str, replace: str | Callable[[Match[str]], str], flags: int = 0) -> Rule:
    if isinstance(replace, str):
        return re.compile(pattern, flags), lambda found: found.expand(replace)
    return re.compile(pattern, flags), replace


def _date(found: Match[str]) -> str:
    year_, month, day = (int(part) for part in found.groups()[:3])
    try:
        date(year_, month, day)
    except ValueError:
        return found[0]
    return f"{year(found[1])}年{cardinal(found[2])}月{cardinal(found[3])}日"


def _time(found: Match[str]) -> str:
    hour, minute = cardinal(found[1]), found[2]
    if minute == "00":
        return f"{hour}点"
    return f"{hour}点{'零' if minute[0] == '0' else ''}{cardinal(minute)}分"


def _grouped(found: Match[str]) -> str:
    """Digit by digit with a pause between groups: those people know of ID and mobile numbers, else fours."""
    number = found[0]
    cuts = {18: (0, 6, 14, 18), 11: (0, 3, 7, 11)}.get(len(number), (*range(0, len(number), 4), len(number)))
    return "，".join(one_by_one(number[start:end]) for start, end in pairwise(cuts))


def _money(found: Match[str]) -> str:
    yuan, _, cents = found[1].partition(".")
    if cents and not cents.strip("0"):
        cents = ""
    if not cents or len(cents) > 2:
        return f"{_counted(yuan if not cents else found[1])}元"
    jiao, fen = cents.ljust(2, "0")
    small = (f"{cardinal(jiao)}角" if jiao != "0" else "") + (f"{cardinal(fen)}分" if fen != "0" else "")
    if not yuan.strip("0,"):
        return small
    return f"{_counted(yuan)}元{'零' if jiao == '0' else ''}{small}"


def _counted(number: str) -> str:
    return "两" if number == "2" else cardinal(number)


def _letters(found: Match[str]) -> str:
    """Capitals one by one, as people say APP, PDF and VIP; a voice makes words of some of them."""
    return " ".join(found[0])


def _unit(found: Match[str]) -> str:
    return f"{_counted(found[1])}{UNITS[found[2]]}"


def _plain(found: Match[str]) -> str:
    number, after = found[0], found.string[found.end() : found.end() + 1]
    if number[0] == "0" and number.isdecimal() and len(number) > 1:
        return one_by_one(number)
    ordinal = found.string[: found.start()].endswith("第")
    return _counted(number) if after and after in COUNTED and not ordinal else cardinal(number)


_UNIT_NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
_AMOUNT = rf"\s*(?:[{COUNTED}多余]|{_UNIT_NAMES})|[\d%]|[.,]\d"
"""What shows that a number says how many, and is no telephone number or code."""

RULES: tuple[Rule, ...] = (
    # marks of writing
    _rule(r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
    _rule(r"https?://[^\s，。；、）)]+", ""),
    _rule(r"(\d+)\*{2,}(\d+[Xx]?)", lambda m: f"{one_by_one(m[1])}，中间隐去，{one_by_one(m[2])}"),
    _rule(r"(\d+)\*{3,}", lambda found: f"{one_by_one(found[1])}，后面隐去，"),
    _rule(r"^\s*#{1,6}\s+|^\s*[-*+•]\s+|^\s*>\s+", "", re.MULTILINE),
    _rule(r"^\s*(\d{1,2})[.、)]\s*(?!\d)", r"第\1，", re.MULTILINE),
    _rule(r"\*\*|__|[`《》〈〉【】「」『』“”\"*#|\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]", ""),
    _rule(rf"[{''.join(CIRCLED)}]\s*", lambda found: f"，第{cardinal(str(CIRCLED[found[0].strip()]))}，"),
    _rule(r"\s*[\r\n]\s*", "。"),
    _rule(r"第[（(]([一二三四五六七八九十]+)[）)]", r"第\1"),
    _rule(r"〔(\d{4})〕", lambda found: f"{year(found[1])}年"),
    _rule(r"[（(〔\[）)〕\]]", "，"),
    _rule(r"㎡|m²", "平方米"),
    _rule(r"℃", "摄氏度"),
    # forms of their own
    _rule(rf"{FREE}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?![\d.])(?:T(?=\d))?", _date),
    _rule(rf"{FREE}(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]", _date),
    _rule(rf"{FREE}((?:18|19|20|21)\d\d)(?=\s*年)", lambda found: year(found[1])),
    _rule(rf"{FREE}((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])", lambda m: f"{year(m[1])}年{cardinal(m[2])}月"),
    _rule(
        r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?(?![\d:：])",
        _time,
    ),
    _rule(
        rf"{FREE}(?:0\d{{2,3}}|[48]00)-\d{{3,8}}(?:-\d{{3,4}})?(?!\d)",
        lambda found: one_by_one(found[0]).replace("-", "，"),
    ),
    _rule(rf"{FREE}(?:\d{{17}}[Xx]|\d{{7,}}(?!{_AMOUNT}))(?![A-Za-z])", _grouped),
    _rule(
        r"(?<![A-Za-z\d])(?=[A-Z\d-]{0,30}\d{4})(?=[A-Z\d-]{0,30}[A-Z])[A-Z\d][A-Z\d-]{5,}",
        lambda found: one_by_one(found[0]).replace("-", "，"),
    ),
    _rule(
        r"(?<![A-Za-z\d-])(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z\d]{6}(?![A-Za-z\d-])",
        lambda found: one_by_one(found[0]),
    ),
    _rule(
        r"(?<=[号栋幢座楼])(\d{1,3})-(\d{1,4})(?![\d-])",
        lambda found: f"{cardinal(found[1])}杠{cardinal(found[2])}",
    ),
    _rule(
        rf"{FREE}(?<!第)(?:{EMERGENCY}|1\d{{4}}(?<!00)|9[56]\d{{3}})(?!{_AMOUNT})",
        lambda found: one_by_one(found[0]),
    ),
    _rule(r"(?<=\d)[:：](?=\d)", "比"),
    _rule(r"(?<=[A-Za-z])\d{2,}(?![\d.%])", lambda found: one_by_one(found[0])),
    _rule(r"(?<![\d至到])-(?=\d+(?:\.\d+)?\s*(?:摄氏)?度)", "零下"),
    _rule(r"(?<!\d)\d{3,4}(?=室)", lambda found: one_by_one(found[0])),
    _rule(rf"[¥￥]\s*({NUMBER})", _money),
    _rule(rf"({NUMBER})\s*元", _money),
    _rule(rf"({NUMBER})\s*%", lambda found: f"百分之{cardinal(found[1])}"),
    _rule(rf"({NUMBER})\s*‰", lambda found: f"千分之{cardinal(found[1])}"),
    _rule(rf"{FREE}(\d+)/(\d+)(?![\d/])", lambda found: f"{cardinal(found[2])}分之{cardinal(found[1])}"),
    _rule(rf"({NUMBER})\s*({_UNIT_NAMES})(?![A-Za-z])", _unit),
    # what is left
    _rule(NUMBER, _plain),
    _rule(
        rf"(?<=[零〇一二三四五六七八九十百千万亿两点年月日元角分米节]){DASH}(?=[零一二三四五六七八九十百两])",
        "到",
    ),
    _rule(r"(?<=[元米厘斤])/(?=\w)", "每"),
    _rule(r"[×✕]", "乘"),
    _rule(r"/", "、"),
    _rule(r"[≥≤<>±+=&](?=\s*[零一二三四五六七八九十百千万两])", lambda found: SIGNS[found[0]]),
    _rule(r"[≥≤<>±+=&→|]", "，"),
    _rule(r"(?<=[A-Za-z\d])\.(?=[A-Za-z])", "点"),
    _rule(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])", _letters),
    # pauses
    _rule(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", ""),
    _rule(rf"[，、；：]+(?=[{PAUSES}])", ""),
    _rule(rf"([。！？])[{PAUSES}]+", r"\1"),
)
