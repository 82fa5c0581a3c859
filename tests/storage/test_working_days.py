"""Deadlines: what people count on must follow the calendar of the State Council and the civil code."""

from datetime import date

import pytest

from storage.working_days import Unit, deadline, is_published, working_days_before

CASES: list[tuple[date, Unit, int | None, date, str]] = [
    (date(2026, 11, 20), "working_day", 5, date(2026, 11, 27), "the day of receipt does not count"),
    (date(2026, 11, 22), "working_day", 1, date(2026, 11, 23), "received on a Sunday"),
    (date(2026, 9, 30), "working_day", 1, date(2026, 10, 8), "over the October holidays"),
    (date(2026, 2, 13), "working_day", 1, date(2026, 2, 14), "a Saturday worked in lieu"),
    (date(2026, 11, 20), "calendar_day", 3, date(2026, 11, 23), "calendar days count weekends"),
    (date(2026, 11, 20), "calendar_day", 1, date(2026, 11, 23), "a last day off moves to a working day"),
    (date(2026, 1, 31), "month", 1, date(2026, 2, 28), "no such day: the month's last, a day worked in lieu"),
    (date(2026, 11, 22), "month", 2, date(2027, 1, 22), "over the turn of the year"),
    (date(2026, 11, 20), "immediate", None, date(2026, 11, 20), "on the spot"),
    (date(2026, 11, 22), "immediate", None, date(2026, 11, 23), "on the spot, once they open"),
]


@pytest.mark.parametrize(("received", "unit", "amount", "last", "why"), CASES)
def test_deadlines(received: date, unit: Unit, amount: int | None, last: date, why: str) -> None:
    assert deadline(received, unit, amount) == last, why


def test_beyond_the_published_calendar_weekdays_count_and_it_is_known() -> None:
    assert is_published(date(2026, 12, 31))
    assert not is_published(date(2027, 1, 1))
    assert deadline(date(2027, 3, 5), "working_day", 1) == date(2027, 3, 8)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2029, 4, 30), date(2029, 5, 3)),
        (date(2030, 9, 30), date(2030, 10, 4)),
    ],
)
def test_holidays_on_fixed_days_are_off_before_any_arrangement(received: date, last: date) -> None:
    """No office decides on New Year's Day."""
    assert deadline(received, "working_day", 1) == last


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 13)),
        (date(2026, 11, 22), 1, date(2026, 11, 20)),
        (date(2026, 10, 9), 2, date(2026, 9, 30)),
    ],
)
def test_counting_back_skips_the_same_days_off(day: date, count: int, before: date) -> None:
    """Over a week, from a Sunday, over the October holidays."""
    assert working_days_before(day, count) == before
