"""A visitor signs in and goes on: the conversation, what was uploaded in it and what was recorded of it
become the account's."""

from collections.abc import Callable
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.documents import adopt
from applications.types import Actor
from assistant.tables import ConversationRow
from storage import audit
from storage.clock import Clock
from storage.database import Database

Ownership = Literal["mine", "nobody", "unknown"]
Becoming = Callable[[Session, str, str], None]
"""(session, conversation, account): what belonged to the conversation is the account's"""


class Claims:
    """Whose a conversation is, and how it becomes somebody's."""

    def __init__(self, database: Database, clock: Clock, *becoming: Becoming) -> None:
        """`becoming`: what else of a conversation goes along."""
        self._database, self._clock, self._becoming = database, clock, becoming

    def ownership(self, conversation_id: str, actor: Actor) -> Ownership:
        """`unknown` for one that does not exist and for another account's alike."""
        asked = select(ConversationRow.id, ConversationRow.owner_id).where(
            ConversationRow.id == conversation_id
        )
        with self._database.reading() as session:
            found = session.execute(asked).one_or_none()
        if found is None:
            return "unknown"
        if found.owner_id is None:
            return "nobody"
        return "mine" if found.owner_id == actor.account_id else "unknown"

    def owner(self, conversation_id: str) -> str | None:
        """The account it belongs to, if any."""
        with self._database.reading() as session:
            return session.scalar(
                select(ConversationRow.owner_id).where(ConversationRow.id == conversation_id)
            )

    def claim(self, conversation_id: str, actor: Actor) -> bool:
        """Makes an unowned conversation the actor's and ends its token; False when somebody was quicker."""
        visitor = f"conversation:{conversation_id}"
        with self._database.transaction() as session:
            row = session.get(ConversationRow, conversation_id, with_for_update=True)
            if row is None or row.owner_id not in (None, actor.account_id):
                return False
            if row.owner_id is None:
                row.owner_id, row.token_digest = actor.account_id, None
                adopt(session, visitor, actor.account_id)
                for become in self._becoming:
                    become(session, conversation_id, actor.account_id)
                session.flush()
                audit.append(
                    session,
                    at=self._clock(),
                    actor=actor.account_id,
                    action="conversation.claim",
                    subject=conversation_id,
                    detail={},
                )
        return True
