"""Form, one-time notice and receipt as PDF."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.problems import ProblemError
from api.routes.applications import ApplicationId
from api.routes.base import OWN, House, Who, problems
from api.wire.notice import NoticeShape, notice_shape
from applications.papers.service import Kind
from applications.types import Application, NotAllowed, Unknown

router = APIRouter(prefix="/applications", tags=["papers"])

PaperKind = Annotated[Kind, Path(description="the form as filled, the one-time notice, or the receipt")]


@router.get(
    "/{application_id}/notice",
    summary="The one-time notice: everything to be mended, by material and field",
    responses=problems(OWN),
)
def notice(application_id: ApplicationId, house: House, who: Who, response: Response) -> NoticeShape:
    """From the findings of the last precheck, or those a reviewer returned; `papers/notice` is the PDF."""
    found = house.applications.get(who.signed_in(), application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    composed = house.papers.notice(found, _owner_name(house, found))
    if isinstance(composed, Unknown):
        raise ProblemError(404, "application_unknown")
    response.headers["Cache-Control"] = "no-store"
    return notice_shape(composed)


@router.get(
    "/{application_id}/papers/{kind}",
    summary="A paper to print or keep, as PDF",
    response_class=Response,
    responses={
        200: {"content": {"application/pdf": {}}},
        **problems({**OWN, 409: "a receipt before anything was received (`not_allowed`)"}),
    },
)
def paper(application_id: ApplicationId, kind: PaperKind, house: House, who: Who) -> Response:
    """Labelled as generated, on every page and in the metadata; the file name tells nothing of anybody."""
    found = house.applications.get(who.signed_in(), application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    made = house.papers.pdf(found, kind, _owner_name(house, found))
    match made:
        case Unknown():
            raise ProblemError(404, "application_unknown")
        case NotAllowed():
            raise house.showing.refusal(made)
        case content:
            headers = {"Content-Disposition": f'inline; filename="{kind}.pdf"', "Cache-Control": "no-store"}
            return Response(content, media_type="application/pdf", headers=headers)


def _owner_name(house: House, found: Application) -> str:
    """A child handled for by a guardian has no account."""
    owner = house.identity.account(found.owner_id)
    known = owner.name if owner else ""
    return known or (found.acting.principal_name if found.acting else "")
