"""What became of tickets whose draft was decided: looked up whenever tickets are, so that nothing is missed.

However a draft was published or discarded (HTTP, command line, another process), its row says so.
"""

from sqlalchemy import Select, select

from knowledge_base.corrections.rows import locked
from knowledge_base.corrections.tables import TicketRow
from knowledge_base.curation.tables import GuideDraftRow
from storage.database import Database

_DECIDED: Select[str, str, str, int | None] = (
    select(TicketRow.id, GuideDraftRow.id, GuideDraftRow.state, GuideDraftRow.published_version)
    .join(GuideDraftRow, GuideDraftRow.id == TicketRow.draft_id)
    .where(TicketRow.state == "in_work", GuideDraftRow.state != "open")
    .order_by(TicketRow.id)
)


def settle(database: Database) -> None:
    """Published: resolved by that version. Discarded: open again, for anybody to take."""
    if database.look(_DECIDED) is None:
        return
    with database.transaction() as session:
        for ticket_id, draft_id, state, version in session.execute(_DECIDED).all():
            ticket = locked(session, ticket_id)
            if ticket is None or (ticket.state, ticket.draft_id) != ("in_work", draft_id):
                continue
            if state == "published":
                ticket.state, ticket.resolved_version = "resolved", version
            else:
                ticket.state, ticket.draft_id, ticket.assigned_to = "open", None, None
