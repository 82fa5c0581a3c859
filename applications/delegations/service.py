"""The facade of acting for others. Other people's are `Unknown`, like none at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from applications.delegations import codes, keeping
from applications.delegations.guardianship import Guardianship
from applications.delegations.offering import Offering, awaits
from applications.delegations.presence import Presence
from applications.delegations.towards import Towards, towards
from applications.delegations.types import Delegation, Offered, Refused, Relation, TooOften, Wish
from applications.guides import Guides
from applications.types import Actor, Document, Unknown
from storage.clock import Clock
from storage.database import Database

Answer = Literal["accept", "refuse", "end"]
KEPT_UNANSWERED = timedelta(days=30)
ENDABLE = frozenset({"offered", "asked", "checking", "active"})


def possible(delegation: Delegation, actor: Actor) -> tuple[Answer, ...]:
    """What the actor can do about it; `delegation` as it stands now (`Delegation.seen`)."""
    if actor.account_id not in (delegation.principal_id, delegation.agent_id):
        return ()
    if awaits(delegation, actor):
        return ("accept", "refuse")
    return ("end",) if delegation.state in ENDABLE else ()


class Delegations:
    """Who acts for whom: how it comes about, what there is, and how it ends."""

    def __init__(self, database: Database, guides: Guides, clock: Clock) -> None:
        self._database, self._guides, self._clock = database, guides, clock
        self._offering = Offering(database, guides, clock)
        self._guardianship = Guardianship(database, clock)
        self._presence = Presence(database, guides, clock)

    def words(self, principal: str, agent: str, wish: Wish) -> str:
        """What the principal would agree to, to be shown before they do."""
        return self._offering.words(principal, agent, wish)

    def invite(self, actor: Actor, wish: Wish, agreed: str) -> Offered | Refused:
        """The principal grants it to a person of that name; `agreed` are the words they saw."""
        return self._offering.invite(actor, wish, agreed)

    def ask(self, actor: Actor, wish: Wish) -> Offered | Refused:
        """The agent asks a person of that name."""
        return self._offering.ask(actor, wish)

    def redeem(self, actor: Actor, code: str, name: str) -> Delegation | Unknown | TooOften:
        """The other side names the code and whose it is, and then sees what it is about."""
        return self._offering.redeem(actor, code, name)

    def accept(self, actor: Actor, delegation_id: str, agreed: str = "") -> Delegation | Unknown | Refused:
        """The other side says yes; a principal by agreeing to the words."""
        return self._offering.accept(actor, delegation_id, agreed)

    def refuse(self, actor: Actor, delegation_id: str) -> Delegation | Unknown:
        """The other side says no."""
        return self._offering.refuse(actor, delegation_id)

    def end(self, actor: Actor, delegation_id: str) -> Delegation | Unknown:
        """The principal takes it back, the agent lays it down; at once, and once more changes nothing."""
        now = self._clock()
        with self._database.transaction() as session:
            found = keeping.find(session, delegation_id, lock=True)
            if found is None or actor.account_id not in (found.principal_id, found.agent_id):
                return Unknown()
            if found.state not in ENDABLE:
                return found
            revoked = actor.account_id == found.principal_id
            ended = replace(found, state="revoked" if revoked else "laid_down", ended_at=now)
            found = keeping.save(session, ended, code_used=True)
            keeping.note(session, actor.account_id, "revoke" if revoked else "lay_down", found, now)
        return found

    def get(self, actor: Actor, delegation_id: str) -> Delegation | Unknown:
        with self._database.reading() as session:
            found = keeping.find(session, delegation_id)
        if found is None or actor.account_id not in (found.principal_id, found.agent_id):
            return Unknown()
        return found.seen(self._clock())

    def mine(self, actor: Actor) -> list[Delegation]:
        """All the actor granted, holds, or has to answer, newest first."""
        now = self._clock()
        with self._database.reading() as session:
            return [d.seen(now) for d in keeping.of_person(session, actor.account_id)]

    def held(self, actor: Actor) -> list[Delegation]:
        """Those under which the actor may act for somebody today, newest first."""
        today = self._clock().date()
        return [d for d in self.mine(actor) if d.agent_id == actor.account_id and d.holds(today)]

    def towards(
        self, actor: Actor, name: str, item_id: str, relation: Relation | None = None
    ) -> Towards | Unknown:
        """Whether the actor may act for somebody of that name (or who is that to them) here, and if not, how
        they could. `Unknown`: no guide for the item."""
        published = self._guides.guide(item_id)
        if published is None:
            return Unknown()
        held, today = self.held(actor), self._clock().date()
        return towards(held, published.guide, name, relation, today)

    def forget(self) -> int:
        """Offers that came to nothing, after a month, and old wrong codes; gives how many offers."""
        now = self._clock()
        with self._database.transaction() as session:
            codes.forget(session, now)
            return keeping.forget(session, now - KEPT_UNANSWERED)

    def for_child(
        self, actor: Actor, name: str, id_number: str, document_id: str | None = None
    ) -> Delegation | Unknown | Refused:
        """A parent for a child. Holds at once where what the government keeps shows it; else staff look.

        `Unknown`: the picture is not theirs.
        """
        return self._guardianship.claim(actor, name, id_number, document_id)

    def to_check(self, actor: Actor) -> Sequence[Delegation]:
        """Parents whose evidence staff must look at, oldest first; empty for anybody but a reviewer."""
        return self._guardianship.to_check(actor)

    def check(
        self, actor: Actor, delegation_id: str, accepted: bool, evidence: str
    ) -> Delegation | Unknown | Refused:
        """A reviewer has looked: `evidence` says at what, or why it is not enough."""
        return self._guardianship.check(actor, delegation_id, accepted, evidence)

    def evidence(self, actor: Actor, delegation_id: str) -> Document | Unknown:
        """The picture a parent gave, for the reviewer who has to look at it."""
        return self._guardianship.evidence(actor, delegation_id)

    def present(
        self, actor: Actor, principal: Actor | None, document_id: str, wish: Wish, agreed: str
    ) -> Delegation | Unknown | Refused:
        """A helper at the window for somebody who stands there with their card: named items, only today.

        `Unknown`: no helper, or the picture is not theirs.
        """
        return self._presence.grant(actor, principal, document_id, wish, agreed)
