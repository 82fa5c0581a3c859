"""A draft while it is the person's: prefilled, versioned, theirs alone, `ready` only when confirmed."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

from applications.types import Application, Conflict, NotAllowed, Precheck, Unknown
from prefill.types import Certificate
from storage import audit
from tests.applications.desk import (
    CITIZEN,
    GUIDE,
    ID_NUMBER,
    OTHER,
    OTHER_ID,
    REVIEWER,
    Desk,
    keep_card,
    keep_profile,
    published,
)


def is_app(value: object) -> Application:
    assert isinstance(value, Application)
    return value


def test_a_draft_starts_prefilled_and_asks_what_matters_first(desk: Desk) -> None:
    keep_profile(desk)
    draft = is_app(desk.service.start(CITIZEN, "card"))
    assert (draft.state, draft.version, draft.guide_version) == ("draft", 1, 1)
    assert draft.fields["mobile"].value == "13800138001"
    assert draft.next is not None
    assert (draft.next.kind, draft.next.name) == ("situation", "who")
    assert is_app(desk.service.get(CITIZEN, draft.application_id)) == draft


def test_the_whole_path_by_what_is_next(desk: Desk) -> None:
    """Following `next` alone leads to `ready`; nothing known is asked."""
    keep_profile(desk)
    view = is_app(desk.service.start(CITIZEN, "card"))
    name, asked = view.application_id, []
    answers = {"who": "我孩子的", "together": "不是", "child_name": "陈小满"}
    for _ in range(12):
        step = view.next
        assert step is not None
        asked.append(step.name)
        match step.kind:
            case "situation":
                desk.service.answer_situation(CITIZEN, name, {step.name: answers[step.name]})
            case "field":
                desk.service.set_fields(CITIZEN, name, {step.name: answers[step.name]}, "said")
            case "document":
                desk.service.attach(CITIZEN, name, desk.card(name="陈晓渝", id_number=ID_NUMBER))
            case "confirm":
                desk.service.confirm(CITIZEN, name)
            case "precheck":
                desk.service.precheck(CITIZEN, name)
            case "submit":
                break
        view = is_app(desk.service.get(CITIZEN, name))
    assert asked == ["who", "together", "child_name", "id_card", "confirm", "precheck", "submit"]
    assert view.state == "ready"
    assert {m.material_id: m.exempt_by for m in view.materials}["household"] == "data_sharing"


def test_a_certificate_held_makes_the_material_unnecessary_and_fills_the_form(desk: Desk) -> None:
    keep_card(desk, date(2030, 1, 1))
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "self"}))
    card = draft.materials[0]
    assert (card.exempt_by, card.exempt_reason, card.satisfied) == ("certificate", "档案里有，不用交。", True)
    assert draft.fields["name"].source_ref == "document.id_card.name@certificate:id_card_front"
    assert draft.fields["name"].source == "profile"
    assert draft.missing == ("mobile",)


def test_an_expired_certificate_exempts_nothing(desk: Desk) -> None:
    keep_card(desk, date(2026, 11, 21))
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "self"}))
    assert "id_card" in draft.missing
    assert "name" not in draft.fields


def test_ones_own_page_in_the_archive_does_not_stand_in_for_the_childs(desk: Desk) -> None:
    """Nor does it fill the child's fields; the child's page does both."""
    child_page = {
        "id": "child_page", "name": "户口簿孩子那一页", "documents": ["household_register_member"],
        "how": "请拍孩子那一页。", "when": {"who": ["child"]},
        "exempt": [{"by": "certificate", "certificate": "household_register_member", "reason": "有了。"}],
    }  # fmt: skip
    form = deepcopy(GUIDE["form"])
    form["fields"][3]["sources"] = ["document.child_page.name"]
    desk.library.publish(published(2, materials=[*GUIDE["materials"], child_page], form=form))
    keep_profile(desk)
    own = {"name": "陈晓渝", "id_number": ID_NUMBER}
    desk.profiles.keep_certificates("chen", [Certificate("household_register_member", own)])
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "child", "together": "yes"}))
    assert "child_page" in draft.missing
    assert "child_name" not in draft.fields

    childs = {"name": "陈小满", "id_number": "500112202503100025"}
    desk.profiles.keep_certificates("chen", [Certificate("household_register_member", childs)])
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "child", "together": "yes"}))
    assert "child_page" not in draft.missing
    assert draft.fields["child_name"].value == "陈小满"


def test_anothers_card_in_the_archive_does_not_stand_in_for_ones_own(desk: Desk) -> None:
    keep_profile(desk)
    theirs = {"name": "刘桂兰", "id_number": OTHER_ID}
    desk.profiles.keep_certificates("chen", [Certificate("id_card_front", theirs)])
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "self"}))
    assert "id_card" in draft.missing
    assert (draft.fields["name"].value, draft.fields["name"].others) == ("陈晓渝", ())


def test_dropping_an_answer_drops_what_only_it_asked(desk: Desk) -> None:
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "child", "together": "no"}))
    name = draft.application_id
    desk.service.set_fields(CITIZEN, name, {"child_name": "陈小满"}, "typed")
    changed = is_app(desk.service.answer_situation(CITIZEN, name, {"who": "self"}))
    assert changed.situation == {"who": "self"}
    assert "child_name" not in changed.fields
    assert "household" not in {m.material_id for m in changed.materials}
    back = is_app(desk.service.answer_situation(CITIZEN, name, {"who": "child"}))
    assert back.fields["child_name"].value == "陈小满"


def test_what_does_not_fit_is_told_and_nothing_is_lost(desk: Desk) -> None:
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "猫"}))
    assert "我自己的" in draft.problems["who"].message
    name = draft.application_id
    texts = {"mobile": "13800138001", "id_number": "500112199203150027", "unknown": "x"}
    view = is_app(desk.service.set_fields(CITIZEN, name, texts, "typed"))
    assert view.fields["mobile"].value == "13800138001"
    assert view.problems["id_number"].code == "checksum_failed"
    assert "unknown" in view.problems
    blank = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "  "}, "typed"))
    assert blank.fields["mobile"].value == "13800138001"
    assert blank.version == view.version


def test_two_tabs_the_later_one_sees_the_newer_version(desk: Desk) -> None:
    draft = is_app(desk.service.start(CITIZEN, "card"))
    name = draft.application_id
    first = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "13800138001"}, "typed", 1))
    assert first.version == 2
    late = desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed", 1)
    assert isinstance(late, Conflict)
    assert late.current.fields["mobile"].value == "13800138001"


def test_a_typed_value_counts_as_confirmed_and_a_profiles_must_be(desk: Desk) -> None:
    keep_profile(desk)
    draft = is_app(desk.service.start(CITIZEN, "card", {"who": "self"}))
    name = draft.application_id
    assert not draft.fields["mobile"].confirmed
    same = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "138 0013 8001"}, "typed"))
    assert (same.fields["mobile"].confirmed, same.fields["mobile"].source) == (True, "profile")
    typed = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed"))
    assert (typed.fields["mobile"].confirmed, typed.fields["mobile"].source) == (True, "typed")


def test_any_change_after_ready_goes_back_to_draft(desk: Desk) -> None:
    ready = desk.ready()
    assert ready.next is not None
    assert ready.next.kind == "submit"
    changed = is_app(
        desk.service.set_fields(CITIZEN, ready.application_id, {"mobile": "13900139002"}, "typed")
    )
    assert (changed.state, changed.findings) == ("draft", ())


def test_confirming_after_a_passed_precheck_makes_it_ready(desk: Desk) -> None:
    keep_profile(desk)
    keep_card(desk, None)
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    result = desk.service.precheck(CITIZEN, name)
    assert isinstance(result, Precheck)
    assert result.passed
    assert is_app(desk.service.get(CITIZEN, name)).state == "draft"
    assert is_app(desk.service.confirm(CITIZEN, name)).state == "ready"


def test_a_retake_replaces_the_picture_and_the_other_side_joins_it(desk: Desk) -> None:
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    wrong = desk.card(kind="business_licence", name="某公司")
    desk.service.attach(CITIZEN, name, wrong, "id_card")
    desk.service.attach(CITIZEN, name, desk.card(name="陈晓渝"))
    desk.service.attach(CITIZEN, name, desk.card(kind="id_card_back", valid_until="2026-01-01"))
    result = desk.service.precheck(CITIZEN, name)
    assert isinstance(result, Precheck)
    codes = [f.code for f in result.findings]
    assert "wrong_document" not in codes
    assert "expired" in codes


def test_a_document_nobody_asked_for_is_refused_with_a_sentence(desk: Desk) -> None:
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    refused = desk.service.attach(CITIZEN, name, desk.card(kind="business_licence"))
    assert isinstance(refused, NotAllowed)
    assert "不需要" in refused.message
    unknown = desk.service.attach(CITIZEN, name, desk.card(kind="unknown"))
    assert isinstance(unknown, NotAllowed)
    assert isinstance(desk.service.attach(CITIZEN, name, desk.card(), "no_such"), NotAllowed)


def test_what_was_handed_in_can_be_taken_back(desk: Desk) -> None:
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    desk.service.attach(CITIZEN, name, desk.card(name="陈晓渝"))
    assert "id_card" in is_app(desk.service.detach(CITIZEN, name, "id_card")).missing


def test_another_persons_card_does_not_overwrite_the_form(desk: Desk) -> None:
    keep_profile(desk)
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    strange = desk.card(name="刘桂兰", id_number=OTHER_ID)
    view = is_app(desk.service.attach(CITIZEN, name, strange))
    assert view.fields["name"].value == "陈晓渝"
    assert view.fields["name"].others == ()
    assert [one.name for one in view.somebody_elses] == ["刘桂兰"]
    result = desk.service.precheck(CITIZEN, name)
    assert isinstance(result, Precheck)
    assert "mismatch" in [f.code for f in result.findings]


@pytest.mark.parametrize(
    "act",
    [
        lambda s, a, i, d: s.get(a, i),
        lambda s, a, i, d: s.answer_situation(a, i, {"who": "self"}),
        lambda s, a, i, d: s.set_fields(a, i, {"mobile": "13900139002"}, "typed"),
        lambda s, a, i, d: s.confirm(a, i),
        lambda s, a, i, d: s.attach(a, i, d),
        lambda s, a, i, d: s.detach(a, i, "id_card"),
        lambda s, a, i, d: s.precheck(a, i),
        lambda s, a, i, d: s.submit(a, i, "k"),
        lambda s, a, i, d: s.withdraw(a, i),
        lambda s, a, i, d: s.decide(REVIEWER, i, "accept"),
    ],
)
def test_anothers_application_is_unknown_and_stays_as_it_is(sqlite_desk: Desk, act: Any) -> None:
    desk = sqlite_desk
    draft = is_app(desk.service.start(CITIZEN, "card"))
    theirs = desk.card(owner="liu")
    assert act(desk.service, OTHER, draft.application_id, theirs) == Unknown()
    assert desk.service.get(CITIZEN, draft.application_id) == draft
    assert desk.service.mine(OTHER) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda s, i, d: s.answer_situation(CITIZEN, i, {"who": "child"}),
        lambda s, i, d: s.set_fields(CITIZEN, i, {"mobile": "13900139002"}, "typed"),
        lambda s, i, d: s.confirm(CITIZEN, i),
        lambda s, i, d: s.attach(CITIZEN, i, d),
        lambda s, i, d: s.detach(CITIZEN, i, "id_card"),
        lambda s, i, d: s.precheck(CITIZEN, i),
        lambda s, i, d: s.submit(CITIZEN, i, "k"),
        lambda s, i, d: s.withdraw(CITIZEN, i),
    ],
)
def test_what_was_typed_stays_readable_after_a_withdrawal_but_nothing_changes_it(
    sqlite_desk: Desk, act: Any
) -> None:
    desk = sqlite_desk
    name = desk.ready().application_id
    withdrawn = is_app(desk.service.withdraw(CITIZEN, name))
    act(desk.service, name, desk.card(name="陈晓渝"))
    assert is_app(desk.service.get(CITIZEN, name)) == withdrawn
    assert withdrawn.fields["mobile"].value == "13800138001"


def test_anothers_document_is_unknown(desk: Desk) -> None:
    name = is_app(desk.service.start(CITIZEN, "card")).application_id
    assert desk.service.attach(CITIZEN, name, desk.card(owner="liu")) == Unknown()
    assert desk.service.attach(CITIZEN, name, "doc_none", "id_card") == Unknown()


def test_an_item_without_a_citable_guide_is_unknown(desk: Desk) -> None:
    assert desk.service.start(CITIZEN, "no-such-item") == Unknown()
    desk.library.withdraw("card", 1)
    assert desk.service.start(CITIZEN, "card") == Unknown()


def test_looking_at_a_draft_costs_one_select(sqlite_desk: Desk) -> None:
    """Chat asks for the draft on every turn; more queries would be felt."""
    desk = sqlite_desk
    keep_profile(desk)
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    seen: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        desk.service.get(CITIZEN, name)
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) == 1


def test_the_audit_chain_records_the_acts_and_nothing_personal(desk: Desk) -> None:
    keep_profile(desk)
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    desk.service.attach(CITIZEN, name, desk.card(name="陈晓渝", id_number=ID_NUMBER))
    desk.service.confirm(CITIZEN, name)
    desk.service.precheck(CITIZEN, name)
    desk.service.submit(CITIZEN, name, "k")
    with desk.database.reading() as session:
        assert audit.verify(session).ok
        rows = session.query(audit.AuditRow).all()
    actions = [row.action.removeprefix("application.") for row in rows]
    assert actions == ["start", "attach", "confirm", "precheck", "submit", "receipt"]
    said = " ".join(f"{row.actor} {row.subject} {row.detail}" for row in rows)
    assert all(personal not in said for personal in ("陈晓渝", ID_NUMBER, "13800138001"))


def test_a_number_typed_wrongly_is_not_passed_over_for_the_one_from_before(desk: Desk) -> None:
    """The form showed another number last: nothing goes out until one is typed well or confirmed by name."""
    keep_profile(desk)
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    desk.service.set_fields(CITIZEN, name, {"mobile": "13800138001"}, "typed")
    wrong = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "1380013"}, "typed"))
    assert wrong.fields["mobile"].value == "13800138001"
    desk.service.confirm(CITIZEN, name)
    checked = desk.service.precheck(CITIZEN, name)
    assert isinstance(checked, Precheck)
    assert not checked.passed
    assert ("field_invalid", "mobile") in {(f.code, f.field) for f in checked.findings}
    view = is_app(desk.service.get(CITIZEN, name))
    assert "mobile" in view.refused
    assert (view.next.kind, view.next.name) == ("field", "mobile") if view.next else False

    meant = is_app(desk.service.confirm(CITIZEN, name, ("mobile",)))
    assert not meant.refused
    again = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "x"}, "typed"))
    assert "mobile" in again.refused
    mended = is_app(desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed"))
    assert not mended.refused


def test_a_tab_that_knows_an_older_version_changes_no_answer(desk: Desk) -> None:
    name = is_app(desk.service.start(CITIZEN, "card", {"who": "self"})).application_id
    desk.service.set_fields(CITIZEN, name, {"mobile": "13800138001"}, "typed", 1)
    late = desk.service.answer_situation(CITIZEN, name, {"who": "child"}, 1)
    assert isinstance(late, Conflict)
    assert is_app(desk.service.get(CITIZEN, name)).situation == {"who": "self"}
