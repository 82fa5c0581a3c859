"""Whose document it is, and when a certificate counts: another's never speaks for the applicant."""

from datetime import date, timedelta

import pytest

from knowledge_base.model.form import Form, FormField
from ocr.types import ReadDocument, ReadField
from prefill.holder import misplaced_for
from prefill.types import Certificate, Fact, Profile

FIRST, LAST = date(2016, 11, 22), date(2026, 11, 22)
HELD = Certificate("id_card_front", {}, FIRST, LAST)
MINE, CHILDS = "500112199203150026", "500112202503100025"
KNOWN = {"name": "陈晓渝", "id_number": MINE, "birth_date": "1992-03-15"}
ME = Profile("p", {n: Fact(n, v, "公安", FIRST) for n, v in KNOWN.items()})


def field(name: str, *sources: str) -> FormField:
    return FormField(name=name, label=name, type="name", ask="？", sources=list(sources))


FORM = Form(
    fields=[field("name", "profile.name", "document.own.name"), field("child_name", "document.childs.name")]
)


@pytest.mark.parametrize(
    ("shown", "misplaced"),
    [
        ({"name": "陈晓渝", "id_number": MINE}, {"childs"}),
        ({"name": "陈小满", "id_number": CHILDS}, {"own"}),
        ({"name": "陈小渝", "id_number": MINE}, {"childs"}),
        ({"name": "陈晓渝", "id_number": CHILDS}, {"own"}),
        ({"name": "陈晓渝", "id_number": MINE[:6] + MINE[8:17]}, {"childs"}),
        ({"name": "罗陈晓渝", "id_number": MINE}, {"childs"}),
        ({"name": "罗陈晓渝"}, set()),
        ({"name": "陈小满", "birth_date": "2025-03-10"}, {"own"}),
        ({"name": "陈小满", "birth_date": "1992-03-15"}, set()),
        ({"name": "陈小满", "id_number": CHILDS[:17] + "X"}, set()),
        ({"name": "陈小满"}, set()),
        ({}, set()),
    ],
)
def test_a_page_belongs_where_its_person_does(shown: dict[str, str], misplaced: set[str]) -> None:
    """The number decides, also an old one of 15 digits; a name alone may be misread or a married one."""
    page = ReadDocument("card", 1.0, tuple(ReadField(n, v, 1.0, (0, 0, 1, 1)) for n, v in shown.items()))
    assert misplaced_for(FORM, [page], ME) == misplaced
    assert misplaced_for(FORM, [page], Profile("p")) == set()


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
