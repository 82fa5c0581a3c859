"""Uploaded files: kept first, read later, so that neither a full queue nor a crash loses a picture."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from applications.drafts import pages_from_json, pages_to_json
from applications.intake import SentFile
from applications.tables import DocumentRow
from applications.types import Document, DocumentState, Unknown
from knowledge_base.model.guide import Material
from ocr.quality import COPY
from ocr.readers.registry import READERS
from ocr.types import QualityProblem, ReadDocument
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore
from storage.ids import new_id


class DocumentService:
    def __init__(self, database: Database, files: FileStore, clock: Clock) -> None:
        self._database, self._files, self._clock = database, files, clock

    def keep(
        self,
        owner_id: str,
        data: bytes,
        filename: str,
        media_type: str,
        conversation_id: str | None = None,
    ) -> Document:
        """Writes the bytes durably, then the row. `owner_id` is an account or `conversation:<id>`."""
        row = DocumentRow(
            id=new_id("doc"),
            owner_id=owner_id,
            conversation_id=conversation_id,
            file_ref=self._files.put(data),
            filename=filename[:200],
            media_type=media_type,
            state="kept",
            kept_at=self._clock(),
        )
        with self._database.transaction() as session:
            session.add(row)
        return _document(row)

    def get(self, document_id: str, owner_id: str) -> Document | Unknown:
        """The owner's document; another's is `Unknown`."""
        with self._database.reading() as session:
            found = load_document(session, document_id)
        return found if found and found.owner_id == owner_id else Unknown()

    def data(self, document: Document) -> bytes:
        """The file itself. Raises `storage.errors.FileMissingError`, `CorruptedError`."""
        return self._files.get(document.file_ref)

    def sent_file(self, document_id: str) -> SentFile:
        """A document that belongs to a case, as the intake gets it. Raises as `data` does."""
        with self._database.reading() as session:
            row = session.get_one(DocumentRow, document_id)
        return SentFile(self._files.get(row.file_ref), row.filename, row.media_type)

    def store_reading(self, document_id: str, pages: Sequence[ReadDocument]) -> None:
        with self._database.transaction() as session:
            row = session.get(DocumentRow, document_id)
            if row is not None:  # else its draft was deleted while it was read
                row.state, row.pages = "read", pages_to_json(pages)

    def refuse(self, document_id: str) -> None:
        """The file can't be opened; it stays kept, so that a person can look at it."""
        with self._database.transaction() as session:
            row = session.get(DocumentRow, document_id)
            if row is not None:
                row.state = "refused"

    def unread(self) -> list[Document]:
        """What still has to be read, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DocumentRow).where(DocumentRow.state == "kept").order_by(DocumentRow.kept_at)
            )
            return [_document(row) for row in rows]


def load_document(session: Session, document_id: str) -> Document | None:
    """For acts that need the document in their own transaction."""
    row = session.get(DocumentRow, document_id)
    return _document(row) if row else None


def note_use(session: Session, document_id: str, application_id: str, material_id: str) -> None:
    """Marks for which application and material the document was last handed in."""
    row = session.get_one(DocumentRow, document_id)
    row.application_id, row.material_id = application_id, material_id


def release(session: Session, document_id: str) -> None:
    """It is no part of any application any more; another may use it."""
    row = session.get_one(DocumentRow, document_id)
    row.application_id = row.material_id = None


def give_to(session: Session, document_id: str, owner_id: str) -> None:
    """What was handed in for somebody else's matter is theirs from then on."""
    session.get_one(DocumentRow, document_id).owner_id = owner_id


def adopt(session: Session, visitor: str, account_id: str) -> None:
    """What was kept for `conversation:<id>` becomes the account's."""
    session.execute(update(DocumentRow).where(DocumentRow.owner_id == visitor).values(owner_id=account_id))


def takes_unrecognised(material: Material, pages: Sequence[ReadDocument]) -> bool:
    """Whether pages that no reader knows may be that material: it takes anything, or papers of any form.

    A page without a word on it is no certificate or contract that staff could look at.
    """
    if not material.documents:
        return True
    blank = any(problem.code == "no_text" for page in pages for problem in page.problems)
    return not has_reader(material) and not blank


def matters(problem: QualityProblem, materials: Sequence[Material]) -> bool:
    """Whether a fault of a picture is one for these materials: a copy only where originals are asked for."""
    return problem.code != COPY or any(material.form == "original" for material in materials)


def has_reader(material: Material) -> bool:
    """Whether pages of the types it accepts look alike enough to be recognised when they are legible."""
    fixed = {reader.document_type for reader in READERS if not reader.free_form}
    return bool(fixed & set(material.documents))


def _document(row: DocumentRow) -> Document:
    return Document(
        document_id=row.id,
        owner_id=row.owner_id,
        file_ref=row.file_ref,
        filename=row.filename,
        media_type=row.media_type,
        state=cast("DocumentState", row.state),
        pages=pages_from_json(row.pages),
        kept_at=row.kept_at,
        application_id=row.application_id,
    )
