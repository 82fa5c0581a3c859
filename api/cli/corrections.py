"""`kb corrections`: what people say is wrong or got no answer."""

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.base import AsJson, house, tell
from knowledge_base.corrections.types import Order, Ticket, TicketState


def corrections(
    state: Annotated[TicketState | None, typer.Option(help="Only tickets in this state.")] = None,
    order: Annotated[Order, typer.Option(help="What comes first.")] = "newest",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Lists correction tickets; personal data in them is masked."""
    with house(publish=False) as container:
        now = container.clock()
        found = container.corrections.tickets(state, order=order, limit=limit)
        overdue = container.corrections.overdue(now)
    lines = [_line(one) for one in found]
    lines.append(f"{len(found)} tickets; {overdue} unresolved for more than 5 working days")
    tell(as_json, {"tickets": [asdict(one) for one in found], "overdue": overdue}, "\n".join(lines))


def _line(ticket: Ticket) -> str:
    standing = f"{ticket.state:9} {'overdue' if ticket.overdue else '':7} {ticket.kind:14} {ticket.count:4}x"
    seen, item = ticket.last_seen_at.date(), ticket.item_id or "-"
    return f"{ticket.ticket_id}  {standing}  {seen}  {item}  {ticket.question}"
