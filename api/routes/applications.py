"""Applications, from draft to receipt. All of it needs an identity, and shows people only their own."""

import re
from typing import Annotated

from fastapi import APIRouter, Body, Header, Path, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.problems import ProblemError
from api.reading import Kept
from api.routes.base import EDIT, OWN, SIGN_IN, House, Who, problems
from api.routes.uploads import Upload, taken
from api.unguided import no_guide
from api.wire.applications import (
    Applications,
    ApplicationShape,
    PendingShape,
    PrecheckShape,
    ReceiptShape,
    finding_shape,
    receipt_shape,
)
from api.wire.base import Shape
from applications.discarding import Discarded
from applications.types import Application, Conflict, NotAllowed, NotGranted, NotReady, Pending, Unknown
from ocr.errors import RefusedPictureError

router = APIRouter(prefix="/applications", tags=["applications"])
uploads = APIRouter(prefix="/applications", tags=["applications"])

ApplicationId = Annotated[str, Path(max_length=80)]
MaterialId = Annotated[str, Path(max_length=80)]
FieldName = Annotated[str, Path(max_length=80)]
IfMatch = Annotated[
    str | None, Header(description="the ETag last seen; an old one gives 409 with the newer version")
]
Answers = Annotated[
    dict[Annotated[str, Field(max_length=80)], Annotated[str, Field(max_length=2000)]],
    Body(min_length=1, max_length=200),
]
KEY = re.compile(r"[\x21-\x7e]{1,200}")


class NewApplication(Shape):
    item_id: Annotated[str, Field(min_length=1, max_length=80)]
    situation: Annotated[dict[str, str], Field(max_length=50, description="question id → option id")] = Field(
        default_factory=dict[str, str]
    )
    on_behalf_of: Annotated[
        str | None,
        Field(max_length=80, description="the delegation under which it is begun for its principal"),
    ] = None


class ConfirmedNames(Shape):
    names: Annotated[list[str], Field(max_length=200, description="all values shown when empty")] = Field(
        default_factory=list[str]
    )


class CommitmentAnswer(Shape):
    accepted: Annotated[bool, Field(description="false: the person hands the material in instead")]


class WhoseAnswer(Shape):
    answer: Annotated[
        str, Field(max_length=80, description="`mistake`, `family`, or the id of the material it is")
    ]


@router.post(
    "",
    status_code=201,
    summary="Open a draft, prefilled from the profile",
    responses=problems(
        {
            **SIGN_IN,
            404: "no such item (`item_unknown`), no guide for it (`no_guide`), or no such delegation of the "
            "caller's (`delegation_unknown`)",
            409: "the delegation does not cover this item, or is over (`delegation_refused`)",
        }
    ),
)
def start(body: NewApplication, house: House, who: Who, response: Response) -> ApplicationShape:
    actor = who.signed_in()
    started = house.applications.start(actor, body.item_id, body.situation, body.on_behalf_of)
    if isinstance(started, NotGranted):
        raise not_granted(started)
    if isinstance(started, Unknown):
        item = house.library.item(body.item_id)
        if item is None:
            raise ProblemError(404, "item_unknown")
        raise no_guide(house, item)
    response.headers["Location"] = f"/api/v1/applications/{started.application_id}"
    return tagged(house.showing.application(started), response)


@router.get(
    "",
    summary="My applications and those I handle for others, last changed first",
    responses=problems(SIGN_IN),
)
def mine(house: House, who: Who) -> Applications:
    found = house.applications.mine(who.signed_in())
    return Applications(applications=[house.showing.application(one) for one in found])


@router.get("/{application_id}", summary="One application", responses=problems(OWN))
def application(
    application_id: ApplicationId, house: House, who: Who, response: Response
) -> ApplicationShape:
    found = house.applications.get(who.signed_in(), application_id)
    return tagged(house.showing.application(found), response)


@router.delete(
    "/{application_id}",
    status_code=204,
    summary="Delete a draft that was never sent, with its pictures",
    responses=problems(
        {**OWN, 409: "it was sent, is part of a bundle, or is for its owner to delete (`not_allowed`)"}
    ),
)
def discard(application_id: ApplicationId, house: House, who: Who) -> None:
    """For good. What was sent can only be withdrawn."""
    done = house.discarding.discard(who.signed_in(), application_id)
    if not isinstance(done, Discarded):
        raise house.showing.refusal(done)
    for document_id in done.document_ids:
        house.underway.arrived(document_id)


@router.patch("/{application_id}/fields", summary="Set fields by name", responses=problems(EDIT))
def set_fields(
    application_id: ApplicationId,
    values: Answers,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """Good values are kept and count as confirmed. Values that are none are not kept: `problems` says why."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.set_fields(actor, application_id, values, "typed", version)
    return tagged(house.showing.application(outcome), response)


@router.patch("/{application_id}/situation", summary="Answer situation questions", responses=problems(EDIT))
def answer_situation(
    application_id: ApplicationId,
    answers: Answers,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """Question id → option id. What no longer applies drops out of `materials` and `missing` by itself."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.answer_situation(actor, application_id, answers, version)
    return tagged(house.showing.application(outcome), response)


@router.post("/{application_id}/confirm", summary="Say that values are right", responses=problems(EDIT))
def confirm(
    application_id: ApplicationId,
    house: House,
    who: Who,
    response: Response,
    body: ConfirmedNames | None = None,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """Without names: every value and commitment that is open, but no value whose sources differ."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.confirm(actor, application_id, body.names if body else (), version)
    return tagged(house.showing.application(outcome), response)


@router.delete(
    "/{application_id}/fields/{name}", summary="Leave a field empty on purpose", responses=problems(EDIT)
)
def clear(
    application_id: ApplicationId,
    name: FieldName,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """No source fills it again until the person does. A required field is asked for again."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.clear(actor, application_id, name, version)
    return tagged(house.showing.application(outcome), response)


@router.post(
    "/{application_id}/commitments/{material_id}",
    summary="Accept or decline a commitment (告知承诺)",
    responses=problems(EDIT),
)
def commit(
    application_id: ApplicationId,
    material_id: MaterialId,
    body: CommitmentAnswer,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """Accepted, the material need not be handed in; declined, it is asked for. It may be changed."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.commit(actor, application_id, material_id, body.accepted, version)
    return tagged(house.showing.application(outcome), response)


@router.post(
    "/{application_id}/materials/{material_id}/whose",
    summary="Say whose document it is that was set aside",
    responses=problems(EDIT),
)
def whose(
    application_id: ApplicationId,
    material_id: MaterialId,
    body: WhoseAnswer,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> ApplicationShape:
    """A document of somebody else fills nothing. `family`: it belongs to a relative's own matter, which needs
    a delegation. Taking the material back is the same as `mistake`."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.whose(actor, application_id, material_id, body.answer, version)
    return tagged(house.showing.application(outcome), response)


@uploads.post(
    "/{application_id}/materials/{material_id}",
    summary="Hand in a picture for a material",
    responses=problems(
        {**EDIT, 413: "too large", 422: "no picture, or one we do not open", 429: "too often"}
    ),
)
async def hand_in(
    application_id: ApplicationId,
    material_id: MaterialId,
    file: Upload,
    house: House,
    who: Who,
    response: Response,
) -> ApplicationShape:
    """Kept, read, and the form filled from it. When nobody can read it now, it is kept (`document.state`)."""
    actor = await run_in_threadpool(who.signed_in)
    data = await taken(file, house, who)
    found = await run_in_threadpool(house.applications.get, actor, application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    if material_id not in {material.material_id for material in found.materials}:
        raise ProblemError(404, "material_unknown")
    document = await house.reading.keep(actor.account_id, data, file.filename or "")
    await run_in_threadpool(house.reading.meant_for, document, application_id, material_id)
    try:
        kept = await house.reading.read(document, data)
    except RefusedPictureError:
        await run_in_threadpool(house.reading.settle, Kept(document))
        raise
    outcome = await run_in_threadpool(
        house.applications.attach, actor, application_id, document.document_id, material_id
    )
    await run_in_threadpool(house.reading.settle, kept)
    return tagged(await run_in_threadpool(house.showing.application, outcome), response)


@router.delete(
    "/{application_id}/materials/{material_id}",
    summary="Take back what was handed in for a material",
    responses=problems(EDIT),
)
def take_back(
    application_id: ApplicationId, material_id: MaterialId, house: House, who: Who, response: Response
) -> ApplicationShape:
    """Values read from it stay until they are replaced; taking back what is not there changes nothing."""
    actor = who.signed_in()
    found = house.applications.get(actor, application_id)
    if isinstance(found, Application):
        material = next((m for m in found.materials if m.material_id == material_id), None)
        if material is None:
            raise ProblemError(404, "material_unknown")
        if material.document_id:
            house.underway.arrived(material.document_id)
    outcome = house.applications.detach(actor, application_id, material_id)
    return tagged(house.showing.application(outcome), response)


@router.post("/{application_id}/precheck", summary="All findings at once", responses=problems(OWN))
def precheck(application_id: ApplicationId, house: House, who: Who) -> PrecheckShape:
    outcome = house.applications.precheck(who.signed_in(), application_id)
    if isinstance(outcome, Unknown):
        raise ProblemError(404, "application_unknown")
    return PrecheckShape(passed=outcome.passed, findings=[finding_shape(f) for f in outcome.findings])


@router.post(
    "/{application_id}/submit",
    summary="Submit; the same key again gives the same receipt",
    responses={
        202: {"model": PendingShape, "description": "submitted and safe; the receipt will follow"},
        **problems(
            {
                400: "no or no usable Idempotency-Key",
                **OWN,
                409: "findings or unconfirmed values (`not_ready`), changed meanwhile "
                "(`version_conflict`), or the state does not permit it",
            }
        ),
    },
)
def submit(
    application_id: ApplicationId,
    house: House,
    who: Who,
    response: Response,
    idempotency_key: Annotated[
        str | None, Header(description="chosen by the caller; kept for a retry")
    ] = None,
    if_match: IfMatch = None,
) -> ReceiptShape | PendingShape:
    """However often and from however many places it is called, one application makes one case."""
    actor = who.signed_in()
    if not idempotency_key:
        raise ProblemError(400, "idempotency_key_missing")
    if not KEY.fullmatch(idempotency_key):
        raise ProblemError(400, "idempotency_key_invalid")
    outcome = house.applications.submit(actor, application_id, idempotency_key, version_of(if_match))
    match outcome:
        case Unknown() | NotAllowed() | NotReady() | Conflict() as refused:
            raise house.showing.refusal(refused)
        case Pending(current):
            response.status_code = 202
            return PendingShape(application_id=current.application_id, state=current.state)
        case receipt:
            return receipt_shape(receipt)


@router.post("/{application_id}/withdraw", summary="Take it back", responses=problems(EDIT))
def withdraw(application_id: ApplicationId, house: House, who: Who, response: Response) -> ApplicationShape:
    outcome = house.applications.withdraw(who.signed_in(), application_id)
    return tagged(house.showing.application(outcome), response)


def not_granted(refused: NotGranted) -> ProblemError:
    if not refused.message:
        return ProblemError(404, "delegation_unknown")
    return ProblemError(409, "delegation_refused", detail=refused.message)


def tagged(shape: ApplicationShape, response: Response) -> ApplicationShape:
    response.headers["ETag"] = f'"{shape.version}"'
    return shape


def version_of(if_match: str | None) -> int | None:
    """`"3"`, `W/"3"` or `3` → 3; `*` or none → no expectation."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'(?:W/)?"?(\d{1,9})"?', if_match.strip())
    if not found:
        raise ProblemError(400, "if_match_invalid")
    return int(found[1])
