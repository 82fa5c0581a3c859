"""The reviewer's desk."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.identity.caller import Caller
from api.problems import ProblemError
from api.routes.applications import tagged
from api.routes.base import EDIT, SIGN_IN, House, Who, deciding, problems
from api.routes.documents import PAGE_CONTENT, PAGE_PROBLEMS, UNKNOWN, PageNumber, page_shown, shown
from api.wire.applications import Applications, ApplicationShape, FindingShape, finding_value
from api.wire.base import Shape
from api.wire.documents import DocumentShape, document_shape
from applications.types import Document, State, Unknown

router = APIRouter(prefix="/staff", tags=["staff"])
Id = Annotated[str, Path(max_length=80)]
REVIEWER = {**SIGN_IN, 403: "not a reviewer (`reviewer_only`)"}


class Decision(Shape):
    """A return names what must be mended; it becomes the one-time notice."""

    decision: Literal["accept", "return"]
    findings: Annotated[list[FindingShape], Field(max_length=100)] = Field(default_factory=list[FindingShape])
    note: Annotated[str, Field(max_length=2000, description="the reason, kept in the audit chain")] = ""
    ask_second: Annotated[bool, Field(description="takes effect once another reviewer has agreed")] = False
    seen_version: Annotated[
        int | None, Field(ge=1, description="version looked at; 409 `version_conflict` when it has moved on")
    ] = None


@router.get("/applications", summary="What lies at the desk", responses=problems(REVIEWER))
def for_review(
    house: House,
    who: Who,
    state: Annotated[State, Query()] = "submitted",
    limit: Annotated[int, Query(ge=1, le=200)] = 200,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Applications:
    """In full, most urgent first, without one's own; `GET /staff/queue` is the short list."""
    found = house.applications.for_review(who.reviewer(), state, limit, offset)
    return Applications(applications=[house.showing.application(one) for one in found])


@router.get(
    "/applications/{application_id}/documents/{document_id}",
    summary="What was read from a picture that was handed in",
    responses=problems({**REVIEWER, **UNKNOWN}),
)
def handed_in_reading(application_id: Id, document_id: Id, house: House, who: Who) -> DocumentShape:
    return document_shape(_handed_in(application_id, document_id, house, who))


@router.get(
    "/applications/{application_id}/documents/{document_id}/file",
    summary="A picture that was handed in",
    response_class=Response,
    responses={200: {"content": {"image/*": {}, "application/pdf": {}}}, **problems({**REVIEWER, **UNKNOWN})},
)
def handed_in(application_id: Id, document_id: Id, house: House, who: Who) -> Response:
    return shown(_handed_in(application_id, document_id, house, who), house)


@router.get(
    "/applications/{application_id}/documents/{document_id}/pages/{number}/picture",
    summary="One page of a document that was handed in, as a picture",
    response_class=Response,
    responses={**PAGE_CONTENT, **problems({**REVIEWER, **PAGE_PROBLEMS})},
)
async def handed_in_page(
    application_id: Id, document_id: Id, number: PageNumber, house: House, who: Who
) -> Response:
    found = await run_in_threadpool(_handed_in, application_id, document_id, house, who)
    return await page_shown(found, number, house)


def _handed_in(application_id: str, document_id: str, house: House, who: Caller) -> Document:
    application = house.applications.get(who.reviewer(), application_id)
    if isinstance(application, Unknown):
        raise ProblemError(404, "application_unknown")
    handed = {each for material in application.materials for each in material.document_ids}
    document = house.documents.get(document_id, application.owner_id)
    if isinstance(document, Unknown) or document_id not in handed:
        raise ProblemError(404, "document_unknown")
    return document


@router.post(
    "/applications/{application_id}/decision",
    summary="Accept, or return for correction",
    responses=problems({**REVIEWER, **EDIT, 409: f"{EDIT[409]}; the city's staff decide (`city_decides`)"}),
)
def decide(
    application_id: Id,
    body: Decision,
    house: House,
    who: Who,
    response: Response,
) -> ApplicationShape:
    findings = [finding_value(shape) for shape in body.findings]
    outcome = house.applications.decide(
        deciding(house, who, application_id),
        application_id,
        body.decision,
        findings,
        body.note,
        body.seen_version,
        body.ask_second,
    )
    return tagged(house.showing.application(outcome), response)
