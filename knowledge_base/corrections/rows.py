"""Rows ↔ values, and what a ticket says of its reports."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge_base.corrections.masking import Masking
from knowledge_base.corrections.tables import ReportRow, TicketRow
from knowledge_base.corrections.types import KINDS, UNRESOLVED, Kind, Report, Ticket, TicketState
from storage.clock import CHONGQING
from storage.working_days import working_days_before

PATIENCE = 5
"""working days in which a ticket should be resolved"""


def overdue_since(now: datetime) -> datetime:
    """What was opened before this moment has been open for more than `PATIENCE` working days."""
    return datetime.combine(working_days_before(now.date(), PATIENCE), time(), CHONGQING)


def as_ticket(row: TicketRow, now: datetime, reports: Iterable[ReportRow] = ()) -> Ticket:
    return Ticket(
        ticket_id=row.id,
        kind=cast("Kind", row.kind),
        item_id=row.item_id,
        question=row.question,
        state=cast("TicketState", row.state),
        opened_at=row.opened_at,
        last_seen_at=row.last_seen_at,
        count=row.count,
        assigned_to=row.assigned_to,
        resolution=row.resolution,
        draft_id=row.draft_id,
        resolved_version=row.resolved_version,
        overdue=row.state in UNRESOLVED and row.opened_at < overdue_since(now),
        reports=tuple(_as_report(one) for one in reports),
    )


def _as_report(row: ReportRow) -> Report:
    return Report(
        report_id=row.id,
        kind=cast("Kind", row.kind),
        question=row.question,
        fit_as_variant=bool(row.question) and not Masking.shipped().has_mark(row.question),
        answer=row.answer,
        item_id=row.item_id,
        guide_version=row.guide_version,
        sections=tuple(row.sections),
        comment=row.comment,
        level=row.level,
        message_id=row.message_id,
        at=row.at,
    )


def reports_of(session: Session, ticket_id: str) -> list[ReportRow]:
    """Newest first."""
    wanted = select(ReportRow).where(ReportRow.ticket_id == ticket_id)
    return list(session.scalars(wanted.order_by(ReportRow.at.desc(), ReportRow.id)))


def locked(session: Session, ticket_id: str) -> TicketRow | None:
    """The row, locked until the transaction ends and as it is now."""
    return session.get(TicketRow, ticket_id, with_for_update=True, populate_existing=True)


def recount(session: Session, ticket: TicketRow) -> None:
    """Number and gravest kind are always those of the reports it has."""
    session.flush()
    counted = select(ReportRow.kind, func.count()).where(ReportRow.ticket_id == ticket.id)
    kinds = {kind: count for kind, count in session.execute(counted.group_by(ReportRow.kind))}
    ticket.count = sum(kinds.values())
    ticket.kind = next((kind for kind in KINDS if kind in kinds), ticket.kind)
