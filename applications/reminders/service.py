"""Reminders: what a person wants, what they were told, and the round that tells what is due."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from applications.profiles import load_profile
from applications.reminders.due import Following, Life, due
from applications.reminders.messenger import Messenger
from applications.reminders.suited import suggestions
from applications.reminders.tables import ReminderRow, WishesRow
from applications.reminders.types import KINDS, Asked, Due, Kind, Reminder, Told, Wishes
from applications.repository import Repository
from applications.texts import say
from applications.types import Application
from knowledge_base.library import Library
from storage.clock import CHONGQING
from storage.database import Database
from storage.ids import new_id

MOST_SHOWN = 100
MOST_ATTEMPTS = 5
BATCH = 200
"""people looked at in one transaction"""
LOCK = 60_013
"""of wishes and of telling: where several servers run, one at a time"""


class Reminders:
    def __init__(
        self, database: Database, repository: Repository, library: Library, messenger: Messenger
    ) -> None:
        self._database, self._repository = database, repository
        self._library, self._messenger = library, messenger

    def wishes(self, owner_id: str) -> Wishes:
        with self._database.reading() as session:
            return _wishes(session.get(WishesRow, owner_id))

    def wish(self, owner_id: str, wishes: Wishes) -> Wishes:
        """Takes the place of what was wished before. Wanting nothing also forgets what was told."""
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)  # two first wishes at once would both add the row
            row = session.get(WishesRow, owner_id) or WishesRow(owner_id=owner_id)
            row.kinds, row.by_message = sorted(wishes.kinds), wishes.by_message
            row.quiet_from, row.quiet_until = wishes.quiet_from, wishes.quiet_until
            session.add(row)
            if not wishes.kinds:
                for told in session.scalars(select(ReminderRow).where(ReminderRow.owner_id == owner_id)):
                    session.delete(told)
        return wishes

    def tell(self, owner_id: str) -> int:
        """Tells one person what is due, for whoever has just said what they want; how much was new."""
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            return self._tell(session, owner_id)

    def mine(self, owner_id: str) -> list[Reminder]:
        """Newest first."""
        wanted = select(ReminderRow).where(ReminderRow.owner_id == owner_id, self._shown)
        newest = wanted.order_by(ReminderRow.made_at.desc(), ReminderRow.id).limit(MOST_SHOWN)
        with self._database.reading() as session:
            return [_reminder(row) for row in session.scalars(newest)]

    def seen(self, owner_id: str, reminder_id: str) -> bool:
        """False when there is no such reminder of this person."""
        with self._database.transaction() as session:
            row = session.get(ReminderRow, reminder_id)
            if row is None or row.owner_id != owner_id or (row.until and row.until <= self._repository.now):
                return False
            row.seen_at = row.seen_at or self._repository.now
            return True

    def recommended(self, owner_id: str) -> list[Due]:
        """What would be worth doing now, looked up when asked; nothing of it is kept."""
        with self._database.reading() as session:
            found = due(self._life(session, owner_id))
            return [one for one in found if one.kind in ("expiring", "following", "suited")]

    def remind(self) -> Told:
        """Tells everybody who wants it what is due; each thing once. Then what waits for the messenger."""
        made = 0
        with self._database.reading() as session:
            owners = list(session.scalars(select(WishesRow.owner_id).order_by(WishesRow.owner_id)))
        for at in range(0, len(owners), BATCH):
            with self._database.transaction() as session:
                self._database.alone(session, LOCK)
                made += sum(self._tell(session, owner) for owner in owners[at : at + BATCH])
        return replace(self._send(), made=made)

    def _tell(self, session: Session, owner_id: str) -> int:
        wishes = _wishes(session.get(WishesRow, owner_id))
        if not wishes.kinds:
            return 0
        known = set(session.scalars(select(ReminderRow.key).where(ReminderRow.owner_id == owner_id)))
        life = self._life(session, owner_id)
        new = [one for one in due(life) if one.kind in wishes.kinds and one.key not in known]
        session.add_all(self._row(owner_id, one, wishes) for one in new)
        return len(new)

    def _send(self) -> Told:
        """Outside any transaction of ours: the gateway may be slow. The text names nobody and nothing."""
        told = Told()
        now = self._repository.now
        with self._database.reading() as session:
            waiting = select(ReminderRow.id, ReminderRow.owner_id, WishesRow).join(
                WishesRow, WishesRow.owner_id == ReminderRow.owner_id
            )
            rows = session.execute(waiting.where(ReminderRow.message == "waiting")).all()
        for reminder_id, owner_id, wishes in rows:
            if _wishes(wishes).quiet_at(now.astimezone(CHONGQING).time()):
                told = replace(told, waiting=told.waiting + 1)
                continue
            taken = self._messenger.send(reminder_id, owner_id, say("reminders.message"))
            self._note_sent(reminder_id, taken=taken)
            told = replace(told, sent=told.sent + taken, failed=told.failed + (not taken))
        return told

    def _note_sent(self, reminder_id: str, *, taken: bool) -> None:
        with self._database.transaction() as session:
            row = session.get(ReminderRow, reminder_id)
            if row is None:
                return
            row.attempts += 1
            if taken:
                row.message = "sent"
            elif row.attempts >= MOST_ATTEMPTS:
                row.message = "failed"

    def _life(self, session: Session, owner_id: str) -> Life:
        kept = self._repository.of_owner(session, owner_id)
        return Life(
            load_profile(session, owner_id),
            tuple(self._repository.views(kept)),
            self._repository.today,
            self._name,
            self._after,
            suggestions(),
        )

    def _name(self, item_id: str) -> str | None:
        published = self._library.guide(item_id)
        return published.guide.item.plain_name if published else None

    def _after(self, application: Application) -> Iterable[Following]:
        """What the published guides say comes after it in the situation of the case."""
        for step in self._library.graph().after(application.item_id, application.situation):
            for item_id in step.items:
                if step.origin != "certificate" and (name := self._name(item_id)):
                    yield Following(item_id, name, step.text)

    def _row(self, owner_id: str, one: Due, wishes: Wishes) -> ReminderRow:
        return ReminderRow(
            id=new_id("rem"),
            owner_id=owner_id,
            kind=one.kind,
            key=one.key,
            text=one.text,
            item_id=one.item_id,
            application_id=one.application_id,
            on=one.on,
            made_at=self._repository.now,
            message="waiting" if wishes.by_message else "none",
            attempts=0,
        )

    def unseen(self, owner_id: str) -> int:
        counted = select(func.count()).select_from(ReminderRow)
        with self._database.reading() as session:
            mine = counted.where(ReminderRow.owner_id == owner_id, ReminderRow.seen_at.is_(None), self._shown)
            return session.scalar(mine) or 0

    @property
    def _shown(self) -> ColumnElement[bool]:
        """Its time is not over."""
        return or_(ReminderRow.until.is_(None), ReminderRow.until > self._repository.now)


def _wishes(row: WishesRow | None) -> Wishes:
    if row is None:
        return Wishes()
    kinds: frozenset[Kind] = frozenset(kind for kind in KINDS if kind in row.kinds)
    return Wishes(kinds, row.by_message, row.quiet_from, row.quiet_until)


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(
        row.id,
        cast("Kind | Asked", row.kind),
        row.text,
        row.item_id,
        row.application_id,
        row.on,
        row.made_at,
        row.seen_at is not None,
        row.until,
    )
