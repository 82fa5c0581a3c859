"""Life events (一件事): open to everybody. Options are no personal data, so an address may hold them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.problems import ProblemError, say
from api.routes.base import House, problems
from api.wire.life_events import (
    LifeEvents,
    LifeEventShape,
    PlanAnswers,
    PlanShape,
    event_name,
    event_shape,
    plan_shape,
)
from knowledge_base.life_events import planning

router = APIRouter(prefix="/life-events", tags=["life events"])

EventId = Annotated[str, Path(max_length=80)]
UNKNOWN = {404: "no such life event (`life_event_unknown`)"}
PLANNED = {**UNKNOWN, 422: "a question or an option that it does not have (`invalid_request`)"}
LONGEST = 100
"""characters of a question's name that are repeated in a problem"""

_ANSWERS = {
    "parameters": [
        {
            "in": "query",
            "name": "answers",
            "description": "one parameter a question: `?marriage=married&household.follow=own`",
            "style": "form",
            "explode": True,
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ]
}


@router.get("", summary="All life events")
def life_events(house: House) -> LifeEvents:
    found = house.library.life_events().values()
    return LifeEvents(life_events=[event_name(published) for published in found])


@router.get("/{event_id}", summary="The life event as published", responses=problems(UNKNOWN))
def life_event(
    event_id: EventId,
    house: House,
    version: Annotated[int | None, Query(ge=1, description="an earlier published version")] = None,
) -> LifeEventShape:
    """The version citable today, or the one named."""
    library = house.library
    found = library.life_event_version(event_id, version) if version else library.life_event(event_id)
    if found is None:
        raise ProblemError(404, "life_event_unknown")
    return event_shape(found)


@router.get(
    "/{event_id}/plan",
    summary="Parts, merged form, shared materials and order",
    responses=problems(PLANNED),
    openapi_extra=_ANSWERS,
)
def plan(event_id: EventId, request: Request, house: House) -> PlanShape:
    """For these answers; what depends on a missing one is in the plan, as not certain."""
    return _plan(event_id, request.query_params, house)


@router.post("/{event_id}/plan", summary="The same, with the answers as body", responses=problems(PLANNED))
def plan_for(event_id: EventId, wanted: PlanAnswers, house: House) -> PlanShape:
    return _plan(event_id, wanted.answers, house)


def _plan(event_id: str, answers: Mapping[str, str], house: House) -> PlanShape:
    published = house.library.life_event(event_id)
    if published is None:
        raise ProblemError(404, "life_event_unknown")
    guides = {item_id: one.guide for item_id, one in house.library.guides().items()}
    wrong = [bad.question[:LONGEST] for bad in planning.bad_answers(published.event, guides, answers)]
    if wrong:
        errors = [{"at": at, "message": say("mistakes.other", at=at)} for at in wrong]
        told = "".join(error["message"] for error in errors)
        raise ProblemError(422, "invalid_request", what=told, extra={"errors": errors})
    return plan_shape(published, planning.plan(published.event, guides, answers))
