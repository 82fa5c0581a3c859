"""What a person asks for in a call and is told at once: in the app, and by the messenger that is set up.

Unlike reminders it needs no wish, since it was asked for a moment ago, and no quiet hours hold it back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from applications.reminders.messenger import Messenger
from applications.reminders.tables import ReminderRow
from applications.reminders.types import Asked
from storage.ids import new_id

NOBODY = ""
"""no account has this id"""


@dataclass(frozen=True, slots=True)
class Message:
    """`key` names what it is about; a second message of that key takes the first one's place."""

    kind: Asked
    key: str
    text: str = field(repr=False)
    until: datetime
    item_id: str = ""
    application_id: str | None = None


def tell(session: Session, owner_id: str, message: Message, now: datetime) -> str:
    """Puts it among what the person is to mind; gives its id."""
    take_back(session, owner_id, message.key)
    row = ReminderRow(
        id=new_id("rem"),
        owner_id=owner_id,
        kind=message.kind,
        key=message.key,
        text=message.text,
        item_id=message.item_id,
        application_id=message.application_id,
        made_at=now,
        until=message.until,
        message="none",
        attempts=0,
    )
    session.add(row)
    return row.id


def told_at(session: Session, owner_id: str, key: str) -> datetime | None:
    asked = select(ReminderRow.made_at).where(ReminderRow.owner_id == owner_id, ReminderRow.key == key)
    return session.scalar(asked)


def take_back(session: Session, owner_id: str, key: str) -> None:
    session.execute(delete(ReminderRow).where(ReminderRow.owner_id == owner_id, ReminderRow.key == key))


def forget(session: Session, now: datetime) -> None:
    """Those whose time is over, of everybody."""
    session.execute(delete(ReminderRow).where(ReminderRow.until <= now))


class Outside:
    """Hands messages to the messenger without waiting: that would tell whether a number is known.

    A message that is not taken is not tried again: in a call the person asks once more.
    """

    def __init__(
        self, messenger: Messenger, later: Callable[[Callable[[], object]], None] | None = None
    ) -> None:
        """`later` runs what it is given beside the caller."""
        self._messenger, self._later = messenger, later or _beside

    def send(self, message_id: str, owner_id: str, text: str) -> None:
        """To `NOBODY` nothing goes, in the same time."""
        self._later(lambda: owner_id != NOBODY and self._messenger.send(message_id, owner_id, text))


def _beside(act: Callable[[], object]) -> None:
    Thread(target=act, name="message", daemon=True).start()
