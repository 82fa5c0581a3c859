"""Counting by civil day in Chongqing, in SQL, alike on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.clock import CHONGQING


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both with it."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def before(self, days: int | None = None) -> "Span":
        """As many days right before it, or so many."""
        last = self.first - timedelta(days=1)
        return Span(last - timedelta(days=(days or len(self)) - 1), last)

    def holds(
        self, moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    ) -> ColumnElement[bool]:
        """The condition that a column's moment lies on one of the days; an index on the column serves it."""
        begin = datetime.combine(self.first, time(), CHONGQING)
        end = datetime.combine(self.last + timedelta(days=1), time(), CHONGQING)
        return and_(moment >= begin, moment < end)


class civil_day(FunctionElement[date]):  # noqa: N801 - used like a function of SQL
    """`civil_day(column)`: the day in Chongqing of a moment that is kept in UTC."""

    type = Date()
    inherit_cache = True


class minute_tenths(FunctionElement[int]):  # noqa: N801 - used like a function of SQL
    """`minute_tenths(earlier, later)`: whole tenths of a minute between two moments."""

    type = Integer()
    inherit_cache = True


# Chongqing has had no summer time since 1991, so eight hours are right for every day we count.
@compiles(civil_day, "sqlite")
def _sqlite_day(element: civil_day, compiler: SQLCompiler, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, '+8 hours')"


@compiles(civil_day, "postgresql")
def _postgresql_day(element: civil_day, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AT TIME ZONE 'Asia/Shanghai' AS DATE)"


@compiles(minute_tenths, "sqlite")
def _sqlite_tenths(element: minute_tenths, compiler: SQLCompiler, **options: Any) -> str:
    earlier, later = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(round((julianday({later}) - julianday({earlier})) * 14400) AS INTEGER)"


@compiles(minute_tenths, "postgresql")
def _postgresql_tenths(element: minute_tenths, compiler: SQLCompiler, **options: Any) -> str:
    earlier, later = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(round(extract(epoch FROM ({later} - {earlier})) / 6) AS INTEGER)"
