"""Spoken numbers: what a call would ask to be confirmed is the number that was meant, or nothing."""

import json

import pytest

from eval_sets.cases import read_cases
from eval_sets.speech.digits import DigitsCase, digits_figures, value_heard
from eval_sets.speech.digits_drawn import FILE, lines
from ocr.identifiers import credit_code_valid, id_number_valid, luhn_valid
from speech.written import written


@pytest.fixture(scope="module")
def cases() -> list[DigitsCase]:
    return read_cases(DigitsCase, FILE)


def test_the_file_is_what_is_drawn(cases: list[DigitsCase]) -> None:
    assert [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()] == list(lines())
    assert len(cases) == 500
    assert sum("-hand-" in case.id for case in cases) >= 120


def test_invented_numbers_have_right_check_digits(cases: list[DigitsCase]) -> None:
    valid = {"id_number": id_number_valid, "code": credit_code_valid, "bank_card": luhn_valid}
    assert not [case.id for case in cases if case.kind in valid and not valid[case.kind](case.value)]


def test_numbers_are_right_or_asked_again(cases: list[DigitsCase]) -> None:
    """With numbers written as typed and no word mended: the words of the library are learned elsewhere."""
    found = digits_figures(written, cases)
    assert found["right_or_asked_again"]["share"] >= 0.99
    assert found["right"]["share"] >= 0.85
    checked = {"id_number", "code", "bank_card"}
    assert not [one for one in found["failing"] if one.split("-")[2] in checked]


def test_nothing_heard_is_no_value() -> None:
    case = DigitsCase(id="x", kind="mobile", said="我不晓得", value="13800138009")
    assert value_heard(case, written) is None
