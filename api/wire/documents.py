"""Uploaded pictures and what was read from them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from api.wire.base import Shape, local
from applications.types import Document, DocumentState
from ocr.types import Quad, ReadDocument, ReadField
from ocr.wording import field_label


class ReadFieldShape(Shape):
    """One field as printed, normalised; `box` is left, top, right, bottom in pixels of the upright page.

    `places` are the four corners of each of its pieces, in pixels of the page as opened (see `picture`).
    """

    name: str
    label: Annotated[str, Field(description="what people call it")]
    value: str
    confidence: float
    box: tuple[float, float, float, float]
    places: list[Quad] = Field(default_factory=list[Quad])


class PagePictureShape(Shape):
    """The page as opened, turned as the camera noted; `…/pages/{n}/picture` shows it, perhaps smaller."""

    width: int
    height: int
    turn: Annotated[float, Field(description="degrees clockwise until the page stands upright")]


class QualityProblemShape(Shape):
    """Something that did not come out right; `message` says what to do again."""

    code: str
    message: str
    field: str | None = None
    label: Annotated[str | None, Field(description="what the field is called")] = None


class Quality(Shape):
    readable: bool
    problems: list[QualityProblemShape]


class ReadShape(Shape):
    """What one page shows."""

    document_type: str
    confidence: float
    fields: list[ReadFieldShape]
    quality: Quality
    page: int = 1
    picture: Annotated[PagePictureShape | None, Field(description="null where it was not noted")] = None


class ReadFileShape(ReadShape):
    """The first document, and all documents of all pages under `pages`: a page that shows several has as
    many entries, with the same `page`."""

    pages: Annotated[list[ReadShape], Field(description="all documents of all pages, in order")]


class DocumentShape(Shape):
    """A kept picture. `state`: `kept` waits to be read, `reading`, `read`, or `refused`."""

    document_id: str
    state: DocumentState
    filename: str
    media_type: str
    kept_at: datetime | None
    pages: list[ReadShape]


def read_shape(page: ReadDocument) -> ReadShape:
    return ReadShape(**_page(page))


def read_file_shape(pages: list[ReadDocument]) -> ReadFileShape:
    return ReadFileShape(**_page(pages[0]), pages=[read_shape(page) for page in pages])


def document_shape(document: Document) -> DocumentShape:
    return DocumentShape(
        document_id=document.document_id,
        state=document.state,
        filename=document.filename,
        media_type=document.media_type,
        kept_at=local(document.kept_at),
        pages=[read_shape(page) for page in document.pages],
    )


def _page(page: ReadDocument) -> dict[str, Any]:
    return {
        "document_type": page.document_type,
        "confidence": round(page.confidence, 4),
        "fields": [_field(field, page.document_type) for field in page.fields],
        "quality": Quality(
            readable=page.readable,
            problems=[
                QualityProblemShape(
                    code=p.code,
                    message=p.message,
                    field=p.field,
                    label=field_label(page.document_type, p.field) if p.field else None,
                )
                for p in page.problems
            ],
        ),
        "page": page.page,
        "picture": PagePictureShape(width=page.size[0], height=page.size[1], turn=page.turn)
        if page.size
        else None,
    }


def _field(field: ReadField, document_type: str) -> ReadFieldShape:
    return ReadFieldShape(
        name=field.name,
        label=field_label(document_type, field.name) or field.name,
        value=field.value,
        confidence=round(field.confidence, 4),
        box=field.box,
        places=list(field.places),
    )
