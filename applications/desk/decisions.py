"""A reviewer accepts, or returns for correction, with a reason: at once, or once a second one has agreed.

There is no default decision and none for many cases at once. The precheck only stands in the way of an
acceptance where it found what must be mended and no reviewer has overridden it.
"""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from applications.desk import claims
from applications.desk.acting import Acting, Outcome
from applications.desk.effect import carry_out, hindrance
from applications.desk.records import audited, findings_to_json, proposal_of
from applications.desk.tables import DeskDecisionRow
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor, Finding
from storage import audit
from storage.database import Database
from storage.ids import new_id


class Decisions:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._acting, self._repository = Acting(database, repository), repository

    def decide(
        self,
        actor: Actor,
        application_id: str,
        decision: Literal["accept", "return"],
        findings: Sequence[Finding],
        note: str,
        seen_version: int | None = None,
        ask_second: bool = False,
    ) -> Outcome:
        """With `ask_second` nothing happens to the case until another reviewer agrees."""
        repository = self._repository

        def act(session: Session, kept: Kept) -> Kept | str:
            if proposal_of(session, kept) is not None:
                return say("desk.second.waits")
            if ask_second and not note.strip():
                return say("desk.second.say_what")
            if refused := hindrance(session, repository, kept, decision, findings, note):
                return refused
            row = DeskDecisionRow(
                id=new_id("dec"),
                application_id=application_id,
                round=kept.round,
                decision=decision,
                state="proposed" if ask_second else "effective",
                reviewer_id=actor.account_id,
                reason=note.strip(),
                findings=findings_to_json(findings),
                decided_at=repository.now,
                second_reason="",
            )
            session.add(row)
            session.flush()
            if not ask_second:
                return carry_out(session, repository, actor, kept, row)
            claims.drop(session, application_id)
            audit.append(
                session,
                at=repository.now,
                actor=actor.account_id,
                action="desk.propose",
                subject=application_id,
                detail=audited(row),
            )
            return kept

        return self._acting.act(actor, application_id, seen_version, act)
