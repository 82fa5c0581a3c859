"""The reviewer's desk: the queue, a case on one screen, decisions, agreement."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from api.wire.applications import ApplicationShape, FieldShape, FindingShape, finding_shape
from api.wire.base import Shape, local
from api.wire.documents import DocumentShape
from applications.desk.types import (
    Case,
    CaseField,
    ChangeKind,
    Claim,
    Decided,
    Decision,
    DecisionState,
    Entry,
    Judged,
    QueuePage,
    Risk,
    RiskCode,
    RiskLevel,
    Round,
    RuleAgreement,
    Seen,
    Told,
    Verdict,
)
from applications.types import State
from ocr.types import Box, Quad

NameOf = Callable[[str], str]
"""Account id → the reviewer's name."""


class RiskReasonShape(Shape):
    code: RiskCode
    points: int
    message: str


class RiskShape(Shape):
    """How closely the case wants to be looked at; it orders the queue and decides nothing."""

    score: int
    level: RiskLevel
    reasons: list[RiskReasonShape]


class ClaimShape(Shape):
    """Who is at the case; free again after `until` if nothing more is heard of them."""

    reviewer: str
    name: str
    mine: bool
    until: datetime | None


class EntryShape(Shape):
    """One line of the queue. `risk` is null until it has been computed."""

    application_id: str
    item_id: str
    item_name: str
    state: State
    round: int
    applicant: str
    acceptance_number: str
    received_at: datetime | None
    deadline: date
    overdue: bool
    days_left: Annotated[int, Field(description="working days; negative when overdue")]
    risk: RiskShape | None
    claim: ClaimShape | None
    awaits_second: bool


class QueueShape(Shape):
    """A page of the queue; `counts` are all cases by state."""

    total: int
    counts: dict[State, int]
    cases: list[EntryShape]


class JudgedShape(Shape):
    """A finding of today's precheck, with what the reviewer says of it. `key` names it for a verdict."""

    key: str
    rule: str
    finding: FindingShape
    verdict: Verdict | None
    reason: str


class SeenShape(Shape):
    """Where a paper shows the value: box on the upright page, places on the page as opened."""

    document_id: str
    material_id: str
    page: int
    document_type: str
    name: str
    value: str
    confidence: float
    box: Box
    places: list[Quad]
    agrees: bool


class ToldShape(Shape):
    """What the profile or a register says."""

    reference: str
    value: str
    told_by: str
    on: date | None
    agrees: bool


class CaseFieldShape(Shape):
    name: str
    label: str
    section: str
    sensitive: bool
    display: str
    disputed: Annotated[bool, Field(description="some source says something else")]
    value: FieldShape | None
    seen: list[SeenShape]
    told: list[ToldShape]


class ChangeShape(Shape):
    kind: ChangeKind
    name: str
    label: str
    before: str
    after: str


class DecidedShape(Shape):
    """A decision with its reason. `proposed` waits for a second reviewer."""

    decision: Decision
    state: DecisionState
    round: int
    reviewer: str
    mine: bool
    reason: str
    findings: list[FindingShape]
    decided_at: datetime | None
    second: str
    second_reason: str
    second_at: datetime | None


class RoundShape(Shape):
    number: int
    sent_at: datetime | None
    acceptance_number: str
    changes: list[ChangeShape]
    decisions: list[DecidedShape]


class ActingShape(Shape):
    """Who handles it for the applicant."""

    kind: Literal["family", "staff", "guardian"]
    agent: str
    principal: str


class CaseShape(Shape):
    """Everything to decide on, on one screen. `application.findings` are today's."""

    application: ApplicationShape
    applicant: str
    acting: ActingShape | None
    passed: Annotated[bool, Field(description="nothing found that must be mended; no promise of approval")]
    findings: list[JudgedShape]
    fields: list[CaseFieldShape]
    documents: list[DocumentShape]
    rounds: Annotated[list[RoundShape], Field(description="newest first")]
    risk: RiskShape
    overdue: bool
    days_left: int
    claim: ClaimShape | None
    proposal: DecidedShape | None
    city_decides: Annotated[bool, Field(description="it lies with a city's intake: only to be looked at")]


class RuleAgreementShape(Shape):
    """How reviewers judged a rule. `offered`: wrong so often that a curator should look at it."""

    item_id: str
    item_name: str
    rule: str
    message: str
    upheld: int
    overridden: int
    missed: int
    agreement: Annotated[float, Field(description="share upheld of all judged")]
    offered: bool
    ticket_id: str | None


class AgreementShape(Shape):
    judged: int
    agreement: float
    rules: Annotated[list[RuleAgreementShape], Field(description="most often wrong first")]


def queue_shape(
    page: QueuePage, counts: dict[State, int], item_name: Callable[[Entry], str], me: str, name_of: NameOf
) -> QueueShape:
    return QueueShape(
        total=page.total,
        counts=counts,
        cases=[
            EntryShape(
                application_id=one.application_id,
                item_id=one.item_id,
                item_name=item_name(one),
                state=one.state,
                round=one.round,
                applicant=one.applicant,
                acceptance_number=one.acceptance_number,
                received_at=local(one.received_at),
                deadline=one.deadline,
                overdue=one.overdue,
                days_left=one.days_left,
                risk=one.risk and _risk(one.risk),
                claim=one.claim and claim_shape(one.claim, me, name_of),
                awaits_second=one.awaits_second,
            )
            for one in page.entries
        ],
    )


def case_shape(
    case: Case,
    application: ApplicationShape,
    documents: Iterable[DocumentShape],
    me: str,
    name_of: NameOf,
    city_decides: bool,
) -> CaseShape:
    values = {value.name: value for value in application.fields}
    acting = case.delegation
    return CaseShape(
        application=application,
        applicant=case.applicant,
        acting=acting
        and ActingShape(kind=acting.kind, agent=acting.agent_name, principal=acting.principal_name),
        passed=case.passed,
        findings=[_judged(one) for one in case.findings],
        fields=[_field(one, values.get(one.name)) for one in case.fields],
        documents=list(documents),
        rounds=[_round(one, me, name_of) for one in case.rounds],
        risk=_risk(case.risk),
        overdue=case.overdue,
        days_left=case.days_left,
        claim=case.claim and claim_shape(case.claim, me, name_of),
        proposal=case.proposal and _decided(case.proposal, me, name_of),
        city_decides=city_decides,
    )


def claim_shape(claim: Claim, me: str, name_of: NameOf) -> ClaimShape:
    return ClaimShape(
        reviewer=claim.reviewer_id,
        name=name_of(claim.reviewer_id),
        mine=claim.reviewer_id == me,
        until=local(claim.until),
    )


def agreement_shape(rules: list[RuleAgreement], item_name: Callable[[str], str]) -> AgreementShape:
    judged, upheld = sum(one.judged for one in rules), sum(one.upheld for one in rules)
    return AgreementShape(
        judged=judged,
        agreement=round(upheld / judged, 4) if judged else 1.0,
        rules=[
            RuleAgreementShape(
                item_id=one.item_id,
                item_name=item_name(one.item_id),
                rule=one.rule,
                message=one.message,
                upheld=one.upheld,
                overridden=one.overridden,
                missed=one.missed,
                agreement=round(one.agreement, 4),
                offered=one.offered,
                ticket_id=one.ticket_id,
            )
            for one in rules
        ],
    )


def _risk(risk: Risk) -> RiskShape:
    reasons = [RiskReasonShape(code=r.code, points=r.points, message=r.message) for r in risk.reasons]
    return RiskShape(score=risk.score, level=risk.level, reasons=reasons)


def _judged(one: Judged) -> JudgedShape:
    return JudgedShape(
        key=one.key, rule=one.rule, finding=finding_shape(one.finding), verdict=one.verdict, reason=one.reason
    )


def _field(one: CaseField, value: FieldShape | None) -> CaseFieldShape:
    return CaseFieldShape(
        name=one.name,
        label=one.label,
        section=one.section,
        sensitive=one.sensitive,
        display=one.display,
        disputed=one.disputed,
        value=value,
        seen=[_seen(each) for each in one.seen],
        told=[_told(each) for each in one.told],
    )


def _seen(one: Seen) -> SeenShape:
    return SeenShape(
        document_id=one.document_id,
        material_id=one.material_id,
        page=one.page,
        document_type=one.document_type,
        name=one.name,
        value=one.value,
        confidence=round(one.confidence, 4),
        box=one.box,
        places=list(one.places),
        agrees=one.agrees,
    )


def _told(one: Told) -> ToldShape:
    return ToldShape(
        reference=one.reference, value=one.value, told_by=one.told_by, on=one.on, agrees=one.agrees
    )


def _round(one: Round, me: str, name_of: NameOf) -> RoundShape:
    return RoundShape(
        number=one.number,
        sent_at=local(one.sent_at),
        acceptance_number=one.acceptance_number,
        changes=[
            ChangeShape(kind=c.kind, name=c.name, label=c.label, before=c.before, after=c.after)
            for c in one.changes
        ],
        decisions=[_decided(each, me, name_of) for each in one.decisions],
    )


def _decided(one: Decided, me: str, name_of: NameOf) -> DecidedShape:
    return DecidedShape(
        decision=one.decision,
        state=one.state,
        round=one.round,
        reviewer=name_of(one.reviewer_id),
        mine=one.reviewer_id == me,
        reason=one.reason,
        findings=[finding_shape(each) for each in one.findings],
        decided_at=local(one.decided_at),
        second=name_of(one.second_id) if one.second_id else "",
        second_reason=one.second_reason,
        second_at=local(one.second_at),
    )
