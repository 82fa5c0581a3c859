"""Keeps conversations and turns: one read and one write transaction a turn."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from assistant.errors import UnknownConversationError
from assistant.reply import Message, Opened, Reply
from assistant.state import State
from assistant.tables import ConversationRow, TurnRow
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

_STATE = TypeAdapter(State)
_REPLY = TypeAdapter(Reply)


class OvertakenError(Exception):
    """Another turn of the conversation was recorded meanwhile; this one has to be thought anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation as read at the start of a turn; `replied` is set if this message was answered before."""

    conversation_id: str
    owner_id: str | None
    channel: str
    district: str | None
    state: State
    version: int
    replied: Reply | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """What a turn leaves behind."""

    conversation_id: str
    version: int
    """of the conversation that the turn began with"""
    owner_id: str | None
    state: State
    client_message_id: str | None
    text: str
    document_id: str | None
    reply: Reply


class Conversations:
    """Repository over `assistant.tables`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def open(self, channel: str, district: str | None, owner_id: str | None) -> Opened:
        """A visitor's conversation gets a token, of which only the digest is kept."""
        token = None if owner_id else secrets.token_urlsafe(32)
        now = self._clock()
        row = ConversationRow(
            id=new_id("conv"),
            owner_id=owner_id,
            token_digest=_digest(token) if token else None,
            channel=channel,
            district=district,
            state=_STATE.dump_python(State(), mode="json"),
            created_at=now,
            updated_at=now,
        )
        with self._database.transaction() as session:
            session.add(row)
        return Opened(row.id, token)

    def admits(self, conversation_id: str, account_id: str | None, token: str | None) -> bool:
        """An owner by account; a visitor by token, until an account has become the owner."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, conversation_id)
        if row is None:
            return False
        if row.owner_id is not None:
            return row.owner_id == account_id
        return bool(token and row.token_digest and hmac.compare_digest(row.token_digest, _digest(token)))

    def read(self, conversation_id: str, account_id: str | None, client_message_id: str | None) -> Kept:
        """Raises UnknownConversationError also for another account's conversation."""
        with self._database.reading() as session:
            row = _owned(session, conversation_id, account_id)
            replied = _replied(session, conversation_id, client_message_id)
        return Kept(
            row.id,
            row.owner_id,
            row.channel,
            row.district,
            _STATE.validate_python(row.state),
            row.version,
            replied,
        )

    def record(self, turn: Finished) -> Reply:
        """Keeps turn and state together. A message already recorded keeps its first reply, which is returned.

        Raises OvertakenError when the conversation has moved on since it was read.
        """
        try:
            with self._database.transaction() as session:
                return self._record(session, turn)
        except (StaleDataError, IntegrityError) as error:
            raise OvertakenError from error

    def messages(self, conversation_id: str, account_id: str | None) -> tuple[Kept, tuple[Message, ...]]:
        """All turns, oldest first."""
        with self._database.reading() as session:
            row = _owned(session, conversation_id, account_id)
            turns = session.scalars(
                select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.seq)
            ).all()
        state = _STATE.validate_python(row.state)
        kept = Kept(row.id, row.owner_id, row.channel, row.district, state, row.version)
        said = (Message(t.text, t.document_id, _reply(t.reply), t.created_at) for t in turns)
        return kept, tuple(said)

    def _record(self, session: Session, turn: Finished) -> Reply:
        row = session.get(ConversationRow, turn.conversation_id)
        if row is None:
            raise UnknownConversationError
        earlier = _replied(session, turn.conversation_id, turn.client_message_id)
        if earlier is not None:
            return earlier
        if row.version != turn.version:
            raise OvertakenError
        now = self._clock()
        row.state, row.updated_at = _STATE.dump_python(turn.state, mode="json"), now
        if turn.owner_id is not None and row.owner_id is None:
            row.owner_id, row.token_digest = turn.owner_id, None
        # A turn that leaves the state as it was must count too, or a concurrent one would not be noticed.
        flag_modified(row, "state")
        session.add(_turn_row(session, turn, now))
        return turn.reply


def _owned(session: Session, conversation_id: str, account_id: str | None) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None or row.owner_id not in (None, account_id):
        raise UnknownConversationError
    return row


def _turn_row(session: Session, turn: Finished, now: datetime) -> TurnRow:
    last = session.scalar(
        select(func.max(TurnRow.seq)).where(TurnRow.conversation_id == turn.conversation_id)
    )
    return TurnRow(
        id=turn.reply.message_id,
        conversation_id=turn.conversation_id,
        seq=(last or 0) + 1,
        client_message_id=turn.client_message_id,
        text=turn.text,
        document_id=turn.document_id,
        status=turn.reply.status,
        reply=_dump(turn.reply),
        created_at=now,
    )


def _replied(session: Session, conversation_id: str, client_message_id: str | None) -> Reply | None:
    if client_message_id is None:
        return None
    found = session.scalar(
        select(TurnRow).where(
            TurnRow.conversation_id == conversation_id, TurnRow.client_message_id == client_message_id
        )
    )
    return _reply(found.reply) if found else None


def _dump(reply: Reply) -> dict[str, Any]:
    """Values and materials of the draft are kept once, with the application, and not again in every turn."""
    view = reply.application
    slim = replace(view, fields={}, materials=(), problems={}) if view else None
    return _REPLY.dump_python(replace(reply, application=slim), mode="json")


def _reply(stored: Mapping[str, Any]) -> Reply:
    return _REPLY.validate_python(stored)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
