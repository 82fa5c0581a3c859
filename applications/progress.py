"""The course of a case as people are shown it: what happened when, what is due, and whether it is late."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.access import may
from applications.repository import Kept, Repository
from applications.results import Result, result_of
from applications.tables import ResultRow, StateChangeRow, SubmissionRow
from applications.texts import say
from applications.types import Actor, Receipt, State, Unknown
from storage.clock import CHONGQING
from storage.database import Database
from storage.working_days import working_days_between

LandmarkKind = Literal[
    "submitted", "received", "corrected", "accepted", "returned", "overdue", "withdrawn", "done"
]
RUNNING: frozenset[State] = frozenset({"submitted", "accepted"})
"""States in which the authority's limit runs; while a correction is the person's to do, it does not."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """One thing that happened. `days`: working days since the one before."""

    kind: LandmarkKind
    at: datetime
    round: int
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`days_left` counts working days up to the deadline, 0 on its day; `days_over` those since."""

    application_id: str
    state: State
    landmarks: tuple[Landmark, ...]
    acceptance_number: str = ""
    deadline: date | None = None
    deadline_binds: bool = True
    days_left: int = 0
    overdue: bool = False
    days_over: int = 0
    result: Result | None = None


class Course:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def progress(self, actor: Actor, application_id: str) -> Progress | Unknown:
        with self._database.reading() as session:
            kept = self._repository.find(session, application_id)
            if kept is None or not may(actor, "see", kept, self._repository.now):
                return Unknown()
            return told(session, kept, self._repository.today)


def told(session: Session, kept: Kept, today: date) -> Progress:
    """The progress of an application; the caller has seen to it that it may be told."""
    ours = kept.application_id
    submissions = session.scalars(
        select(SubmissionRow).where(SubmissionRow.application_id == ours).order_by(SubmissionRow.round)
    ).all()
    history = session.scalars(
        select(StateChangeRow).where(StateChangeRow.application_id == ours).order_by(StateChangeRow.id)
    ).all()
    result = session.get(ResultRow, ours)
    progress = Progress(
        application_id=ours,
        state=kept.state,
        landmarks=_with_days(_happened(submissions, history)),
        result=result_of(result) if result else None,
    )
    return _due(progress, kept.receipt, today)


def _due(progress: Progress, receipt: Receipt | None, today: date) -> Progress:
    """Adds the deadline, and whether it is, or at the end was, missed."""
    if receipt is None:
        return progress
    progress = replace(progress, acceptance_number=receipt.acceptance_number)
    if progress.state not in RUNNING and progress.state != "done":
        return progress
    running = progress.state in RUNNING
    ended = today if running else progress.landmarks[-1].at.astimezone(CHONGQING).date()
    return replace(
        progress,
        deadline=receipt.deadline,
        deadline_binds=receipt.deadline_binds,
        days_left=working_days_between(ended, receipt.deadline) if running else 0,
        overdue=ended > receipt.deadline,
        days_over=working_days_between(receipt.deadline, ended),
    )


_Happened = tuple[LandmarkKind, datetime, int]


def _happened(submissions: Sequence[SubmissionRow], history: Sequence[StateChangeRow]) -> Iterator[_Happened]:
    """Round by round: sent, received, then what became of it, in the order it happened here.

    The intake's clock gives the moment of receipt; it does not decide the order.
    """
    for number in sorted({s.round for s in submissions} | {h.round for h in history}):
        for submission in submissions:
            if submission.round == number:
                yield "corrected" if number > 1 else "submitted", submission.created_at, number
                if submission.received_at:
                    yield "received", submission.received_at, number
        for change in history:
            if change.round == number and change.state != "submitted":
                yield cast("LandmarkKind", change.state), change.at, number


def _with_days(happened: Iterable[_Happened]) -> tuple[Landmark, ...]:
    found: list[Landmark] = []
    for kind, at, number in happened:
        day = at.astimezone(CHONGQING).date()
        before = found[-1].at.astimezone(CHONGQING).date() if found else day
        days = working_days_between(before, day)
        found.append(Landmark(kind, at, number, days, say(f"progress.{kind}")))
    return tuple(found)
