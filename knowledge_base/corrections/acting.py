"""One act of a curator on tickets: on all of them or none, with an entry in the audit chain for each."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from knowledge_base.corrections.rows import as_ticket, locked, reports_of
from knowledge_base.corrections.settling import settle
from knowledge_base.corrections.tables import TicketRow
from knowledge_base.corrections.types import UNRESOLVED, Ticket
from knowledge_base.curation.types import NotAllowed, Unknown
from knowledge_base.texts import texts
from storage import audit
from storage.clock import Clock
from storage.database import Database

Change = Callable[[Session, TicketRow], None]


class Acting:
    """Refusals are values; then no ticket was changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def act(
        self,
        ticket_ids: Sequence[str],
        curator: str,
        action: str,
        change: Change,
        *,
        without_draft: bool = False,
        **detail: object,
    ) -> list[Ticket] | Unknown | NotAllowed:
        """`change` is made to each ticket in the order given; `without_draft`: none may have a draft."""
        settle(self._database)
        with self._database.transaction() as session:
            # Always locked in the same order, so that two who choose the same tickets wait for each other.
            rows = {one: locked(session, one) for one in sorted(set(ticket_ids))}
            for row in rows.values():
                if row is None:
                    return unknown()
                hindrance = _hindrance(row, curator, without_draft=without_draft)
                if hindrance is not None:
                    return not_allowed(hindrance)
            acted = [row for one in dict.fromkeys(ticket_ids) if (row := rows[one]) is not None]
            for row in acted:
                change(session, row)
                session.flush()
                self._record(session, row, curator, action, detail)
            return [as_ticket(row, self._clock(), reports_of(session, row.id)) for row in acted]

    def _record(
        self, session: Session, row: TicketRow, curator: str, action: str, detail: Mapping[str, object]
    ) -> None:
        told = {**detail, "draft_id": row.draft_id, "item_id": row.item_id}
        audit.append(session, at=self._clock(), actor=curator, action=action, subject=row.id, detail=told)


def taken(row: TicketRow, curator: str) -> None:
    row.state, row.assigned_to = "in_work", curator


def unknown() -> Unknown:
    return Unknown(texts().say("corrections.no_ticket"))


def not_allowed(code: str) -> NotAllowed:
    return NotAllowed(code, texts().say(f"corrections.refused.{code}"))


def _hindrance(row: TicketRow, curator: str, *, without_draft: bool) -> str | None:
    """Why this curator may not act on the ticket as it is; None when they may."""
    if row.state not in UNRESOLVED:
        return "ticket_closed"
    if row.assigned_to not in (None, curator):
        return "ticket_taken"
    return "draft_open" if without_draft and row.draft_id is not None else None
