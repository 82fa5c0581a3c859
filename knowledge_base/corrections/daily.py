"""What people said of answers on a day, and which questions stay without one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge_base.corrections.tables import ReportRow, TicketRow
from storage.days import Span, civil_day


@dataclass(frozen=True, slots=True)
class Reported:
    """Of a day or several; days can be added up."""

    wrong: int = 0
    """这条不对, said of an answer"""
    levels: Mapping[int, int] = field(default_factory=Counter[int])
    """ratings of answers (好差评) by level 1 to 5"""
    opened: int = 0
    """correction tickets"""

    def __add__(self, other: "Reported") -> "Reported":
        levels = Counter(self.levels) + Counter(other.levels)
        return Reported(self.wrong + other.wrong, levels, self.opened + other.opened)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question, masked, that so many turns could not answer."""

    ticket_id: str
    question: str
    item_id: str | None
    count: int


def reported(session: Session, span: Span) -> dict[date, Reported]:
    """Days on which nobody said anything of an answer are left out."""
    day, opened_on = civil_day(ReportRow.at), civil_day(TicketRow.opened_at)
    by_people = select(day, ReportRow.kind, ReportRow.level, func.count()).where(
        ReportRow.source == "person", span.holds(ReportRow.at)
    )
    wrong, levels = Counter[date](), dict[date, Counter[int]]()
    for on, kind, level, count in session.execute(by_people.group_by(day, ReportRow.kind, ReportRow.level)):
        wrong[on] += count if kind == "wrong_answer" else 0
        if level is not None:
            levels.setdefault(on, Counter())[level] += count
    tickets = select(opened_on, func.count()).where(span.holds(TicketRow.opened_at)).group_by(opened_on)
    opened = {on: count for on, count in session.execute(tickets)}
    return {
        on: Reported(wrong[on], levels.get(on, Counter()), opened.get(on, 0))
        for on in {*wrong, *levels, *opened}
    }


def most_unanswered(session: Session, span: Span, limit: int) -> list[Unanswered]:
    """By meaning: questions of one ticket count together; those that were settled meanwhile are left out."""
    count = func.count()
    wanted = (
        select(TicketRow, count)
        .join(ReportRow, ReportRow.ticket_id == TicketRow.id)
        .where(ReportRow.source == "turn", span.holds(ReportRow.at), TicketRow.state.in_(("open", "in_work")))
        .group_by(TicketRow.id)
        .order_by(count.desc(), TicketRow.id)
        .limit(limit)
    )
    return [Unanswered(row.id, row.question, row.item_id, asked) for row, asked in session.execute(wanted)]
