"""The figures of the service for those who run it: as JSON for the operations page, as a table to export."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.bootstrap import Container
from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.figures import ServiceFiguresShape, figures_shape, table
from storage.days import Span

router = APIRouter(prefix="/staff", tags=["staff"])
STAFF = {
    **SIGN_IN,
    403: "neither reviewer, curator nor admin (`staff_only`)",
    422: "`from` after `to` or today, or more than 366 days (`range_invalid`)",
}
USUAL, MOST, EARLIEST = 30, 366, date(2000, 1, 1)
"""days shown when none are named; most days at once; what reaches before it is a mistake"""
First = Annotated[date | None, Query(alias="from", description="first day, in Chongqing; default: the 30th")]
Last = Annotated[date | None, Query(alias="to", description="last day; default, and at most: today")]
Channel = Annotated[
    Literal["web", "miniprogram", "phone"] | None, Query(description="narrows what is said, not cases")
]


@router.get("/figures", summary="Figures of the service by day", responses=problems(STAFF))
def figures(
    house: House, who: Who, first: First = None, last: Last = None, channel: Channel = None
) -> ServiceFiguresShape:
    """Default: the last 30 days. Nobody is named; masked questions only to those who see tickets anyway."""
    actor = who.staff()
    found = house.figures.figures(_span(house, first, last), channel)
    return figures_shape(found, channel, house.figures.today, questions=actor.role != "reviewer")


@router.get(
    "/figures.csv",
    summary="The same as a table, a row a day",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **problems(STAFF)},
)
def figures_table(
    house: House, who: Who, first: First = None, last: Last = None, channel: Channel = None
) -> Response:
    """UTF-8 with a mark at its beginning, so that Excel opens it rightly."""
    who.staff()
    span = _span(house, first, last)
    name = f"yuxiaozhi-{span.first.isoformat()}-{span.last.isoformat()}.csv"
    return Response(
        table(house.figures.figures(span, channel)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _span(house: Container, first: date | None, last: date | None) -> Span:
    """422 for days that can't be told of; days to come are left out."""
    last = min(last or house.figures.today, house.figures.today)
    if last < EARLIEST or (first and not EARLIEST <= first <= last):
        raise ProblemError(422, "range_invalid", most=MOST)
    span = Span(first or max(EARLIEST, last - timedelta(days=USUAL - 1)), last)
    if len(span) > MOST:
        raise ProblemError(422, "range_invalid", most=MOST)
    return span
