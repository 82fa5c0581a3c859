"""Another person's document: noticed, asked about, and never written into the applicant's fields."""

from copy import deepcopy
from typing import Any

import pytest

from applications.set_aside import discreet
from applications.types import Application, NotAllowed, Precheck, Unknown
from ocr.types import ReadDocument
from prefill.types import Fact
from tests.applications.desk import CITIZEN, GUIDE, ID_NUMBER, OTHER, OTHER_ID, Desk, page, published

WIFE, STRANGER = (
    {"name": "刘桂兰", "id_number": OTHER_ID},
    {"name": "王建国", "id_number": "500112198911030119"},
)
ME = {"name": "陈晓渝", "id_number": ID_NUMBER}


@pytest.fixture
def begun(sqlite_desk: Desk) -> Desk:
    """An item that also asks for the spouse's card, begun by somebody whose profile is known."""
    spouse = {
        "id": "spouse_card", "name": "配偶身份证", "documents": ["id_card_front"], "how": "请拍。",
    }  # fmt: skip
    form: dict[str, Any] = deepcopy(GUIDE["form"])
    form["fields"] += [
        {"name": "spouse_name", "label": "配偶姓名", "type": "name", "ask": "配偶叫什么？",
         "sources": ["document.spouse_card.name"]},
        {"name": "spouse_id_number", "label": "配偶号码", "type": "id_number", "ask": "配偶的号码是？",
         "sources": ["document.spouse_card.id_number"]},
    ]  # fmt: skip
    sqlite_desk.library.publish(published(2, materials=[*GUIDE["materials"], spouse], form=form))
    on = sqlite_desk.clock().date()
    sqlite_desk.profiles.keep_facts("chen", [Fact(n, v, "公安", on) for n, v in ME.items()])
    return sqlite_desk


def draft(desk: Desk) -> Application:
    found = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(found, Application)
    return found


def handed_in(desk: Desk, name: str, material: str | None = None, *cards: dict[str, str]) -> Application:
    pages: list[ReadDocument] = [page("id_card_front", **card) for card in cards]
    kept = desk.documents.keep("chen", b"picture", "a.jpg", "image/jpeg")
    desk.documents.store_reading(kept.document_id, pages)
    view = desk.service.attach(CITIZEN, name, kept.document_id, material)
    assert isinstance(view, Application)
    return view


def values(view: Application) -> dict[str, str]:
    return {name: value.value for name, value in view.fields.items()}


@pytest.mark.parametrize("material", ["id_card", None])
def test_a_strangers_card_is_set_aside_and_asked_about(begun: Desk, material: str | None) -> None:
    name = draft(begun).application_id
    texts = {"spouse_name": "刘桂兰", "spouse_id_number": OTHER_ID}
    before = begun.service.set_fields(CITIZEN, name, texts, "typed")
    assert isinstance(before, Application)
    view = handed_in(begun, name, material, STRANGER)
    assert values(view) == values(before)
    assert all(not value.others for value in view.fields.values())
    assert view.next is not None
    assert view.next.kind == "document"
    assert "王某某的" in view.next.prompt
    assert "帮家人办吗" in view.next.prompt
    assert "王建国" not in view.next.prompt
    result = begun.service.precheck(CITIZEN, view.application_id)
    assert isinstance(result, Precheck)
    assert [(f.code, f.material_id) for f in result.findings if f.material_id == "id_card"] == [
        ("mismatch", "id_card")
    ]


@pytest.mark.parametrize("answer", ["mistake", "family"])
def test_told_that_it_is_not_for_this_it_is_gone(begun: Desk, answer: str) -> None:
    before = draft(begun)
    name = before.application_id
    handed_in(begun, name, "id_card", STRANGER)
    view = begun.service.whose(CITIZEN, name, "id_card", answer)
    assert isinstance(view, Application)
    assert (view.somebody_elses, values(view), view.missing) == ((), values(before), before.missing)
    again = begun.service.whose(CITIZEN, name, "id_card", answer)
    assert isinstance(again, NotAllowed)


def test_told_that_it_is_the_spouses_it_fills_the_spouses_fields(begun: Desk) -> None:
    name = draft(begun).application_id
    asked = handed_in(begun, name, "id_card", WIFE).somebody_elses
    assert asked[0].materials == (("spouse_card", "配偶身份证"),)
    view = begun.service.whose(CITIZEN, name, "id_card", "spouse_card")
    assert isinstance(view, Application)
    assert values(view) == {**ME, "spouse_name": "刘桂兰", "spouse_id_number": OTHER_ID}
    assert not view.fields["spouse_name"].confirmed
    wrong = begun.service.whose(CITIZEN, name, "id_card", "photo")
    assert isinstance(wrong, NotAllowed)


def test_a_person_the_form_knows_already_is_not_asked_about(begun: Desk) -> None:
    name = draft(begun).application_id
    begun.service.set_fields(CITIZEN, name, {"spouse_id_number": OTHER_ID}, "typed")
    view = handed_in(begun, name, None, WIFE)
    assert view.somebody_elses == ()
    assert view.fields["spouse_name"].value == "刘桂兰"


def test_what_was_asked_for_is_taken_without_a_question(begun: Desk) -> None:
    name = draft(begun).application_id
    asked = handed_in(begun, name, None, ME)
    assert asked.next is not None
    assert asked.next.name == "spouse_card"
    view = handed_in(begun, name, None, WIFE)
    assert (view.somebody_elses, view.fields["spouse_name"].value) == ((), "刘桂兰")


def test_of_two_cards_in_one_picture_each_goes_to_its_person(begun: Desk) -> None:
    name = draft(begun).application_id
    begun.service.set_fields(CITIZEN, name, {"spouse_name": "刘桂兰", "spouse_id_number": OTHER_ID}, "typed")
    view = handed_in(begun, name, "id_card", WIFE, ME)
    handed = {m.material_id for m in view.materials if m.document_id}
    assert (handed, view.somebody_elses) == ({"id_card", "spouse_card"}, ())
    assert values(view)["name"] == "陈晓渝"
    result = begun.service.precheck(CITIZEN, name)
    assert isinstance(result, Precheck)
    assert "wrong_document" not in {f.code for f in result.findings}


def test_ones_own_card_afterwards_answers_the_question(begun: Desk) -> None:
    name = draft(begun).application_id
    handed_in(begun, name, "id_card", STRANGER)
    view = handed_in(begun, name, "id_card", ME)
    assert (view.somebody_elses, view.materials[0].document_id is not None) == ((), True)


def test_the_same_name_with_another_number_is_somebody_else(begun: Desk) -> None:
    view = handed_in(begun, draft(begun).application_id, "id_card", {**STRANGER, "name": "陈晓渝"})
    assert view.fields["id_number"].value == ID_NUMBER
    assert view.next is not None
    assert "号码不一样" in view.next.prompt


@pytest.mark.parametrize("name", ["罗陈晓渝", "陈晓瑜"])
def test_the_same_number_is_oneself_however_the_name_is_spelt(begun: Desk, name: str) -> None:
    view = handed_in(begun, draft(begun).application_id, "id_card", {**ME, "name": name})
    assert view.somebody_elses == ()


def test_nobody_else_answers_for_the_person(begun: Desk) -> None:
    name = draft(begun).application_id
    handed_in(begun, name, "id_card", STRANGER)
    assert begun.service.whose(OTHER, name, "id_card", "mistake") == Unknown()


def test_a_tab_that_knows_an_older_version_answers_nothing(begun: Desk) -> None:
    view = handed_in(begun, draft(begun).application_id, "id_card", STRANGER)
    told = begun.service.whose(CITIZEN, view.application_id, "id_card", "mistake", view.version - 1)
    assert not isinstance(told, Application)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王建国", "王某某"), ("王五", "王某"), ("欧阳修", "欧阳某"), ("JOHN SMITH", "J某某"), ("", "")],
)
def test_a_name_is_told_discreetly(name: str, shown: str) -> None:
    assert discreet(name) == shown
