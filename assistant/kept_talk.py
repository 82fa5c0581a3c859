"""What a person said here, as their archive counts, hands out and deletes it: the port of `archive`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from applications.archive.types import Talks
from assistant.tables import ConversationRow, ModelCallRow, TurnRow
from assistant.tools import threads
from storage.sentences import Sentences

_HERE = {"synchronize_session": False}


class KeptTalk:
    def of(self, session: Session, owner_id: str) -> Talks:
        counted = select(func.count(), func.min(ConversationRow.created_at))
        count, oldest = session.execute(counted.where(ConversationRow.owner_id == owner_id)).one()
        return Talks(count, oldest)

    def export(self, session: Session, owner_id: str) -> Sequence[Mapping[str, Any]]:
        mine = select(ConversationRow).where(ConversationRow.owner_id == owner_id)
        talks = [_export(session, row) for row in session.scalars(mine.order_by(ConversationRow.created_at))]
        return [*talks, *threads.export(session, owner_id)]

    def remove(self, session: Session, owner_id: str) -> int:
        """Also what the agent asked on the account's behalf, which stands under nobody's name."""
        _remove(session, ConversationRow.id.in_(threads.conversations_of(owner_id)))
        threads.remove(session, owner_id)
        return _remove(session, ConversationRow.owner_id == owner_id)

    def remove_before(self, session: Session, owned: datetime, visitors: datetime) -> int:
        threads.remove_before(session, owned)
        nobodys = ConversationRow.owner_id.is_(None)
        old = (nobodys & (ConversationRow.updated_at < visitors)) | (ConversationRow.updated_at < owned)
        return _remove(session, old)


def _remove(session: Session, meant: ColumnElement[bool]) -> int:
    count = session.scalar(select(func.count()).select_from(ConversationRow).where(meant)) or 0
    ids = select(ConversationRow.id).where(meant)
    session.execute(
        delete(ModelCallRow).where(ModelCallRow.conversation_id.in_(ids)), execution_options=_HERE
    )
    session.execute(delete(TurnRow).where(TurnRow.conversation_id.in_(ids)), execution_options=_HERE)
    session.execute(delete(ConversationRow).where(meant), execution_options=_HERE)
    return count


def _export(session: Session, row: ConversationRow) -> Mapping[str, Any]:
    turns = session.scalars(select(TurnRow).where(TurnRow.conversation_id == row.id).order_by(TurnRow.seq))
    return {
        "conversation_id": row.id,
        "channel": row.channel,
        "begun_at": row.created_at.isoformat(),
        "remembered": row.state.get("story", ""),
        "turns": [exported(turn) for turn in turns],
        "language_model": _used(session, row.id),
    }


def exported(turn: TurnRow) -> Mapping[str, Any]:
    """What was said and answered; a file with words that a model found has to say so (ADR 59)."""
    worded = bool(turn.reply.get("model"))
    return {
        "at": turn.created_at.isoformat(),
        "said": turn.text,
        "document_id": turn.document_id,
        "answered": turn.reply.get("text", ""),
        "label": Sentences.of("assistant").say("export.worded") if worded else "",
    }


def _used(session: Session, conversation_id: str) -> Sequence[Mapping[str, Any]]:
    """What the assistant asked a language model, with placeholders for personal data; texts while kept."""
    mine = select(ModelCallRow).where(ModelCallRow.conversation_id == conversation_id)
    return [
        {
            "at": call.at.isoformat(),
            "model": call.model,
            "purpose": call.task,
            "asked": call.asked and [text for _, text in call.asked["lines"]],
            "answered": call.answered,
        }
        for call in session.scalars(mine.order_by(ModelCallRow.at, ModelCallRow.id))
    ]
