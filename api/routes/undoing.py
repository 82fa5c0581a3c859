"""Undo: acts on an application taken back, and a picture from before put back in its place."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from api.routes.applications import ApplicationId, IfMatch, MaterialId, tagged, version_of
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.applications import ApplicationShape
from api.wire.base import Shape
from applications.taking_back import Acts

router = APIRouter(prefix="/applications", tags=["applications"])

Names = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)]
EDIT = {
    **SIGN_IN,
    404: "no such application or picture, or another person's: told alike (`application_unknown`)",
    409: "changed meanwhile (`version_conflict`) or the state does not permit it (`not_allowed`); "
    "`current` carries the application as it is",
}


class ActsTakenBack(Shape):
    answers: Annotated[Names, Field(description="questions, open again")] = Field(default_factory=list[str])
    fields: Annotated[
        Names, Field(description="given or left empty by the person: the sources fill them again")
    ] = Field(default_factory=list[str])
    confirmed: Annotated[Names, Field(description="no longer confirmed; the values stay")] = Field(
        default_factory=list[str]
    )


class HandedInBefore(Shape):
    document_id: Annotated[str, Field(max_length=80, description="a picture of the caller's that is kept")]


@router.post("/{application_id}/take-back", summary="Undo what the person did", responses=problems(EDIT))
def take_back_acts(
    application_id: ApplicationId,
    body: ActsTakenBack,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """What was answered, given or confirmed is as if it had not been. What was never done changes nothing."""
    actor, version = who.signed_in(), version_of(if_match)
    acts = Acts(body.answers, body.fields, body.confirmed)
    outcome = house.applications.take_back(actor, application_id, acts, version)
    return tagged(house.showing.application(outcome), response)


@router.put(
    "/{application_id}/materials/{material_id}",
    summary="Hand in a picture again that is kept already",
    responses=problems(EDIT),
)
def hand_in_again(
    application_id: ApplicationId,
    material_id: MaterialId,
    body: HandedInBefore,
    house: House,
    who: Who,
    response: Response,
) -> ApplicationShape:
    """What it showed when it was read counts again."""
    outcome = house.applications.attach(who.signed_in(), application_id, body.document_id, material_id)
    return tagged(house.showing.application(outcome), response)
