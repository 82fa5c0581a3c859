"""Protects the check algorithms: a number with one wrong character must never pass."""

from datetime import date

import pytest

from ocr import identifiers


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "500112199203150026"])
def test_valid_id_numbers_pass(number: str) -> None:
    assert identifiers.id_number_valid(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "500112199203150027",
        "50011219920315002",
        "500112199202300026",
        "11010519491231002x",
        "５00112199203150026",
        "000112199203150026",
    ],
)
def test_other_id_numbers_fail(number: str) -> None:
    assert not identifiers.id_number_valid(number)


def test_every_single_wrong_digit_of_an_id_number_is_noticed() -> None:
    number = "500112199203150026"
    for place in range(17):
        for digit in set("0123456789") - {number[place]}:
            assert not identifiers.id_number_valid(number[:place] + digit + number[place + 1 :])


def test_birth_date_and_sex_come_from_the_number() -> None:
    assert identifiers.birth_date_of("500112199203150026") == date(1992, 3, 15)
    assert identifiers.sex_of("500112199203150026") == "女"
    assert identifiers.sex_of("500108198806060311") == "男"
    assert identifiers.birth_date_of("500112199213150026") is None
    assert identifiers.sex_of("5001") is None


def test_credit_codes() -> None:
    assert identifiers.credit_code_valid("91500108MA5YB0002Q")
    assert identifiers.credit_code_valid("11500109552015745B")
    assert not identifiers.credit_code_valid("91500108MA5YB0002R")
    assert not identifiers.credit_code_valid("91500108MA5YB0O02Q")
    assert not identifiers.credit_code_valid("91500108MA5YB0002")


def test_credit_codes_of_village_collectives_pass() -> None:
    first17 = "N2500108MA5YB0002"
    assert identifiers.credit_code_valid(first17 + identifiers.credit_check_character(first17))


def test_a_region_of_letters_is_no_credit_code() -> None:
    first17 = "91A00108MA5YB0002"
    assert not identifiers.credit_code_valid(first17 + identifiers.credit_check_character(first17))


def test_luhn() -> None:
    assert identifiers.luhn_valid("6217003760000000018")
    assert not identifiers.luhn_valid("6217003760000000019")
    assert not identifiers.luhn_valid("０217003760000000018")
    assert not identifiers.luhn_valid("0" * 11)
