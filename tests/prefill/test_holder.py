"""A document in the archive stands in only while it is valid, and only for the person it is about."""

from datetime import date, timedelta

import pytest

from prefill.types import Certificate

FIRST, LAST = date(2016, 11, 22), date(2026, 11, 22)
HELD = Certificate("id_card_front", {}, FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_a_certificate_is_valid_from_its_first_to_its_last_day(day: date, valid: bool) -> None:
    assert HELD.valid_on(day) == valid


def test_without_dates_it_is_always_valid() -> None:
    assert Certificate("household_register_member", {}).valid_on(FIRST)
