"""Protects numbers of certificates: brackets and dashes are of one kind, misreads are mended."""

import pytest

from ocr.parsing import numbers
from ocr.values import Value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("R500123456", "R500123456"),
        ("编号：R5O0 123456", "R500123456"),
        ("0500123456", "O500123456"),
        ("r500123456", "R500123456"),
    ],
)
def test_birth_certificate_numbers(printed: str, value: str) -> None:
    assert numbers.birth_certificate_number(printed) == Value(value, "formed")


def test_birth_certificate_numbers_of_no_province_and_older_ones() -> None:
    assert numbers.birth_certificate_number("R990123456") == Value("R990123456", "free")
    assert numbers.birth_certificate_number("0123456") == Value("0123456", "free")
    assert numbers.birth_certificate_number("编号") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("J500112-2020-001234", "J500112-2020-001234"),
        ("J500231-2022-07437", "J500231-2022-07437"),
        ("J500112—2020—001234", "J500112-2020-001234"),
        ("J5001122020001234", "J500112-2020-001234"),
        ("BJ5OO112-2020-OO1234", "BJ500112-2020-001234"),
        ("字号J500112 - 2020 - 001234", "J500112-2020-001234"),
        ("渝北结字第010500123号", "渝北结字第010500123号"),
        ("渝渝北结字010500123", "渝渝北结字010500123"),
        ("渝北结字第O1O5号", "渝北结字第0105号"),
        ("1995沙坪坝婚字第728号", "1995沙坪坝婚字第728号"),
        ("（96）黔江结字第11769号", "(96)黔江结字第11769号"),
    ],
)
def test_marriage_numbers(printed: str, value: str) -> None:
    assert numbers.marriage_number(printed) == Value(value, "formed")


def test_a_marriage_number_whose_letter_was_taken_for_a_digit_is_mended() -> None:
    mended = Value("J450223-2023-001401", "formed", note="marriage_number")
    assert numbers.marriage_number("1450223-2023-001401") == mended


def test_marriage_numbers_of_no_region_and_none() -> None:
    assert numbers.marriage_number("J999112-2020-001234") == Value("J999112-2020-001234", "free")
    assert numbers.marriage_number("结婚证字号") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("渝(2023)渝北区不动产权第000123456号", "渝(2023)渝北区不动产权第000123456号"),
        ("渝（2023）渝北区不动产权第000123456号", "渝(2023)渝北区不动产权第000123456号"),
        ("渝〔2O23〕渝北区不动产权弟OOO123456号", "渝(2023)渝北区不动产权第000123456号"),
        ("渝 ( 2023 ) 渝北区 不动产权第 000123456 号", "渝(2023)渝北区不动产权第000123456号"),
        ("201房地证2010字第O12345号", "201房地证2010字第012345号"),
        ("垫江房权证监证字第2666671号", "垫江房权证监证字第2666671号"),
    ],
)
def test_property_numbers(printed: str, value: str) -> None:
    assert numbers.property_number(printed) == Value(value, "formed")


def test_property_numbers_of_no_place_and_none() -> None:
    number = "渝(2023)某某区不动产权第000123456号"
    assert numbers.property_number(number) == Value(number, "free")
    assert numbers.property_number("不动产权证书") is None
    assert numbers.property_number("渝(2O2E)渝北区不动产权第000123456号") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("500112 001001 GB00001 F00010001", "500112001001GB00001F00010001"),
        ("5OO112OO1OO1GBOOOO1FOOO1OOO1", "500112001001GB00001F00010001"),
        ("500112001001GX00001W00000000", "500112001001GX00001W00000000"),
    ],
)
def test_unit_numbers(printed: str, value: str) -> None:
    assert numbers.unit_number(printed) == Value(value, "formed")


@pytest.mark.parametrize(
    "printed", ["", "500112001001GB00001F0001000", "500112001001XX00001F00010001", "不动产单元号"]
)
def test_what_is_no_unit_number(printed: str) -> None:
    assert numbers.unit_number(printed) is None


def test_household_numbers() -> None:
    assert numbers.household_number("户号 O12345678") == Value("012345678", "free")
    assert numbers.household_number("户号") is None
