"""Undo: an act taken back leaves the draft as it was before it."""

import pytest

from applications.taking_back import Acts
from applications.types import Application, Conflict, NotAllowed, Unknown
from tests.applications.desk import CITIZEN, OTHER, Desk, keep_profile


def seen(outcome: object) -> Application:
    assert isinstance(outcome, Application)
    return outcome


@pytest.fixture
def draft(desk: Desk) -> Application:
    keep_profile(desk)
    begun = seen(desk.service.start(CITIZEN, "card", {"who": "self"}))
    assert begun.fields["mobile"].source == "profile"
    return begun


def contents(view: Application) -> object:
    return view.situation, view.fields, view.materials, view.missing, view.next, view.refused, view.state


def test_a_confirmation_taken_back_leaves_the_values_to_be_looked_at(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    seen(desk.service.confirm(CITIZEN, name))
    open_before = [one.name for one in draft.fields.values() if one.open]
    after = seen(desk.service.take_back(CITIZEN, name, Acts(confirmed=open_before)))
    assert contents(after) == contents(draft)


def test_a_typed_value_taken_back_is_filled_by_its_source_again(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    typed = seen(desk.service.set_fields(CITIZEN, name, {"mobile": "13912345678"}, "typed"))
    assert typed.fields["mobile"].source == "typed"
    after = seen(desk.service.take_back(CITIZEN, name, Acts(values=["mobile"])))
    assert contents(after) == contents(draft)


def test_a_field_left_empty_and_then_not_is_filled_again(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    assert "mobile" not in seen(desk.service.clear(CITIZEN, name, "mobile")).fields
    assert contents(seen(desk.service.take_back(CITIZEN, name, Acts(values=["mobile"])))) == contents(draft)


def test_an_answer_taken_back_takes_along_what_it_made_apply(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    desk.service.answer_situation(CITIZEN, name, {"who": "child", "together": "no"})
    after = seen(desk.service.take_back(CITIZEN, name, Acts(answers=["who"])))
    assert after.situation == {}
    assert after.next is not None
    assert (after.next.kind, after.next.name) == ("situation", "who")


def test_a_promise_taken_back_is_asked_again(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    asked = seen(desk.service.answer_situation(CITIZEN, name, {"who": "child", "together": "no"}))
    promised = [m for m in asked.materials if m.commitment is not None]
    for material in promised:
        desk.service.confirm(CITIZEN, name, [f"commitment.{material.material_id}"])
    acts = Acts(confirmed=[f"commitment.{material.material_id}" for material in promised])
    assert contents(seen(desk.service.take_back(CITIZEN, name, acts))) == contents(asked)


def test_taking_back_makes_ready_a_draft_again_and_voids_the_precheck(desk: Desk, draft: Application) -> None:
    name = draft.application_id
    desk.service.attach(CITIZEN, name, desk.card(name="陈晓渝", id_number=draft.fields["id_number"].value))
    desk.service.confirm(CITIZEN, name)
    desk.service.precheck(CITIZEN, name)
    assert seen(desk.service.get(CITIZEN, name)).state == "ready"
    after = seen(desk.service.take_back(CITIZEN, name, Acts(confirmed=["mobile"])))
    assert (after.state, after.fields["mobile"].confirmed) == ("draft", False)


def test_what_was_never_done_changes_nothing(desk: Desk, draft: Application) -> None:
    acts = Acts(answers=["nothing"], values=["nothing"], confirmed=["nothing", "commitment.nothing"])
    assert seen(desk.service.take_back(CITIZEN, draft.application_id, acts)).version == draft.version


def test_only_ones_own_open_and_as_last_seen(desk: Desk, draft: Application) -> None:
    name, acts = draft.application_id, Acts(confirmed=["mobile"])
    assert isinstance(desk.service.take_back(OTHER, name, acts), Unknown)
    assert isinstance(desk.service.take_back(CITIZEN, name, acts, draft.version + 7), Conflict)
    desk.service.withdraw(CITIZEN, name)
    assert isinstance(desk.service.take_back(CITIZEN, name, acts), NotAllowed)
