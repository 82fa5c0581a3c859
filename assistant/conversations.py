"""Keeps conversations and turns: one read and one write transaction a turn."""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from applications.bundles.types import plain
from assistant.consulted import Call, Wording
from assistant.daily import asked_about, count_question
from assistant.errors import UnknownConversationError
from assistant.kept_calls import keep_calls
from assistant.reply import Message, Opened, Reply
from assistant.state import State
from assistant.tables import ConversationRow, TurnRow
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

_STATE = TypeAdapter(State)
_REPLY = TypeAdapter(Reply)
_KEPT = select(
    ConversationRow.id,
    ConversationRow.owner_id,
    ConversationRow.channel,
    ConversationRow.district,
    ConversationRow.state,
    ConversationRow.version,
)
_MOVE_ON = update(ConversationRow).where(
    ConversationRow.id == bindparam("conversation"), ConversationRow.version == bindparam("known")
)
_SAY = insert(TurnRow)


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
    channel: str
    version: int
    """of the conversation that the turn began with"""
    owner_id: str | None
    state: State
    client_message_id: str | None
    text: str
    document_id: str | None
    reply: Reply
    calls: Sequence[Call] = ()
    wording: Wording = field(default_factory=Wording)


class Conversations:
    """Repository over `assistant.tables`. `texts`: whether those of a model's calls are kept."""

    def __init__(self, database: Database, clock: Clock, *, texts: bool = True) -> None:
        self._database, self._clock, self._texts = database, clock, texts

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
        proof = select(ConversationRow.owner_id, ConversationRow.token_digest)
        row = self._database.look(proof.where(ConversationRow.id == conversation_id))
        if row is None:
            return False
        if row.owner_id is not None:
            return row.owner_id == account_id
        return bool(token and row.token_digest and hmac.compare_digest(row.token_digest, _digest(token)))

    def read(self, conversation_id: str, account_id: str | None, client_message_id: str | None) -> Kept:
        """Raises UnknownConversationError also for another account's conversation."""
        row = self._database.look(_KEPT.where(ConversationRow.id == conversation_id))
        if row is None or row.owner_id not in (None, account_id):
            raise UnknownConversationError
        return Kept(
            row.id,
            row.owner_id,
            row.channel,
            row.district,
            _STATE.validate_python(row.state),
            row.version,
            self._replied(conversation_id, client_message_id),
        )

    def record(self, turn: Finished) -> Reply:
        """Keeps turn and state together, in few statements: all conversations queue for this transaction.

        Raises OvertakenError when the conversation has moved on since it was read, or the message has been
        answered meanwhile. What is lost to a power cut may be said again, so it does not wait for the disk.
        """
        now = self._clock()
        moved_on = {
            "conversation": turn.conversation_id,
            "known": turn.version,
            "version": turn.version + 1,
            "state": _STATE.dump_python(turn.state, mode="json"),
            "updated_at": now,
        }
        if turn.owner_id:
            moved_on |= {"owner_id": turn.owner_id, "token_digest": None}
        said = _turn_values(turn, now)
        try:
            with self._database.transaction(durable=False) as session:
                connection = session.connection()
                if connection.execute(_MOVE_ON, moved_on).rowcount != 1:
                    raise OvertakenError
                connection.execute(_SAY, said)
                keep_calls(
                    connection, turn.conversation_id, turn.reply.message_id, turn.calls, turn.wording, now,
                    texts=self._texts,
                )  # fmt: skip
                if item_id := asked_about(turn.reply):
                    count_question(connection, now.date(), turn.channel, item_id)
        except IntegrityError as error:
            raise OvertakenError from error
        return turn.reply

    def messages(self, conversation_id: str, account_id: str | None) -> tuple[Kept, tuple[Message, ...]]:
        """All turns, oldest first."""
        with self._database.reading() as session:
            row = _owned(session, conversation_id, account_id)
            turns = session.scalars(
                select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.seq)
            ).all()
        state = _STATE.validate_python(row.state)
        kept = Kept(row.id, row.owner_id, row.channel, row.district, state, row.version)
        return kept, tuple(_message(turn) for turn in turns)

    def recent(self, conversation_id: str, limit: int = 3) -> tuple[Message, ...]:
        """The last turns, oldest first."""
        last = select(TurnRow).where(TurnRow.conversation_id == conversation_id)
        with self._database.reading() as session:
            turns = session.scalars(last.order_by(TurnRow.seq.desc()).limit(limit)).all()
        return tuple(_message(turn) for turn in reversed(turns))

    def _replied(self, conversation_id: str, client_message_id: str | None) -> Reply | None:
        """The reply this message got before, when the sender has named it."""
        if client_message_id is None:
            return None
        found = self._database.look(
            select(TurnRow.reply).where(
                TurnRow.conversation_id == conversation_id, TurnRow.client_message_id == client_message_id
            )
        )
        return _reply(found.reply) if found else None


def _owned(session: Session, conversation_id: str, account_id: str | None) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None or row.owner_id not in (None, account_id):
        raise UnknownConversationError
    return row


def _turn_values(turn: Finished, now: datetime) -> dict[str, Any]:
    return {
        "id": turn.reply.message_id,
        "conversation_id": turn.conversation_id,
        # The version counts the turns, so it orders them too.
        "seq": turn.version,
        "client_message_id": turn.client_message_id,
        "text": turn.text,
        "document_id": turn.document_id,
        "status": turn.reply.status,
        "reply": _dump(turn.reply),
        "created_at": now,
    }


def _message(turn: TurnRow) -> Message:
    return Message(turn.text, turn.document_id, _reply(turn.reply), turn.created_at)


def _dump(reply: Reply) -> dict[str, Any]:
    """Values and materials of the draft are kept once, with the application, and not again in every turn."""
    view = reply.application
    slim = replace(plain(view), fields={}, materials=(), problems={}) if view else None
    return _REPLY.dump_python(replace(reply, application=slim), mode="json")


def _reply(stored: Mapping[str, Any]) -> Reply:
    return _REPLY.validate_python(stored)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
