"""智能提醒、智能推荐: only of what a person asked to be told."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.reminders import (
    Recommendations,
    Reminders,
    WishesShape,
    recommendation,
    reminder_shape,
    wishes_shape,
    wishes_value,
)

router = APIRouter(tags=["reminders"])

Id = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
OWN = {**SIGN_IN, 404: "no such reminder, or another person's (`reminder_unknown`)"}


@router.get("/reminders", summary="What I was reminded of, newest first", responses=problems(SIGN_IN))
def mine(house: House, who: Who) -> Reminders:
    owner = who.signed_in().account_id
    found = house.reminders.mine(owner)
    return Reminders(reminders=[reminder_shape(one) for one in found], unseen=house.reminders.unseen(owner))


@router.get("/reminders/wishes", summary="What I want to be reminded of", responses=problems(SIGN_IN))
def wishes(house: House, who: Who) -> WishesShape:
    return wishes_shape(house.reminders.wishes(who.signed_in().account_id))


@router.put("/reminders/wishes", summary="Say what to be reminded of", responses=problems(SIGN_IN))
def wish(body: WishesShape, house: House, who: Who) -> WishesShape:
    """Takes the place of what was said before; wanting nothing also deletes what was told.

    What is due already is told at once; what is not yet, by the next round.
    """
    owner = who.signed_in().account_id
    kept = house.reminders.wish(owner, wishes_value(body))
    house.reminders.tell(owner)
    return wishes_shape(kept)


@router.post(
    "/reminders/{reminder_id}/seen", status_code=204, summary="I have seen it", responses=problems(OWN)
)
def seen(reminder_id: Id, house: House, who: Who) -> None:
    if not house.reminders.seen(who.signed_in().account_id, reminder_id):
        raise ProblemError(404, "reminder_unknown")


@router.get("/recommendations", summary="What may be worth doing now", responses=problems(SIGN_IN))
def recommended(house: House, who: Who) -> Recommendations:
    """Computed when asked, from one's own profile and cases; nothing of it is kept."""
    found = house.reminders.recommended(who.signed_in().account_id)
    return Recommendations(recommendations=[recommendation(one) for one in found])
