"""Taking reports in: masked first, then into the ticket of their meaning."""

from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.corrections.grouping import Grouping
from knowledge_base.corrections.masking import Masking
from knowledge_base.corrections.rows import locked, recount
from knowledge_base.corrections.tables import ReportRow, TicketRow
from knowledge_base.corrections.types import UNRESOLVED, About, Kind, Source
from knowledge_base.names import tidy
from knowledge_base.texts import texts
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

RATING = "rating"
"""kind of a report that opens no ticket"""
REPORTING = 0x7265706F
"""("repo" in ASCII) One report at a time, over all processes."""
LONGEST = 500
"""characters of a question or comment that are kept"""


class Reporting:
    """The same question asked twice at once makes one ticket, and feedback given twice at once one report.

    Tickets are compared before writing begins. What another process opened meanwhile is compared once the
    database lets only this one write. What is lost to a power cut is said again, so nothing waits for the
    disk: most reports are made while somebody waits for a reply.
    """

    def __init__(self, database: Database, grouping: Grouping, clock: Clock) -> None:
        self._database, self._grouping, self._clock = database, grouping, clock
        self._one_at_a_time = Lock()

    def report(
        self, about: About, kind: Kind, source: Source, comment: str = "", level: int | None = None
    ) -> str:
        """Gives the ticket's id."""
        question = masked(about.question)
        with self._one_at_a_time:
            with self._database.reading() as session:
                near, compared = self._grouping.ticket_for(session, question, about.item_id)
            with self._database.transaction(durable=False) as session:
                self._database.alone(session, REPORTING)
                if near is None:
                    near, _ = self._grouping.ticket_for(session, question, about.item_id, compared)
                left = _take_back(session, about.message_id, source)
                ticket = self._still_open(session, near) or self._opened(session, about, kind, question)
                ticket.last_seen_at = self._clock()
                row = self._row(about, kind, source, comment, level)
                row.ticket_id, row.question = ticket.id, question
                row.answer, row.sections = about.answer, list(about.sections)
                session.add(row)
                recount(session, ticket)
                _close_if_empty(session, left)
                return ticket.id

    def rate(self, about: About, level: int) -> None:
        """A rating that complains of nothing: only the level is kept, in place of what was said before."""
        with self._one_at_a_time, self._database.transaction(durable=False) as session:
            self._database.alone(session, REPORTING)
            left = _take_back(session, about.message_id, "person")
            session.add(self._row(about, RATING, "person", "", level))
            _close_if_empty(session, left)

    def _row(self, about: About, kind: str, source: Source, comment: str, level: int | None) -> ReportRow:
        return ReportRow(
            id=new_id("rep"),
            source=source,
            kind=kind,
            question="",
            answer="",
            item_id=about.item_id,
            guide_version=about.guide_version,
            sections=[],
            comment=masked(comment),
            level=level,
            message_id=about.message_id,
            at=self._clock(),
        )

    def _still_open(self, session: Session, ticket_id: str | None) -> TicketRow | None:
        row = locked(session, ticket_id) if ticket_id else None
        return row if row is not None and row.state in UNRESOLVED else None

    def _opened(self, session: Session, about: About, kind: Kind, question: str) -> TicketRow:
        now = self._clock()
        row = TicketRow(
            id=new_id("tick"),
            kind=kind,
            item_id=about.item_id,
            question=question,
            state="open",
            opened_at=now,
            last_seen_at=now,
            count=0,
        )
        session.add(row)
        session.flush()
        return row


def masked(text: str) -> str:
    """What may be kept of a person's words. Cut only after masking: half a number is not recognised.

    Tidied before: invisible characters between its digits would hide a number.
    """
    return Masking.shipped().masked(tidy(text))[:LONGEST]


def _take_back(session: Session, message_id: str | None, source: Source) -> str | None:
    """Removes what this source said of the message before; gives the ticket it was in."""
    if message_id is None:
        return None
    wanted = select(ReportRow).where(ReportRow.message_id == message_id, ReportRow.source == source)
    before = session.scalars(wanted).one_or_none()
    if before is None:
        return None
    session.delete(before)
    session.flush()
    return before.ticket_id


def _close_if_empty(session: Session, ticket_id: str | None) -> None:
    """A ticket that nobody has worked on and whose last report was taken back needs no curator."""
    ticket = locked(session, ticket_id) if ticket_id else None
    if ticket is None:
        return
    recount(session, ticket)
    if ticket.count == 0 and ticket.state == "open":
        ticket.state, ticket.resolution = "dismissed", texts().say("corrections.taken_back")
