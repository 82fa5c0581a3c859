"""The port to whoever receives cases (统一收件): what goes over it, and what comes back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from storage.working_days import Unit


@dataclass(frozen=True, slots=True)
class IntakeCase:
    """Exactly what the person confirmed and sent; plain enough to travel as JSON."""

    submission_id: str
    application_id: str
    round: int
    item_id: str
    item_name: str
    guide_version: int
    applicant: str
    """the account's opaque id"""
    situation: Mapping[str, str]
    fields: Mapping[str, str]
    documents: Mapping[str, list[str]]
    """document ids by material id"""
    exemptions: Mapping[str, str]
    """why a material was not handed in, by material id"""
    limit_unit: Unit
    limit_amount: int | None
    corrects: str | None = None
    """acceptance number of the round that was returned"""
    limit_binds: bool = True
    """False where no rule limits this item: then the limit is the general one, and only a guess"""

    grounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """免证办, by material id: reason; register, outcome and day; certificate; commitment and its moment"""
    acting: Mapping[str, str] | None = None
    """where somebody handled it for the applicant: kind, delegation, both names, and who of them sent it"""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "IntakeCase":
        return cls(**data)


@dataclass(frozen=True, slots=True)
class IntakeReceipt:
    acceptance_number: str
    received_at: datetime
    deadline: date
    query_code: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document of a case, as it goes to the intake."""

    data: bytes
    filename: str
    media_type: str


class IntakeGateway(Protocol):
    """Both acts are idempotent by submission id: they may be repeated after a lost answer.

    Raises `IntakeUnavailableError` when trying again later may help, `IntakeRefusedError` when it will not.
    """

    def receive(self, case: IntakeCase) -> IntakeReceipt: ...

    def withdraw(self, submission_id: str) -> None: ...
