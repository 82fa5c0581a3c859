"""What became of applications on a day: begun, sent, decided, how long it took, how well precheck did."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from applications.desk.tables import DeskVerdictRow
from applications.figures.tables import PrefillRow
from applications.ratings.tables import RatingRow
from applications.tables import ApplicationRow, StateChangeRow, SubmissionRow
from storage.days import Span, civil_day, minute_tenths

Landmark = Literal["submitted", "accepted", "returned", "withdrawn", "done"]


@dataclass(frozen=True, slots=True)
class Handled:
    """Of a day or several; days can be added up. Landmarks count every round of a case."""

    begun: int = 0
    """drafts made, of those that still exist"""
    landmarks: Mapping[Landmark, int] = field(default_factory=Counter[Landmark])
    waits: Mapping[int, int] = field(default_factory=Counter[int])
    """draft's beginning to first receipt, in tenths of minutes → how many; on the receipt's day"""
    values: int = 0
    """in forms sent for the first time, on the receipt's day"""
    prefilled: int = 0
    verdicts: Mapping[str, int] = field(default_factory=Counter[str])
    """upheld, overridden, missed by the precheck"""
    levels: Mapping[int, int] = field(default_factory=Counter[int])
    """ratings of cases (好差评) by level 1 to 5"""

    def __add__(self, other: "Handled") -> "Handled":
        added = {one.name: _added(getattr(self, one.name), getattr(other, one.name)) for one in fields(self)}
        return Handled(**added)

    def waited(self, share: float) -> float | None:
        """Minutes within which that share of first receipts came; None without any."""
        wanted, seen = share * sum(self.waits.values()), 0
        for tenths, count in sorted(self.waits.items()):
            seen += count
            if seen >= wanted:
                return tenths / 10
        return None


def handled(session: Session, span: Span) -> dict[date, Handled]:
    """Days on which nothing happened are left out."""
    begun = _counted(session, span, ApplicationRow.created_at)
    landmarks = _counted(session, span, StateChangeRow.at, StateChangeRow.state)
    verdicts = _counted(session, span, DeskVerdictRow.at, DeskVerdictRow.verdict)
    levels = _counted(session, span, RatingRow.at, RatingRow.level)
    waits, prefilled = _waits(session, span), _prefilled(session, span)
    return {
        on: Handled(
            begun.get(on, Counter())[None],
            landmarks.get(on, Counter()),
            waits.get(on, Counter()),
            *prefilled.get(on, (0, 0)),
            verdicts.get(on, Counter()),
            levels.get(on, Counter()),
        )
        for on in {*begun, *landmarks, *verdicts, *levels, *waits, *prefilled}
    }


def most_begun(session: Session, span: Span, limit: int) -> list[tuple[str, int]]:
    """Items with the number of drafts begun, most first."""
    count = func.count()
    wanted = select(ApplicationRow.item_id, count).where(span.holds(ApplicationRow.created_at))
    grouped = wanted.group_by(ApplicationRow.item_id).order_by(count.desc(), ApplicationRow.item_id)
    return [(item_id, begun) for item_id, begun in session.execute(grouped.limit(limit))]


def _counted(
    session: Session, span: Span, at: InstrumentedAttribute[Any], by: InstrumentedAttribute[Any] | None = None
) -> dict[date, Counter[Any]]:
    """Day → what → how many; without `by` all under None."""
    columns: list[Any] = [civil_day(at)] if by is None else [civil_day(at), by]
    wanted = select(*columns, func.count()).where(span.holds(at)).group_by(*columns)
    found: dict[date, Counter[Any]] = {}
    for on, *what, count in session.execute(wanted):
        found.setdefault(on, Counter())[what[0] if what else None] = count
    return found


def _waits(session: Session, span: Span) -> dict[date, Counter[int]]:
    """Grouped by tenths of minutes, so that a busy year stays a short answer."""
    day = civil_day(SubmissionRow.received_at)
    tenths = minute_tenths(ApplicationRow.created_at, SubmissionRow.received_at)
    wanted = (
        select(day, tenths, func.count())
        .join(ApplicationRow, ApplicationRow.id == SubmissionRow.application_id)
        .where(SubmissionRow.round == 1, span.holds(SubmissionRow.received_at))
        .group_by(day, tenths)
    )
    found: dict[date, Counter[int]] = {}
    for on, wait, count in session.execute(wanted):
        found.setdefault(on, Counter())[wait] = count
    return found


def _prefilled(session: Session, span: Span) -> dict[date, tuple[int, int]]:
    day = civil_day(SubmissionRow.received_at)
    wanted = (
        select(day, func.sum(PrefillRow.values), func.sum(PrefillRow.prefilled))
        .join(SubmissionRow, SubmissionRow.id == PrefillRow.submission_id)
        .where(span.holds(SubmissionRow.received_at))
        .group_by(day)
    )
    return {on: (int(values), int(prefilled)) for on, values, prefilled in session.execute(wanted)}


def _added(one: Any, other: Any) -> Any:
    return one + other if isinstance(one, int) else Counter(one) + Counter(other)
