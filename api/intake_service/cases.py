"""The reference intake's acts: it takes cases once, decides when told, and notes what to call back."""

import secrets
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.intake_service.tables import CaseRow, CounterRow, EventRow, FileRow
from applications.errors import IntakeUnavailableError
from applications.intake_http.messages import (
    CaseMessage,
    EventKind,
    EventMessage,
    FilesMissing,
    FindingMessage,
    ReceiptMessage,
    ResultMessage,
    WithdrawalAnswer,
)
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore
from storage.ids import new_id
from storage.working_days import deadline

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ATTEMPTS = 3
FROM: dict[EventKind, tuple[str, ...]] = {
    "accepted": ("received",),
    "returned": ("received",),
    "done": ("received", "accepted"),
    "overdue": ("received", "accepted"),
}
"""In which states a case may be told that."""


class Cases:
    def __init__(self, database: Database, files: FileStore, clock: Clock) -> None:
        self._database, self._files, self._clock = database, files, clock

    def receive(self, case: CaseMessage) -> ReceiptMessage | FilesMissing:
        """The same submission gives the same receipt, also when a newer version words the case anew."""
        for _ in range(ATTEMPTS):
            try:
                with self._database.transaction() as session:
                    return self._receive(session, case)
            except IntegrityError:
                # The same case came twice at once, or two the day's first number: look again.
                continue
        raise IntakeUnavailableError(f"no acceptance number after {ATTEMPTS} attempts")

    def keep_file(self, digest: str, data: bytes, media_type: str) -> bool:
        """False when these are not the bytes of that digest."""
        if sha256(data).hexdigest() != digest:
            return False
        row = FileRow(digest=digest, file_ref=self._files.put(data), media_type=media_type)
        try:
            with self._database.transaction() as session:
                session.add(row)
        except IntegrityError:
            self._files.delete(row.file_ref)  # it is here already
        return True

    def file(self, digest: str) -> tuple[bytes, str] | None:
        """Bytes and media type."""
        with self._database.reading() as session:
            row = session.get(FileRow, digest)
        return (self._files.get(row.file_ref), row.media_type) if row else None

    def withdraw(self, submission_id: str) -> WithdrawalAnswer:
        """What is done stays done; its call-back says so."""
        with self._database.transaction() as session:
            row = session.get(CaseRow, submission_id, with_for_update=True)
            if row is None:
                return WithdrawalAnswer(submission_id=submission_id, state="unknown")
            if row.state == "done":
                return WithdrawalAnswer(submission_id=submission_id, state="done")
            row.state = "withdrawn"
        return WithdrawalAnswer(submission_id=submission_id, state="withdrawn")

    def tell(
        self,
        submission_id: str,
        kind: EventKind,
        note: str = "",
        findings: Sequence[FindingMessage] = (),
        result: ResultMessage | None = None,
    ) -> str | None:
        """Decides a case and notes the call-back, in one transaction; None when its state does not allow it.

        Raises pydantic's `ValidationError` when a return says nothing or a done case has no result.
        """
        with self._database.transaction() as session:
            row = session.get(CaseRow, submission_id, with_for_update=True)
            if row is None or row.state not in FROM[kind]:
                return None
            return self._note(session, row, kind, note, findings, result)

    def mark_overdue(self) -> int:
        """Tells of every case whose deadline has passed, once; gives how many."""
        today = self._clock().date()
        late = select(CaseRow).where(
            CaseRow.deadline < today, ~CaseRow.told_overdue, CaseRow.state.in_(FROM["overdue"])
        )
        with self._database.transaction() as session:
            rows = session.scalars(late.with_for_update()).all()
            for row in rows:
                self._note(session, row, "overdue", "", (), None)
        return len(rows)

    def cases(self) -> list[dict[str, Any]]:
        """What it holds, newest first, without what people wrote."""
        with self._database.reading() as session:
            newest = select(CaseRow).order_by(CaseRow.received_at.desc(), CaseRow.acceptance_number.desc())
            rows = session.scalars(newest).all()
        names = ("submission_id", "acceptance_number", "state", "received_at", "deadline")
        return [{name: getattr(row, name) for name in names} for row in rows]

    def _receive(self, session: Session, case: CaseMessage) -> ReceiptMessage | FilesMissing:
        row = session.get(CaseRow, case.submission_id)
        if row is None:
            wanted = {note.digest for notes in case.materials.values() for note in notes}
            held = set(session.scalars(select(FileRow.digest).where(FileRow.digest.in_(wanted))))
            if missing := sorted(wanted - held):
                return FilesMissing(code="files_missing", missing=missing)
            row = self._add(session, case)
        return ReceiptMessage(
            submission_id=row.submission_id,
            acceptance_number=row.acceptance_number,
            received_at=row.received_at,
            deadline=row.deadline,
            query_code=row.query_code,
        )

    def _add(self, session: Session, case: CaseMessage) -> CaseRow:
        now = self._clock()
        row = CaseRow(
            submission_id=case.submission_id,
            acceptance_number=f"CQ{now:%Y%m%d}{_next_serial(session, now.date()):06d}",
            case=case.model_dump(mode="json"),
            state="received",
            received_at=now,
            deadline=deadline(now.date(), case.limit.unit, case.limit.amount),
            query_code="".join(secrets.choice(CODE_ALPHABET) for _ in range(6)),
        )
        session.add(row)
        session.flush()
        return row

    def _note(
        self,
        session: Session,
        row: CaseRow,
        kind: EventKind,
        note: str,
        findings: Sequence[FindingMessage],
        result: ResultMessage | None,
    ) -> str:
        now = self._clock()
        event = EventMessage(
            event_id=new_id("evt"),
            submission_id=row.submission_id,
            acceptance_number=row.acceptance_number,
            sequence=row.events + 1,
            kind=kind,
            at=now,
            note=note,
            findings=list(findings),
            result=result,
        )
        row.events += 1
        if kind == "overdue":
            row.told_overdue = True
        else:
            row.state = kind
        session.add(
            EventRow(
                event_id=event.event_id,
                submission_id=row.submission_id,
                sequence=event.sequence,
                body=event.model_dump(mode="json"),
                state="pending",
                next_attempt_at=now,
            )
        )
        return event.event_id


def _next_serial(session: Session, day: date) -> int:
    counter = session.get(CounterRow, day, with_for_update=True)
    if counter is None:
        counter = CounterRow(day=day, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last
