"""Corrections: feedback on an answer, and what curators see and propose."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from api.wire.base import Shape, local
from api.wire.curation import Content, ItemId, Reason
from knowledge_base.corrections.types import Kind, Report, Ticket, TicketState

Level = Annotated[int, Field(ge=1, le=5, description="好差评: 1 (very poor) to 5 (very good)")]
Question = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
BasisId = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]


class Feedback(Shape):
    """Voluntary. At least one of `wrong` and `level`; said again it replaces what was said before."""

    wrong: Annotated[Literal[True] | None, Field(description="这条不对")] = None
    level: Level | None = None
    comment: Annotated[
        str, Field(max_length=500, description="personal data is masked before it is kept")
    ] = ""


class FeedbackTaken(Shape):
    message: str


class ReportShape(Shape):
    """One report, masked. It names a message and no person."""

    report_id: str
    kind: Kind
    question: str
    fit_as_variant: Annotated[bool, Field(description="nothing was masked: it may be published as a wording")]
    answer: Annotated[str, Field(description="the published text that the answer cited")]
    item_id: str | None
    guide_version: int | None
    sections: list[str]
    comment: str
    level: int | None
    message_id: str | None
    at: datetime | None


class TicketShape(Shape):
    """Questions that ask for the same; `overdue`: unresolved for more than five working days."""

    ticket_id: str
    kind: Annotated[Kind, Field(description="the gravest of its reports")]
    item_id: str | None
    item_name: str
    question: str
    state: TicketState
    opened_at: datetime | None
    last_seen_at: datetime | None
    count: int
    assigned_to: str | None
    assigned_name: str
    resolution: str
    draft_id: str | None
    resolved_version: int | None
    overdue: bool
    reports: Annotated[list[ReportShape], Field(description="newest first; only with one ticket")]


class Tickets(Shape):
    """`total`: tickets that fit, of which a page is given."""

    tickets: list[TicketShape]
    total: int


class ProposedPair(Shape):
    """A QA pair for the item's guide; `variants` are ids of reports whose wording people may also use."""

    item_id: ItemId
    question: Question
    answer: Reason
    basis: Annotated[list[BasisId], Field(max_length=20, description="ids of the guide's legal basis")] = (
        Field(default_factory=list[BasisId])
    )
    variants: Annotated[list[str], Field(max_length=50, description="report ids")] = Field(
        default_factory=list[str]
    )


class ProposedEdit(Shape):
    """The whole guide as it should be."""

    content: Content


class Dismissal(Shape):
    why: Reason


class Proposal(Shape):
    """The ticket, and the draft that resolves it once it is published."""

    ticket: TicketShape
    draft_id: str
    item_id: str


def ticket_shape(ticket: Ticket, assigned_name: str, item_name: str) -> TicketShape:
    return TicketShape(
        ticket_id=ticket.ticket_id,
        kind=ticket.kind,
        item_id=ticket.item_id,
        item_name=item_name,
        question=ticket.question,
        state=ticket.state,
        opened_at=local(ticket.opened_at),
        last_seen_at=local(ticket.last_seen_at),
        count=ticket.count,
        assigned_to=ticket.assigned_to,
        assigned_name=assigned_name,
        resolution=ticket.resolution,
        draft_id=ticket.draft_id,
        resolved_version=ticket.resolved_version,
        overdue=ticket.overdue,
        reports=[_report_shape(report) for report in ticket.reports],
    )


def _report_shape(report: Report) -> ReportShape:
    return ReportShape(
        report_id=report.report_id,
        kind=report.kind,
        question=report.question,
        fit_as_variant=report.fit_as_variant,
        answer=report.answer,
        item_id=report.item_id,
        guide_version=report.guide_version,
        sections=list(report.sections),
        comment=report.comment,
        level=report.level,
        message_id=report.message_id,
        at=local(report.at),
    )
