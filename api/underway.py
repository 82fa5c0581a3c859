"""Which pictures are on their way, and who is at them: no crash loses one, no two workers read the same."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.tables import UnderWayRow
from applications.documents import load_document
from applications.tables import DocumentRow
from applications.types import Document
from storage.clock import Clock
from storage.database import Database

LEASE = timedelta(minutes=2)
"""Longer than a full queue takes. Whoever has not finished by then has died."""


class UnderWay:
    """The list of pictures under way; whoever claims one sees it through or releases it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def waiting(self) -> list[str]:
        """Ids of pictures that nobody is at, in the order they were sent."""
        row, now = UnderWayRow, self._clock()
        asked = (
            select(DocumentRow.id)
            .outerjoin(row, row.document_id == DocumentRow.id)
            .where(
                or_(
                    row.claimed_until <= now,
                    row.document_id.is_not(None) & row.claimed_until.is_(None),
                    # Kept by somebody who died before saying so; younger ones are being claimed just now.
                    row.document_id.is_(None)
                    & (DocumentRow.state == "kept")
                    & (DocumentRow.kept_at < now - LEASE),
                )
            )
            .order_by(DocumentRow.kept_at, DocumentRow.id)
        )
        with self._database.reading() as session:
            return list(session.scalars(asked))

    def claim(self, document_id: str) -> Document | None:
        """The picture as it is now, for the caller alone; None when another has it or it has arrived."""
        try:
            with self._database.transaction() as session:
                return _claimed(session, document_id, self._clock())
        except IntegrityError:
            return None

    def release(self, document_id: str) -> None:
        """It is still to be done, by whoever comes next."""
        free = update(UnderWayRow).where(UnderWayRow.document_id == document_id)
        with self._database.transaction() as session:
            session.execute(free.values(claimed_until=None))

    def release_all(self) -> None:
        """At the start of a server, whose predecessor may have died over some."""
        known = select(UnderWayRow.document_id)
        with self._database.transaction() as session:
            session.execute(update(UnderWayRow).values(claimed_until=None))
            unsaid = select(DocumentRow.id).where(DocumentRow.state == "kept", DocumentRow.id.not_in(known))
            session.add_all(UnderWayRow(document_id=each) for each in session.scalars(unsaid).all())

    def arrived(self, document_id: str) -> None:
        with self._database.transaction() as session:
            row = session.get(UnderWayRow, document_id)
            if row:
                session.delete(row)


def _claimed(session: Session, document_id: str, now: datetime) -> Document | None:
    row = session.get(UnderWayRow, document_id, with_for_update=True)
    document = load_document(session, document_id)
    if document is None or (row and row.claimed_until and row.claimed_until > now):
        return None
    if row is None:
        if document.state != "kept":
            return None
        row = UnderWayRow(document_id=document_id)
        session.add(row)
    row.claimed_until = now + LEASE
    return document
