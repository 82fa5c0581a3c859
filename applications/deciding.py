"""Who decides a case: our own desk, or the staff of the city whose intake took it (ADR 22)."""

from sqlalchemy import select

from applications.tables import IntakeCaseRow, SubmissionRow
from storage.database import Database


class Deciding:
    def __init__(self, database: Database, to_city: bool) -> None:
        """`to_city`: cases are handed to a city's own intake now."""
        self._database, self._to_city = database, to_city

    def by_city(self, application_id: str) -> bool:
        """Not what the embedded intake took before the city was connected: nobody else has that case."""
        if not self._to_city:
            return False
        latest = (
            select(SubmissionRow.id)
            .where(SubmissionRow.application_id == application_id)
            .order_by(SubmissionRow.round.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            key = session.scalar(latest)
            ours = select(IntakeCaseRow.acceptance_number).where(IntakeCaseRow.submission_key == key)
            return key is not None and session.scalar(ours) is None
