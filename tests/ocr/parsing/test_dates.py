"""Protects days and periods from how they are printed and misread; a day that never was is none."""

from datetime import timedelta

import pytest

from ocr.parsing import dates
from ocr.values import Value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1992年3月15日", "1992-03-15"),
        ("1992 年 03 月 15 日", "1992-03-15"),
        ("1992-03-15", "1992-03-15"),
        ("1992.3.15", "1992-03-15"),
        ("1992/3/15", "1992-03-15"),
        ("19920315", "1992-03-15"),
        ("２００６年１２月１５日", "2006-12-15"),
        ("l992年O3月l5日", "1992-03-15"),
        ("2020年5月20", "2020-05-20"),
        ("二〇二〇年五月二十日", "2020-05-20"),
        ("二O二O年十二月三十一日", "2020-12-31"),
        ("二○一九年十月一日", "2019-10-01"),
        ("出生日期1992年3月15日。", "1992-03-15"),
    ],
)
def test_days(printed: str, value: str) -> None:
    assert dates.day(printed) == Value(value, "formed")


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "长期",
        "1992年3月",
        "2023年2月29日",
        "1899年12月31日",
        "2101-01-01",
        "1992年13月1日",
        "二〇二〇年",
        "112号3幢1-1",
    ],
)
def test_what_is_no_day(printed: str) -> None:
    assert dates.day(printed) is None


def test_a_day_to_come_is_no_past_day() -> None:
    tomorrow = (dates.today() + timedelta(days=1)).isoformat()
    assert dates.past_day(tomorrow) == Value(tomorrow, fault="past_day")
    assert dates.past_day(dates.today().isoformat()) == Value(dates.today().isoformat(), "formed")


@pytest.mark.parametrize(
    ("printed", "begins", "ends"),
    [
        ("2006.12.15-2026.12.15", "2006-12-15", "2026-12-15"),
        ("2006.12.15—2026.12.15", "2006-12-15", "2026-12-15"),
        ("2006.12.15~2026.12.15", "2006-12-15", "2026-12-15"),
        ("2006.12.152026.12.15", "2006-12-15", "2026-12-15"),
        ("2013-01-01至2019-01-01", "2013-01-01", "2019-01-01"),
        ("自2024年1月1日起至2025年12月31日止", "2024-01-01", "2025-12-31"),
        ("2006.12.15-长期", "2006-12-15", "长期"),
        ("2010-01-01 有效期限 6年", "2010-01-01", None),
        ("2006.12.15", "2006-12-15", None),
        ("", None, None),
    ],
)
def test_periods(printed: str, begins: str | None, ends: str | None) -> None:
    first, last = dates.ends_of_period(printed)
    assert (first and first.text, last and last.text) == (begins, ends)
    assert (dates.begin(printed), dates.end(printed)) == (first, last)
    assert not any(each and each.fault for each in (first, last))


def test_an_end_before_its_beginning_is_a_fault() -> None:
    assert dates.end("2026.12.15-2006.12.15") == Value("2006-12-15", fault="valid_until")
    assert dates.end("2026.12.15-2026.12.15") == Value("2026-12-15", fault="valid_until")
