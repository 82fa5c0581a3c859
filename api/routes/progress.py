"""The course of a case, and its result."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Response

from api.problems import ProblemError
from api.routes.base import OWN, House, Who, problems
from api.wire.progress import ProgressShape, progress_shape
from applications.types import Unknown

router = APIRouter(prefix="/applications", tags=["applications"])
ApplicationId = Annotated[str, Path(max_length=80)]


@router.get(
    "/{application_id}/progress",
    summary="What happened when, what is due, and whether it is late",
    responses=problems(OWN),
)
def progress(application_id: ApplicationId, house: House, who: Who) -> ProgressShape:
    found = house.applications.progress(who.signed_in(), application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    return progress_shape(found)


@router.get(
    "/{application_id}/result",
    summary="The file of the result",
    response_class=Response,
    responses={
        200: {"content": {"application/pdf": {}, "image/*": {}}},
        **problems({**OWN, 404: "no such application (`application_unknown`) or no file (`result_unknown`)"}),
    },
)
def result(application_id: ApplicationId, house: House, who: Who) -> Response:
    """Always a download; kept encrypted until it is asked for."""
    actor = who.signed_in()
    if isinstance(house.applications.progress(actor, application_id), Unknown):
        raise ProblemError(404, "application_unknown")
    file = house.results.file(actor, application_id)
    if isinstance(file, Unknown):
        raise ProblemError(404, "result_unknown")
    return Response(
        file.data,
        media_type=file.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
