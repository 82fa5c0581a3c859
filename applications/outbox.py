"""What must still be told to the intake: `pending → sent → done`, or `dead` for a person to look at.

Between any two of the transactions here the process may die. Then the row is still `pending` or `sent`, and
telling the intake again gives the same receipt, because it is idempotent by submission id.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from applications.errors import (
    IntakeKeysError,
    IntakeRefusedError,
    IntakeUnavailableError,
    IntakeUntrustedError,
)
from applications.intake import IntakeCase, IntakeGateway, IntakeReceipt
from applications.tables import OutboxRow, SubmissionRow
from applications.types import Unknown
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

Kind = Literal["submit", "withdraw"]
OutboxState = Literal["pending", "sent", "done", "dead"]

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 48
"""About two days of trying before a person has to look."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What could not be delivered; `why` is the fault's name, never what it was about."""

    outbox_id: str
    kind: Kind
    submission_id: str
    application_id: str
    state: OutboxState
    attempts: int
    why: str
    since: datetime


def enqueue(session: Session, kind: Kind, submission_id: str, now: datetime) -> str:
    """Adds a message in the caller's transaction and gives its id."""
    row = OutboxRow(
        id=new_id("out"), kind=kind, submission_id=submission_id, state="pending", next_attempt_at=now
    )
    session.add(row)
    return row.id


class Outbox:
    def __init__(self, database: Database, intake: IntakeGateway, clock: Clock) -> None:
        self._database, self._intake, self._clock = database, intake, clock

    def deliver(self, outbox_id: str) -> OutboxState:
        """Tells the intake now, unless that is done already, and gives how it stands."""
        message = self._take(outbox_id)
        if not isinstance(message, _Message):
            return message
        if message.kind == "withdraw" and not self._submitted(message):
            return self._postpone(message, "its submission is not delivered yet")
        try:
            receipt = self._tell(message)
        except (IntakeUnavailableError, IntakeKeysError) as fault:
            return self._postpone(message, type(fault).__name__)
        except IntakeRefusedError as fault:
            return self._settle(message, "dead", None, type(fault).__name__)
        if receipt and self._is_anothers(message, receipt):
            return self._postpone(message, IntakeUntrustedError.__name__)
        return self._settle(message, "done", receipt, "")

    def deliver_submission(self, submission_id: str) -> None:
        """Delivers what is still to be told about one submission."""
        for outbox_id in self._select(OutboxRow.submission_id == submission_id):
            self.deliver(outbox_id)

    def deliver_due(self, limit: int = 50) -> int:
        """Delivers up to `limit` messages whose time has come, oldest first; gives how many are done.

        A fault ends the run; the message at fault has a later time by then, so the next run does the others.
        """
        now, at = self._clock(), OutboxRow.next_attempt_at
        due = self._select(or_(at <= now, at > now + LONGEST_WAIT), limit)
        return sum(self.deliver(outbox_id) == "done" for outbox_id in due)

    def recover(self) -> int:
        """At start: what a dead process was about to tell is told now. Gives how many are done."""
        with self._database.transaction() as session:
            session.execute(
                update(OutboxRow).where(OutboxRow.state == "sent").values(next_attempt_at=self._clock())
            )
        return self.deliver_due(limit=1000)

    def dead(self, waiting: bool = False) -> list[DeadLetter]:
        """What a person has to look at, oldest first; with `waiting` also what is tried again by itself."""
        states = ["dead", "pending", "sent"] if waiting else ["dead"]
        statement = (
            select(OutboxRow, SubmissionRow)
            .join(SubmissionRow, SubmissionRow.id == OutboxRow.submission_id)
            .where(OutboxRow.state.in_(states))
            .order_by(SubmissionRow.created_at)
        )
        with self._database.reading() as session:
            return [_letter(row, submission) for row, submission in session.execute(statement)]

    def resend(self, outbox_id: str) -> OutboxState | Unknown:
        """A person has looked: a dead letter is tried again, and its withdrawal told after it once more."""
        with self._database.transaction() as session:
            row = session.get(OutboxRow, outbox_id, with_for_update=True)
            if row is None:
                return Unknown()
            if row.state == "dead":
                its_withdrawal = and_(
                    OutboxRow.submission_id == row.submission_id, OutboxRow.kind == "withdraw"
                )
                session.execute(
                    update(OutboxRow)
                    .where(or_(OutboxRow.id == outbox_id, its_withdrawal))
                    .values(state="pending", attempts=0, next_attempt_at=self._clock())
                )
        return self.deliver(outbox_id)

    def _select(self, which: ColumnElement[bool], limit: int | None = None) -> list[str]:
        with self._database.reading() as session:
            statement = (
                select(OutboxRow.id)
                .where(OutboxRow.state.in_(["pending", "sent"]), which)
                .order_by(OutboxRow.next_attempt_at, OutboxRow.kind)
                .limit(limit)
            )
            return list(session.scalars(statement))

    def _take(self, outbox_id: str) -> "_Message | OutboxState":
        """Marks the message as sent. Trying before its time (a person presses again) does not count.

        A time further off than the longest wait means that the clock went back: it has come. Attempts count
        here, before anything of the message is looked at, so that one which is a fault each time ends too.
        """
        now = self._clock()
        with self._database.transaction() as session:
            row = session.get_one(OutboxRow, outbox_id, with_for_update=True)
            if row.state in {"done", "dead"}:
                return cast("OutboxState", row.state)
            if not now < row.next_attempt_at <= now + LONGEST_WAIT:
                if row.attempts >= MOST_ATTEMPTS:
                    row.state, row.last_error = "dead", "a fault at every attempt"
                    return "dead"
                row.attempts += 1
                row.next_attempt_at = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.attempts - 1, 10))
            row.state = "sent"
        with self._database.reading() as session:
            case = IntakeCase.from_json(session.get_one(SubmissionRow, row.submission_id).snapshot)
        return _Message(row.id, cast("Kind", row.kind), row.attempts, case)

    def _submitted(self, message: "_Message") -> bool:
        with self._database.reading() as session:
            found = session.scalars(
                select(OutboxRow.id).where(
                    OutboxRow.submission_id == message.case.submission_id, OutboxRow.kind == "submit"
                )
            ).all()
        return all(self.deliver(outbox_id) in {"done", "dead"} for outbox_id in found)

    def _is_anothers(self, message: "_Message", receipt: IntakeReceipt) -> bool:
        """Whether the number was given to another submission before: then it is no receipt of this one."""
        with self._database.reading() as session:
            taken = session.scalar(
                select(SubmissionRow.id).where(SubmissionRow.acceptance_number == receipt.acceptance_number)
            )
        return taken is not None and taken != message.case.submission_id

    def _tell(self, message: "_Message") -> IntakeReceipt | None:
        if message.kind == "submit":
            return self._intake.receive(message.case)
        self._intake.withdraw(message.case.submission_id)
        return None

    def _postpone(self, message: "_Message", why: str) -> OutboxState:
        return self._settle(message, "dead" if message.attempts >= MOST_ATTEMPTS else "pending", None, why)

    def _settle(
        self, message: "_Message", state: OutboxState, receipt: IntakeReceipt | None, why: str
    ) -> OutboxState:
        """Receipt and state in one transaction; who told the intake at the same time got the same receipt."""
        with self._database.transaction() as session:
            row = session.get_one(OutboxRow, message.outbox_id, with_for_update=True)
            if row.state == "done":
                return "done"
            row.state, row.last_error = state, why
            if receipt:
                _record(session, message.case, receipt, self._clock())
        return state


@dataclass(frozen=True, slots=True)
class _Message:
    outbox_id: str
    kind: Kind
    attempts: int
    case: IntakeCase


def _letter(row: OutboxRow, submission: SubmissionRow) -> DeadLetter:
    return DeadLetter(
        outbox_id=row.id,
        kind=cast("Kind", row.kind),
        submission_id=row.submission_id,
        application_id=submission.application_id,
        state=cast("OutboxState", row.state),
        attempts=row.attempts,
        why=row.last_error,
        since=submission.created_at,
    )


def _record(session: Session, case: IntakeCase, receipt: IntakeReceipt, now: datetime) -> None:
    submission = session.get_one(SubmissionRow, case.submission_id)
    submission.acceptance_number = receipt.acceptance_number
    submission.received_at, submission.deadline = receipt.received_at, receipt.deadline
    submission.query_code = receipt.query_code
    audit.append(
        session,
        at=now,
        actor="intake",
        action="application.receipt",
        subject=case.application_id,
        detail={"acceptance_number": receipt.acceptance_number, "round": case.round},
    )
