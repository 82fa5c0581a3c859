"""The desk: who is at a case, second opinions, verdicts on findings, order of the queue, the case view."""

from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import select

from applications.desk.risk import assess
from applications.desk.rules import keyed, matching, rule_missed
from applications.desk.service import DeskService
from applications.desk.tables import DeskVerdictRow
from applications.desk.types import Case, Wanted
from applications.drafts import from_json, to_json
from applications.tables import ApplicationRow
from applications.types import (
    Actor,
    Application,
    Conflict,
    Finding,
    MaterialState,
    NotAllowed,
    Receipt,
    RegisterCheck,
    Unknown,
)
from knowledge_base.corrections.service import Corrections
from prefill.types import Candidate, FieldValue
from storage import audit
from storage.audit import AuditRow
from tests.applications.desk import CITIZEN, ID_NUMBER, OTHER, OTHER_ID, REVIEWER, Desk, guide
from tests.conftest import FixedClock

COLLEAGUE = Actor("zheng", "郑复核", "reviewer")
BLURRED = Finding("unreadable", "must_fix", "身份证照片看不清，请重拍。", "办事指南·申请材料", "id_card")


@pytest.fixture
def staff(desk: Desk) -> DeskService:
    corrections = Corrections(desk.database, cast("Any", desk.library), desk.clock)
    return DeskService(desk.database, cast("Any", desk.library), corrections, desk.clock)


@pytest.fixture
def submitted(desk: Desk) -> str:
    return sent(desk, CITIZEN, "k1")


def sent(desk: Desk, actor: Actor, key: str) -> str:
    name = desk.ready(actor).application_id
    assert isinstance(desk.service.submit(actor, name, key), Receipt)
    return name


def is_case(value: object) -> Case:
    assert isinstance(value, Case)
    return value


def audited(desk: Desk, action: str) -> list[dict[str, Any]]:
    with desk.database.reading() as session:
        assert audit.verify(session).ok
        rows = session.scalars(select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.seq))
        return [row.detail for row in rows]


def test_two_reviewers_never_decide_the_same_case(
    desk: Desk, staff: DeskService, submitted: str, clock: FixedClock
) -> None:
    assert isinstance(staff.claim(REVIEWER, submitted), Application)
    assert isinstance(staff.claim(COLLEAGUE, submitted), NotAllowed)
    assert isinstance(desk.service.decide(COLLEAGUE, submitted, "accept", note="齐"), NotAllowed)
    clock.advance(minutes=30)
    assert isinstance(staff.claim(COLLEAGUE, submitted), Application), "who went home blocks nobody"
    assert isinstance(desk.service.decide(REVIEWER, submitted, "accept", note="齐"), NotAllowed)
    staff.release(COLLEAGUE, submitted)
    assert isinstance(desk.service.decide(REVIEWER, submitted, "accept", note="齐"), Application)


def test_only_reviewers_and_never_ones_own(desk: Desk, staff: DeskService, submitted: str) -> None:
    """A reviewer who applies is a citizen of this case."""
    self_applying = Actor("chen", "陈晓渝", "reviewer")
    curator = Actor("wen", "文草拟", "curator")
    for actor in (self_applying, curator, CITIZEN):
        assert staff.case(actor, submitted) == Unknown()
        assert staff.queue(actor, Wanted()).entries == ()
    assert isinstance(staff.claim(self_applying, submitted), NotAllowed)
    assert staff.claim(curator, submitted) == Unknown()
    assert staff.queue(REVIEWER, Wanted()).total == 1


def test_a_second_pair_of_eyes_must_be_another(desk: Desk, staff: DeskService, submitted: str) -> None:
    proposed = desk.service.decide(REVIEWER, submitted, "accept", note="材料齐", ask_second=True)
    assert isinstance(proposed, Application)
    assert proposed.state == "submitted", "nothing happens before another agreed"
    assert isinstance(desk.service.decide(COLLEAGUE, submitted, "accept", note="齐"), NotAllowed)
    assert isinstance(staff.answer_second(REVIEWER, submitted, True, "我也同意"), NotAllowed)
    assert isinstance(staff.answer_second(COLLEAGUE, submitted, True, " "), NotAllowed)
    (entry,) = staff.queue(COLLEAGUE, Wanted(second=True)).entries
    assert entry.awaits_second
    agreed = staff.answer_second(COLLEAGUE, submitted, True, "复核无误")
    assert isinstance(agreed, Application)
    assert (agreed.state, agreed.note) == ("accepted", "材料齐")
    (entry,) = audited(desk, "application.decide")
    assert (entry["by"], entry["reason"], entry["second"], entry["second_reason"]) == (
        "zhou", "材料齐", "zheng", "复核无误",
    )  # fmt: skip


def test_a_colleague_who_disagrees_opens_the_case_again(
    desk: Desk, staff: DeskService, submitted: str, clock: FixedClock
) -> None:
    desk.service.decide(REVIEWER, submitted, "return", [BLURRED], "看不清", ask_second=True)
    clock.advance(hours=1)
    assert isinstance(staff.answer_second(COLLEAGUE, submitted, False, "看得清"), Application)
    assert is_case(staff.case(REVIEWER, submitted)).proposal is None
    assert isinstance(staff.retract(REVIEWER, submitted), NotAllowed)
    accepted = desk.service.decide(REVIEWER, submitted, "accept", note="再看看得清")
    assert isinstance(accepted, Application)
    (round_one,) = is_case(staff.case(REVIEWER, submitted)).rounds
    assert [one.state for one in round_one.decisions] == ["disagreed", "effective"]


def test_a_case_withdrawn_meanwhile_can_neither_be_agreed_to_nor_decided(
    desk: Desk, staff: DeskService, submitted: str
) -> None:
    desk.service.decide(REVIEWER, submitted, "accept", note="齐", ask_second=True)
    desk.service.withdraw(CITIZEN, submitted)
    assert staff.answer_second(COLLEAGUE, submitted, True, "同意") == Unknown()


def test_a_decision_on_an_older_version_is_a_conflict(desk: Desk, submitted: str) -> None:
    seen = desk.service.get(REVIEWER, submitted)
    assert isinstance(seen, Application)
    stale = desk.service.decide(REVIEWER, submitted, "accept", note="齐", seen_version=seen.version - 1)
    assert isinstance(stale, Conflict)
    done = desk.service.decide(REVIEWER, submitted, "accept", note="齐", seen_version=seen.version)
    assert isinstance(done, Application)


def test_what_must_be_mended_is_not_accepted_until_a_reviewer_overrides_it_with_a_reason(
    desk: Desk, staff: DeskService
) -> None:
    """Between submission and decision days pass, and what was sound may no longer be."""
    name = sent(desk, CITIZEN, "k1")
    assert is_case(staff.case(REVIEWER, name)).passed
    _disagree(desk, name, OTHER_ID)
    case = is_case(staff.case(REVIEWER, name))
    must = [one for one in case.findings if one.finding.severity == "must_fix"]
    assert must, [one.finding for one in case.findings]
    assert isinstance(desk.service.decide(REVIEWER, name, "accept", note="齐"), NotAllowed)
    for one in must:
        assert isinstance(staff.judge(REVIEWER, name, one.key, "overridden", " "), NotAllowed)
        assert isinstance(staff.judge(REVIEWER, name, one.key, "overridden", "原件已核对"), Application)
    assert isinstance(staff.judge(REVIEWER, name, "nothing", "upheld", ""), NotAllowed)
    assert isinstance(desk.service.decide(REVIEWER, name, "accept", note=" "), NotAllowed), "not unexplained"
    accepted = desk.service.decide(REVIEWER, name, "accept", note="原件已核对")
    assert isinstance(accepted, Application)
    assert accepted.state == "accepted"
    assert "number" in {one.rule for one in must}, "named by the review point's id"
    rules = {one.rule: one for one in staff.agreement(REVIEWER)}
    assert sum(one.overridden for one in rules.values()) == len(must)


def _disagree(desk: Desk, application_id: str, number: str) -> None:
    """As if the number kept no longer were that of the card: what the precheck finds today."""
    with desk.database.transaction() as session:
        row = session.get_one(ApplicationRow, application_id)
        data = to_json(from_json(row.data))
        data["fields"]["id_number"]["value"] = number
        row.data = data


def test_a_return_counts_as_upheld_or_missed(desk: Desk, staff: DeskService, submitted: str) -> None:
    desk.service.decide(REVIEWER, submitted, "return", [BLURRED], "请重拍")
    with desk.database.reading() as session:
        (row,) = session.scalars(select(DeskVerdictRow))
    assert (row.verdict, row.rule, row.item_id) == ("missed", "uncovered.unreadable", "card")
    (rule,) = staff.agreement(REVIEWER)
    assert (rule.missed, rule.offered) == (1, False)
    assert staff.agreement(CITIZEN) == []


def test_a_case_shows_values_with_their_place_and_what_changed_since_the_last_round(
    desk: Desk, staff: DeskService, submitted: str
) -> None:
    desk.service.decide(REVIEWER, submitted, "return", [BLURRED], "请重拍")
    desk.service.attach(CITIZEN, submitted, desk.card(name="陈晓渝", id_number=ID_NUMBER, valid_until="长期"))
    desk.service.set_fields(CITIZEN, submitted, {"mobile": "13900139002"}, "typed")
    desk.service.confirm(CITIZEN, submitted)
    desk.service.precheck(CITIZEN, submitted)
    assert isinstance(desk.service.submit(CITIZEN, submitted, "k2"), Receipt)
    case = is_case(staff.case(REVIEWER, submitted))
    name = next(field for field in case.fields if field.name == "name")
    (seen,) = name.seen
    assert (seen.value, seen.box, seen.agrees) == ("陈晓渝", (0, 0, 1, 1), True)
    assert not name.disputed
    second, first = case.rounds
    assert (second.number, first.number) == (2, 1)
    changes = {(c.kind, c.name): (c.before, c.after) for c in second.changes}
    assert changes["field", "mobile"] == ("13800138001", "13900139002")
    assert ("material", "id_card") in changes
    assert [one.decision for one in first.decisions] == ["return"]
    assert "corrected" in {reason.code for reason in case.risk.reasons}


def test_the_queue_is_by_deadline_or_risk_and_comes_in_pages(
    desk: Desk, staff: DeskService, clock: FixedClock
) -> None:
    first = sent(desk, CITIZEN, "k1")
    clock.advance(days=1)
    later = sent(desk, OTHER, "k2")
    assert ids(staff, Wanted()) == [first, later]
    _disagree(desk, later, ID_NUMBER)
    clock.advance(days=1)
    assert ids(staff, Wanted(order="risk")) == [later, first], "what must be mended is looked at first"
    assert ids(staff, Wanted(limit=1, offset=1)) == [later]
    assert staff.queue(REVIEWER, Wanted(limit=1)).total == 2
    assert ids(staff, Wanted(item_id="other")) == []
    staff.claim(REVIEWER, first)
    assert ids(staff, Wanted(whose="mine")) == [first]
    assert ids(staff, Wanted(whose="free")) == [later]
    assert staff.counts(REVIEWER)["submitted"] == 2
    entry = staff.queue(REVIEWER, Wanted()).entries[0]
    assert (entry.overdue, entry.days_left > 0) == (False, True)
    clock.advance(days=30)
    entry = staff.queue(REVIEWER, Wanted()).entries[0]
    assert (entry.overdue, entry.days_left < 0) == (True, True)


def ids(staff: DeskService, wanted: Wanted) -> list[str]:
    return [entry.application_id for entry in staff.queue(REVIEWER, wanted).entries]


def test_a_case_that_cannot_be_read_holds_up_no_other(desk: Desk, staff: DeskService) -> None:
    broken, sound = sent(desk, CITIZEN, "k1"), sent(desk, OTHER, "k2")
    with desk.database.transaction() as session:
        session.get_one(ApplicationRow, broken).data = {"fields": "torn"}
    entries = {one.application_id: one for one in staff.queue(REVIEWER, Wanted()).entries}
    assert entries[broken].risk is None
    assert entries[sound].risk is not None
    assert ids(staff, Wanted(order="risk")) == [broken, sound], "what nobody could weigh is looked at first"


def test_risk_says_its_reasons_and_each_has_a_most() -> None:
    sure = FieldValue("name", "陈晓渝", "document", "document.id_card.name@doc_1", 0.99, confirmed=True)
    unsure = FieldValue("id_number", "1", "document", "document.id_card.id_number@doc_1", 0.6, confirmed=True)
    other = Candidate("别的", "profile", "profile.mobile", 1.0)
    differs = FieldValue("mobile", "2", "typed", "form", 1.0, confirmed=True, others=(other,))
    many = [Finding("needs_review", "for_staff", f"看{n}", "依据") for n in range(50)]
    risk = assess(many, [sure, unsure, differs], (), delegated=True, round_=1)
    points = {reason.code: reason.points for reason in risk.reasons}
    assert points == {"for_staff": 8, "unsure": 2, "differs": 3, "delegated": 2}
    assert risk.score == 15
    assert assess([], [sure], (), delegated=False, round_=1).reasons == ()


@pytest.mark.parametrize(
    ("by", "outcome", "counted"),
    [
        ("commitment", None, True),
        ("data_sharing", "unavailable", True),
        ("data_sharing", None, True),
        ("data_sharing", "found", False),
        ("certificate", None, False),
    ],
)
def test_an_exemption_that_nobody_could_verify_counts(by: Any, outcome: Any, counted: bool) -> None:
    register = RegisterCheck("population", "公安人口信息", outcome) if by == "data_sharing" else None
    exempt = MaterialState("page", "户口簿", required=True, exempt_by=by, register=register)
    handed_in = replace(exempt, document_id="doc_1")
    codes = [one.code for one in assess([], [], [exempt], delegated=False, round_=1).reasons]
    assert codes == (["exempt_unverified"] if counted else [])
    assert assess([], [], [handed_in], delegated=False, round_=1).reasons == ()


def test_findings_are_named_by_their_rule_and_found_again() -> None:
    the_guide = guide()
    point = the_guide.review[0]
    by_point = Finding(
        "mismatch", "must_fix", point.message, point.clause, "id_card", "id_number", rule="number"
    )
    reworded_since = replace(by_point, message="号码不一样。", clause="另一条")
    twice = [by_point, reworded_since, BLURRED]
    judged = keyed(twice)
    assert [one.rule for one in judged] == ["number", "number", "built_in.unreadable"]
    assert len({one.key for one in judged}) == 3
    reworded = Finding("unreadable", "must_fix", "请再拍一次。", "办事指南", "id_card")
    assert matching(judged, reworded) == judged[2]
    assert rule_missed(the_guide, reworded) == "uncovered.unreadable"
