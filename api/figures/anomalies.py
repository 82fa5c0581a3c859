"""Which days are unusual. Pure, and careful: a mark that is often wrong is soon read by nobody.

A day is compared with the days of its kind (working day or day off, as offices keep them) among the 28 days
before it, and marked when it lies further from their median than K times their spread: the median absolute
deviation, made comparable to a standard deviation. Unlike mean and deviation, both are not pulled along by an
earlier outlier. K = 3.5 is what Iglewicz and Hoaglin (1993) recommend for it; of invented days that vary only
by chance it marks about one value in four hundred (ADR 40).

Where days were almost alike the spread is next to nothing, so it is never taken for less than chance alone
gives (binomial for a share, Poisson for a count), and a difference that nobody would act on is not told. Few
days, or few cases on a day, give no mark.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import sqrt
from statistics import median

from api.figures.measures import MEASURES, Measure
from api.figures.types import Counts, Mark
from storage.days import Span
from storage.working_days import is_working_day

WINDOW = 28
"""days looked back on: long enough to hold eight days off, short enough to follow the season"""
LEAST_DAYS = 6
"""of its kind among them; below, a median says little"""
LEAST_BASE = {"share": 20, "minutes": 10, "count": 0}
"""cases a day's value must rest on"""
K = 3.5
TO_DEVIATION = 1.4826
"""median absolute deviation → standard deviation, of what varies normally"""
WORTH_TELLING = {"share": 0.05, "minutes": 5.0, "count": 5.0}
"""differences from here on"""


def unusual(days: Mapping[date, Counts], span: Span, today: date) -> list[Mark]:
    """Marks of the span, latest day first. `days` holds the 28 days before it too, and none from before the
    service began. What is low only because today is not over is not marked."""
    found: list[Mark] = []
    alike = _alike(days)
    for name, measure in MEASURES.items():
        for day in (one for one in span if one in days):
            mark = _mark(day, name, measure, days, alike[day])
            if mark and (mark.higher or day < today or measure.kind != "count"):
                found.append(mark)
    return sorted(found, key=lambda mark: mark.day, reverse=True)


def _alike(days: Mapping[date, Counts]) -> dict[date, list[date]]:
    """For each day those before it that it is compared with."""
    working = {day: is_working_day(day) for day in days}
    return {
        day: [one for one in Span(day, day).before(WINDOW) if working.get(one) == kind]
        for day, kind in working.items()
    }


def _mark(
    day: date, name: str, measure: Measure, days: Mapping[date, Counts], alike: Sequence[date]
) -> Mark | None:
    value = _told(measure, days[day])
    if value is None:
        return None
    earlier = [seen for one in alike if (seen := _told(measure, days[one])) is not None]
    if len(earlier) < LEAST_DAYS:
        return None
    usual = median(earlier)
    far = max(K * _spread(earlier, usual, measure, days[day]), WORTH_TELLING[measure.kind])
    return Mark(day, name, value, usual) if abs(value - usual) > far else None


def _told(measure: Measure, counts: Counts) -> float | None:
    """The value, where it rests on enough."""
    return measure.value(counts) if measure.base(counts) >= LEAST_BASE[measure.kind] else None


def _spread(earlier: Sequence[float], usual: float, measure: Measure, counts: Counts) -> float:
    varied = TO_DEVIATION * median(abs(one - usual) for one in earlier)
    if measure.kind == "share":
        # Never quite 0 or 1: one case more than none is not beyond chance.
        base = measure.base(counts)
        share = (usual * base + 1) / (base + 2)
        return max(varied, sqrt(share * (1 - share) / base))
    return max(varied, sqrt(usual)) if measure.kind == "count" else varied
