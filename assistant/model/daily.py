"""What a language model did and cost by day; it names nobody."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.kept_calls import MICRO
from assistant.tables import ModelDayRow, ModelTurnsRow
from storage.days import Span


@dataclass(frozen=True, slots=True)
class Modelled:
    """Of a day or several: turns in which a model was to help, sentences written and rejected, cost."""

    turns: int = 0
    written: int = 0
    rejected: int = 0
    tokens: int = 0
    micro_yuan: int = 0

    def __add__(self, other: "Modelled") -> "Modelled":
        return Modelled(
            self.turns + other.turns,
            self.written + other.written,
            self.rejected + other.rejected,
            self.tokens + other.tokens,
            self.micro_yuan + other.micro_yuan,
        )

    @property
    def yuan(self) -> float:
        return self.micro_yuan / MICRO


def modelled(session: Session, span: Span) -> dict[date, Modelled]:
    """Days on which no model was asked are left out."""
    turns = select(ModelTurnsRow).where(ModelTurnsRow.day >= span.first, ModelTurnsRow.day <= span.last)
    days = {row.day: Modelled(row.turns, row.written, row.rejected) for row in session.scalars(turns)}
    tokens = func.sum(ModelDayRow.tokens_in + ModelDayRow.tokens_out)
    spent = select(ModelDayRow.day, tokens, func.sum(ModelDayRow.micro_yuan))
    spent = spent.where(ModelDayRow.day >= span.first, ModelDayRow.day <= span.last)
    for day, used, cost in session.execute(spent.group_by(ModelDayRow.day)):
        days[day] = replace(days.get(day, Modelled()), tokens=int(used), micro_yuan=int(cost))
    return days
