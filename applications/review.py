"""The reviewer's desk: what waits, and the decision on it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from applications.access import HANDED_IN, may
from applications.completeness import say
from applications.outcomes import accepted, returned
from applications.repository import Kept, Repository
from applications.types import Actor, Application, Finding, NotAllowed, State, Unknown
from storage import audit
from storage.database import Database


class Reviews:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def for_review(self, actor: Actor, state: State) -> list[Application]:
        """By deadline; drafts are nobody's but their owner's."""
        if actor.role != "reviewer" or state not in HANDED_IN:
            return []
        with self._database.reading() as session:
            kept = self._repository.in_state(session, state)
        return self._repository.views(sorted(kept, key=_deadline))

    def decide(
        self,
        actor: Actor,
        application_id: str,
        decision: Literal["accept", "return"],
        findings: Sequence[Finding],
        note: str,
    ) -> Application | Unknown | NotAllowed:
        repository = self._repository
        if actor.role != "reviewer":
            return Unknown()
        with self._database.transaction() as session:
            kept = repository.find(session, application_id, lock=True)
            if kept is None or not may(actor, "see", kept, repository.now):
                return Unknown()
            if refused := _refused(actor, kept, decision, findings, note, repository.now):
                return NotAllowed(refused, repository.view(kept))
            decided = accepted(kept, note) if decision == "accept" else returned(kept, findings, note)
            kept = repository.save(session, decided)
            audit.append(
                session,
                at=repository.now,
                actor=actor.account_id,
                action="application.decide",
                subject=application_id,
                detail={"decision": decision, "findings": [finding.code for finding in findings]},
            )
        return repository.view(kept)


def _refused(
    actor: Actor, kept: Kept, decision: str, findings: Sequence[Finding], note: str, now: datetime
) -> str:
    if not may(actor, "decide", kept, now):
        return say("refused.not_yours_to_decide")
    if kept.state != "submitted" or kept.receipt is None:
        return say("refused.not_submitted")
    if decision == "return" and not findings and not note.strip():
        return say("refused.say_why")
    return ""


def _deadline(kept: Kept) -> date:
    return kept.receipt.deadline if kept.receipt else date.max
