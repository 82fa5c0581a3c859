"""Values of rating a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TicketState = Literal["open", "in_work", "answered"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a poor rating asks of the office. `overdue`: not answered within five working days."""

    state: TicketState
    opened_at: datetime
    overdue: bool
    assigned_to: str | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person says of the handling of one case: `level` 1 (very poor) to 5.

    Staff read `comment` as it was written.
    """

    rating_id: str
    application_id: str
    item_id: str
    level: int
    comment: str
    at: datetime
    ticket: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it can't be rated, or the ticket not be answered; the sentence says what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Of one item: how many ratings of each level, from 1 to 5."""

    item_id: str
    counts: tuple[int, int, int, int, int]
    waiting: int
    """tickets not answered yet"""
