"""How many conversations and turns a day had, and what they were about; it names nobody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from sqlalchemy import Connection, Date, Integer, String, bindparam, func, select, text
from sqlalchemy.orm import Session

from assistant.reply import Reply, Status
from assistant.tables import ConversationRow, ItemQuestionsRow, TurnRow
from storage.days import Span, civil_day

_COUNT = text(
    "INSERT INTO item_questions (day, channel, item_id, count) VALUES (:day, :channel, :item_id, 1) "
    "ON CONFLICT (day, channel, item_id) DO UPDATE SET count = item_questions.count + 1"
).bindparams(
    bindparam("day", type_=Date), bindparam("channel", type_=String), bindparam("item_id", type_=String)
)


@dataclass(frozen=True, slots=True)
class Talked:
    """Of a day or several: conversations begun, and turns by how they ended."""

    conversations: int = 0
    turns: Mapping[Status, int] = field(default_factory=dict[Status, int])

    def __add__(self, other: "Talked") -> "Talked":
        return Talked(self.conversations + other.conversations, Counter(self.turns) + Counter(other.turns))


def talked(session: Session, span: Span, channel: str | None) -> dict[date, Talked]:
    """Days on which nobody said anything are left out."""
    day = civil_day(TurnRow.created_at)
    turns = select(day, TurnRow.status, func.count()).where(span.holds(TurnRow.created_at))
    begun_on = civil_day(ConversationRow.created_at)
    begun = select(begun_on, func.count()).where(span.holds(ConversationRow.created_at))
    if channel:
        turns = turns.join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
        turns = turns.where(ConversationRow.channel == channel)
        begun = begun.where(ConversationRow.channel == channel)
    by_day: dict[date, dict[Status, int]] = {}
    for on, status, count in session.execute(turns.group_by(day, TurnRow.status)):
        by_day.setdefault(on, {})[cast("Status", status)] = count
    opened = {on: count for on, count in session.execute(begun.group_by(begun_on))}
    return {on: Talked(opened.get(on, 0), by_day.get(on, {})) for on in {*by_day, *opened}}


def most_asked(session: Session, span: Span, channel: str | None, limit: int) -> list[tuple[str, int]]:
    """Items, and life events, with the number of questions about them, most first."""
    count = func.sum(ItemQuestionsRow.count, type_=Integer)
    wanted = select(ItemQuestionsRow.item_id, count).where(
        ItemQuestionsRow.day >= span.first, ItemQuestionsRow.day <= span.last
    )
    if channel:
        wanted = wanted.where(ItemQuestionsRow.channel == channel)
    grouped = wanted.group_by(ItemQuestionsRow.item_id)
    rows = session.execute(grouped.order_by(count.desc(), ItemQuestionsRow.item_id).limit(limit))
    return [(item_id, int(asked)) for item_id, asked in rows]


def asked_about(reply: Reply) -> str | None:
    """The item, or life event, that a question was about; None where the turn was no question about one."""
    if reply.status not in ("answered", "not_covered"):
        return None
    if reply.citations:
        return reply.citations[0].item_id
    return reply.items[0][0] if len(reply.items) == 1 else None


def count_question(connection: Connection, day: date, channel: str, item_id: str) -> None:
    """One more, in the caller's transaction. Counted apart from the turn: what somebody asked about stays
    encrypted there, and here nobody is named."""
    connection.execute(_COUNT, {"day": day, "channel": channel, "item_id": item_id})
