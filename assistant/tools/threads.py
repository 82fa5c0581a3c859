"""Talks of accounts with the agent: kept encrypted, short, and gone with what the account has said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from assistant.consulted import Line
from assistant.tools.tables import AgentApprovalRow, AgentThreadRow

KEPT = 12
"""lines of a talk: what a model is given of what was said before"""
_HERE = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Thread:
    thread_id: str
    conversation_id: str
    said: tuple[Line, ...] = ()


def find(session: Session, account_id: str, thread_id: str) -> Thread | None:
    """None also for another account's."""
    row = session.get(AgentThreadRow, thread_id)
    if row is None or row.account_id != account_id:
        return None
    return Thread(row.id, row.conversation_id, tuple(Line(one["by"], one["text"]) for one in row.said))


def keep(session: Session, account_id: str, thread: Thread, said: Sequence[Line], at: datetime) -> None:
    """With what has been said now; a new thread is made."""
    row = session.get(AgentThreadRow, thread.thread_id, with_for_update=True)
    if row is None:
        row = AgentThreadRow(id=thread.thread_id, account_id=account_id, said=[], created_at=at)
        session.add(row)
    row.conversation_id, row.updated_at = thread.conversation_id, at
    row.said = [*row.said, *({"by": one.by, "text": one.text} for one in said)][-KEPT:]
    session.flush()


def conversations_of(owner_id: str) -> Any:
    """A subquery of the ids of the conversations in which `ask` was asked for this account."""
    return select(AgentThreadRow.conversation_id).where(AgentThreadRow.account_id == owner_id)


def remove(session: Session, owner_id: str) -> None:
    _remove(session, AgentThreadRow.account_id == owner_id)


def remove_before(session: Session, moment: datetime) -> None:
    _remove(session, AgentThreadRow.updated_at < moment)


def export(session: Session, owner_id: str) -> Sequence[Mapping[str, Any]]:
    mine = select(AgentThreadRow).where(AgentThreadRow.account_id == owner_id)
    return [
        {"agent_thread_id": row.id, "begun_at": row.created_at.isoformat(), "lines": row.said}
        for row in session.scalars(mine.order_by(AgentThreadRow.created_at))
    ]


def _remove(session: Session, meant: ColumnElement[bool]) -> None:
    ids = select(AgentThreadRow.id).where(meant)
    session.execute(
        delete(AgentApprovalRow).where(AgentApprovalRow.thread_id.in_(ids)), execution_options=_HERE
    )
    session.execute(delete(AgentThreadRow).where(meant), execution_options=_HERE)
