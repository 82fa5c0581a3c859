"""Uploaded pictures and what was read from them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from api.wire.base import Shape, local
from applications.types import Document, DocumentState
from ocr.types import ReadDocument


class ReadFieldShape(Shape):
    """One field as printed, normalised; `box` is left, top, right, bottom in pixels of the upright page."""

    name: str
    value: str
    confidence: float
    box: tuple[float, float, float, float]


class QualityProblemShape(Shape):
    """Something that did not come out right; `message` says what to do again."""

    code: str
    message: str
    field: str | None = None


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


class ReadFileShape(ReadShape):
    """The first page, and all pages of a PDF under `pages`."""

    pages: Annotated[list[ReadShape], Field(description="all pages, in order")]


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
        "fields": [
            ReadFieldShape(name=f.name, value=f.value, confidence=round(f.confidence, 4), box=f.box)
            for f in page.fields
        ],
        "quality": Quality(
            readable=page.readable,
            problems=[
                QualityProblemShape(code=p.code, message=p.message, field=p.field) for p in page.problems
            ],
        ),
        "page": page.page,
    }
