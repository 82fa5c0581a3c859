"""What calls to a language model have come to: for the ceilings, the figures, and replay."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger, Float, Label, cast, func, select, true, update

from assistant.consulted import Call
from assistant.kept_calls import MICRO
from assistant.tables import ModelCallRow, ModelDayRow
from storage.clock import Clock
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Sum:
    tokens: int = 0
    yuan: float = 0.0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.tokens + other.tokens, self.yuan + other.yuan)


@dataclass(frozen=True, slots=True)
class Standing:
    conversation: Sum = field(default_factory=Sum)
    day: Sum = field(default_factory=Sum)
    """of all conversations, today in Chongqing"""


class Ledger:
    """Reads; `assistant.kept_calls` writes, with the turn."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def standing(self, conversation_id: str) -> Standing:
        """One statement. Turns of others that are under way are not in it yet."""
        talk = select(*_sums(ModelCallRow)).where(ModelCallRow.conversation_id == conversation_id).subquery()
        day = select(*_sums(ModelDayRow)).where(ModelDayRow.day == self._clock().date()).subquery()
        wanted = select(talk.c.tokens, talk.c.yuan, day.c.tokens, day.c.yuan)
        found = self._database.look(wanted.select_from(talk.join(day, true())))
        if found is None:
            return Standing()
        return Standing(Sum(int(found[0]), float(found[1])), Sum(int(found[2]), float(found[3])))

    def today(self) -> Sum:
        """Of all conversations, in Chongqing."""
        found = self._database.look(
            select(*_sums(ModelDayRow)).where(ModelDayRow.day == self._clock().date())
        )
        return Sum(int(found[0]), float(found[1])) if found else Sum()

    def since(self, first: date, limit: int) -> Iterator[ModelCallRow]:
        """Calls with their texts from that day on, oldest first."""
        begin = datetime.combine(first, datetime.min.time(), self._clock().tzinfo)
        kept = select(ModelCallRow).where(ModelCallRow.at >= begin, ModelCallRow.asked.is_not(None))
        with self._database.reading() as session:
            yield from session.scalars(kept.order_by(ModelCallRow.at, ModelCallRow.id).limit(limit))

    def forget(self, days: int) -> int:
        """Texts older than that go, counts stay; gives of how many calls."""
        old = ModelCallRow.at < self._clock() - timedelta(days=days)
        with self._database.transaction() as session:
            texts = update(ModelCallRow).where(old, ModelCallRow.asked.is_not(None))
            found = session.execute(
                texts.values(asked=None, answered=None), execution_options={"synchronize_session": False}
            )
            return found.rowcount  # pyright: ignore[reportAttributeAccessIssue]


def total(calls: list[Call]) -> Sum:
    """Of calls that are not recorded yet."""
    spent = [call.answer.spent for call in calls]
    return Sum(sum(one.tokens_in + one.tokens_out for one in spent), sum(one.yuan for one in spent))


def _sums(table: type[ModelCallRow] | type[ModelDayRow]) -> tuple[Label[int], Label[float]]:
    tokens = cast(func.coalesce(func.sum(table.tokens_in + table.tokens_out), 0), BigInteger)
    yuan = cast(func.coalesce(func.sum(table.micro_yuan), 0), Float) / MICRO
    return tokens.label("tokens"), yuan.label("yuan")
