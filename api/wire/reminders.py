"""Reminders and recommendations, and what a person wishes."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape, local
from applications.reminders.types import Asked, Due, Kind, Reminder, Wishes


class WishesShape(Shape):
    """Nothing is wanted until the person says so; quiet hours are Chongqing time, equal times mean none."""

    kinds: Annotated[list[Kind], Field(max_length=10, description="what to be reminded of; empty: nothing")]
    by_message: Annotated[bool, Field(description="also by the messenger that is set up, e.g. SMS")] = False
    quiet_from: time = time(21, 0)
    quiet_until: time = time(8, 0)


class ReminderShape(Shape):
    reminder_id: str
    kind: Annotated[
        Kind | Asked,
        Field(description="`code` and `pictures` were asked for in a call: told whatever was wished"),
    ]
    text: str
    item_id: Annotated[str, Field(description="empty where it is about no item")]
    application_id: str | None
    on: Annotated[date | None, Field(description="the day it is about")]
    made_at: datetime | None
    until: Annotated[datetime | None, Field(description="gone after it")]
    seen: bool


class Reminders(Shape):
    reminders: list[ReminderShape]
    unseen: int


class Recommendation(Shape):
    """Why it may be worth doing; whether the person is entitled the office decides."""

    kind: Kind
    item_id: str
    text: str
    on: date | None


class Recommendations(Shape):
    recommendations: list[Recommendation]


def wishes_shape(wishes: Wishes) -> WishesShape:
    return WishesShape(
        kinds=sorted(wishes.kinds),
        by_message=wishes.by_message,
        quiet_from=wishes.quiet_from,
        quiet_until=wishes.quiet_until,
    )


def wishes_value(shape: WishesShape) -> Wishes:
    return Wishes(frozenset(shape.kinds), shape.by_message, shape.quiet_from, shape.quiet_until)


def reminder_shape(one: Reminder) -> ReminderShape:
    return ReminderShape(
        reminder_id=one.reminder_id,
        kind=one.kind,
        text=one.text,
        item_id=one.item_id,
        application_id=one.application_id,
        on=one.on,
        made_at=local(one.made_at),
        until=local(one.until),
        seen=one.seen,
    )


def recommendation(one: Due) -> Recommendation:
    return Recommendation(kind=one.kind, item_id=one.item_id, text=one.text, on=one.on)
