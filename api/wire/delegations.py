"""Delegations (亲友代办, 帮代办, 监护) as the caller sees them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from api.wire.base import Shape, local
from applications.delegations.service import Answer, possible
from applications.delegations.types import (
    DelegatedAct,
    Delegation,
    DelegationKind,
    DelegationState,
    Offered,
    Relation,
    Scope,
    Wish,
)
from applications.types import Actor

Side = Literal["principal", "agent"]
NameOf = Callable[[str], str]
"""What an item is called."""

PersonName = Annotated[str, Field(min_length=1, max_length=60)]
IdNumber = Annotated[str, Field(min_length=1, max_length=40)]
Agreed = Annotated[
    str, Field(max_length=2000, description="the words as they were shown (`words`, `consent`)")
]
ItemId = Annotated[str, Field(min_length=1, max_length=80)]


class ScopeShape(Shape):
    """What is granted; nothing beyond it is."""

    items: Annotated[list[ItemId], Field(max_length=50, description="all when empty")]
    acts: Annotated[list[DelegatedAct], Field(max_length=3, description="`prepare` is always part of it")]
    use_profile: Annotated[bool, Field(description="whether the principal's facts fill the form")]
    use_certificates: Annotated[bool, Field(description="whether their certificates stand in for materials")]
    until: Annotated[date, Field(description="the last day; at most a year ahead")]

    def value(self) -> Scope:
        return Scope(tuple(self.items), tuple(self.acts), self.use_profile, self.use_certificates, self.until)


class NewWish(Shape):
    """What one side puts to the other."""

    other_name: PersonName
    relation: Annotated[Relation, Field(description="what the principal is to the agent")] = "other"
    scope: ScopeShape

    def value(self) -> Wish:
        return Wish(self.other_name.strip(), self.relation, self.scope.value())


class NewWords(NewWish):
    side: Annotated[Side, Field(description="the caller's")]


class Words(Shape):
    words: Annotated[str, Field(description="what the principal would agree to")]


class NewInvitation(NewWish):
    agreed: Agreed = ""


class Redemption(Shape):
    code: Annotated[str, Field(min_length=1, max_length=40, description="12 digits, blanks do not matter")]
    name: Annotated[PersonName, Field(description="of the other side, who made the code")]


class Acceptance(Shape):
    agreed: Agreed = ""


class NewChild(Shape):
    name: PersonName
    id_number: IdNumber
    document_id: Annotated[str | None, Field(max_length=80, description="evidence for staff")] = None


class NewPresence(Shape):
    """A person at the window; `scope.until` counts as today."""

    name: PersonName
    id_number: IdNumber
    document_id: Annotated[str, Field(max_length=80, description="the picture of their ID card")]
    relation: Relation = "other"
    scope: ScopeShape
    agreed: Agreed = ""

    def wish(self) -> Wish:
        return Wish(self.name.strip(), self.relation, self.scope.value())


class Check(Shape):
    accepted: bool
    evidence: Annotated[str, Field(max_length=500, description="at what staff looked, or why not enough")]


class NamedItem(Shape):
    item_id: str
    name: str


class DelegationShape(Shape):
    delegation_id: str
    kind: DelegationKind
    state: DelegationState
    side: Annotated[Side | None, Field(description="the caller's; null for staff")]
    principal_name: str
    agent_name: str
    relation: Annotated[Relation, Field(description="what the principal is to the agent")]
    scope: ScopeShape
    items: Annotated[list[NamedItem], Field(description="those of the scope by name")]
    consent: Annotated[str, Field(description="the words the principal agrees to")]
    evidence: str
    has_picture: Annotated[bool, Field(description="whether a picture was given as evidence")]
    created_at: datetime | None
    consented_at: datetime | None
    ended_at: datetime | None
    code_until: Annotated[datetime | None, Field(description="while its code waits to be named")]
    may: Annotated[list[Answer], Field(description="what the caller can do about it now")]


class DelegationList(Shape):
    delegations: list[DelegationShape]


class OfferedShape(Shape):
    delegation: DelegationShape
    code: Annotated[str, Field(description="given out once, to be handed to the other side")]
    code_until: datetime | None


def delegation_shape(delegation: Delegation, actor: Actor, name_of: NameOf) -> DelegationShape:
    waiting = delegation.principal_id is None or delegation.agent_id is None
    scope = delegation.scope
    return DelegationShape(
        delegation_id=delegation.delegation_id,
        kind=delegation.kind,
        state=delegation.state,
        side=_side(delegation, actor),
        principal_name=delegation.principal_name,
        agent_name=delegation.agent_name,
        relation=delegation.relation,
        scope=ScopeShape(
            items=list(scope.items),
            acts=list(scope.acts),
            use_profile=scope.use_profile,
            use_certificates=scope.use_certificates,
            until=scope.until,
        ),
        items=[NamedItem(item_id=item, name=name_of(item)) for item in scope.items],
        consent=delegation.consent,
        evidence=delegation.evidence,
        has_picture=delegation.evidence_document is not None,
        created_at=local(delegation.created_at),
        consented_at=local(delegation.consented_at),
        ended_at=local(delegation.ended_at),
        code_until=local(delegation.code_until) if waiting else None,
        may=list(possible(delegation, actor)),
    )


def offered_shape(offered: Offered, actor: Actor, name_of: NameOf) -> OfferedShape:
    return OfferedShape(
        delegation=delegation_shape(offered.delegation, actor, name_of),
        code=offered.code,
        code_until=local(offered.delegation.code_until),
    )


def _side(delegation: Delegation, actor: Actor) -> Side | None:
    if actor.account_id == delegation.principal_id:
        return "principal"
    return "agent" if actor.account_id == delegation.agent_id else None
