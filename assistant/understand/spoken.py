"""Values as people say them → as forms take them: 一千二, 五十万, 上个月15号, 幺三八…, 三口人. Pure.

Only forms that nobody types by accident are changed; what is not understood stays as it was said.
"""

import re
from datetime import date, timedelta

from knowledge_base.model.form import FieldType
from prefill.approximate import is_approximate
from prefill.characters import spoken_digits, spoken_number, without_spaces

_HAN = "零〇一二两三四五六七八九十百千万"
_AMOUNT = re.compile(rf"(?:\d[\d,]*(?:\.\d+)?|[{_HAN}]+)(?:万|千|百)?(?:元|块钱?|圆)?")
_READ_OUT = re.compile(r"[零〇幺一二三四五六七八九0-9xX](?:[ -]?[零〇幺一二三四五六七八九0-9xX]){10,}")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_EIGHT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)", re.ASCII)
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_NEAR = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}
_NUMBER = rf"(?:\d{{1,2}}|[{_HAN[:-3]}]{{1,3}})"
_HAN_DIGIT = "[零〇一二三四五六七八九]"
_DAY_OF_YEAR = re.compile(
    rf"(?P<year>大前年|前年|去年|今年|(?:19|20)\d\d年?|{_HAN_DIGIT}{{4}}年?|\d\d年|{_HAN_DIGIT}{{2}}年)"
    rf"的?(?P<month>{_NUMBER})月(?:份)?(?P<day>{_NUMBER})[日号]?"
)
_DOTTED = re.compile(r"(?P<year>(?:19|20)\d\d)[点杠](?P<month>\d{1,2})[点杠](?P<day>\d{1,2})(?!\d)")
"""digits read out, 十 among them does not count"""
_YEAR = re.compile(
    rf"大前年|前年|去年|今年|(?:(?:19|20)\d\d|{_HAN_DIGIT}{{4}})年|(?:\d\d|{_HAN_DIGIT}{{2}})年(?=的?{_NUMBER}月)"
)
"""二十年 alone is how long, not when."""
_DAY_ONLY = re.compile(rf"(?<![0-9年月])(?P<month>{_NUMBER})月(?:份)?(?P<day>{_NUMBER})[日号]")
_DAYS_AGO = re.compile(rf"(?P<days>{_NUMBER})天(?:以?前)")
AHEAD = 60
"""days that a date without its year may lie ahead; beyond them the one of last year is meant"""
_DAY_OF_MONTH = re.compile(rf"(?P<month>上上个?月|上个?月|这个?月|本月)(?:的)?(?P<day>{_NUMBER})[日号]")
_MONTHS_AGO = {"上上月": 2, "上月": 1, "这月": 0, "本月": 0}
_COUNT = re.compile(rf"(?P<count>\d{{1,3}}|[{_HAN[:-3]}]{{1,3}})(?:口|个|人|位|名|岁|平|年)")
_TAKEN_BACK = re.compile(r".*(?:不对|哦不是?|(?:说|搞)?错了)(?=.*\d|.*[一二两三四五六七八九十])")
_IN_ALL = re.compile(r"(?:总共|一共|加起来)(?!.*(?:总共|一共|加起来))")


def spoken(kind: FieldType, text: str, today: date) -> str:
    """The value that `text` says for a field of this type, in the form that a form takes; else as said."""
    said = without_spaces(text)
    if kind in ("money", "integer") and is_approximate(said):
        return text
    match kind:
        case "money":
            return _money(said) or text
        case "date":
            return _date(said, today) or text
        case "integer":
            number = _count(said)
            return text if number is None else str(number)
        case "mobile" | "id_number" | "bank_card":
            found = _READ_OUT.search(said)
            return spoken_digits(found[0]) if found and (found[0] != said or set(said) & set(_HAN)) else text
        case "credit_code":
            code = _CODE.search(said.upper())
            return code[0] if code else text
        case _:
            return text


def digits_read_out(text: str) -> str:
    """The text with long runs of digits read out one by one (幺三八零零…) as figures."""
    return _READ_OUT.sub(lambda run: spoken_digits(run[0]), text)


def _count(said: str) -> int | None:
    """What was taken back does not count; of several counts the one that says it is of all."""
    said = _TAKEN_BACK.sub("", said)
    whole = _IN_ALL.search(said)
    counted = {spoken_number(one["count"]) for one in _COUNT.finditer(said, whole.end() if whole else 0)}
    if len(counted) > 1:
        return None
    return counted.pop() if counted else spoken_number(said)


def _money(said: str) -> str | None:
    """The one amount of a message; of several (一个月五百) the one that is no count of months or people."""
    if re.search(r"没得?收入|没有收入|一分钱?(?:都|也)?没", said):
        return "0"
    bare = re.sub(r"[一每1]个?月|[一每1]年|(?:\d+|[一二两三四五六七八九十]+)个?人", " ", said)
    found = [one[0] for one in _AMOUNT.finditer(bare)]
    if len(found) != 1:
        return None
    amount = re.sub(r"(?:元|块钱?|圆)$", "", found[0])
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?[万千]?", amount, re.ASCII):
        return amount
    mixed = re.fullmatch(r"(\d+)(百)", amount)
    number = int(mixed[1]) * 100 if mixed else spoken_number(amount)
    return None if number is None else str(number)


def _date(said: str, today: date) -> str | None:
    said = said.replace("元月", "1月")
    near = next((days for word, days in _NEAR.items() if said.startswith(word)), None)
    if near is not None:
        return (today - timedelta(days=near)).isoformat()
    if found := _DAY_OF_MONTH.search(said):
        months = today.year * 12 + today.month - 1 - _MONTHS_AGO[found["month"].replace("个", "")]
        return _iso(months // 12, months % 12 + 1, spoken_number(found["day"]))
    if found := _DOTTED.search(spoken_digits(said)):
        return _iso(*(int(part) for part in found.groups()))
    if found := _DAY_OF_YEAR.search(said):
        return _iso(
            _year(found["year"], today.year), spoken_number(found["month"]), spoken_number(found["day"])
        )
    if found := _EIGHT.search(said):
        return _iso(*(int(part) for part in found.groups()))
    if found := _DAYS_AGO.search(said):
        days = spoken_number(found["days"])
        return None if days is None else (today - timedelta(days=days)).isoformat()
    return _without_year(said, today)


def _without_year(said: str, today: date) -> str | None:
    """10月31号 is of the year named before, else the one nearest in time, rather past than to come."""
    found = _DAY_ONLY.search(said)
    years = {_year(one[0], today.year) for one in _YEAR.finditer(said)}
    if found is None or len(years) > 1:
        return None
    month, day = spoken_number(found["month"]), spoken_number(found["day"])
    if years:
        return _iso(years.pop(), month, day)
    this = _iso(today.year, month, day)
    soon = this is not None and date.fromisoformat(this) <= today + timedelta(days=AHEAD)
    return this if soon else _iso(today.year - 1, month, day)


def _year(said: str, now: int) -> int:
    """去年, 2026年, 二零二六年; 38年 and 四二年 are of the century that makes them past."""
    if said in _YEARS_AGO:
        return now - _YEARS_AGO[said]
    digits = int(spoken_digits(said.rstrip("年")))
    if digits >= 100:
        return digits
    return 2000 + digits if 2000 + digits <= now else 1900 + digits


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """None for a day that no calendar has."""
    try:
        return date(year, month or 0, day or 0).isoformat()
    except ValueError:
        return None
