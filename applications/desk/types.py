"""Values of the reviewer's desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from applications.delegations.types import Delegation
from applications.types import Application, Finding, State
from ocr.types import Box, Quad
from prefill.types import FieldValue

RiskCode = Literal[
    "must_fix",
    "for_staff",
    "warning",
    "unsure",
    "differs",
    "exempt_unverified",
    "delegated",
    "corrected",
]
RiskLevel = Literal["low", "medium", "high"]
Decision = Literal["accept", "return"]
DecisionState = Literal["effective", "proposed", "agreed", "disagreed", "retracted"]
Verdict = Literal["upheld", "overridden"]
Order = Literal["deadline", "risk"]
Whose = Literal["all", "mine", "free"]
AT_THE_DESK: tuple[State, ...] = ("submitted", "accepted", "returned", "done")
ChangeKind = Literal["field", "material", "situation"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


@dataclass(frozen=True, slots=True)
class RiskReason:
    """One reason to look closely: how many points it adds, and what it is, as a sentence for staff."""

    code: RiskCode
    points: int
    message: str


@dataclass(frozen=True, slots=True)
class Risk:
    """How closely the case wants to be looked at. It orders the queue and decides nothing."""

    reasons: tuple[RiskReason, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def level(self) -> RiskLevel:
        return level_of(self.score)


def level_of(score: int) -> RiskLevel:
    if score >= 8:
        return "high"
    return "medium" if score >= 3 else "low"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is at the case, and until when if nothing more is heard of them."""

    reviewer_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its reason; `second_*` once another reviewer has said something to it."""

    decision: Decision
    state: DecisionState
    reviewer_id: str
    reason: str
    findings: tuple[Finding, ...]
    decided_at: datetime
    round: int
    second_id: str | None = None
    second_reason: str = ""
    second_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for. `second`: only those that wait for a second pair of eyes (or do not)."""

    state: State = "submitted"
    item_id: str | None = None
    whose: Whose = "all"
    second: bool | None = None
    order: Order = "deadline"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue. `risk` is None until it has been computed: such a case stands before others."""

    application_id: str
    item_id: str
    guide_version: int
    state: State
    round: int
    applicant: str
    """name as the profile has it, or empty"""
    acceptance_number: str
    received_at: datetime
    deadline: date
    overdue: bool
    days_left: int
    """working days until the deadline, today not counted; negative when overdue"""
    risk: Risk | None
    claim: Claim | None
    awaits_second: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding of the precheck made for staff today, and what the reviewer says of it."""

    key: str
    rule: str
    finding: Finding
    verdict: Verdict | None = None
    reason: str = ""
    reviewer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a paper that was handed in shows a field's value. Box and places as `ocr.types.ReadField`."""

    document_id: str
    material_id: str
    page: int
    document_type: str
    name: str
    """of the field on the paper"""
    value: str
    confidence: float
    box: Box
    places: tuple[Quad, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the profile or a register says of a field."""

    reference: str
    value: str
    told_by: str
    """e.g. 公安人口库"""
    on: date | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class CaseField:
    """One field of the form, with everything that speaks for or against its value."""

    name: str
    label: str
    section: str
    sensitive: bool
    display: str
    value: FieldValue | None
    seen: tuple[Seen, ...]
    told: tuple[Told, ...]

    @property
    def disputed(self) -> bool:
        """Whether any source says something else than what the person confirmed."""
        sources: Sequence[Seen | Told] = (*self.seen, *self.told)
        other = self.value is not None and bool(self.value.others or self.value.declined)
        return other or any(not each.agrees for each in sources)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from the round before; `before` or `after` is empty where there was nothing."""

    kind: ChangeKind
    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round of submission: when it came, what it changed, and what was decided on it."""

    number: int
    sent_at: datetime
    acceptance_number: str
    changes: tuple[Change, ...]
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a reviewer needs to decide, on one screen."""

    application: Application
    applicant: str
    passed: bool
    """whether today's precheck found nothing that must be mended; no promise of approval"""
    findings: tuple[Judged, ...]
    fields: tuple[CaseField, ...]
    rounds: tuple[Round, ...]
    """newest first"""
    risk: Risk
    overdue: bool
    days_left: int
    claim: Claim | None
    proposal: Decided | None
    """waits for a second reviewer"""
    delegation: Delegation | None = None
    """under which somebody handles it for the applicant"""


@dataclass(frozen=True, slots=True)
class RuleAgreement:
    """How reviewers judged one rule of one item. `ticket_id`: it was handed to the curators already."""

    item_id: str
    rule: str
    message: str
    upheld: int
    overridden: int
    missed: int
    offered: bool
    """worth correcting: overridden or missed often, and not handed over since"""
    ticket_id: str | None

    @property
    def judged(self) -> int:
        return self.upheld + self.overridden + self.missed

    @property
    def agreement(self) -> float:
        return self.upheld / self.judged if self.judged else 1.0
