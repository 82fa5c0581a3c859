"""The intake that comes with us: its own tables, as the receiving office would keep them."""

import secrets
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from applications.errors import IntakeUnavailableError
from applications.intake import IntakeCase, IntakeReceipt
from applications.tables import IntakeCaseRow, IntakeCounterRow
from storage.clock import Clock
from storage.database import Database
from storage.working_days import deadline

_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which people confuse when they type a code from paper."""
_ATTEMPTS = 3


class EmbeddedIntake:
    """An `IntakeGateway`. Acceptance numbers are `YK`, the day and a six-digit serial of that day."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        for _ in range(_ATTEMPTS):
            try:
                with self._database.transaction() as session:
                    return self._receive(session, case)
            except IntegrityError:
                # Another process took the same case, or the day's first serial, a moment before: look again.
                continue
        raise IntakeUnavailableError(f"no acceptance number after {_ATTEMPTS} attempts")

    def withdraw(self, submission_id: str) -> None:
        with self._database.transaction() as session:
            row = _find(session, submission_id)
            if row and row.withdrawn_at is None:
                row.withdrawn_at = self._clock()

    def _receive(self, session: Session, case: IntakeCase) -> IntakeReceipt:
        row = _find(session, case.submission_id)
        if row is None:
            now = self._clock()
            row = IntakeCaseRow(
                acceptance_number=f"YK{now:%Y%m%d}{_next_serial(session, now.date()):06d}",
                submission_key=case.submission_id,
                item_id=case.item_id,
                case=case.to_json(),
                received_at=now,
                deadline=deadline(now.date(), case.limit_unit, case.limit_amount),
                query_code="".join(secrets.choice(_CODE_ALPHABET) for _ in range(6)),
            )
            session.add(row)
            session.flush()
        return IntakeReceipt(row.acceptance_number, row.received_at, row.deadline, row.query_code)


def _find(session: Session, submission_id: str) -> IntakeCaseRow | None:
    return session.scalar(select(IntakeCaseRow).where(IntakeCaseRow.submission_key == submission_id))


def _next_serial(session: Session, day: date) -> int:
    """Locks the day's counter until the transaction ends, so that no serial is given twice or left out."""
    counter = session.get(IntakeCounterRow, day, with_for_update=True)
    if counter is None:
        counter = IntakeCounterRow(day=day, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last
