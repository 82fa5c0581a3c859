"""Rating a case (好差评); poor ones are verified, mended and answered, as 国办发〔2019〕51号 asks.

Refusals are values; every act is in the audit chain.
"""

from collections import defaultdict
from datetime import datetime
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from applications.access import may
from applications.ratings.tables import RatingRow
from applications.ratings.types import Rating, Refused, Summary, Ticket, TicketState
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor, Unknown
from knowledge_base.corrections.rows import overdue_since
from knowledge_base.corrections.types import LOW
from storage import audit
from storage.database import Database
from storage.ids import new_id

RATEABLE = frozenset({"submitted", "accepted", "returned", "done"})


class Ratings:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def rate(self, actor: Actor, application_id: str, level: int, comment: str) -> Rating | Refused | Unknown:
        """Voluntary. Said again it replaces what was said, until the office has answered."""
        with self._database.transaction() as session:
            kept = self._repository.find(session, application_id, lock=True)
            if kept is None or not _may_rate(actor, kept, self._repository.now):
                return Unknown()
            if not may(actor, "submit", kept, self._repository.now):
                return Refused(say("ratings.not_yours"))
            if kept.state not in RATEABLE:
                return Refused(say("ratings.too_early"))
            row = _of(session, application_id)
            if row is not None and row.ticket == "answered":
                return Refused(say("ratings.answered"))
            row = row or _new(session, kept)
            row.level, row.comment, row.at = level, comment.strip(), self._repository.now
            _open_or_close(row)
            session.flush()
            self._note(session, actor, "rate", row, level=level)
            return self._rating(row)

    def rating(self, actor: Actor, application_id: str) -> Rating | Unknown | None:
        """What was said of the case, with the office's answer; None while nothing was."""
        with self._database.reading() as session:
            kept = self._repository.find(session, application_id)
            if kept is None or not _may_rate(actor, kept, self._repository.now):
                return Unknown()
            row = _of(session, application_id)
            return self._rating(row) if row else None

    def tickets(self, actor: Actor, state: TicketState | None = None, limit: int = 100) -> list[Rating]:
        """Poor ratings for staff, oldest first; nobody is shown those of their own cases."""
        if actor.role != "reviewer":
            return []
        wanted = select(RatingRow).where(RatingRow.ticket.is_not(None)).order_by(RatingRow.opened_at)
        if state is not None:
            wanted = wanted.where(RatingRow.ticket == state)
        with self._database.reading() as session:
            rows = session.scalars(wanted.limit(limit)).all()
            return [self._rating(row) for row in rows if self._staffs(session, actor, row)]

    def take(self, actor: Actor, rating_id: str) -> Rating | Refused | Unknown:
        """From now on this reviewer is at it."""
        return self._handle(actor, rating_id, "")

    def answer(self, actor: Actor, rating_id: str, text: str) -> Rating | Refused | Unknown:
        """What was found and mended; the person reads it beside the rating."""
        if not text.strip():
            return Refused(say("ratings.say_what"))
        return self._handle(actor, rating_id, text.strip())

    def summary(self) -> list[Summary]:
        """By item; it names nobody."""
        counted = select(RatingRow.item_id, RatingRow.level, RatingRow.ticket, func.count())
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
        waiting: dict[str, int] = defaultdict(int)
        with self._database.reading() as session:
            grouped = counted.group_by(RatingRow.item_id, RatingRow.level, RatingRow.ticket)
            for item_id, level, ticket, count in session.execute(grouped):
                counts[item_id][level - 1] += count
                waiting[item_id] += count if ticket in ("open", "in_work") else 0
        return [
            Summary(item, (c[0], c[1], c[2], c[3], c[4]), waiting[item]) for item, c in sorted(counts.items())
        ]

    def _handle(self, actor: Actor, rating_id: str, answer: str) -> Rating | Refused | Unknown:
        with self._database.transaction() as session:
            row = session.get(RatingRow, rating_id, with_for_update=True)
            if row is None or row.ticket is None or not self._staffs(session, actor, row):
                return Unknown()
            if row.ticket == "answered":
                return Refused(say("ratings.closed"))
            if row.assigned_to not in (None, actor.account_id):
                return Refused(say("ratings.taken"))
            row.assigned_to, row.ticket = actor.account_id, "answered" if answer else "in_work"
            row.answer = answer or row.answer
            session.flush()
            self._note(session, actor, "answer_rating" if answer else "take_rating", row)
            return self._rating(row)

    def _staffs(self, session: Session, actor: Actor, row: RatingRow) -> bool:
        """A reviewer, and not one who had a hand in the case as a citizen."""
        kept = self._repository.find(session, row.application_id)
        return kept is not None and may(actor, "decide", kept, self._repository.now)

    def _rating(self, row: RatingRow) -> Rating:
        ticket = None
        if row.ticket is not None and row.opened_at is not None:
            state = cast("TicketState", row.ticket)
            late = row.opened_at < overdue_since(self._repository.now)
            ticket = Ticket(state, row.opened_at, late and state != "answered", row.assigned_to, row.answer)
        return Rating(row.id, row.application_id, row.item_id, row.level, row.comment, row.at, ticket)

    def _note(self, session: Session, actor: Actor, act: str, row: RatingRow, **detail: object) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"application.{act}",
            subject=row.application_id,
            detail=detail,
        )


def _may_rate(actor: Actor, kept: Kept, now: datetime) -> bool:
    """Whoever handled it; the reviewer, who may see it too, has no say in it."""
    return actor.role != "reviewer" and may(actor, "see", kept, now)


def _of(session: Session, application_id: str) -> RatingRow | None:
    return session.scalar(select(RatingRow).where(RatingRow.application_id == application_id))


def _new(session: Session, kept: Kept) -> RatingRow:
    row = RatingRow(id=new_id("rat"), application_id=kept.application_id, item_id=kept.item_id)
    session.add(row)
    return row


def _open_or_close(row: RatingRow) -> None:
    """A better rating takes back a ticket that nobody has begun."""
    if row.level <= LOW:
        row.ticket, row.opened_at = row.ticket or "open", row.opened_at or row.at
    elif row.ticket == "open":
        row.ticket, row.opened_at = None, None
