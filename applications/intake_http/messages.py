"""The JSON that passes between us and a city's intake; docs/intake.schema.json is made from these models."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import models_json_schema

from applications.types import Finding, FindingCode, Severity
from storage.working_days import Unit

Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes, in hex")]
Moment = Annotated[datetime, Field(description="ISO 8601 with zone")]
Text = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(max_length=200)]
EventKind = Literal["accepted", "returned", "done", "overdue"]


class Message(BaseModel):
    """What the other side adds in a later version is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class FileNote(Message):
    """A file by its digest; the bytes are sent apart, and only when the other side lacks them."""

    digest: Digest
    filename: Name
    media_type: Annotated[str, Field(max_length=80)]
    size: Annotated[int, Field(ge=0, description="bytes")]


class Limit(Message):
    """How long the authority has, after the guide that the person saw."""

    unit: Unit
    amount: int | None
    binds: Annotated[bool, Field(description="false: no rule limits this item, the limit is a guess")]


class CaseMessage(Message):
    """办件: exactly what the person confirmed and sent. `POST /cases`."""

    submission_id: Annotated[Id, Field(description="also the Idempotency-Key")]
    application_id: Id
    round: Annotated[int, Field(ge=1, description="1 at first, one more after each return")]
    corrects: Annotated[str | None, Field(description="acceptance number of the round that was returned")]
    item_id: Id
    item_name: str
    guide_version: int
    applicant: Annotated[Id, Field(description="the account's opaque id")]
    situation: Annotated[dict[str, str], Field(description="question id → option id")]
    fields: Annotated[dict[str, str], Field(description="field name → value")]
    materials: Annotated[dict[str, list[FileNote]], Field(description="material id → files")]
    exemptions: Annotated[dict[str, str], Field(description="material id → why nothing was handed in")]
    grounds: Annotated[
        dict[str, dict[str, str]],
        Field(description="material id → on what it was exempt: register, certificate, commitment, day"),
    ]
    limit: Limit
    acting: Annotated[
        dict[str, str] | None,
        Field(
            description="where somebody handled it for the applicant: kind, delegation, both names "
            "(principal, agent), and who of them sent it (sent_by)"
        ),
    ] = None


class ReceiptMessage(Message):
    """受理回执: the answer to a case; the same for the same submission, however often it is sent."""

    submission_id: Id
    acceptance_number: Annotated[str, Field(min_length=1, max_length=40)]
    received_at: Moment
    deadline: date
    query_code: Annotated[str, Field(min_length=1, max_length=20)]


class FilesMissing(Message):
    """409 to a case: send these files, then the case again."""

    code: Literal["files_missing"]
    missing: Annotated[list[Digest], Field(min_length=1)]


class WithdrawalMessage(Message):
    """撤回. `POST /cases/{submission_id}/withdrawal`."""

    submission_id: Id


class WithdrawalAnswer(Message):
    """`done`: the case was finished before the withdrawal came; its call-back tells the result."""

    submission_id: Id
    state: Literal["withdrawn", "done", "unknown"]


class FindingMessage(Message):
    """What must be mended, as in the one-time notice."""

    code: FindingCode = "needs_review"
    severity: Severity = "must_fix"
    message: Annotated[str, Field(min_length=1, max_length=500)]
    clause: Annotated[str, Field(max_length=500)] = ""
    material_id: Annotated[str | None, Field(max_length=80)] = None
    field: Annotated[str | None, Field(max_length=80)] = None

    def finding(self) -> Finding:
        return Finding(self.code, self.severity, self.message, self.clause, self.material_id, self.field)


class ResultMessage(Message):
    """办理结果: a file that was sent ahead, something posted, or something to be collected."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    by: Literal["download", "post", "collect"]
    note: Text = ""
    carrier: Name = ""
    tracking_number: Name = ""
    file: FileNote | None = None


class EventMessage(Message):
    """A call-back: what became of a case. `POST /api/v1/intake/callbacks`."""

    event_id: Id
    submission_id: Id
    acceptance_number: Annotated[str, Field(min_length=1, max_length=40)]
    sequence: Annotated[int, Field(ge=1, le=10_000, description="1, 2, 3 … of its submission, no gap")]
    kind: EventKind
    at: Moment
    note: Text = ""
    findings: Annotated[list[FindingMessage], Field(max_length=100)] = Field(
        default_factory=list[FindingMessage]
    )
    result: ResultMessage | None = None

    @model_validator(mode="after")
    def _complete(self) -> "EventMessage":
        if self.kind == "returned" and not self.findings and not self.note.strip():
            raise ValueError("a return says what must be mended: findings or note")
        if (self.kind == "done") != (self.result is not None):
            raise ValueError("a result belongs to done, and done has a result")
        return self


class EventAnswer(Message):
    """The same for the same event, however often it comes."""

    event_id: Id


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of all messages, by name under `$defs`."""
    models = (
        CaseMessage,
        ReceiptMessage,
        FilesMissing,
        WithdrawalMessage,
        WithdrawalAnswer,
        EventMessage,
        EventAnswer,
    )
    _, found = models_json_schema([(model, "validation") for model in models])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:yuxiaozhi:intake:1",
        "title": "渝小智 · messages to and from a city's intake (统一收件), version 1",
        **found,
    }
