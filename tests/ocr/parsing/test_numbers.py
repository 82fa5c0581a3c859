"""Protects numbers with a check: a failing one is never given as a value."""

from datetime import timedelta

import pytest

from ocr import identifiers
from ocr.parsing import numbers
from ocr.parsing.dates import today
from ocr.values import Value
from storage.sentences import Sentences

_ID = "500112199203150026"


def _id(first17: str) -> str:
    return first17 + identifiers.id_check_character(first17)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        (_ID, _ID),
        ("公民身份号码 500112 19920315 0026", _ID),
        ("5OO112l992O3l5OO26", _ID),
        (_ID + "GoengminzSinhfaenhHauhmaj", _ID),
        ("５００１１２１９９２０３１５００２６", _ID),
        ("11010519491231002x", "11010519491231002X"),
        ("11010519491231002×", "11010519491231002X"),
        ("I1O1O51949123IOO2Х", "11010519491231002X"),
        (_id("51021819530101123"), _id("51021819530101123")),  # Chongqing before 1997
        (_id("83000019900101123"), _id("83000019900101123")),  # a residence permit of someone from Taiwan
        (_id("50011519530101123"), _id("50011519530101123")),  # born before there was a code 500115
    ],
)
def test_id_numbers(printed: str, value: str) -> None:
    assert numbers.id_number(printed) == Value(value, "checked")


@pytest.mark.parametrize(
    "printed",
    [
        "500112199203150027",
        "5001121992031500268",
        "50011219920315002",
        "500112199203150O2X",
        "44052418800101001" + "4",  # born before 1900
        _id("99999919920315002"),  # no such region
        _id("50011219920230002"),  # no such day
        _id("500112" + (today() + timedelta(days=1)).strftime("%Y%m%d") + "002"),
    ],
)
def test_id_numbers_that_stand_there_but_fail(printed: str) -> None:
    found = numbers.id_number(printed)
    assert found is not None
    assert found.fault == "id_number"


@pytest.mark.parametrize("printed", ["", "公民身份号码", "1992年3月15日", "5001**********0026"])
def test_where_no_id_number_stands(printed: str) -> None:
    assert numbers.id_number(printed) is None


def test_one_wrong_digit_never_passes() -> None:
    for place in range(18):
        for digit in set("0123456789") - {_ID[place]}:
            found = numbers.id_number(_ID[:place] + digit + _ID[place + 1 :])
            assert found is not None
            assert found.fault


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("91500108MA5YB0002Q", "91500108MA5YB0002Q"),
        ("统一社会信用代码：9I5OO1O8MA5YBOOO2Q", "91500108MA5YB0002Q"),
        ("91500108MA5YB0002Q(1-1)", "91500108MA5YB0002Q"),
        ("9150 0108 MA5Y B000 2Q", "91500108MA5YB0002Q"),
        ("92500108MA5YB0002" + identifiers.credit_check_character("92500108MA5YB0002"),) * 2,
        ("N2500108MA5YB0002" + identifiers.credit_check_character("N2500108MA5YB0002"),) * 2,
    ],
)
def test_credit_codes(printed: str, value: str) -> None:
    assert numbers.credit_code(printed) == Value(value, "checked")


def test_credit_codes_that_fail() -> None:
    found = numbers.credit_code("91500108MA5YB0002R")
    assert found is not None
    assert found.fault == "credit_code"
    assert numbers.credit_code("副本编号1-1") is None


@pytest.mark.parametrize("printed", ["6217 0037 6000 0000 018", "6217003760000000018", "6217OO376OOOOOOOO18"])
def test_card_numbers(printed: str) -> None:
    assert numbers.card_number(printed) == Value("6217003760000000018", "checked")


def test_card_numbers_that_fail() -> None:
    for printed in ("6217 0037 6000 0000 019", "621700376000000", "62170037600000000188"):
        found = numbers.card_number(printed)
        assert found is not None
        assert found.fault == "card_number"
    assert numbers.card_number("95533") is None
    assert numbers.card_number("09/28") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("A12345678", "A12345678"),
        ("卡号:A1234567O", "A12345670"),
        ("AC1234567", "AC1234567"),
        ("AB1234567", "A81234567"),
        ("A1234", None),
        ("", None),
    ],
)
def test_social_card_numbers(printed: str, value: str | None) -> None:
    assert numbers.social_card_number(printed) == (Value(value, "formed") if value else None)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        (f"{_ID}41", f"{_ID}41"),
        (f"{_ID}41B1", f"{_ID}41B1"),
        (f"{_ID}4181", f"{_ID}41B1"),
        (f"{_ID}4l", f"{_ID}41"),
        ("残疾人证号 11010519491231002x72", "11010519491231002X72"),
    ],
)
def test_disability_numbers(printed: str, value: str) -> None:
    assert numbers.disability_number(printed) == Value(value, "checked")


@pytest.mark.parametrize("printed", [f"{_ID}81", f"{_ID}45", "50011219920315002741", _ID, f"{_ID}41C1"])
def test_disability_numbers_that_fail(printed: str) -> None:
    found = numbers.disability_number(printed)
    assert found is not None
    assert found.fault == "disability_number"


def test_every_fault_has_a_sentence() -> None:
    for fault in ("id_number", "credit_code", "card_number", "disability_number"):
        assert Sentences.of("ocr").say(f"checks.{fault}")
