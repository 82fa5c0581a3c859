"""Days and periods as documents print them. Pure but for the present day."""

import re
from datetime import date

from ocr.normalise import compact
from ocr.values import Value
from storage.clock import system_clock

FIRST_YEAR, _LAST_YEAR = 1900, 2100

_DIGIT_LIKE = str.maketrans("OoQD〇○◯零ⅠIl|丨!", "00000000111111")
_HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_DAY = re.compile(
    r"([〇○◯零Oo0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})"
)
_DAY = re.compile(r"(?<!\d)(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def today() -> date:
    """The civil day in Chongqing."""
    return system_clock().date()


def day(text: str) -> Value | None:
    """`1992年3月15日`, `2006.12.15`, `20061215`, `二〇二〇年五月二十日` → `YYYY-MM-DD`."""
    found = _days(text)
    return Value(found[0], "formed") if found else None


def past_day(text: str) -> Value | None:
    """A day of birth, of issue, of registration: not later than today."""
    found = day(text)
    if found is not None and found.text > today().isoformat():
        return Value(found.text, fault="past_day")
    return found


def begin(text: str) -> Value | None:
    """The first day of a period."""
    return ends_of_period(text)[0]


def end(text: str) -> Value | None:
    """The last day of a period, or 长期."""
    return ends_of_period(text)[1]


def ends_of_period(text: str) -> tuple[Value | None, Value | None]:
    """`2006.12.15-2026.12.15`, `2006-12-15至长期` → both ends; `6年` is no end.

    An end that is not after its beginning has the fault `valid_until`. A second day beside 长期 is another's.
    """
    days = [Value(found, "formed") for found in _days(text)]
    begins = days[0] if days else None
    if len(days) > 1 and "长期" not in compact(text):
        late = days[1].text > days[0].text
        return begins, days[1] if late else Value(days[1].text, fault="valid_until")
    return begins, Value("长期", "listed") if "长" in compact(text) else None


def _days(text: str) -> list[str]:
    """All days in the text, as ISO dates in their order; what is no day of the calendar is left out."""
    tight = _HAN_DAY.sub(_han_digits, compact(text)).translate(_DIGIT_LIKE)
    only = re.sub(r"\D", "", tight)
    if len(only) in {8, 16}:  # also when the dash between two days was not seen
        parts = [(d[:4], d[4:6], d[6:]) for d in (only[:8], only[8:]) if d]
    else:
        parts = [match.groups() for match in _DAY.finditer(tight)]
        parts = parts or [match.groups() for match in _COMPACT_DAY.finditer(tight)]
    return [iso for part in parts if (iso := _iso(*(int(each) for each in part))) is not None]


def _iso(year: int, month: int, day_of_month: int) -> str | None:
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day_of_month).isoformat()
    except ValueError:
        return None


def _han_digits(match: re.Match[str]) -> str:
    year = "".join(str(_HAN.get(character, 0)) for character in match[1])
    return f"{year}年{_under_hundred(match[2])}月{_under_hundred(match[3])}"


def _under_hundred(text: str) -> int:
    """`五` 5, `十` 10, `十二` 12, `二十` 20, `三十一` 31."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN.get(tens[-1:], 0)
    return _HAN.get(tens[-1:], 1) * 10 + _HAN.get(ones[-1:], 0)
