"""A second pair of eyes: another reviewer must agree before a proposed decision takes effect."""

from sqlalchemy.orm import Session

from applications.desk import claims
from applications.desk.acting import Acting, Outcome
from applications.desk.effect import carry_out, hindrance
from applications.desk.records import audited, findings_of, proposal_of
from applications.desk.tables import DeskDecisionRow
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor
from storage import audit
from storage.database import Database


class SecondOpinions:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._acting, self._repository = Acting(database, repository), repository

    def answer(
        self, actor: Actor, application_id: str, agree: bool, reason: str, seen_version: int | None = None
    ) -> Outcome:
        """Agreed, the proposal takes effect; else the case is open for a decision again."""
        repository = self._repository

        def act(session: Session, kept: Kept) -> Kept | str:
            row = proposal_of(session, kept)
            if row is None:
                return say("desk.second.none")
            if row.reviewer_id == actor.account_id:
                return say("desk.second.not_oneself")
            if not reason.strip():
                return say("desk.second.say_why")
            findings = findings_of(row)
            if agree and (
                refused := hindrance(session, repository, kept, row.decision, findings, row.reason)
            ):
                return refused
            row.second_id, row.second_reason = actor.account_id, reason.strip()
            row.second_at, row.state = repository.now, "agreed" if agree else "disagreed"
            session.flush()
            if agree:
                return carry_out(session, repository, actor, kept, row)
            return self._ended(session, actor, kept, row, "desk.disagree")

        return self._acting.act(actor, application_id, seen_version, act)

    def retract(self, actor: Actor, application_id: str) -> Outcome:
        """Who proposed takes it back while nobody has answered."""

        def act(session: Session, kept: Kept) -> Kept | str:
            row = proposal_of(session, kept)
            if row is None:
                return say("desk.second.none")
            if row.reviewer_id != actor.account_id:
                return say("desk.second.not_yours")
            row.state = "retracted"
            return self._ended(session, actor, kept, row, "desk.retract")

        return self._acting.act(actor, application_id, None, act)

    def _ended(self, session: Session, actor: Actor, kept: Kept, row: DeskDecisionRow, action: str) -> Kept:
        """Nothing came of the proposal; whoever is next may decide."""
        claims.drop(session, kept.application_id)
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=action,
            subject=kept.application_id,
            detail=audited(row),
        )
        return kept
