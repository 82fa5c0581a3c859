"""The figures as JSON, and as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, get_args

from pydantic import Field

from api.figures.measures import MEASURES
from api.figures.types import Counts, Figures, Mark, Named
from api.problems import say
from api.wire.base import Shape
from applications.figures.daily import Landmark
from assistant.model.daily import Modelled
from assistant.reply import Status
from knowledge_base.corrections.daily import Unanswered

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the system's own encoding."""
STATUSES: tuple[Status, ...] = get_args(Status)
LANDMARKS: tuple[Landmark, ...] = get_args(Landmark)
Share = Annotated[float | None, Field(ge=0, le=1)]


class SharesShape(Shape):
    """Of all questions: turns that are no step of a case. Null without any."""

    answered: Share
    clarified: Share
    refused: Annotated[Share, Field(description="`not_covered` and `out_of_scope`")]
    handed_over: Share
    blocked: Share
    error: Share


class RatingsShape(Shape):
    """好差评. `levels`: how many gave 1, 2, 3, 4, 5."""

    count: int
    mean: float | None
    levels: list[int]


class WaitShape(Shape):
    """From the draft's beginning to its first receipt, on the receipt's day."""

    count: int
    median: float | None
    p90: float | None


class PrefillShape(Shape):
    """Of forms sent for the first time: values, and those that profile or document gave unchanged."""

    values: int
    prefilled: int
    share: Share


class PrecheckFiguresShape(Shape):
    """What reviewers said of findings; `missed`: faults that the precheck had let pass."""

    upheld: int
    overridden: int
    missed: int
    agreement: Share


class ModelFiguresShape(Shape):
    """Turns in which a language model was to help, of all channels; what it wrote; cost by the prices set."""

    turns: int
    sentences: int
    rejected: Annotated[int, Field(description="sentences that nobody got to read")]
    tokens: int
    yuan: float


class CountsShape(Shape):
    conversations: int
    turns: Annotated[dict[Status, int], Field(description="by how they ended")]
    questions: int
    shares: SharesShape
    wrong_reports: int
    answer_ratings: RatingsShape
    drafts_begun: int
    cases: Annotated[dict[Landmark, int], Field(description="every round of a case counts")]
    minutes_to_receipt: WaitShape
    prefill: PrefillShape
    precheck: PrecheckFiguresShape
    case_ratings: RatingsShape
    tickets_opened: int
    model: ModelFiguresShape


class DayShape(Shape):
    date: date
    counts: CountsShape


class MarkShape(Shape):
    """An unusual day; `usual` is the median of days of its kind in the 28 days before."""

    date: date
    measure: str
    value: float
    usual: float
    higher: bool
    text: str


class NamedShape(Shape):
    item_id: str
    name: str
    count: int


class UnansweredShape(Shape):
    """A question, masked, as the correction ticket holds it."""

    ticket_id: str
    question: str
    item_id: str | None
    count: int


class ServiceFiguresShape(Shape):
    """`before`: as many days right before, to compare with. `channel` narrows what is said, not cases."""

    first: date
    last: date
    today: date
    channel: str | None
    days: list[DayShape]
    total: CountsShape
    before: CountsShape
    unusual: list[MarkShape]
    most_asked: list[NamedShape]
    most_begun: list[NamedShape]
    most_unanswered: Annotated[list[UnansweredShape], Field(description="curators and administrators only")]
    tickets_open: Annotated[int, Field(description="now")]


def figures_shape(
    figures: Figures, channel: str | None, today: date, *, questions: bool
) -> ServiceFiguresShape:
    """`questions`: whether the caller may read what people asked."""
    return ServiceFiguresShape(
        first=figures.span.first,
        last=figures.span.last,
        today=today,
        channel=channel,
        days=[DayShape(date=day, counts=_counts(counts)) for day, counts in figures.days.items()],
        total=_counts(figures.total),
        before=_counts(figures.before),
        unusual=[_mark(mark) for mark in figures.marks],
        most_asked=[_named(one) for one in figures.asked],
        most_begun=[_named(one) for one in figures.begun],
        most_unanswered=[_unanswered(one) for one in figures.unanswered] if questions else [],
        tickets_open=figures.tickets_open,
    )


def table(figures: Figures) -> str:
    """CSV, a row a day. Every cell is a date, a number or empty, and the heads are ours: nothing that a
    spreadsheet could take for a formula."""
    rows = [_row(day, counts) for day, counts in figures.days.items()]
    heads = list(rows[0])
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([say(f"figures.column.{head}") for head in heads])
    writer.writerows([row[head] for head in heads] for row in rows)
    return BOM + written.getvalue()


def _row(day: date, counts: Counts) -> dict[str, str | int | float | None]:
    """Head's key → cell."""
    one = _counts(counts)
    return {
        "day": day.isoformat(),
        "conversations": one.conversations,
        "questions": one.questions,
        **{f"turn.{status}": count for status, count in one.turns.items()},
        "wrong": one.wrong_reports,
        "answer_ratings": one.answer_ratings.count,
        "answer_mean": one.answer_ratings.mean,
        "begun": one.drafts_begun,
        **{f"landmark.{landmark}": count for landmark, count in one.cases.items()},
        "minutes_median": one.minutes_to_receipt.median,
        "minutes_p90": one.minutes_to_receipt.p90,
        "values": one.prefill.values,
        "prefilled": one.prefill.prefilled,
        "upheld": one.precheck.upheld,
        "overridden": one.precheck.overridden,
        "missed": one.precheck.missed,
        "case_ratings": one.case_ratings.count,
        "case_mean": one.case_ratings.mean,
        "tickets": one.tickets_opened,
        **{f"model.{name}": value for name, value in one.model},
    }


def _counts(counts: Counts) -> CountsShape:
    told, done = counts.reported, counts.handled
    share = {name: _rounded(measure.value(counts)) for name, measure in MEASURES.items()}
    return CountsShape(
        conversations=counts.talked.conversations,
        turns={status: counts.talked.turns.get(status, 0) for status in STATUSES},
        questions=counts.questions,
        shares=SharesShape(**{name: share[name] for name in SharesShape.model_fields}),
        wrong_reports=told.wrong,
        answer_ratings=_ratings(told.levels),
        drafts_begun=done.begun,
        cases={landmark: done.landmarks.get(landmark, 0) for landmark in LANDMARKS},
        minutes_to_receipt=WaitShape(
            count=sum(done.waits.values()), median=done.waited(0.5), p90=done.waited(0.9)
        ),
        prefill=PrefillShape(values=done.values, prefilled=done.prefilled, share=share["prefilled"]),
        precheck=PrecheckFiguresShape(
            upheld=done.verdicts.get("upheld", 0),
            overridden=done.verdicts.get("overridden", 0),
            missed=done.verdicts.get("missed", 0),
            agreement=share["agreement"],
        ),
        case_ratings=_ratings(done.levels),
        tickets_opened=told.opened,
        model=_model(counts.modelled),
    )


def _model(counts: Modelled) -> ModelFiguresShape:
    return ModelFiguresShape(
        turns=counts.turns,
        sentences=counts.written,
        rejected=counts.rejected,
        tokens=counts.tokens,
        yuan=round(counts.yuan, 4),
    )


def _ratings(levels: Mapping[int, int]) -> RatingsShape:
    count = sum(levels.values())
    mean = sum(level * given for level, given in levels.items()) / count if count else None
    return RatingsShape(
        count=count, mean=_rounded(mean), levels=[levels.get(level, 0) for level in range(1, 6)]
    )


def _mark(mark: Mark) -> MarkShape:
    return MarkShape(
        date=mark.day,
        measure=mark.measure,
        value=mark.value,
        usual=mark.usual,
        higher=mark.higher,
        text=worded(mark),
    )


def worded(mark: Mark) -> str:
    """没答上的比平常多：12% → 31%"""
    at = f"figures.measure.{mark.measure}"
    usual, value = _numbers(mark)
    return say(
        "figures.unusual",
        what=say(f"{at}.what"),
        way=say(f"{at}.{'higher' if mark.higher else 'lower'}"),
        usual=usual,
        value=value,
    )


def _numbers(mark: Mark) -> Iterator[str]:
    for number in (mark.usual, mark.value):
        match MEASURES[mark.measure].kind:
            case "share":
                yield f"{number:.0%}"
            case "minutes":
                yield say("figures.minutes", count=f"{number:.0f}")
            case "count":
                yield f"{number:.0f}"


def _named(one: Named) -> NamedShape:
    return NamedShape(item_id=one.item_id, name=one.name, count=one.count)


def _unanswered(one: Unanswered) -> UnansweredShape:
    return UnansweredShape(
        ticket_id=one.ticket_id, question=one.question, item_id=one.item_id, count=one.count
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
