"""Values of one's archive: what is kept and what it was used for, what was agreed to, what goes and stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from sqlalchemy.orm import Session

from applications.archive.vocabulary import Group
from applications.delegations.types import Delegation
from applications.reminders.types import Wishes
from applications.types import State

Validity = Literal["valid", "expiring", "expired"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the person says is right where a register says something else."""

    said: str = field(repr=False)
    shown: str
    """the same as a screen shows it unasked"""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One fact. `value` is the whole; `shown` is what a screen shows unasked."""

    name: str
    label: str
    group: Group
    value: str = field(repr=False)
    shown: str
    hidden: bool
    """whether `shown` is masked"""
    source: str
    on: date
    kept_until: date | None
    """None: as long as the register says it, or until it is deleted"""
    own: bool
    """the person's word: changed at once; a register's is corrected at the register"""
    how: str = ""
    """how a register's word is corrected"""
    item_id: str | None = None
    """the item that corrects it, where there is a guide"""
    application_id: str | None = None
    """the case it was kept from"""
    dispute: Dispute | None = None
    options: tuple[str, ...] = ()
    """the values it may have, of a choice"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of a certificate: what it is called, the whole value, and what is shown unasked."""

    name: str
    label: str
    value: str = field(repr=False)
    shown: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate held. `state` is as of today; `days_left` None where it has no last day."""

    certificate_id: str
    document_type: str
    label: str
    fields: tuple[Shown, ...]
    number: Shown | None
    valid_from: date | None
    valid_until: date | None
    state: Validity
    days_left: int | None
    kept_until: date | None
    renewal_item_id: str | None = None
    """the item that renews it, where there is a guide and its time has come"""
    renewal_name: str = ""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """An uploaded file. `kept_until` None: it belongs to a case and stays with it."""

    document_id: str
    label: str
    """what it shows, as far as it was read"""
    filename: str
    kept_at: datetime
    kept_until: date | None
    application_id: str | None
    item_name: str = ""


@dataclass(frozen=True, slots=True)
class Talks:
    """Conversations kept of a person."""

    count: int = 0
    oldest: datetime | None = None


class Talk(Protocol):
    """The port to the room that keeps what people said: `assistant.kept_talk`."""

    def of(self, session: Session, owner_id: str) -> Talks: ...

    def export(self, session: Session, owner_id: str) -> Sequence[Mapping[str, Any]]:
        """Every conversation with its turns, as JSON."""
        ...

    def remove(self, session: Session, owner_id: str) -> int: ...

    def remove_before(self, session: Session, owned: datetime, visitors: datetime) -> int:
        """Those without a word since then; gives how many."""
        ...


@dataclass(frozen=True, slots=True)
class Promise:
    """告知承诺 that the person accepted."""

    application_id: str
    item_name: str
    material: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptFrom:
    """Facts that the person agreed to keep from a case."""

    application_id: str
    item_name: str
    labels: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Consents:
    kept: tuple[KeptFrom, ...]
    wishes: Wishes
    promises: tuple[Promise, ...]
    delegations: tuple[Delegation, ...]
    """both ways, newest first; with `seen` applied"""


@dataclass(frozen=True, slots=True)
class Use:
    """What of the person's went into one application: whoever handled it."""

    application_id: str
    item_id: str
    item_name: str
    state: State
    on: date
    """the day it was begun"""
    sent_on: date | None
    facts: tuple[str, ...]
    """labels of the facts that stand in the form"""
    certificates: tuple[str, ...]
    """labels of certificates that stood in for a material or filled a field"""
    registers: tuple[str, ...]
    """names of registers whose answer was used"""
    agent_name: str = ""
    """who handled it for the person"""
    principal_name: str = ""
    """for whom the person handled it, where their own data went into it"""
    may_open: bool = True


@dataclass(frozen=True, slots=True)
class Stay:
    """What is not deleted, how much, and why."""

    kind: Literal["drafts", "cases", "delegations", "account", "audit"]
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """What deleting everything takes and what it leaves."""

    facts: int
    certificates: int
    pictures: int
    conversations: int
    reminders: int
    """whether anything is wished for, and what was told"""
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, for the page."""

    facts: tuple[KeptFact, ...]
    certificates: tuple[HeldCertificate, ...]
    pictures: tuple[KeptPicture, ...]
    talks: Talks
    drafts: int
    cases: int
    consents: Consents
    leaving: Leaving


@dataclass(frozen=True, slots=True)
class Keepable:
    """A confirmed value of a case that could be kept for next time."""

    name: str
    label: str
    value: str = field(repr=False)
    shown: str
    source: str
    replaces: bool
    """whether another value is kept now"""


@dataclass(frozen=True, slots=True)
class Erased:
    """Gone: pictures by id, so that nobody goes on reading them."""

    leaving: Leaving
    document_ids: tuple[str, ...]
