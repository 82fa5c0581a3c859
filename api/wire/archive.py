"""One's archive as JSON: values masked until they are asked for one by one, each with source and end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from api.wire.base import Shape, local
from api.wire.reminders import WishesShape, wishes_shape
from applications.archive.types import (
    Archive,
    HeldCertificate,
    Keepable,
    KeptFact,
    KeptPicture,
    Leaving,
    Shown,
    Use,
    Validity,
)
from applications.archive.vocabulary import Group, Retention
from applications.delegations.types import Delegation, DelegationKind, DelegationState
from applications.types import State


class DisputeShape(Shape):
    """What the person says against a register's word; `said` is masked like the value."""

    said: str
    made_at: datetime | None


class FactShape(Shape):
    name: str
    label: str
    group: Group
    value: Annotated[str, Field(description="masked where `hidden`; `GET /profile/facts/{name}` shows it")]
    hidden: bool
    source: str
    on: Annotated[date, Field(description="the day the source holds for")]
    kept_until: Annotated[
        date | None, Field(description="deleted after it; none: as long as the register says it")
    ]
    own: Annotated[bool, Field(description="changed at once; else it is corrected at the register")]
    how: Annotated[str, Field(description="how a register's word is corrected")]
    item_id: Annotated[str | None, Field(description="the item that corrects it")]
    application_id: Annotated[str | None, Field(description="the case it was kept from")]
    dispute: DisputeShape | None
    options: Annotated[list[str], Field(description="the values it may have, of a choice")]


class WholeFact(FactShape):
    """The same with the whole value."""


class CertificateField(Shape):
    name: str
    label: str
    value: str
    hidden: bool


class CertificateShape(Shape):
    certificate_id: str
    document_type: str
    label: str
    number: Annotated[CertificateField | None, Field(description="masked")]
    valid_from: date | None
    valid_until: Annotated[date | None, Field(description="none: without an end")]
    state: Validity
    days_left: Annotated[int | None, Field(description="negative once it has expired")]
    kept_until: date | None
    renewal_item_id: Annotated[str | None, Field(description="the item that renews it, once it is time")]
    renewal_name: str


class WholeCertificate(CertificateShape):
    """The same with everything on it, unmasked."""

    fields: list[CertificateField]


class KeptPictureShape(Shape):
    document_id: str
    label: Annotated[str, Field(description="what it shows; empty where it was not read")]
    filename: str
    kept_at: datetime | None
    kept_until: Annotated[date | None, Field(description="none: it stays with its case")]
    application_id: str | None
    item_name: str


class KeptFromShape(Shape):
    application_id: str
    item_name: str
    labels: list[str]
    on: date


class PromiseShape(Shape):
    application_id: str
    item_name: str
    material: str
    text: str
    at: datetime | None


class GrantShape(Shape):
    """A delegation, shortly; all of it is at `GET /delegations/{delegation_id}`."""

    delegation_id: str
    kind: DelegationKind
    side: Annotated[str, Field(description="principal: somebody may act for me; agent: I may for somebody")]
    other_name: str
    state: DelegationState
    until: date
    consented_at: datetime | None


class ConsentsShape(Shape):
    kept: Annotated[list[KeptFromShape], Field(description="facts kept for next time, by the case")]
    wishes: WishesShape
    promises: list[PromiseShape]
    delegations: list[GrantShape]


class StayShape(Shape):
    kind: str
    count: Annotated[int, Field(description="0 where it is not counted")]
    why: str


class LeavingShape(Shape):
    """What `DELETE /profile` takes, and what stays and why. `word` is what has to be said."""

    word: str
    facts: int
    certificates: int
    pictures: int
    conversations: int
    recordings: int
    reminders: int
    stays: list[StayShape]


class RetentionShape(Shape):
    """Days after which each kind is deleted by itself: facts after the day they were said, certificates after
    their last day, pictures of no case after they came, conversations after their last message, recordings
    after their call (each keeps the day that was told when it was agreed to)."""

    own_fact: int
    certificate: int
    picture: int
    conversation: int
    recording: int


@dataclass(frozen=True, slots=True)
class Sound:
    """Recordings of calls: how many there are of the person, and how many days each is kept."""

    count: int
    days: int


class ProfileShape(Shape):
    facts: list[FactShape]
    certificates: list[CertificateShape]
    pictures: list[KeptPictureShape]
    conversations: int
    drafts: int
    cases: int
    consents: ConsentsShape
    retention: RetentionShape
    leaving: LeavingShape


class ArchiveUseShape(Shape):
    """What went into one application: labels, never values."""

    application_id: str
    item_id: str
    item_name: str
    state: State
    on: Annotated[date, Field(description="the day it was begun")]
    sent_on: date | None
    facts: list[str]
    certificates: list[str]
    registers: list[str]
    agent_name: Annotated[str, Field(description="who handled it for me")]
    principal_name: Annotated[str, Field(description="for whom I handled it")]
    may_open: bool


class Uses(Shape):
    uses: list[ArchiveUseShape]


class KeepableShape(Shape):
    name: str
    label: str
    value: Annotated[str, Field(description="masked where it is sensitive")]
    source: str
    replaces: Annotated[bool, Field(description="another value is kept now")]


class Keepables(Shape):
    keepable: list[KeepableShape]


class NewValue(Shape):
    value: Annotated[str, Field(max_length=2000)]


class ToKeep(Shape):
    application_id: Annotated[str, Field(min_length=1, max_length=80)]
    names: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=100)]


class Erasure(Shape):
    word: Annotated[str, Field(max_length=40, description="`leaving.word` of `GET /profile`")]


def fact_shape(fact: KeptFact) -> FactShape:
    return FactShape(**_fact(fact, fact.shown, whole=False))


def whole_fact(fact: KeptFact) -> WholeFact:
    return WholeFact(**_fact(fact, fact.value, whole=True))


def profile_shape(archive: Archive, word: str, account_id: str, sound: Sound) -> ProfileShape:
    consents = archive.consents
    return ProfileShape(
        facts=[fact_shape(one) for one in archive.facts],
        certificates=[certificate_shape(one) for one in archive.certificates],
        pictures=[_picture(one) for one in archive.pictures],
        conversations=archive.talks.count,
        drafts=archive.drafts,
        cases=archive.cases,
        consents=ConsentsShape(
            kept=[
                KeptFromShape(
                    application_id=one.application_id,
                    item_name=one.item_name,
                    labels=list(one.labels),
                    on=one.on,
                )
                for one in consents.kept
            ],
            wishes=wishes_shape(consents.wishes),
            promises=[
                PromiseShape(
                    application_id=one.application_id,
                    item_name=one.item_name,
                    material=one.material,
                    text=one.text,
                    at=local(one.at),
                )
                for one in consents.promises
            ],
            delegations=[_grant(one, account_id) for one in consents.delegations],
        ),
        retention=RetentionShape(**Retention.shipped().model_dump(exclude={"visitor"}), recording=sound.days),
        leaving=leaving_shape(archive.leaving, word, sound.count),
    )


def leaving_shape(leaving: Leaving, word: str, recordings: int) -> LeavingShape:
    return LeavingShape(
        word=word,
        facts=leaving.facts,
        certificates=leaving.certificates,
        pictures=leaving.pictures,
        conversations=leaving.conversations,
        recordings=recordings,
        reminders=leaving.reminders,
        stays=[StayShape(kind=one.kind, count=one.count, why=one.why) for one in leaving.stays],
    )


def certificate_shape(one: HeldCertificate) -> CertificateShape:
    return CertificateShape(**_certificate(one))


def whole_certificate(one: HeldCertificate) -> WholeCertificate:
    fields = [_field(field, field.value) for field in one.fields]
    return WholeCertificate(**_certificate(one), fields=fields)


def use_shape(use: Use) -> ArchiveUseShape:
    return ArchiveUseShape(
        application_id=use.application_id,
        item_id=use.item_id,
        item_name=use.item_name,
        state=use.state,
        on=use.on,
        sent_on=use.sent_on,
        facts=list(use.facts),
        certificates=list(use.certificates),
        registers=list(use.registers),
        agent_name=use.agent_name,
        principal_name=use.principal_name,
        may_open=use.may_open,
    )


def keepables(found: list[Keepable]) -> Keepables:
    return Keepables(
        keepable=[
            KeepableShape(
                name=one.name, label=one.label, value=one.shown, source=one.source, replaces=one.replaces
            )
            for one in found
        ]
    )


def _fact(fact: KeptFact, value: str, *, whole: bool) -> dict[str, Any]:
    dispute = fact.dispute
    return {
        "name": fact.name,
        "label": fact.label,
        "group": fact.group,
        "value": value,
        "hidden": fact.hidden,
        "source": fact.source,
        "on": fact.on,
        "kept_until": fact.kept_until,
        "own": fact.own,
        "how": fact.how,
        "item_id": fact.item_id,
        "application_id": fact.application_id,
        "dispute": DisputeShape(said=dispute.said if whole else dispute.shown, made_at=local(dispute.made_at))
        if dispute
        else None,
        "options": list(fact.options),
    }


def _certificate(one: HeldCertificate) -> dict[str, Any]:
    return {
        "certificate_id": one.certificate_id,
        "document_type": one.document_type,
        "label": one.label,
        "number": one.number and _field(one.number, one.number.shown),
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
        "state": one.state,
        "days_left": one.days_left,
        "kept_until": one.kept_until,
        "renewal_item_id": one.renewal_item_id,
        "renewal_name": one.renewal_name,
    }


def _field(one: Shown, value: str) -> CertificateField:
    return CertificateField(name=one.name, label=one.label, value=value, hidden=one.hidden)


def _picture(one: KeptPicture) -> KeptPictureShape:
    return KeptPictureShape(
        document_id=one.document_id,
        label=one.label,
        filename=one.filename,
        kept_at=local(one.kept_at),
        kept_until=one.kept_until,
        application_id=one.application_id,
        item_name=one.item_name,
    )


def _grant(one: Delegation, account_id: str) -> GrantShape:
    principal = one.principal_id == account_id
    return GrantShape(
        delegation_id=one.delegation_id,
        kind=one.kind,
        side="principal" if principal else "agent",
        other_name=one.agent_name if principal else one.principal_name,
        state=one.state,
        until=one.scope.until,
        consented_at=local(one.consented_at),
    )
