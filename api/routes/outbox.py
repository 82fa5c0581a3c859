"""What could not be told to the intake: seen, and sent again, by an administrator."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.base import Shape, local
from applications.outbox import Kind, OutboxState
from applications.types import Unknown

router = APIRouter(prefix="/admin/outbox", tags=["admin"])
ADMIN = {**SIGN_IN, 403: "not an administrator (`admin_only`)"}


class LetterShape(Shape):
    outbox_id: str
    kind: Kind
    submission_id: str
    application_id: str
    state: OutboxState
    attempts: int
    why: Annotated[str, Field(description="the fault's name")]
    since: datetime | None


class Letters(Shape):
    letters: list[LetterShape]


class Resent(Shape):
    outbox_id: str
    state: OutboxState


@router.get("", summary="Dead letters, oldest first", responses=problems(ADMIN))
def letters(
    house: House,
    who: Who,
    waiting: Annotated[bool, Query(description="also what is tried again by itself")] = False,
) -> Letters:
    who.admin()
    found = house.outbox.dead(waiting)
    return Letters(
        letters=[
            LetterShape(
                outbox_id=one.outbox_id,
                kind=one.kind,
                submission_id=one.submission_id,
                application_id=one.application_id,
                state=one.state,
                attempts=one.attempts,
                why=one.why,
                since=local(one.since),
            )
            for one in found
        ]
    )


@router.post(
    "/{outbox_id}/resend",
    summary="Try a dead letter again",
    responses=problems({**ADMIN, 404: "no such message (`letter_unknown`)"}),
)
def resend(outbox_id: Annotated[str, Path(max_length=80)], house: House, who: Who) -> Resent:
    """`done`: the intake has it now. A second time changes nothing."""
    who.admin()
    state = house.outbox.resend(outbox_id)
    if isinstance(state, Unknown):
        raise ProblemError(404, "letter_unknown")
    return Resent(outbox_id=outbox_id, state=state)
