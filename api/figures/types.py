"""Values of the figures. A `Counts` is of one day or, added up, of many."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from applications.figures.daily import Handled
from assistant.daily import Talked
from assistant.model.daily import Modelled
from assistant.reply import Status
from knowledge_base.corrections.daily import Reported, Unanswered
from storage.days import Span

STEPS: frozenset[Status] = frozenset({"handling", "submitted", "progress"})
"""Turns that carry a case on. All others are questions: of these the shares are told."""


@dataclass(frozen=True, slots=True)
class Counts:
    talked: Talked = field(default_factory=Talked)
    reported: Reported = field(default_factory=Reported)
    handled: Handled = field(default_factory=Handled)
    modelled: Modelled = field(default_factory=Modelled)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.talked + other.talked,
            self.reported + other.reported,
            self.handled + other.handled,
            self.modelled + other.modelled,
        )

    @property
    def questions(self) -> int:
        return sum(count for status, count in self.talked.turns.items() if status not in STEPS)

    def ended(self, *statuses: Status) -> int:
        """Turns that ended in one of these."""
        return sum(self.talked.turns.get(status, 0) for status in statuses)


@dataclass(frozen=True, slots=True)
class Mark:
    """An unusual day: `value` against the `usual` one of days of its kind."""

    day: date
    measure: str
    value: float
    usual: float

    @property
    def higher(self) -> bool:
        return self.value > self.usual


@dataclass(frozen=True, slots=True)
class Named:
    item_id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    span: Span
    days: Mapping[date, Counts]
    """every day of the span"""
    before: Counts
    """of as many days right before it, to compare with"""
    marks: tuple[Mark, ...]
    """latest first"""
    asked: tuple[Named, ...]
    begun: tuple[Named, ...]
    unanswered: tuple[Unanswered, ...]
    tickets_open: int
    """now, whatever the span"""

    @property
    def total(self) -> Counts:
        return sum(self.days.values(), Counts())
