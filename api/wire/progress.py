"""The course of a case and its result."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape, local
from applications.progress import LandmarkKind, Progress
from applications.results import Delivery, Result
from applications.types import State


class LandmarkShape(Shape):
    kind: LandmarkKind
    at: datetime | None
    round: int
    days: Annotated[int, Field(description="working days since the one before")]
    text: str


class ResultShape(Shape):
    """What the authority gave; with `has_file` it is at `GET /applications/{id}/result`."""

    title: str
    by: Delivery
    note: str
    carrier: str
    tracking_number: str
    has_file: bool
    filename: str
    given_at: datetime | None


class ProgressShape(Shape):
    application_id: str
    state: State
    acceptance_number: str
    landmarks: list[LandmarkShape]
    deadline: Annotated[date | None, Field(description="none while it is the person's turn")]
    deadline_binds: Annotated[bool, Field(description="false: the day is a guess, no promise")]
    days_left: Annotated[int, Field(description="working days up to the deadline")]
    overdue: bool
    days_over: Annotated[int, Field(description="working days since the deadline")]
    result: ResultShape | None


def progress_shape(progress: Progress) -> ProgressShape:
    return ProgressShape(
        application_id=progress.application_id,
        state=progress.state,
        acceptance_number=progress.acceptance_number,
        landmarks=[
            LandmarkShape(kind=one.kind, at=local(one.at), round=one.round, days=one.days, text=one.text)
            for one in progress.landmarks
        ],
        deadline=progress.deadline,
        deadline_binds=progress.deadline_binds,
        days_left=progress.days_left,
        overdue=progress.overdue,
        days_over=progress.days_over,
        result=progress.result and _result(progress.result),
    )


def _result(result: Result) -> ResultShape:
    return ResultShape(
        title=result.title,
        by=result.by,
        note=result.note,
        carrier=result.carrier,
        tracking_number=result.tracking_number,
        has_file=result.has_file,
        filename=result.filename,
        given_at=local(result.given_at),
    )
