"""Values of reminders and recommendations."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, get_args

Kind = Literal["expiring", "draft", "correction", "overdue", "following", "suited"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""A certificate that will expire · a draft left · a correction due · a promised day that has passed ·
what usually comes after · what fits somebody like the person."""

Asked = Literal["code", "pictures"]
"""What a person asked for a moment ago in a call, told whatever they wish: a one-time code · where to send
pictures."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants to be reminded of. Nothing, until they say so.

    `by_message`: also by the messenger that is set up. Never between `quiet_from` and `quiet_until`,
    Chongqing time; equal times mean no quiet hours.
    """

    kinds: frozenset[Kind] = frozenset()
    by_message: bool = False
    quiet_from: time = time(21, 0)
    quiet_until: time = time(8, 0)

    def quiet_at(self, moment: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= moment < self.quiet_until
        return moment >= self.quiet_from or moment < self.quiet_until


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be told now. `key` is the same each time it is found, so that it is told once."""

    kind: Kind
    key: str
    text: str
    item_id: str
    application_id: str | None = None
    on: date | None = None
    """the day it is about: of expiry, of the deadline"""


@dataclass(frozen=True, slots=True)
class Reminder:
    reminder_id: str
    kind: Kind | Asked
    text: str
    item_id: str
    application_id: str | None
    on: date | None
    made_at: datetime
    seen: bool
    until: datetime | None = None
    """shown until then"""


@dataclass(frozen=True, slots=True)
class Told:
    """How a round of reminding ended, in numbers."""

    made: int = 0
    sent: int = 0
    failed: int = 0
    waiting: int = field(default=0)
    """kept for after the quiet hours"""
