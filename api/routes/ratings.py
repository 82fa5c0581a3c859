"""好差评 of a case: people rate, the office answers the poor ones."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.problems import ProblemError, say
from api.routes.applications import ApplicationId
from api.routes.base import OWN, SIGN_IN, House, Who, problems
from api.wire.ratings import (
    MaybeRating,
    NewRating,
    RatingAnswer,
    Ratings,
    RatingShape,
    RatingSummary,
    RatingTaken,
    rating_shape,
    summary_shape,
)
from applications.ratings.types import Rating, Refused, TicketState
from applications.types import Unknown

router = APIRouter(prefix="/applications", tags=["ratings"])
staff = APIRouter(prefix="/staff/ratings", tags=["ratings"])

Id = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
REVIEWER = {**SIGN_IN, 403: "not a reviewer (`reviewer_only`)"}
ACT = {
    **REVIEWER,
    404: "no such rating, or one of a case of one's own (`rating_unknown`)",
    409: "answered already, or another reviewer is at it (`rating_refused`)",
}


@router.post(
    "/{application_id}/rating",
    summary="Rate how the case was handled",
    responses=problems({**OWN, 409: "not submitted yet, or the office has answered (`rating_refused`)"}),
)
def rate(application_id: ApplicationId, body: NewRating, house: House, who: Who) -> RatingTaken:
    """The two lowest levels open a ticket that somebody has to answer within five working days."""
    outcome = house.ratings.rate(who.signed_in(), application_id, body.level, body.comment)
    if isinstance(outcome, Unknown):
        raise ProblemError(404, "application_unknown")
    rating = _rating(outcome)
    told = "case_low" if rating.ticket else "rated"
    return RatingTaken(message=say(f"feedback.{told}"), rating=rating_shape(rating))


@router.get(
    "/{application_id}/rating", summary="My rating, with the office's answer", responses=problems(OWN)
)
def rating(application_id: ApplicationId, house: House, who: Who) -> MaybeRating:
    found = house.ratings.rating(who.signed_in(), application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    return MaybeRating(rating=rating_shape(found) if found else None)


@staff.get("", summary="Poor ratings to be answered, oldest first", responses=problems(REVIEWER))
def tickets(house: House, who: Who, state: TicketState | None = None) -> Ratings:
    found = house.ratings.tickets(who.reviewer(), state)
    return Ratings(ratings=[rating_shape(one) for one in found])


@staff.get("/summary", summary="How items are rated", responses=problems(REVIEWER))
def summary(house: House, who: Who) -> RatingSummary:
    who.reviewer()
    return summary_shape(house.ratings.summary())


@staff.post("/{rating_id}/take", summary="Be the one who is at it", responses=problems(ACT))
def take(rating_id: Id, house: House, who: Who) -> RatingShape:
    return rating_shape(_rating(house.ratings.take(who.reviewer(), rating_id)))


@staff.post("/{rating_id}/answer", summary="Tell the person what was found", responses=problems(ACT))
def answer(rating_id: Id, body: RatingAnswer, house: House, who: Who) -> RatingShape:
    return rating_shape(_rating(house.ratings.answer(who.reviewer(), rating_id, body.text)))


def _rating(outcome: Rating | Refused | Unknown) -> Rating:
    match outcome:
        case Rating():
            return outcome
        case Refused(message):
            raise ProblemError(409, "rating_refused", detail=message)
        case Unknown():
            raise ProblemError(404, "rating_unknown")
