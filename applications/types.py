"""Values of handling: application, material, finding, receipt, and the named outcomes of each act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from applications.registers.types import Outcome
from ocr.types import ReadDocument
from prefill.types import FieldValue, Problem

State = Literal["draft", "ready", "submitted", "accepted", "returned", "withdrawn", "done"]
ExemptBy = Literal["certificate", "data_sharing", "commitment"]
Severity = Literal["must_fix", "warning", "for_staff"]
FindingCode = Literal[
    "missing_material",
    "wrong_document",
    "unreadable",
    "expired",
    "checksum_failed",
    "mismatch",
    "field_missing",
    "field_invalid",
    "not_eligible",
    "needs_review",
]
NextKind = Literal["situation", "field", "document", "confirm", "precheck", "submit"]
DocumentState = Literal["kept", "reading", "read", "refused"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `account_id` is opaque; nobody acts for another without a delegation."""

    account_id: str
    name: str
    role: Literal["citizen", "helper", "reviewer", "curator", "admin"]


@dataclass(frozen=True, slots=True)
class Document:
    """An uploaded file and what was read from it. The bytes stay in the encrypted file store."""

    document_id: str
    owner_id: str
    file_ref: str
    filename: str
    media_type: str
    state: DocumentState
    pages: tuple[ReadDocument, ...] = ()
    kept_at: datetime | None = None
    application_id: str | None = None
    """what it was last handed in for"""


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """That a register stands for a material, and what it answered; before it was asked, `outcome` is None."""

    register: str
    name: str
    outcome: Outcome | None = None
    on: date | None = None
    """the day it answered"""


@dataclass(frozen=True, slots=True)
class Commitment:
    """告知承诺 in place of a material. `accepted` is None until the person has answered."""

    text: str
    consequences: str
    clause: str
    accepted: bool | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MaterialState:
    """One material of a draft, as far as its situation is known."""

    material_id: str
    name: str
    required: bool
    exempt_by: ExemptBy | None = None
    exempt_reason: str = ""
    document_id: str | None = None
    document_ids: tuple[str, ...] = ()
    """all that was handed in for it, e.g. both sides of a card; `document_id` is the last"""
    register: RegisterCheck | None = None
    """where a register stands for it, or was asked and did not know"""
    certificate: str | None = None
    """document type of the certificate held that exempts"""
    commitment: Commitment | None = None
    """where the person may promise instead: asked for, accepted or declined"""

    @property
    def promised(self) -> bool:
        """Whether it counts as satisfied by a commitment that the person still has to accept."""
        waiting = self.commitment is not None and not self.commitment.accepted
        counts = self.required and self.exempt_by == "commitment" and self.document_id is None
        return waiting and counts

    @property
    def satisfied(self) -> bool:
        return not self.required or self.exempt_by is not None or self.document_id is not None


@dataclass(frozen=True, slots=True)
class SomebodyElses:
    """A document handed in as the applicant's own that shows somebody else: set aside, and asked about."""

    material_id: str
    document_id: str
    document_type: str
    name: str
    """as the document shows it; empty where only the number could be read"""
    question: str
    materials: tuple[tuple[str, str], ...] = ()
    """id and name of what this person's document could be handed in as: a spouse's, a child's"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the precheck. `message` says what is wrong and how to mend it."""

    code: FindingCode
    severity: Severity
    message: str
    clause: str
    material_id: str | None = None
    field: str | None = None
    evidence: Mapping[str, str] | None = None
    rule: str = ""
    """id of the review point that made it; empty where a check that every guide gets did, or a reviewer"""


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do next, computed from what is lacking. `name` is the question, field or material."""

    kind: NextKind
    name: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """受理回执. `deadline` is the day by which the authority decides, from the guide's promised limit.

    Where no rule limits the item, `deadline_binds` is False: the day is a guess and never told as a promise.
    """

    acceptance_number: str
    application_id: str
    received_at: datetime
    deadline: date
    query_code: str
    note: str = ""
    """said with the deadline: that it is a guess, or that the holidays of its year are not published yet"""
    deadline_binds: bool = True


@dataclass(frozen=True, slots=True)
class Acting:
    """Who handles an application for the person it belongs to, and how far (`delegations.types`)."""

    delegation_id: str
    kind: Literal["family", "staff", "guardian"]
    agent_id: str
    agent_name: str
    principal_name: str
    relation: str
    """what the principal is to the agent"""
    acts: tuple[str, ...]
    until: date
    active: bool
    """whether it holds today"""


@dataclass(frozen=True, slots=True)
class Application:
    """One person's handling of one item, as everybody sees it: chat, form, HTTP and reviewer."""

    application_id: str
    owner_id: str
    version: int
    item_id: str
    guide_version: int
    state: State
    situation: Mapping[str, str]
    fields: Mapping[str, FieldValue]
    materials: tuple[MaterialState, ...]
    missing: tuple[str, ...]
    """required fields without a value and materials not satisfied, in the order they are asked"""
    next: Next | None
    findings: tuple[Finding, ...] = ()
    receipt: Receipt | None = None
    round: int = 1
    """1 at first submission, one more after each correction"""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    """values refused by the act that gave this view, by field or question; never stored"""
    refused: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    """fields whose last typed text was refused and is not mended yet"""
    note: str = ""
    """what the reviewer wrote with the last decision"""
    acting: Acting | None = None
    """where somebody handles it for its owner"""
    optional: tuple[str, ...] = ()
    """fields that may stay empty, are empty, and were not left so on purpose"""
    somebody_elses: tuple[SomebodyElses, ...] = ()
    """documents of other people that wait for the person's word"""


@dataclass(frozen=True, slots=True)
class Precheck:
    passed: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No such thing, or it is not the actor's: told alike, so that nothing leaks."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The draft has changed since the version the caller knew; `current` is how it is now."""

    current: Application


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The application's state does not permit this act; `message` says what is possible instead."""

    message: str
    current: Application


@dataclass(frozen=True, slots=True)
class NotGranted:
    """The delegation named does not permit this; `message` says why. Empty: it is none of the actor's."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class NotReady:
    """Submission refused: the precheck found something, or values are unconfirmed."""

    findings: tuple[Finding, ...]
    unconfirmed: tuple[str, ...]
    current: Application


@dataclass(frozen=True, slots=True)
class Pending:
    """Submitted and safe in the outbox; the intake has not answered yet, the receipt will follow."""

    current: Application
