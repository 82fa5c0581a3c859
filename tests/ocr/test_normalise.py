"""Protects values from how they are printed."""

import pytest

from ocr import normalise


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1992年3月15日", "1992-03-15"),
        ("1992 年 03 月 15 日", "1992-03-15"),
        ("2006.12.15", "2006-12-15"),
        ("20061215", "2006-12-15"),
        ("２００６年１２月１５日", "2006-12-15"),
        ("2023年2月29日", None),
        ("2024年2月29日", "2024-02-29"),
        ("长期", None),
        ("", None),
    ],
)
def test_dates(printed: str, value: str | None) -> None:
    assert normalise.printed_date(printed) == value


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("2006.12.15-2026.12.15", ("2006-12-15", "2026-12-15")),
        ("2006.12.15-长期", ("2006-12-15", "长期")),
        ("2006.12.15—2026.12.15", ("2006-12-15", "2026-12-15")),
        ("2006.12.152026.12.15", ("2006-12-15", "2026-12-15")),
        ("2006.12.15", ("2006-12-15", None)),
        ("", (None, None)),
    ],
)
def test_periods(printed: str, ends: tuple[str | None, str | None]) -> None:
    assert normalise.period(printed) == ends


def test_widths_and_spaces() -> None:
    assert normalise.prose("有限责任公司（自然人 独资）") == "有限责任公司(自然人独资)"
    assert normalise.prose("餐饮管理;餐饮服务") == "餐饮管理；餐饮服务"
    assert normalise.prose("☑个体工商户") == "个体工商户"
    assert normalise.simplified("弾子石，叄拾萬") == "弹子石，叁拾万"
    assert normalise.simplified("夏嘉強，劉軍偉") == "夏嘉强，刘军伟"
    assert normalise.simplified("於甯昇堃喆") == "於甯昇堃喆"
    assert normalise.code(" 9150 0108ma5yb0002q ") == "91500108MA5YB0002Q"


def test_names_keep_rare_characters_and_the_dot() -> None:
    assert normalise.person_name("阿依古丽•买买提 ") == "阿依古丽·买买提"
    assert normalise.person_name("㛃龘𬭎") == "㛃龘𬭎"
    assert normalise.person_name("陈晓渝1.") == "陈晓渝"
