"""What is told of a day and watched: shares with what they are of, counts, minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from api.figures.types import Counts
from assistant.reply import Status

Kind = Literal["share", "count", "minutes"]


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` is None where a day says nothing of it; `base` is how much its value rests on."""

    kind: Kind
    value: Callable[[Counts], float | None]
    base: Callable[[Counts], int]


def _share(part: Callable[[Counts], int], whole: Callable[[Counts], int]) -> Measure:
    def value(counts: Counts) -> float | None:
        of = whole(counts)
        return part(counts) / of if of else None

    return Measure("share", value, whole)


def _of_questions(*statuses: Status) -> Measure:
    return _share(lambda counts: counts.ended(*statuses), lambda counts: counts.questions)


def _count(part: Callable[[Counts], int]) -> Measure:
    return Measure("count", part, part)


def _judged(counts: Counts) -> int:
    return sum(counts.handled.verdicts.values())


MEASURES: Mapping[str, Measure] = {
    "answered": _of_questions("answered"),
    "clarified": _of_questions("clarify"),
    "refused": _of_questions("not_covered", "out_of_scope"),
    "handed_over": _of_questions("handoff"),
    "blocked": _of_questions("blocked"),
    "error": _of_questions("error"),
    "prefilled": _share(lambda one: one.handled.prefilled, lambda one: one.handled.values),
    "agreement": _share(lambda one: one.handled.verdicts.get("upheld", 0), _judged),
    "minutes": Measure(
        "minutes", lambda one: one.handled.waited(0.5), lambda one: sum(one.handled.waits.values())
    ),
    "conversations": _count(lambda one: one.talked.conversations),
    "wrong": _count(lambda one: one.reported.wrong),
    "begun": _count(lambda one: one.handled.begun),
    "submitted": _count(lambda one: one.handled.landmarks.get("submitted", 0)),
    "returned": _count(lambda one: one.handled.landmarks.get("returned", 0)),
    "withdrawn": _count(lambda one: one.handled.landmarks.get("withdrawn", 0)),
}
