"""How a delegation comes about: one side offers or asks, the other names the code and answers."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlalchemy import and_
from sqlalchemy.orm import Session

from applications.delegations import codes, consent, keeping
from applications.delegations.tables import DelegationRow
from applications.delegations.types import Delegation, Offered, Refused, TooOften, Wish
from applications.guides import Guides
from applications.texts import say
from applications.types import Actor, Unknown
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

MAY_ACT = {"citizen": "family", "helper": "staff"}
"""Role of the agent → kind. Reviewers and curators act for nobody: they would meet the case again."""
MOST_OPEN = 20
"""offers and grants one person may have at a time"""


class Offering:
    def __init__(self, database: Database, guides: Guides, clock: Clock) -> None:
        self._database, self._guides, self._clock = database, guides, clock

    def words(self, principal: str, agent: str, wish: Wish) -> str:
        """What the principal would agree to."""
        wish = replace(wish, scope=consent.complete(wish.scope))
        return consent.words(principal, agent, wish, self._guides)

    def invite(self, actor: Actor, wish: Wish, agreed: str) -> Offered | Refused:
        """The principal grants it to a person of that name; it holds once they have named the code."""
        if actor.role != "citizen":
            return Refused(say("delegations.citizens_only"))
        words = self.words(actor.name, wish.other_name, wish)
        if agreed != words:
            return Refused(say("delegations.read_first"), words)
        now = self._clock()
        blank = self._blank(wish, words)
        return self._keep(
            actor,
            "invite",
            replace(
                blank,
                state="offered",
                principal_id=actor.account_id,
                principal_name=actor.name,
                agent_name=wish.other_name,
                consented_at=now,
            ),
        )

    def ask(self, actor: Actor, wish: Wish) -> Offered | Refused:
        """The agent asks a person of that name, who names the code and then agrees or refuses."""
        if actor.role not in MAY_ACT:
            return Refused(say("delegations.may_not_act"))
        words = self.words(wish.other_name, actor.name, wish)
        blank = self._blank(wish, words)
        return self._keep(
            actor,
            "ask",
            replace(
                blank,
                kind="staff" if actor.role == "helper" else "family",
                state="asked",
                principal_name=wish.other_name,
                agent_id=actor.account_id,
                agent_name=actor.name,
            ),
        )

    def redeem(self, actor: Actor, code: str, name: str) -> Delegation | Unknown | TooOften:
        """Names the code and the other's name. A wrong one of either is told alike, and counted."""
        now = self._clock()
        with self._database.transaction() as session:
            if seconds := codes.wait(session, actor.account_id, now):
                return TooOften(seconds)
            found = self._coded(session, code, now)
            bound = found and _bound(found, actor, name)
            if bound is None:
                codes.note_wrong(session, actor.account_id, now)
                return Unknown()
            bound = keeping.save(session, bound, code_used=True)
            keeping.note(session, actor.account_id, "redeem", bound, now)
        return bound

    def accept(self, actor: Actor, delegation_id: str, agreed: str) -> Delegation | Unknown | Refused:
        """The other side says yes. The principal agrees to the words as they stand."""
        now = self._clock()
        with self._database.transaction() as session:
            found = keeping.find(session, delegation_id, lock=True)
            if found is None or not awaits(found, actor):
                return Unknown()
            if refused := _not_acceptable(found, agreed, now):
                return refused
            granted = keeping.save(
                session, replace(found, state="active", consented_at=found.consented_at or now)
            )
            take_over(session, granted, now)
            keeping.note(session, actor.account_id, "accept", granted, now)
        return granted

    def refuse(self, actor: Actor, delegation_id: str) -> Delegation | Unknown:
        now = self._clock()
        with self._database.transaction() as session:
            found = keeping.find(session, delegation_id, lock=True)
            if found is None or not awaits(found, actor):
                return Unknown()
            found = keeping.save(session, replace(found, state="refused", ended_at=now))
            keeping.note(session, actor.account_id, "refuse", found, now)
        return found

    def _blank(self, wish: Wish, words: str) -> Delegation:
        return Delegation(
            delegation_id=new_id("dlg"),
            kind="family",
            principal_id=None,
            principal_name="",
            agent_id=None,
            agent_name="",
            scope=consent.complete(wish.scope),
            state="offered",
            relation=wish.relation,
            consent=words,
            code_until=self._clock() + codes.LASTS,
        )

    def _keep(
        self, actor: Actor, action: Literal["invite", "ask"], delegation: Delegation
    ) -> Offered | Refused:
        now = self._clock()
        if why := consent.refused(delegation.scope, self._guides, now.date()):
            return Refused(why)
        code = codes.new_code()
        with self._database.transaction() as session:
            live = [
                d
                for d in keeping.of_person(session, actor.account_id)
                if d.seen(now).state in {"offered", "asked", "active"}
            ]
            if len(live) >= MOST_OPEN:
                return Refused(say("delegations.too_many"))
            kept = keeping.add(session, delegation, now, codes.sealed(code))
            keeping.note(session, actor.account_id, action, kept, now)
        return Offered(kept, code)

    def _coded(self, session: Session, code: str, now: datetime) -> Delegation | None:
        waiting = and_(DelegationRow.code_seal == codes.sealed(code), DelegationRow.code_until > now)
        found = keeping.select_where(session, waiting, lock=True)
        return found[0] if found and found[0].seen(now).state in {"offered", "asked"} else None


def take_over(session: Session, granted: Delegation, now: datetime) -> None:
    """Applications begun under the same two people's earlier grants that are over come along."""
    earlier = [
        d
        for d in keeping.of_person(session, granted.agent_id or "")
        if (d.principal_id, d.agent_id) == (granted.principal_id, granted.agent_id)
        and d.seen(now).state != "active"
    ]
    keeping.carry_over(session, granted, earlier)


def _bound(found: Delegation, actor: Actor, name: str) -> Delegation | None:
    """The delegation with the actor as its other side, if it is meant for them and they know whose it is."""
    if found.state == "offered":
        meant = found.agent_name == actor.name and found.principal_name == name.strip()
        if not meant or actor.role not in MAY_ACT or actor.account_id == found.principal_id:
            return None
        kind = "staff" if actor.role == "helper" else "family"
        return replace(found, agent_id=actor.account_id, kind=kind)
    meant = found.principal_name == actor.name and found.agent_name == name.strip()
    if not meant or actor.role != "citizen" or actor.account_id == found.agent_id:
        return None
    return replace(found, principal_id=actor.account_id)


def awaits(found: Delegation, actor: Actor) -> bool:
    """Whether it is for the actor to answer."""
    if found.state == "offered":
        return found.agent_id == actor.account_id
    return found.state == "asked" and found.principal_id == actor.account_id


def _not_acceptable(found: Delegation, agreed: str, now: datetime) -> Refused | None:
    if now.date() > found.scope.until:
        return Refused(say("delegations.past"))
    if found.state == "asked" and agreed != found.consent:
        return Refused(say("delegations.read_first"), found.consent)
    return None
