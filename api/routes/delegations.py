"""Acting for others: how it is granted, answered and ended. Other people's are 404, like none."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool

from api.problems import ProblemError
from api.reading import Kept
from api.routes.base import SIGN_IN, House, Who, problems
from api.routes.documents import shown
from api.routes.uploads import Upload, taken
from api.wire.delegations import (
    Acceptance,
    Check,
    DelegationList,
    DelegationShape,
    NameOf,
    NewChild,
    NewInvitation,
    NewPresence,
    NewWish,
    NewWords,
    OfferedShape,
    Redemption,
    Words,
    delegation_shape,
    offered_shape,
)
from api.wire.documents import DocumentShape, document_shape
from applications.delegations.types import Delegation, Offered, Refused, TooOften
from applications.types import Actor, Document, Unknown
from ocr.errors import RefusedPictureError

router = APIRouter(prefix="/delegations", tags=["delegations"])
uploads = APIRouter(prefix="/delegations", tags=["delegations"])
staff = APIRouter(prefix="/staff/delegations", tags=["delegations"])

DelegationId = Annotated[str, Path(max_length=80)]
REFUSED = {409: "can't be done (`delegation_refused`); `words` are those to agree to, where that lacked"}
ONE = {**SIGN_IN, 404: "no such delegation, or other people's: told alike (`delegation_unknown`)", **REFUSED}
REVIEWER = {**SIGN_IN, 403: "not a reviewer (`reviewer_only`)"}
DOCUMENT = {404: "no such picture, or another person's (`document_unknown`)"}


@router.get("", summary="All I granted, hold, or have to answer", responses=problems(SIGN_IN))
def mine(house: House, who: Who) -> DelegationList:
    actor = who.signed_in()
    return _list(house, actor, house.delegations.mine(actor))


@router.post("/words", summary="What the principal would agree to", responses=problems(SIGN_IN))
def words(body: NewWords, house: House, who: Who) -> Words:
    """Nothing is kept. The same words are sent back as `agreed`."""
    actor, wish = who.signed_in(), body.value()
    ours = body.side == "principal"
    principal, agent = (actor.name, wish.other_name) if ours else (wish.other_name, actor.name)
    return Words(words=house.delegations.words(principal, agent, wish))


@router.post(
    "/invitations",
    status_code=201,
    summary="The principal lets somebody act for them",
    responses=problems({**SIGN_IN, **REFUSED}),
)
def invite(body: NewInvitation, house: House, who: Who) -> OfferedShape:
    """It holds once that person has named the code and accepted."""
    actor = who.signed_in()
    return _offered(house, actor, house.delegations.invite(actor, body.value(), body.agreed))


@router.post(
    "/requests",
    status_code=201,
    summary="The agent asks to act for somebody",
    responses=problems({**SIGN_IN, **REFUSED}),
)
def ask(body: NewWish, house: House, who: Who) -> OfferedShape:
    """That person names the code, sees what it is about, and agrees or refuses."""
    actor = who.signed_in()
    return _offered(house, actor, house.delegations.ask(actor, body.value()))


@router.post(
    "/redeem",
    summary="Name the code that the other side handed on",
    responses=problems({**ONE, 429: "too many wrong codes (`Retry-After`)"}),
)
def redeem(body: Redemption, house: House, who: Who) -> DelegationShape:
    """Grants nothing yet: it shows what it is about, to be accepted or refused."""
    actor = who.signed_in()
    return _one(house, actor, house.delegations.redeem(actor, body.code, body.name))


@router.post(
    "/children",
    status_code=201,
    summary="A parent acts for a child under 18",
    responses=problems({**SIGN_IN, **REFUSED, **DOCUMENT}),
)
def for_child(body: NewChild, house: House, who: Who) -> DelegationShape:
    """Holds at once where what the government keeps shows it; else staff look (`checking`)."""
    actor = who.signed_in()
    found = house.delegations.for_child(actor, body.name, body.id_number, body.document_id)
    return _one(house, actor, found, "document_unknown")


@router.post(
    "/presence",
    status_code=201,
    summary="A helper acts for somebody who stands at the window",
    responses=problems({**SIGN_IN, 403: "not a helper (`helper_only`)", **REFUSED, **DOCUMENT}),
)
def presence(body: NewPresence, house: House, who: Who) -> DelegationShape:
    """Named items, only today: the card was shown, and the words were read aloud and agreed to."""
    actor = who.signed_in()
    if actor.role != "helper":
        raise ProblemError(403, "helper_only")
    account = house.identity.find(body.name.strip(), body.id_number.strip().upper())
    principal = account and Actor(account.account_id, account.name, account.role)
    found = house.delegations.present(actor, principal, body.document_id, body.wish(), body.agreed)
    return _one(house, actor, found, "document_unknown")


@uploads.post(
    "/pictures",
    status_code=201,
    summary="A card shown at the window, or evidence for a child",
    responses=problems(
        {**SIGN_IN, 413: "too large", 422: "no picture, or one we do not open", 429: "too often"}
    ),
)
async def picture(file: Upload, house: House, who: Who) -> DocumentShape:
    actor = await run_in_threadpool(who.signed_in)
    data = await taken(file, house, who)
    document = await house.reading.keep(actor.account_id, data, file.filename or "")
    try:
        kept = await house.reading.read(document, data)
    except RefusedPictureError:
        await run_in_threadpool(house.reading.settle, Kept(document))
        raise
    await run_in_threadpool(house.reading.settle, kept)
    return document_shape(kept.document)


@router.get("/{delegation_id}", summary="One delegation", responses=problems(ONE))
def delegation(delegation_id: DelegationId, house: House, who: Who) -> DelegationShape:
    actor = who.signed_in()
    return _one(house, actor, house.delegations.get(actor, delegation_id))


@router.post("/{delegation_id}/accept", summary="Say yes", responses=problems(ONE))
def accept(
    delegation_id: DelegationId, house: House, who: Who, body: Acceptance | None = None
) -> DelegationShape:
    """A principal who was asked agrees to the words as they stand (`consent`)."""
    actor, agreed = who.signed_in(), body.agreed if body else ""
    return _one(house, actor, house.delegations.accept(actor, delegation_id, agreed))


@router.post("/{delegation_id}/refuse", summary="Say no", responses=problems(ONE))
def refuse(delegation_id: DelegationId, house: House, who: Who) -> DelegationShape:
    actor = who.signed_in()
    return _one(house, actor, house.delegations.refuse(actor, delegation_id))


@router.post("/{delegation_id}/end", summary="Take it back, or lay it down", responses=problems(ONE))
def end(delegation_id: DelegationId, house: House, who: Who) -> DelegationShape:
    """At once, whatever is under way; once more changes nothing."""
    actor = who.signed_in()
    return _one(house, actor, house.delegations.end(actor, delegation_id))


@staff.get("", summary="Parents whose evidence must be looked at", responses=problems(REVIEWER))
def to_check(house: House, who: Who) -> DelegationList:
    actor = who.reviewer()
    return _list(house, actor, house.delegations.to_check(actor))


@staff.post(
    "/{delegation_id}/check", summary="Say whether they may act", responses=problems({**REVIEWER, **ONE})
)
def check(delegation_id: DelegationId, body: Check, house: House, who: Who) -> DelegationShape:
    actor = who.reviewer()
    return _one(house, actor, house.delegations.check(actor, delegation_id, body.accepted, body.evidence))


@staff.get(
    "/{delegation_id}/picture",
    summary="The picture given as evidence",
    response_class=Response,
    responses={
        200: {"content": {"image/*": {}, "application/pdf": {}}},
        **problems({**REVIEWER, 404: "nothing to check, or no picture (`delegation_unknown`)"}),
    },
)
def evidence(delegation_id: DelegationId, house: House, who: Who) -> Response:
    found = house.delegations.evidence(who.reviewer(), delegation_id)
    if not isinstance(found, Document):
        raise ProblemError(404, "delegation_unknown")
    return shown(found, house)


def _list(house: House, actor: Actor, found: Sequence[Delegation]) -> DelegationList:
    return DelegationList(delegations=[delegation_shape(one, actor, _names(house)) for one in found])


def _one(
    house: House,
    actor: Actor,
    outcome: Delegation | Unknown | Refused | TooOften,
    unknown: str = "delegation_unknown",
) -> DelegationShape:
    match outcome:
        case Delegation():
            return delegation_shape(outcome, actor, _names(house))
        case Unknown():
            raise ProblemError(404, unknown)
        case Refused():
            raise _refused(outcome)
        case TooOften(seconds):
            headers = {"Retry-After": str(seconds)}
            raise ProblemError(429, "too_many_requests", seconds=seconds, headers=headers)


def _offered(house: House, actor: Actor, outcome: Offered | Refused) -> OfferedShape:
    if isinstance(outcome, Refused):
        raise _refused(outcome)
    return offered_shape(outcome, actor, _names(house))


def _refused(refused: Refused) -> ProblemError:
    extra = {"words": refused.words} if refused.words else None
    return ProblemError(409, "delegation_refused", detail=refused.message, extra=extra)


def _names(house: House) -> NameOf:
    def name_of(item_id: str) -> str:
        item = house.library.item(item_id)
        return (item.plain_name or item.official_name) if item else item_id

    return name_of
