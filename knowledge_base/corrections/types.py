"""Values of the correction loop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Kind = Literal["wrong_answer", "rule_overridden", "low_rating", "unanswered", "clarify_failed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""gravest first"""
GAPS: tuple[Kind, ...] = ("low_rating", "unanswered", "clarify_failed")
"""what was asked in vain; the others say that something published is wrong"""

Source = Literal["person", "turn"]
TicketState = Literal["open", "in_work", "resolved", "dismissed"]
UNRESOLVED: tuple[TicketState, ...] = ("open", "in_work")
Order = Literal["newest", "frequent", "overdue"]

LOW = 2
"""a rating (好差评, 1 to 5) up to this level opens a ticket"""


@dataclass(frozen=True, slots=True)
class About:
    """The message a report is about. `answer` is the published text cited; nothing here is masked yet."""

    message_id: str | None
    question: str
    item_id: str | None = None
    answer: str = ""
    guide_version: int | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """As kept: masked. `fit_as_variant`: no mark stands in it, so it may be published as a wording."""

    report_id: str
    kind: Kind
    question: str
    fit_as_variant: bool
    answer: str
    item_id: str | None
    guide_version: int | None
    sections: tuple[str, ...]
    comment: str
    level: int | None
    message_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """`overdue`: unresolved for more than five working days."""

    ticket_id: str
    kind: Kind
    item_id: str | None
    question: str
    state: TicketState
    opened_at: datetime
    last_seen_at: datetime
    count: int
    assigned_to: str | None
    resolution: str
    draft_id: str | None
    resolved_version: int | None
    overdue: bool
    reports: tuple[Report, ...] = ()
    """newest first; only where one ticket was asked for"""
