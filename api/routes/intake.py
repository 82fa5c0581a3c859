"""Call-backs of a city's intake: signed by a key we trust, kept once, answered alike when they come again."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from api.openapi import EVENT
from api.problems import ProblemError
from api.routes.base import House, problems
from api.signed import is_trusted, signed_request
from applications.intake_http.messages import EventAnswer, EventMessage
from applications.types import Unknown

router = APIRouter(prefix="/intake", tags=["intake"])
uploads = APIRouter(prefix="/intake", tags=["intake"])
UNSIGNED = {401: "not signed just now by a key that is trusted (`signature_invalid`)"}
EVENT_BODY = {"requestBody": {"required": True, "content": {"application/json": EVENT}}}
FILE_BODY = {"requestBody": {"required": True, "content": {"application/pdf": {}, "image/*": {}}}}


@router.post(
    "/callbacks",
    summary="What became of a case (RFC 9421 signature)",
    openapi_extra=EVENT_BODY,
    responses=problems(
        {
            **UNSIGNED,
            404: "we have sent no such submission (`submission_unknown`)",
            409: "this id was another event (`event_changed`), or its file is not here (`file_missing`)",
            422: "no event (`invalid_request`)",
        }
    ),
)
async def callback(request: Request, house: House) -> EventAnswer:
    """Events may come twice and in any order. 2xx: kept for good, do not send it again."""
    signed = await _signed(request, house)
    try:
        event = EventMessage.model_validate_json(signed)
    except ValidationError:
        raise ProblemError(422, "event_invalid") from None
    match await run_in_threadpool(house.callbacks.take, event, signed):
        case Unknown():
            raise ProblemError(404, "submission_unknown")
        case "changed":
            raise ProblemError(409, "event_changed")
        case "file_missing":
            raise ProblemError(409, "file_missing")
        case _:
            return EventAnswer(event_id=event.event_id)


@uploads.put(
    "/files/{digest}",
    status_code=204,
    summary="A result's file, ahead of its call-back (RFC 9421 signature)",
    openapi_extra=FILE_BODY,
    responses=problems({**UNSIGNED, 422: "not these bytes, or no file a result may be (`file_refused`)"}),
)
async def keep_file(
    digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")], request: Request, house: House
) -> None:
    data = await _signed(request, house)
    media_type = request.headers.get("content-type", "")
    if await run_in_threadpool(house.callbacks.keep_file, digest, data, media_type) == "refused":
        raise ProblemError(422, "file_refused")


async def _signed(request: Request, house: House) -> bytes:
    signed = await signed_request(request)
    if not await run_in_threadpool(is_trusted, signed, house.intake_keys, house.clock):
        raise ProblemError(401, "signature_invalid")
    return signed.body
