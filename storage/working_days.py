"""The calendar that offices keep: by which day an authority decides, and how long something has been lying.

Limits are working days, calendar days or months after the day of receipt.

The day of receipt does not count (民法典 第二百零一条); a month ends on the same day of the month, or on its
last one (第二百零二条); a last day that is a day off moves to the next working day (第二百零三条).
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from chinese_calendar import is_workday
from chinese_calendar.constants import holidays

Unit = Literal["working_day", "calendar_day", "month", "immediate"]

FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""Month and day; days off in every year (全国年节及纪念日放假办法 第二条)."""


def deadline(received: date, unit: Unit, amount: int | None) -> date:
    """`amount` is ignored for `immediate`: the same day, or the next working day."""
    if unit == "working_day":
        return _working_days_after(received, amount or 0)
    if unit == "calendar_day":
        return _not_off(received + timedelta(days=amount or 0))
    if unit == "month":
        return _not_off(_months_after(received, amount or 0))
    return _not_off(received)


def is_published(day: date) -> bool:
    """Whether the State Council's holiday arrangement of that year is in the calendar library.

    Beyond it Monday to Friday count as working days but for the holidays on fixed days; whoever shows such a
    deadline says so.
    """
    years = {holiday.year for holiday in holidays}
    return min(years) <= day.year <= max(years)


def is_working_day(day: date) -> bool:
    if is_published(day):
        return is_workday(day)
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS


def working_days_before(day: date, count: int) -> date:
    """The `count`th working day before `day`, which itself does not count."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; 0 when `last` is not later."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def _working_days_after(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _months_after(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _not_off(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
