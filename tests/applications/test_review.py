"""The reviewer's desk: decisions, and the round of correction after a return."""

from typing import Any

import pytest
from sqlalchemy import select

from applications.tables import IntakeCaseRow
from applications.types import Application, Finding, NotAllowed, NotReady, Receipt, Unknown
from tests.applications.desk import CITIZEN, REVIEWER, Desk

BLURRED = Finding("unreadable", "must_fix", "身份证照片看不清，请重拍。", "办事指南·申请材料", "id_card")
WRONG = Finding("field_invalid", "must_fix", "手机号打不通，请核对。", "办事指南·申请表", field="mobile")


@pytest.fixture
def submitted(desk: Desk) -> str:
    name = desk.ready().application_id
    assert isinstance(desk.service.submit(CITIZEN, name, "k1"), Receipt)
    return name


def is_app(value: object) -> Application:
    assert isinstance(value, Application)
    return value


def test_only_reviewers_see_the_desk_and_only_what_was_sent(desk: Desk, submitted: str) -> None:
    desk.ready()
    assert [a.application_id for a in desk.service.for_review(REVIEWER)] == [submitted]
    assert desk.service.for_review(CITIZEN) == []
    assert desk.service.for_review(REVIEWER, "draft") == []
    assert is_app(desk.service.get(REVIEWER, submitted)).state == "submitted"
    assert desk.service.decide(CITIZEN, submitted, "accept") == Unknown()


def test_accepting_ends_it(desk: Desk, submitted: str) -> None:
    accepted = is_app(desk.service.decide(REVIEWER, submitted, "accept", note="材料齐"))
    assert (accepted.state, accepted.next, accepted.note) == ("accepted", None, "材料齐")
    assert isinstance(desk.service.decide(REVIEWER, submitted, "return", [WRONG]), NotAllowed)
    assert isinstance(desk.service.withdraw(CITIZEN, submitted), NotAllowed)
    assert isinstance(desk.service.submit(CITIZEN, submitted, "k9"), Receipt)


def test_a_return_must_say_why(desk: Desk, submitted: str) -> None:
    assert isinstance(desk.service.decide(REVIEWER, submitted, "return", [], " "), NotAllowed)


def test_only_what_was_returned_is_asked_again_and_makes_round_two(desk: Desk, submitted: str) -> None:
    first = desk.service.receipt_by_key(CITIZEN, "k1")
    returned = is_app(desk.service.decide(REVIEWER, submitted, "return", [BLURRED, WRONG], "请改两处"))
    assert (returned.state, returned.round, returned.note) == ("returned", 2, "请改两处")
    assert returned.findings == (BLURRED, WRONG)
    assert returned.receipt == first
    assert returned.next is not None
    assert (returned.next.kind, returned.next.name, returned.next.prompt) == (
        "document", "id_card", BLURRED.message,
    )  # fmt: skip
    unready = desk.service.submit(CITIZEN, submitted, "k2")
    assert isinstance(unready, NotReady)
    assert unready.findings[:2] == (BLURRED, WRONG)

    desk.service.attach(CITIZEN, submitted, desk.card(name="陈晓渝", valid_until="长期"))
    mended = is_app(desk.service.set_fields(CITIZEN, submitted, {"mobile": "13900139002"}, "typed"))
    assert mended.state == "returned"
    assert mended.next is not None
    assert mended.next.kind == "precheck"
    desk.service.precheck(CITIZEN, submitted)
    assert is_app(desk.service.get(CITIZEN, submitted)).state == "ready"
    second = desk.service.submit(CITIZEN, submitted, "k2")
    assert isinstance(second, Receipt)
    assert second != first
    assert desk.service.receipt_by_key(CITIZEN, "k1") == first, "an old key keeps its receipt"
    with desk.database.reading() as session:
        cases = session.scalars(select(IntakeCaseRow).order_by(IntakeCaseRow.acceptance_number)).all()
    assert [case.case["corrects"] for case in cases] == [None, "YK20261122000001"]


def test_a_remark_about_nothing_in_particular_does_not_block(desk: Desk, submitted: str) -> None:
    desk.service.decide(REVIEWER, submitted, "return", [], "请再确认一遍后提交")
    desk.service.precheck(CITIZEN, submitted)
    assert isinstance(desk.service.submit(CITIZEN, submitted, "k2"), Receipt)


def test_the_key_of_the_first_round_does_not_send_the_second(desk: Desk, submitted: str) -> None:
    """A repeat of the first send that arrives late gets the first receipt and nothing else happens."""
    first = desk.service.receipt_by_key(CITIZEN, "k1")
    desk.service.decide(REVIEWER, submitted, "return", [], "请再确认一遍后提交")
    desk.service.precheck(CITIZEN, submitted)
    assert desk.service.submit(CITIZEN, submitted, "k1") == first
    assert is_app(desk.service.get(CITIZEN, submitted)).state == "ready"


def test_a_return_can_always_be_answered(desk: Desk, submitted: str) -> None:
    """By giving the same answer again; and what names nothing of this guide or situation asks for nothing."""
    who = Finding("mismatch", "must_fix", "请确认丢的是谁的证。", "办事指南", field="who")
    nothing = Finding("missing_material", "must_fix", "请交。", "办事指南", "no_such_material")
    not_here = Finding("missing_material", "must_fix", "请交户口簿。", "办事指南", "household")
    returned = is_app(desk.service.decide(REVIEWER, submitted, "return", [nothing, not_here, who]))
    assert returned.next is not None
    assert (returned.next.kind, returned.next.name) == ("situation", "who")
    answered = is_app(desk.service.answer_situation(CITIZEN, submitted, {"who": "self"}))
    assert answered.next is not None
    assert answered.next.kind == "precheck"
    desk.service.precheck(CITIZEN, submitted)
    assert is_app(desk.service.get(CITIZEN, submitted)).state == "ready"


def test_a_draft_taken_back_is_not_shown_to_who_tries_to_decide_on_it(desk: Desk) -> None:
    name = desk.ready().application_id
    desk.service.withdraw(CITIZEN, name)
    assert desk.service.decide(REVIEWER, name, "accept") == Unknown()


def test_nobody_decides_on_their_own_case(desk: Desk, submitted: str) -> None:
    same_person: Any = type(REVIEWER)("chen", "陈晓渝", "reviewer")
    assert isinstance(desk.service.decide(same_person, submitted, "accept"), NotAllowed)
