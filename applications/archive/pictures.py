"""Which uploaded files belong to a case or show what a delegation rests on, and which are only still here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.delegations.keeping import of_person
from applications.drafts import pages_from_json
from applications.repository import Kept, Repository
from applications.tables import DocumentRow
from ocr.types import ReadDocument


@dataclass(frozen=True)
class Pictures:
    """`tied`: document id → the case it belongs to, None where it is the evidence of a delegation."""

    rows: Sequence[DocumentRow]
    tied: dict[str, str | None]

    @property
    def loose(self) -> list[DocumentRow]:
        return [row for row in self.rows if row.id not in self.tied]


def pictures_of(session: Session, owner_id: str, cases: Iterable[Kept]) -> Pictures:
    """All of a person's, newest first. Handed in once, it belongs to that case, also after a retake."""
    asked = select(DocumentRow).where(DocumentRow.owner_id == owner_id)
    rows = session.scalars(asked.order_by(DocumentRow.kept_at.desc(), DocumentRow.id)).all()
    cases = list(cases)
    known = {one.application_id for one in cases}
    tied: dict[str, str | None] = {
        one.evidence_document: None for one in of_person(session, owner_id) if one.evidence_document
    }
    for row in rows:
        holding = next((one.application_id for one in cases if one.draft.has(row.id)), row.application_id)
        if holding in known:
            tied[row.id] = holding
    return Pictures(rows, tied)


def loose_pictures(session: Session, repository: Repository, owner_id: str) -> list[DocumentRow]:
    return pictures_of(session, owner_id, repository.of_owner(session, owner_id)).loose


def shown_types(row: DocumentRow) -> list[str]:
    """What it was read to be; empty where it was not, or is of no kind that is read."""
    pages: tuple[ReadDocument, ...] = pages_from_json(row.pages)
    return [page.document_type for page in pages if page.document_type != "unknown"]
