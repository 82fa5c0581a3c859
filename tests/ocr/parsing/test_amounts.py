"""Protects areas, rents and capital: the right one of several, digits and capitals in agreement."""

import pytest

from ocr.parsing import amounts
from ocr.values import Value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("89.52平方米", "89.52"),
        ("89.52㎡", "89.52"),
        ("89,52m2", "89.52"),
        ("建筑面积：89.52㎡/套内建筑面积72.10㎡", "89.52"),
        ("套内建筑面积70.2㎡/建筑面积89.5㎡", "89.5"),
        ("共有宗地面积：1,234.50㎡/房屋建筑面积：120.00㎡", "120.00"),
        ("1,234.5平方米", "1234.5"),
        ("102.10㎡", "102.10"),
        ("1O5.6㎡", "105.6"),
        ("89.52", "89.52"),
    ],
)
def test_areas(printed: str, value: str) -> None:
    assert amounts.area(printed) == Value(value, "formed")


@pytest.mark.parametrize("printed", ["", "建筑面积", "0.5㎡", "200000㎡", "O㎡"])
def test_what_is_no_area(printed: str) -> None:
    assert amounts.area(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("￥2,500.00元", Value("2500", "formed")),
        ("2500元/月", Value("2500", "formed")),
        ("2500.50元", Value("2500.5", "formed")),
        ("1.2万元/月", Value("12000", "formed")),
        ("贰仟伍佰元整", Value("2500", "formed")),
        ("人民币贰仟伍佰元整（¥2500）", Value("2500", "checked")),
        ("每月租金为人民币2500元(大写：贰仟伍佰元整)", Value("2500", "checked")),
        ("人民币壹万零伍佰元整(￥10,500.00元)", Value("10500", "checked")),
        ("人民币贰仟伍佰元整(¥2600)", Value("2600", fault="rent")),
        ("每月租金5.316.00元，大写人民币伍仟条结金格社元整", Value("5316", "formed")),
        ("每月租金5,316.00元，大写人民币伍仟条结金格拾元整", Value("5316", "formed")),
        ("0元", None),
        ("租金", None),
    ],
)
def test_rents(printed: str, value: Value | None) -> None:
    assert amounts.rent(printed) == value


@pytest.mark.parametrize(
    "printed",
    [
        "伍拾万元整",
        "100万元人民币",
        "人民币壹佰万元整",
        "贰仟零捌拾万元整",
        "921.044574万元人民币",
        "5000万美元",
    ],
)
def test_capital_is_given_as_printed(printed: str) -> None:
    assert amounts.capital(printed) == Value(printed, "formed")


def test_capital_misread_unsound_and_none() -> None:
    assert amounts.capital("伍拾方元整") == Value("伍拾万元整", "formed", note="capital")
    assert amounts.capital("伍伍拾佰元整") == Value("伍伍拾佰元整", "free")
    assert amounts.capital("无") is None


@pytest.mark.parametrize(
    ("han", "value"),
    [
        ("贰仟零捌拾万", 20_800_000),
        ("壹亿叁仟万", 130_000_000),
        ("壹万零伍佰", 10_500),
        ("十二", 12),
        ("一百零五", 105),
        ("两千", 2000),
        ("伍伍", None),
        ("拾佰", None),
        ("", None),
        ("元", None),
    ],
)
def test_chinese_numerals(han: str, value: int | None) -> None:
    assert amounts.number(han) == value
