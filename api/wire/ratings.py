"""好差评 of a case, and what the office answers to a poor one."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape, local
from api.wire.corrections import Level
from applications.ratings.types import Rating, Summary, Ticket, TicketState


class NewRating(Shape):
    """Voluntary. Said again it replaces what was said, until the office has answered."""

    level: Level
    comment: Annotated[str, Field(max_length=500, description="the office reads it as it is written")] = ""


class RatingAnswer(Shape):
    text: Annotated[str, Field(min_length=1, max_length=1000, description="the person reads it")]


class RatingTicketShape(Shape):
    """What a poor rating (1 or 2) asks of the office; `overdue`: open for more than five working days."""

    state: TicketState
    opened_at: datetime | None
    overdue: bool
    answer: str


class RatingShape(Shape):
    rating_id: str
    application_id: str
    item_id: str
    level: Level
    comment: str
    at: datetime | None
    ticket: RatingTicketShape | None


class RatingTaken(Shape):
    """`message` thanks, and says what follows."""

    message: str
    rating: RatingShape


class MaybeRating(Shape):
    rating: RatingShape | None


class Ratings(Shape):
    ratings: list[RatingShape]


class ItemRatings(Shape):
    item_id: str
    counts: Annotated[list[int], Field(description="how many of each level, from 1 to 5")]
    waiting: Annotated[int, Field(description="tickets not answered yet")]


class RatingSummary(Shape):
    items: list[ItemRatings]


def rating_shape(rating: Rating) -> RatingShape:
    return RatingShape(
        rating_id=rating.rating_id,
        application_id=rating.application_id,
        item_id=rating.item_id,
        level=rating.level,
        comment=rating.comment,
        at=local(rating.at),
        ticket=_ticket(rating.ticket) if rating.ticket else None,
    )


def summary_shape(items: list[Summary]) -> RatingSummary:
    return RatingSummary(
        items=[ItemRatings(item_id=i.item_id, counts=list(i.counts), waiting=i.waiting) for i in items]
    )


def _ticket(ticket: Ticket) -> RatingTicketShape:
    return RatingTicketShape(
        state=ticket.state, opened_at=local(ticket.opened_at), overdue=ticket.overdue, answer=ticket.answer
    )
