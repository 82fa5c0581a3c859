"""Sends the reference intake's call-backs, again and again until the platform has taken them."""

from datetime import timedelta

from sqlalchemy import select

from api.intake_service.cases import Cases
from api.intake_service.tables import EventRow
from applications.errors import IntakeKeysError, IntakeUnavailableError
from applications.intake_http.messages import EventMessage
from applications.intake_http.transport import Transport
from storage.clock import Clock
from storage.database import Database

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
MOST_ATTEMPTS = 60


class Calling:
    def __init__(self, database: Database, cases: Cases, platform: Transport, clock: Clock) -> None:
        self._database, self._cases = database, cases
        self._platform, self._clock = platform, clock

    def send_due(self, limit: int = 50) -> int:
        """Sends what is due, in the order it happened; gives how many the platform took."""
        due = (
            select(EventRow.event_id)
            .where(EventRow.state == "pending", EventRow.next_attempt_at <= self._clock())
            .order_by(EventRow.submission_id, EventRow.sequence)
            .limit(limit)
        )
        with self._database.reading() as session:
            event_ids = list(session.scalars(due))
        return sum(self.send(event_id) for event_id in event_ids)

    def send(self, event_id: str) -> bool:
        """Whether the platform has taken it; if not, it is due again later."""
        with self._database.reading() as session:
            event = EventMessage.model_validate(session.get_one(EventRow, event_id).body)
        why = self._told(event)
        with self._database.transaction() as session:
            row = session.get_one(EventRow, event_id, with_for_update=True)
            row.attempts, row.last_error = row.attempts + 1, why
            if not why:
                row.state = "sent"
            elif row.attempts >= MOST_ATTEMPTS:
                row.state = "dead"
            wait = FIRST_WAIT * 2 ** min(row.attempts - 1, 10)
            row.next_attempt_at = self._clock() + min(LONGEST_WAIT, wait)
        return not why

    def _told(self, event: EventMessage) -> str:
        """Why it was not taken; empty when it was. A result's file goes ahead."""
        try:
            if event.result and event.result.file:
                found = self._cases.file(event.result.file.digest)
                if found is None:
                    return "file_lost"
                path = f"/files/{event.result.file.digest}"
                answer = self._platform.exchange("PUT", path, *found)
                if not 200 <= answer.status_code < 300:
                    return f"file {answer.status_code}"
            body = event.model_dump_json().encode()
            answer = self._platform.exchange("POST", "/callbacks", body, key=event.event_id)
        except (IntakeUnavailableError, IntakeKeysError) as error:
            return type(error).__name__
        return "" if 200 <= answer.status_code < 300 else f"answered {answer.status_code}"
