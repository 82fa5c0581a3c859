"""How pictures come after a call: the caller's own page is named to them, where they sign in and take them.

The address holds an opaque id and no token: whoever else reads the message can open nothing with it.
"""

from datetime import timedelta

from applications.reminders import asked
from applications.reminders.asked import Message, Outside
from applications.service import ApplicationService
from applications.texts import say
from applications.types import Actor, Unknown
from knowledge_base.library import Library
from storage.clock import Clock
from storage.database import Database

LASTS = timedelta(days=7)
"""how long it stands among what the person is to mind"""
AGAIN = timedelta(minutes=1)
"""the same link is not sent more often"""
OPEN = frozenset({"draft", "ready", "returned"})
LOCK = 60_019


class PictureLinks:
    def __init__(
        self,
        database: Database,
        applications: ApplicationService,
        library: Library,
        outside: Outside,
        clock: Clock,
        public_url: str = "",
    ) -> None:
        self._database, self._applications, self._library = database, applications, library
        self._outside, self._clock = outside, clock
        self._public_url = public_url.rstrip("/")

    def send(self, actor: Actor, application_id: str) -> bool:
        """True when it was sent now or within the last minute; False for what is not theirs or takes no more
        pictures."""
        found = self._applications.get(actor, application_id)
        if isinstance(found, Unknown) or found.state not in OPEN:
            return False
        key, now = f"pictures:{application_id}", self._clock()
        text = say("asked.pictures", name=self._name(found.item_id))
        message = Message("pictures", key, text, now + LASTS, found.item_id, application_id)
        with self._database.transaction() as session:
            self._database.alone(session, LOCK)
            last = asked.told_at(session, actor.account_id, key)
            if last is not None and now - last < AGAIN:
                return True
            message_id = asked.tell(session, actor.account_id, message, now)
        place = self.address(application_id) or say("asked.own_place")
        self._outside.send(message_id, actor.account_id, say("asked.pictures_message", place=place))
        return True

    def _name(self, item_id: str) -> str:
        published = self._library.guide(item_id)
        return published.guide.item.plain_name or published.guide.item.official_name if published else item_id

    def address(self, application_id: str) -> str:
        """The case's page; empty where PUBLIC_URL is not set."""
        return f"{self._public_url}/#/cases/{application_id}" if self._public_url else ""
