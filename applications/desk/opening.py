"""A case on one screen, and who is at it: opening, claiming, letting go."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from applications.access import may
from applications.desk import claims
from applications.desk.acting import Acting, Outcome
from applications.desk.effect import to_mend
from applications.desk.evidence import case_fields
from applications.desk.examining import days_left, examine
from applications.desk.records import decided, decisions_on, proposal_of
from applications.desk.rounds import rounds_of
from applications.desk.types import Case
from applications.notice import Notice, compose
from applications.profiles import load_profile
from applications.progress import RUNNING
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor, Finding, Unknown
from storage import audit
from storage.database import Database


class Opening:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository
        self._acting = Acting(database, repository)

    def case(self, actor: Actor, application_id: str) -> Case | Unknown:
        """One's own case is `Unknown` here, like a draft and one that does not exist."""
        repository = self._repository
        if actor.role != "reviewer":
            return Unknown()
        with self._database.reading() as session:
            kept = repository.find(session, application_id)
            if kept is None or not may(actor, "decide", kept, repository.now):
                return Unknown()
            return self._case(session, kept)

    def claim(self, actor: Actor, application_id: str) -> Outcome:
        """The reviewer is at it: others see that, and can't decide until it is let go or time is up."""
        now = self._repository.now

        def act(session: Session, kept: Kept) -> Kept | str:
            if kept.state not in {"submitted", "accepted"}:
                return say("refused.not_submitted")
            begun = claims.claim_of(session, application_id, now) is None
            claims.take(session, application_id, actor, now)
            if begun:
                self._note(session, actor, application_id, "desk.claim")
            return kept

        return self._acting.act(actor, application_id, None, act)

    def release(self, actor: Actor, application_id: str) -> Outcome:
        """Lets it go. What nobody is at stays that way."""

        def act(session: Session, kept: Kept) -> Kept | str:
            if claims.claim_of(session, application_id, self._repository.now) is not None:
                claims.drop(session, application_id)
                self._note(session, actor, application_id, "desk.release")
            return kept

        return self._acting.act(actor, application_id, None, act)

    def notice(
        self, actor: Actor, application_id: str, findings: Sequence[Finding], note: str
    ) -> Notice | Unknown:
        """The one-time notice as the applicant would read it, were the case returned so. Nothing is kept."""
        repository = self._repository
        if actor.role != "reviewer":
            return Unknown()
        with self._database.reading() as session:
            kept = repository.find(session, application_id)
            if kept is None or not may(actor, "decide", kept, repository.now):
                return Unknown()
            applicant = _applicant(session, kept)
        returned = replace(
            repository.view(kept),
            state="returned",
            findings=tuple(to_mend(one) for one in findings),
            note=note.strip(),
        )
        return compose(returned, kept.published.guide, applicant, repository.today)

    def _case(self, session: Session, kept: Kept) -> Case:
        repository = self._repository
        guide, today = kept.published.guide, repository.today
        view, examined = repository.view(kept), examine(session, repository, kept)
        profile, proposal = repository.profile(session, kept), proposal_of(session, kept)
        decisions = decisions_on(session, kept.application_id)
        deadline = kept.receipt.deadline if kept.receipt else today
        return Case(
            application=replace(view, findings=tuple(one.finding for one in examined.findings)),
            applicant=_applicant(session, kept),
            passed=examined.passed,
            findings=examined.findings,
            fields=case_fields(guide, kept.draft, profile, tuple(view.fields)),
            rounds=rounds_of(session, kept.application_id, guide, decisions),
            risk=examined.risk,
            overdue=kept.state in RUNNING and deadline < today,
            days_left=days_left(deadline, today),
            claim=claims.claim_of(session, kept.application_id, repository.now),
            proposal=proposal and decided(proposal),
            delegation=kept.delegation,
        )

    def _note(self, session: Session, actor: Actor, application_id: str, action: str) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=action,
            subject=application_id,
            detail={},
        )


def _applicant(session: Session, kept: Kept) -> str:
    """A child handled for by a guardian has no profile of their own."""
    known = load_profile(session, kept.owner_id).value("name")
    return known or (kept.delegation.principal_name if kept.delegation else "")
