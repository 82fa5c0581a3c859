"""Bundles (一件事): several applications of one life event, as one. The acts are those of an application."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.problems import ProblemError
from api.reading import Kept
from api.routes.applications import (
    KEY,
    Answers,
    CommitmentAnswer,
    ConfirmedNames,
    IfMatch,
    MaterialId,
    WhoseAnswer,
    version_of,
)
from api.routes.base import SIGN_IN, House, Who, problems
from api.routes.uploads import Upload, taken
from api.wire.applications import ApplicationShape
from api.wire.base import Shape
from api.wire.bundles import (
    BundlePrecheckShape,
    BundleProgressShape,
    Bundles,
    BundleShape,
    SentShape,
    bundle_progress_shape,
    precheck_shape,
    sent_shape,
)
from applications.bundles.types import Bundle, Sent
from applications.types import Application, Unknown
from ocr.errors import RefusedPictureError

router = APIRouter(prefix="/bundles", tags=["bundles"])
uploads = APIRouter(prefix="/bundles", tags=["bundles"])

BundleId = Annotated[str, Path(max_length=80)]
PartId = Annotated[str, Path(max_length=80)]
OWN = {**SIGN_IN, 404: "no such bundle, or another person's: told alike (`bundle_unknown`)"}
EDIT = {
    **OWN,
    409: "changed meanwhile (`version_conflict`) or the state does not permit it (`not_allowed`); "
    "`current` carries the bundle as it is",
}


class NewBundle(Shape):
    event_id: Annotated[str, Field(min_length=1, max_length=80)]
    answers: Annotated[
        dict[str, Annotated[str, Field(max_length=200)]],
        Field(max_length=100, description="question → option, also `<part>.<question>` and `district`"),
    ] = Field(default_factory=dict[str, str])


class Submission(Shape):
    leave_unready: Annotated[bool, Field(description="send what is ready; otherwise all wait")] = False


class Chosen(Shape):
    part_id: Annotated[str | None, Field(max_length=80, description="one part; all when null")] = None


@router.post(
    "",
    status_code=201,
    summary="Begin a life event: its applications begin when its own questions are answered",
    responses=problems({**SIGN_IN, 404: "no such life event (`life_event_unknown`)"}),
)
def start(body: NewBundle, house: House, who: Who, response: Response) -> BundleShape:
    started = house.applications.bundles.start(who.signed_in(), body.event_id, body.answers)
    if isinstance(started, Unknown):
        raise ProblemError(404, "life_event_unknown")
    response.headers["Location"] = f"/api/v1/bundles/{started.application_id}"
    return _tagged(house.showing.bundle(started), response)


@router.get("", summary="My bundles, last changed first", responses=problems(SIGN_IN))
def mine(house: House, who: Who) -> Bundles:
    found = house.applications.bundles.mine(who.signed_in())
    return Bundles(bundles=[house.showing.bundle(one) for one in found])


@router.get("/{bundle_id}", summary="One bundle", responses=problems(OWN))
def bundle(bundle_id: BundleId, house: House, who: Who, response: Response) -> BundleShape:
    found = house.applications.bundles.get(who.signed_in(), bundle_id)
    return _tagged(house.showing.bundle(found), response)


@router.get("/{bundle_id}/progress", summary="One progress of all parts", responses=problems(OWN))
def progress(bundle_id: BundleId, house: House, who: Who) -> BundleProgressShape:
    """Each part's course with its deadline; what came back and what is late, counted."""
    found = house.applications.bundles.progress(who.signed_in(), bundle_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "bundle_unknown")
    return bundle_progress_shape(found)


@router.patch("/{bundle_id}/situation", summary="Answer questions of the event", responses=problems(EDIT))
def answer_situation(
    bundle_id: BundleId,
    answers: Answers,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> BundleShape:
    """A corrected answer may begin parts and end others; what was sent goes on."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.bundles.answer_situation(actor, bundle_id, answers, version)
    return _tagged(house.showing.bundle(outcome), response)


@router.patch("/{bundle_id}/fields", summary="Set fields of the merged form", responses=problems(EDIT))
def set_fields(
    bundle_id: BundleId,
    values: Answers,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> BundleShape:
    """Each value goes into every part that asks for it."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.bundles.set_fields(actor, bundle_id, values, "typed", version)
    return _tagged(house.showing.bundle(outcome), response)


@router.post("/{bundle_id}/confirm", summary="Say that values are right", responses=problems(EDIT))
def confirm(
    bundle_id: BundleId,
    house: House,
    who: Who,
    response: Response,
    body: ConfirmedNames | None = None,
    if_match: IfMatch = None,
) -> BundleShape:
    actor, version, names = who.signed_in(), version_of(if_match), body.names if body else ()
    outcome = house.applications.bundles.confirm(actor, bundle_id, names, version)
    return _tagged(house.showing.bundle(outcome), response)


@router.post(
    "/{bundle_id}/materials/{material_id}/whose",
    summary="Say whose document it is that was set aside",
    responses=problems(EDIT),
)
def whose(
    bundle_id: BundleId,
    material_id: MaterialId,
    body: WhoseAnswer,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> BundleShape:
    """As for a single application."""
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.bundles.whose(actor, bundle_id, material_id, body.answer, version)
    return _tagged(house.showing.bundle(outcome), response)


@router.post(
    "/{bundle_id}/commitments/{material_id}",
    summary="Accept or decline a commitment (告知承诺), for every part that offers it",
    responses=problems(EDIT),
)
def commit(
    bundle_id: BundleId,
    material_id: MaterialId,
    body: CommitmentAnswer,
    house: House,
    who: Who,
    response: Response,
    if_match: IfMatch = None,
) -> BundleShape:
    actor, version = who.signed_in(), version_of(if_match)
    outcome = house.applications.bundles.commit(actor, bundle_id, material_id, body.accepted, version)
    return _tagged(house.showing.bundle(outcome), response)


@uploads.post(
    "/{bundle_id}/materials/{material_id}",
    summary="Hand in a picture once for every part that asks for it",
    responses=problems(
        {**EDIT, 413: "too large", 422: "no picture, or one we do not open", 429: "too often"}
    ),
)
async def hand_in(
    bundle_id: BundleId, material_id: MaterialId, file: Upload, house: House, who: Who, response: Response
) -> BundleShape:
    actor = await run_in_threadpool(who.signed_in)
    data = await taken(file, house, who)
    bundles = house.applications.bundles
    found = await run_in_threadpool(bundles.get, actor, bundle_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "bundle_unknown")
    if material_id not in {material.material_id for material in found.materials}:
        raise ProblemError(404, "material_unknown")
    document = await house.reading.keep(actor.account_id, data, file.filename or "")
    await run_in_threadpool(house.reading.meant_for, document, bundle_id, material_id)
    try:
        kept = await house.reading.read(document, data)
    except RefusedPictureError:
        await run_in_threadpool(house.reading.settle, Kept(document))
        raise
    outcome = await run_in_threadpool(bundles.attach, actor, bundle_id, document.document_id, material_id)
    await run_in_threadpool(house.reading.settle, kept)
    return _tagged(await run_in_threadpool(house.showing.bundle, outcome), response)


@router.delete(
    "/{bundle_id}/materials/{material_id}",
    summary="Take back what was handed in for a material, in all parts",
    responses=problems(EDIT),
)
def take_back(
    bundle_id: BundleId, material_id: MaterialId, house: House, who: Who, response: Response
) -> BundleShape:
    actor, bundles = who.signed_in(), house.applications.bundles
    found = bundles.get(actor, bundle_id)
    if isinstance(found, Bundle):
        material = next((m for m in found.materials if m.material_id == material_id), None)
        if material is None:
            raise ProblemError(404, "material_unknown")
        for document_id in material.document_ids:
            house.underway.arrived(document_id)
    return _tagged(house.showing.bundle(bundles.detach(actor, bundle_id, material_id)), response)


@router.post("/{bundle_id}/precheck", summary="All findings at once, by part", responses=problems(OWN))
def precheck(bundle_id: BundleId, house: House, who: Who) -> BundlePrecheckShape:
    outcome = house.applications.bundles.precheck(who.signed_in(), bundle_id)
    if isinstance(outcome, Unknown):
        raise ProblemError(404, "bundle_unknown")
    return precheck_shape(outcome)


@router.post(
    "/{bundle_id}/submit",
    summary="Submit all parts together; the same key again gives the same receipts",
    responses=problems(
        {
            400: "no or no usable Idempotency-Key",
            **OWN,
            409: "findings or unconfirmed values (`not_ready`), or the state does not permit it",
        }
    ),
)
def submit(
    bundle_id: BundleId,
    house: House,
    who: Who,
    body: Submission | None = None,
    idempotency_key: Annotated[str | None, Header(description="chosen by the caller")] = None,
) -> SentShape:
    """Each part makes one case. What needs another part's result is sent by itself when that is done."""
    actor = who.signed_in()
    if not idempotency_key:
        raise ProblemError(400, "idempotency_key_missing")
    if not KEY.fullmatch(idempotency_key):
        raise ProblemError(400, "idempotency_key_invalid")
    leave = body is not None and body.leave_unready
    outcome = house.applications.bundles.submit(actor, bundle_id, idempotency_key, leave_unready=leave)
    if not isinstance(outcome, Sent):
        raise house.showing.bundle_refusal(outcome)
    return sent_shape(outcome)


@router.post("/{bundle_id}/withdraw", summary="Take back all parts, or one", responses=problems(EDIT))
def withdraw(
    bundle_id: BundleId, house: House, who: Who, response: Response, body: Chosen | None = None
) -> BundleShape:
    part_id = body.part_id if body else None
    outcome = house.applications.bundles.withdraw(who.signed_in(), bundle_id, part_id)
    return _tagged(house.showing.bundle(outcome), response)


@router.put("/{bundle_id}/parts/{part_id}", summary="Take a part up (again)", responses=problems(EDIT))
def add_part(bundle_id: BundleId, part_id: PartId, house: House, who: Who, response: Response) -> BundleShape:
    outcome = house.applications.bundles.add(who.signed_in(), bundle_id, part_id)
    return _tagged(house.showing.bundle(outcome), response)


@router.delete("/{bundle_id}/parts/{part_id}", summary="Leave a part out", responses=problems(EDIT))
def drop_part(
    bundle_id: BundleId, part_id: PartId, house: House, who: Who, response: Response
) -> BundleShape:
    outcome = house.applications.bundles.drop(who.signed_in(), bundle_id, part_id)
    return _tagged(house.showing.bundle(outcome), response)


@router.post(
    "/{bundle_id}/parts/{part_id}/alone",
    summary="Handle one part as a single application, with what was said taken along",
    responses=problems(EDIT),
)
def take_alone(bundle_id: BundleId, part_id: PartId, house: House, who: Who) -> ApplicationShape:
    """Also for whom the event as a whole does not fit (`singles`)."""
    outcome = house.applications.bundles.take_alone(who.signed_in(), bundle_id, part_id)
    if not isinstance(outcome, Application):
        raise house.showing.bundle_refusal(outcome)
    return house.showing.application(outcome)


def _tagged(shape: BundleShape, response: Response) -> BundleShape:
    response.headers["ETag"] = f'"{shape.version}"'
    return shape
