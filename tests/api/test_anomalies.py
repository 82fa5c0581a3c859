"""Which days are marked, and above all which are not."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from api.figures.anomalies import unusual
from api.figures.types import Counts, Mark
from api.wire.figures import worded
from applications.figures.daily import Handled
from assistant.daily import Talked
from storage.days import Span
from storage.working_days import is_working_day

FIRST = date(2026, 3, 2)
"""a Monday; no holidays in the eight weeks after it but 清明"""
LAST = FIRST + timedelta(days=41)
LATER = date(2027, 1, 1)


def talk(answered: int, refused: int, conversations: int = 50) -> Counts:
    return Counts(Talked(conversations, {"answered": answered, "not_covered": refused, "handling": 500}))


def steady(length: int = 42) -> dict[date, Counts]:
    """Weekdays of 100 questions, days off of 60, each about 13 % without an answer."""
    days: dict[date, Counts] = {}
    for at in range(length):
        day = FIRST + timedelta(days=at)
        days[day] = talk(88 + at % 3, 12) if is_working_day(day) else talk(52 + at % 2, 8, 20)
    return days


def marks(days: Mapping[date, Counts], today: date = LATER) -> dict[str, Mark]:
    """Of the last day."""
    return {one.measure: one for one in unusual(days, Span(LAST, LAST), today)}


def on_last(changed: Counts) -> dict[date, Counts]:
    return {**steady(), LAST: changed}


def test_steady_days_are_not_marked() -> None:
    assert unusual(steady(), Span(FIRST, LAST), LATER) == []


def test_a_share_that_jumps_is_marked_and_told_in_words() -> None:
    found = marks(on_last(talk(40, 20, 20)))  # a Sunday
    assert set(found) == {"refused", "answered"}
    assert found["refused"].higher
    assert worded(found["refused"]) == "没答上的比平常多：13% → 33%"
    assert worded(found["answered"]) == "直接答上的比平常少：87% → 67%"


def test_a_quiet_sunday_is_compared_with_days_off_and_not_with_weekdays() -> None:
    assert LAST.weekday() == 6
    assert "conversations" not in marks(on_last(talk(52, 8, 20)))
    busy = marks(on_last(talk(52, 8, 50)))
    assert busy["conversations"].usual == 20


def test_few_cases_on_a_day_give_no_mark() -> None:
    assert marks(on_last(talk(4, 15, 20))) == {}


def test_few_days_give_no_mark() -> None:
    """Five days off are too few to say what a day off is like."""
    last = FIRST + timedelta(days=13)
    days = {**steady(14), last: talk(5, 60, 400)}
    assert unusual(days, Span(last, last), LATER) == []
    assert unusual({LAST: talk(5, 60, 400)}, Span(LAST, LAST), LATER) == []
    assert unusual({}, Span(FIRST, LAST), LATER) == []


def test_an_outlier_before_does_not_hide_the_next() -> None:
    days = on_last(talk(40, 20, 20))
    days[LAST - timedelta(days=7)] = talk(10, 50, 20)
    assert "refused" in marks(days)


def test_what_is_low_because_the_day_is_not_over_is_not_marked() -> None:
    quiet = on_last(talk(52, 8, 1))
    assert "conversations" in marks(quiet)
    assert "conversations" not in marks(quiet, today=LAST)
    assert "conversations" in marks(on_last(talk(52, 8, 80)), today=LAST), "too many already is told at once"


def test_a_difference_nobody_would_act_on_is_not_told() -> None:
    assert marks(on_last(talk(52, 8, 24))) == {}, "four conversations more than the usual twenty"


def test_minutes_to_the_receipt() -> None:
    days = {day: counts + Counts(handled=Handled(waits={80: 6, 90: 8})) for day, counts in steady().items()}
    slow = talk(52, 8, 20) + Counts(handled=Handled(waits={250: 12}))
    found = marks({**days, LAST: slow})
    assert worded(found["minutes"]) == "从开始填到拿回执的时间比平常长：9 分钟 → 25 分钟"
    few = talk(52, 8, 20) + Counts(handled=Handled(waits={250: 9}))
    assert "minutes" not in marks({**days, LAST: few})


def test_chance_alone_is_seldom_marked() -> None:
    """Two hundred invented weeks whose questions go unanswered with the same chance every day."""
    random = Random(7)
    marked = looked = 0
    for _ in range(25):
        days: dict[date, Counts] = {}
        for at in range(84):
            refused = sum(random.random() < 0.15 for _ in range(80))
            days[FIRST + timedelta(days=at)] = talk(80 - refused, refused)
        span = Span(FIRST + timedelta(days=28), FIRST + timedelta(days=83))
        marked += sum(one.measure == "refused" for one in unusual(days, span, LATER))
        looked += len(span)
    assert looked == 1400
    assert marked <= 10
