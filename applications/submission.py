"""Submission, exactly once: unique keys in the database decide, not the number of calls."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from applications import changes
from applications.access import acting_in, may, on_record
from applications.completeness import EDITABLE, applying_fields, mendable, say, states, unconfirmed
from applications.drafting import checked
from applications.exemptions import ground
from applications.figures.prefill import note_prefill
from applications.intake import IntakeCase
from applications.limits import binds, limit_for
from applications.outbox import Outbox, enqueue
from applications.receipts import receipt_of
from applications.repository import Kept, Repository
from applications.tables import SubmissionKeyRow, SubmissionRow
from applications.types import Actor, Application, Conflict, NotAllowed, NotReady, Pending, Receipt, Unknown
from storage import audit
from storage.database import Database
from storage.ids import new_id

LONGEST_KEY = 200


class Submissions:
    def __init__(self, database: Database, repository: Repository, outbox: Outbox) -> None:
        self._database, self._repository, self._outbox = database, repository, outbox

    def submit(
        self, actor: Actor, application_id: str, key: str, expected_version: int | None = None
    ) -> Receipt | NotReady | NotAllowed | Pending | Conflict | Unknown:
        """Keeps the submission with what must be told, tells the intake, then keeps the receipt."""
        try:
            submission_id = self._keep(actor, application_id, key, expected_version)
        except IntegrityError:
            # The same key was used a moment ago for another application: now it is seen.
            submission_id = self._keep(actor, application_id, key, expected_version)
        return self.receipt(submission_id) if isinstance(submission_id, str) else submission_id

    def receipt(self, submission_id: str) -> Receipt | Pending:
        """Of a submission that is kept; the intake is told now, unless it has been."""
        return self._receipt(submission_id) or self._delivered(submission_id)

    def withdraw(self, actor: Actor, application_id: str) -> Application | Unknown | NotAllowed:
        with self._database.transaction() as session:
            kept = self.take_back(session, actor, application_id)
            submission_id = _latest(session, application_id)
        if not isinstance(kept, Kept):
            return kept
        if submission_id:
            self._outbox.deliver_submission(submission_id)
        return self._repository.view(kept)

    def tell(self, application_ids: Iterable[str]) -> None:
        """Tells the intake now what the outbox holds about these applications."""
        for application_id in application_ids:
            with self._database.reading() as session:
                submission_id = _latest(session, application_id)
            if submission_id:
                self._outbox.deliver_submission(submission_id)

    def take_back(self, session: Session, actor: Actor, application_id: str) -> Kept | Unknown | NotAllowed:
        """In the caller's transaction; the intake is told by the outbox."""
        repository = self._repository
        kept = repository.find(session, application_id, lock=True)
        if kept is None or not may(actor, "withdraw", kept, repository.now):
            return Unknown()
        if kept.state in {"accepted", "done"}:
            return NotAllowed(say("refused.no_withdraw"), repository.view(kept))
        if kept.state == "withdrawn":
            return kept
        kept = repository.save(session, replace(kept, state="withdrawn"))
        if submission_id := _latest(session, application_id):
            enqueue(session, "withdraw", submission_id, repository.now)
        self._note(session, actor, "withdraw", kept)
        return kept

    def receipt_by_key(self, actor: Actor, key: str) -> Receipt | Pending | Unknown:
        with self._database.reading() as session:
            submission = _by_key(session, actor, key)
            if submission is None:
                return Unknown()
            kept = self._repository.find(session, submission.application_id)
        if kept is None or not may(actor, "submit", kept, self._repository.now):
            return Unknown()
        return receipt_of(submission) or Pending(self._repository.view(kept))

    def _keep(
        self, actor: Actor, application_id: str, key: str, expected_version: int | None
    ) -> str | NotReady | NotAllowed | Conflict | Unknown:
        with self._database.transaction() as session:
            if expected_version is not None:
                newer = self._newer(session, actor, application_id, expected_version)
                if newer and not _by_key(session, actor, key):
                    return Conflict(self._repository.view(newer))
            return self.keep(session, actor, application_id, key)

    def _newer(self, session: Session, actor: Actor, application_id: str, expected: int) -> Kept | None:
        """The draft, where it is no longer what the sender saw; once sent, sending again changes nothing."""
        kept = self._repository.find(session, application_id, lock=True)
        if kept is None or not may(actor, "submit", kept, self._repository.now):
            return None
        return kept if kept.state in EDITABLE and kept.version != expected else None

    def keep(
        self, session: Session, actor: Actor, application_id: str, key: str
    ) -> str | NotReady | NotAllowed | Unknown:
        """The id of the submission this call leads to: a new one, or the one there already. In the caller's
        transaction; `receipt` tells the intake afterwards."""
        repository = self._repository
        kept = repository.find(session, application_id, lock=True)
        if kept is None or not may(actor, "submit", kept, repository.now):
            return Unknown()
        if not 0 < len(key) <= LONGEST_KEY:
            return NotAllowed(say("refused.key"), repository.view(kept))
        if used := _by_key(session, actor, key):
            same = used.application_id == application_id
            return used.id if same else NotAllowed(say("refused.key_used"), repository.view(kept))
        if kept.state == "withdrawn":
            return NotAllowed(say("refused.withdrawn"), repository.view(kept))
        if kept.state in EDITABLE:
            return self._begin(session, actor, kept, key)
        submission_id = _latest(session, application_id)
        assert submission_id is not None  # a state past `ready` is only reached with a submission
        _add_key(session, actor, key, submission_id)
        return submission_id

    def _begin(self, session: Session, actor: Actor, kept: Kept, key: str) -> str | NotReady | NotAllowed:
        repository = self._repository
        if not kept.published.citable_on(repository.today):
            return self._move(session, kept)
        looked_at = kept.state == "ready"
        kept = checked(session, repository, kept)
        guide, draft = kept.published.guide, kept.draft
        if kept.state != "ready":
            kept = repository.save(session, kept)
            unanswered = draft.corrections if mendable(guide, draft, draft.corrections) else ()
            unseen = unconfirmed(guide, draft, repository.today)
            return NotReady((*unanswered, *draft.findings), unseen, repository.view(kept))
        if not looked_at:
            return NotAllowed(say("refused.look_again"), repository.view(repository.save(session, kept)))
        case = replace(self._case(kept, new_id("sub")), acting=acting_in(actor, kept))
        session.add(
            SubmissionRow(
                id=case.submission_id,
                application_id=kept.application_id,
                round=kept.round,
                owner_id=kept.owner_id,
                snapshot=case.to_json(),
                created_at=repository.now,
            )
        )
        session.flush()
        if kept.round == 1:
            note_prefill(session, case.submission_id, draft, case.fields)
        _add_key(session, actor, key, case.submission_id)
        enqueue(session, "submit", case.submission_id, repository.now)
        draft = replace(draft, corrections=(), note="")
        kept = repository.save(session, replace(kept, state="submitted", draft=draft))
        self._note(session, actor, "submit", kept)
        return case.submission_id

    def _move(self, session: Session, kept: Kept) -> NotAllowed:
        """The version the draft rests on may no longer be relied on: go on with the one that may."""
        repository = self._repository
        current = repository.guides.guide(kept.item_id)
        if current is None:
            return NotAllowed(say("refused.guide_gone"), repository.view(kept))
        draft = changes.moved(current.guide, kept.draft)
        profile = repository.profile(session, kept)
        draft = repository.renewed(current.guide, draft, profile)
        state = changes.settled(current.guide, draft, kept.round, repository.today)
        kept = repository.save(session, replace(kept, published=current, draft=draft, state=state))
        return NotAllowed(say("refused.guide_changed"), repository.view(kept))

    def _case(self, kept: Kept, submission_id: str) -> IntakeCase:
        """What applies in this situation, and nothing that was given for another one before."""
        guide, draft = kept.published.guide, kept.draft
        limit = limit_for(guide, draft.situation)
        materials = states(guide, draft, self._repository.today)
        return IntakeCase(
            submission_id=submission_id,
            application_id=kept.application_id,
            round=kept.round,
            item_id=kept.item_id,
            item_name=guide.item.official_name,
            guide_version=kept.published.version,
            applicant=kept.owner_id,
            situation=dict(draft.situation),
            fields={
                f.name: draft.fields[f.name].value
                for f in applying_fields(guide, draft)
                if f.name in draft.fields
            },
            documents={
                m.material_id: [a.document_id for a in draft.attached[m.material_id]]
                for m in materials
                if m.document_id
            },
            exemptions={m.material_id: m.exempt_by for m in materials if m.exempt_by and not m.document_id},
            grounds={m.material_id: ground(m) for m in materials if m.exempt_by and not m.document_id},
            limit_unit=limit.unit,
            limit_amount=limit.amount,
            limit_binds=binds(guide, limit),
            corrects=kept.receipt.acceptance_number if kept.receipt else None,
        )

    def _receipt(self, submission_id: str) -> Receipt | None:
        with self._database.reading() as session:
            return receipt_of(session.get_one(SubmissionRow, submission_id))

    def _delivered(self, submission_id: str) -> Receipt | Pending:
        self._outbox.deliver_submission(submission_id)
        with self._database.reading() as session:
            submission = session.get_one(SubmissionRow, submission_id)
            kept = self._repository.find(session, submission.application_id)
        assert kept is not None  # a submission's application is never deleted
        return receipt_of(submission) or Pending(self._repository.view(kept))

    def _note(self, session: Session, actor: Actor, action: str, kept: Kept) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"application.{action}",
            subject=kept.application_id,
            detail={
                "round": kept.round,
                "guide_version": kept.published.version,
                **on_record(actor, kept),
            },
        )


def _by_key(session: Session, actor: Actor, key: str) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow)
        .join(SubmissionKeyRow, SubmissionKeyRow.submission_id == SubmissionRow.id)
        .where(SubmissionKeyRow.owner_id == actor.account_id, SubmissionKeyRow.key == key)
    )


def _latest(session: Session, application_id: str) -> str | None:
    return session.scalar(
        select(SubmissionRow.id)
        .where(SubmissionRow.application_id == application_id)
        .order_by(SubmissionRow.round.desc())
        .limit(1)
    )


def _add_key(session: Session, actor: Actor, key: str, submission_id: str) -> None:
    session.add(SubmissionKeyRow(owner_id=actor.account_id, key=key, submission_id=submission_id))
    session.flush()
