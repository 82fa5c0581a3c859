"""Asks each room for its counts and joins them day by day, all as of one moment."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from api.figures.anomalies import WINDOW, unusual
from api.figures.types import Counts, Figures, Named
from applications.figures.daily import Handled, handled, most_begun
from applications.figures.prefill import catch_up
from assistant.daily import Talked, most_asked, talked
from assistant.model.daily import Modelled, modelled
from knowledge_base.corrections.daily import Reported, most_unanswered, reported
from knowledge_base.corrections.service import Corrections
from knowledge_base.library import Library
from storage.clock import Clock
from storage.database import Database
from storage.days import Span

MOST = 10
"""lines in each list of what stands out"""


class FigureBook:
    def __init__(self, database: Database, library: Library, corrections: Corrections, clock: Clock) -> None:
        self._database, self._library = database, library
        self._corrections, self._clock = corrections, clock

    @property
    def today(self) -> date:
        return self._clock().date()

    def figures(self, span: Span, channel: str | None = None) -> Figures:
        """`channel` narrows conversations and questions; cases have none: one begun on the phone is finished
        on the web."""
        before = span.before()
        known = Span(min(before.first, span.before(WINDOW).first), span.last)
        tickets_open = sum(self._corrections.unresolved().values())
        with self._database.reading() as session:
            days = _joined(session, known, channel)
            asked = most_asked(session, span, channel, MOST)
            begun = most_begun(session, span, MOST)
            unanswered = most_unanswered(session, span, MOST)
        since = min(days, default=span.first)
        full = {day: days.get(day, Counts()) for day in known}
        return Figures(
            span,
            {day: full[day] for day in span},
            sum((full[day] for day in before), Counts()),
            tuple(unusual({d: c for d, c in full.items() if d >= since}, span, self.today)),
            self._named(asked),
            self._named(begun),
            tuple(unanswered),
            tickets_open,
        )

    def catch_up(self) -> None:
        """Counts what was submitted before counting began, some at a time."""
        catch_up(self._database)

    def _named(self, found: Iterable[tuple[str, int]]) -> tuple[Named, ...]:
        return tuple(Named(item_id, self._name(item_id), count) for item_id, count in found)

    def _name(self, item_id: str) -> str:
        if item := self._library.item(item_id):
            return item.official_name
        event = self._library.life_event(item_id)
        return event.event.official_name if event else item_id


def _joined(session: Session, span: Span, channel: str | None) -> dict[date, Counts]:
    """Days on which nothing at all happened are left out."""
    said, told, done = talked(session, span, channel), reported(session, span), handled(session, span)
    model = modelled(session, span)
    return {
        day: Counts(
            said.get(day, Talked()),
            told.get(day, Reported()),
            done.get(day, Handled()),
            model.get(day, Modelled()),
        )
        for day in {*said, *told, *done, *model}
    }
