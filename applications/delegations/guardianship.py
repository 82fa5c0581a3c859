"""A parent's acting for a child: at once where it is proved, else after staff have looked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from applications.delegations import consent, guardians, keeping
from applications.delegations.offering import take_over
from applications.delegations.tables import DelegationRow
from applications.delegations.types import Delegation, Refused, Scope
from applications.documents import load_document
from applications.profiles import load_profile
from applications.texts import say
from applications.types import Actor, Document, Unknown
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id


class Guardianship:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def claim(
        self, actor: Actor, name: str, id_number: str, document_id: str | None
    ) -> Delegation | Unknown | Refused:
        """The same child again gives what there is."""
        now = self._clock()
        if document_id and not self._owns(actor, document_id):
            return Unknown()
        child = guardians.facts_of(name.strip(), id_number.strip().upper())
        until = guardians.last_day(child, now.date()) if child else None
        if actor.role != "citizen":
            return Refused(say("delegations.citizens_only"))
        if child is None or until is None:
            return Refused(say("delegations.no_child"))
        with self._database.transaction() as session:
            earlier = _of_child(session, actor, child["child_id_number"])
            live = next((d for d in earlier if d.seen(now).state in {"checking", "active"}), None)
            if live:
                return live
            evidence = guardians.proof(load_profile(session, actor.account_id), child, now.date())
            granted = _claimed(actor, child, until, earlier, now, evidence)
            granted = keeping.add(session, replace(granted, evidence_document=document_id), now)
            if evidence:
                take_over(session, granted, now)
            keeping.note(session, actor.account_id, "for_child", granted, now)
        return granted

    def evidence(self, actor: Actor, delegation_id: str) -> Document | Unknown:
        waiting = {d.delegation_id: d for d in self.to_check(actor)}.get(delegation_id)
        if waiting is None or waiting.evidence_document is None:
            return Unknown()
        with self._database.reading() as session:
            return load_document(session, waiting.evidence_document) or Unknown()

    def _owns(self, actor: Actor, document_id: str) -> bool:
        with self._database.reading() as session:
            found = load_document(session, document_id)
        return found is not None and found.owner_id == actor.account_id

    def to_check(self, actor: Actor) -> Sequence[Delegation]:
        if actor.role != "reviewer":
            return []
        now = self._clock()
        with self._database.reading() as session:
            found = keeping.select_where(session, DelegationRow.state == "checking")
        return [d for d in reversed(found) if d.seen(now).state == "checking"]

    def check(
        self, actor: Actor, delegation_id: str, accepted: bool, evidence: str
    ) -> Delegation | Unknown | Refused:
        if actor.role != "reviewer":
            return Unknown()
        now = self._clock()
        with self._database.transaction() as session:
            found = keeping.find(session, delegation_id, lock=True)
            if found is None or found.seen(now).state != "checking":
                return Unknown()
            if not evidence.strip():
                return Refused(say("delegations.say_evidence"))
            told = say("delegations.proof.staff", staff=actor.name, evidence=evidence.strip())
            decided = (
                replace(found, state="active", evidence=told, consented_at=now)
                if accepted
                else replace(found, state="refused", evidence=told, ended_at=now)
            )
            decided = keeping.save(session, decided)
            if accepted:
                take_over(session, decided, now)
            keeping.note(session, actor.account_id, "check", decided, now)
        return decided


def _of_child(session: Session, actor: Actor, id_number: str) -> list[Delegation]:
    mine = keeping.of_person(session, actor.account_id)
    return [d for d in mine if d.child.get("child_id_number") == id_number]


def _claimed(
    actor: Actor,
    child: dict[str, str],
    until: date,
    earlier: Sequence[Delegation],
    now: datetime,
    evidence: str,
) -> Delegation:
    """The child stays the same principal from one year to the next."""
    return Delegation(
        delegation_id=new_id("dlg"),
        kind="guardian",
        principal_id=next((d.principal_id for d in earlier), None) or new_id("child"),
        principal_name=child["child_name"],
        agent_id=actor.account_id,
        agent_name=actor.name,
        scope=Scope((), consent.ORDER, True, True, until),
        state="active" if evidence else "checking",
        relation="child",
        evidence=evidence,
        child=child,
        consented_at=now if evidence else None,
    )
