"""Pictures: read one without keeping it, or see one's own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.identity.caller import Caller
from api.problems import ProblemError
from api.routes.base import House, Who, problems
from api.routes.uploads import Upload, taken
from api.wire.documents import DocumentShape, ReadFileShape, document_shape, read_file_shape
from applications.documents import load_document
from applications.types import Document, Unknown
from ocr.limits import MAX_PAGES

router = APIRouter(prefix="/documents", tags=["documents"])
uploads = APIRouter(prefix="/documents", tags=["documents"])

DocumentId = Annotated[str, Path(max_length=80)]
VISITOR = "conversation:"
"""How the document room names an owner who has not signed in."""
UNKNOWN = {404: "no such picture, or another person's (`document_unknown`)"}
PAGE_PROBLEMS = {
    404: "no such picture, or another person's (`document_unknown`); no such page (`page_unknown`)",
    422: "a file that was kept but can't be opened",
    503: "too many pages are being opened (`pictures_busy`)",
}
PAGE_CONTENT = {200: {"content": {"image/jpeg": {}}}}
PageNumber = Annotated[int, Path(ge=1, le=MAX_PAGES)]
SHOWN_INLINE = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "application/pdf"}


def _own(document_id: DocumentId, house: House, who: Who) -> Document:
    """Whose it is, or who handles the case it was handed in for."""
    with house.database.reading() as session:
        found = load_document(session, document_id)
    if found is not None and _owns(found.owner_id, house, who):
        return found
    seen = house.applications.document(who.actor, document_id) if who.actor else Unknown()
    if isinstance(seen, Unknown):
        raise ProblemError(404, "document_unknown")
    return seen


def _owns(owner_id: str, house: House, who: Caller) -> bool:
    """A visitor's picture belongs to the conversation it was sent in."""
    if not owner_id.startswith(VISITOR):
        return who.actor is not None and who.actor.account_id == owner_id
    conversation_id = owner_id.removeprefix(VISITOR)
    return house.assistant.admits(conversation_id, who.actor, who.proof.visitor_token(conversation_id))


Own = Annotated[Document, Depends(_own)]


@uploads.post(
    "/read",
    summary="What a picture shows; nothing is kept",
    responses=problems({413: "too large", 422: "no picture, or one we do not open", 503: "busy (`busy`)"}),
)
async def read(file: Upload, house: House, who: Who) -> ReadFileShape:
    """The first page, and all pages of a PDF under `pages`."""
    data = await taken(file, house, who)
    return read_file_shape(await house.reading.read_only(data))


@router.get("/{document_id}", summary="A kept picture and what was read", responses=problems(UNKNOWN))
def document(found: Own) -> DocumentShape:
    """`state` tells whether it has been read yet."""
    return document_shape(found)


@router.get(
    "/{document_id}/file",
    summary="The picture itself",
    response_class=Response,
    responses={200: {"content": {"image/*": {}, "application/pdf": {}}}, **problems(UNKNOWN)},
)
def picture(house: House, found: Own) -> Response:
    return shown(found, house)


@router.get(
    "/{document_id}/pages/{number}/picture",
    summary="One page as a picture that every browser shows",
    response_class=Response,
    responses={**PAGE_CONTENT, **problems(PAGE_PROBLEMS)},
)
async def page(number: PageNumber, house: House, found: Own) -> Response:
    """HEIC, TIFF and PDF too; turned as the camera noted, at most 1600 pixels long; `places` lie on it."""
    return await page_shown(found, number, house)


def shown(found: Document, house: House) -> Response:
    """The bytes; only what browsers show as a picture or PDF is shown, all else is a download."""
    safe = found.media_type in SHOWN_INLINE
    return Response(
        house.documents.data(found),
        media_type=found.media_type if safe else "application/octet-stream",
        headers={
            "Content-Disposition": "inline" if safe else "attachment",
            "Cache-Control": "private, max-age=3600",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def page_shown(found: Document, number: int, house: House) -> Response:
    return Response(
        await house.pictures.jpeg(found, number),
        media_type="image/jpeg",
        headers={
            "Content-Disposition": "inline",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
