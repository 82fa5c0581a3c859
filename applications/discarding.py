"""A person deletes a draft of theirs: it, its pictures and what reminds of it are gone for good.

What was ever handed in stays: it is the authority's record too.
"""

from dataclasses import dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from applications.access import may, on_record
from applications.bundles.tables import BundlePartRow
from applications.guides import Guides
from applications.reminders.tables import ReminderRow
from applications.repository import Kept, Repository
from applications.tables import ApplicationRow, DocumentRow, StateChangeRow, SubmissionRow
from applications.texts import say
from applications.types import Actor, NotAllowed, State, Unknown
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

DELETABLE: frozenset[State] = frozenset({"draft", "ready", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Discarded:
    """Gone, with these pictures."""

    document_ids: tuple[str, ...]


class Discarding:
    def __init__(self, database: Database, guides: Guides, files: FileStore, clock: Clock) -> None:
        self._database, self._files = database, files
        self._repository = Repository(guides, clock)

    def discard(self, actor: Actor, application_id: str) -> Discarded | Unknown | NotAllowed:
        """The files go before the rows do: a crash between leaves a draft that can be deleted again, and no
        picture that nobody knows of."""
        repository = self._repository
        with self._database.transaction() as session:
            kept = repository.find(session, application_id, lock=True)
            if kept is None or not may(actor, "see", kept, repository.now):
                return Unknown()
            if refused := _refused(session, actor, kept, repository):
                return NotAllowed(refused, repository.view(kept))
            pictures = {row.id: row.file_ref for row in self._pictures(session, kept)}
            _remove(session, application_id, list(pictures))
            for file_ref in pictures.values():
                self._files.delete(file_ref)
            audit.append(
                session,
                at=repository.now,
                actor=actor.account_id,
                action="application.discard",
                subject=application_id,
                detail={"item_id": kept.item_id, "pictures": len(pictures), **on_record(actor, kept)},
            )
        return Discarded(tuple(pictures))

    def _pictures(self, session: Session, kept: Kept) -> list[DocumentRow]:
        """Those handed in for it, but none that another application of the person's has too."""
        handed_in = _documents_of(kept)
        others = [
            one
            for one in self._repository.of_owner(session, kept.owner_id)
            if one.application_id != kept.application_id
        ]
        elsewhere = {document for one in others for document in _documents_of(one)}
        meant = or_(DocumentRow.application_id == kept.application_id, DocumentRow.id.in_(handed_in))
        rows = session.scalars(select(DocumentRow).where(meant)).all()
        return [row for row in rows if row.id not in elsewhere]


def _documents_of(kept: Kept) -> set[str]:
    draft = kept.draft
    aside = {one.attachment.document_id for one in draft.aside}
    return aside | {document for material in draft.attached for document in draft.handed_in(material)}


def _refused(session: Session, actor: Actor, kept: Kept, repository: Repository) -> str:
    if not may(actor, "discard", kept, repository.now):
        return say("refused.not_yours_to_discard")
    sent = select(SubmissionRow.id).where(SubmissionRow.application_id == kept.application_id)
    if kept.state not in DELETABLE or session.scalar(sent.limit(1)) is not None:
        return say("refused.no_discard")
    part = select(BundlePartRow.id).where(BundlePartRow.application_id == kept.application_id)
    return say("refused.part_of_bundle") if session.scalar(part) is not None else ""


def _remove(session: Session, application_id: str, documents: list[str]) -> None:
    session.execute(delete(ReminderRow).where(ReminderRow.application_id == application_id))
    session.execute(delete(StateChangeRow).where(StateChangeRow.application_id == application_id))
    session.execute(delete(DocumentRow).where(DocumentRow.id.in_(documents)))
    session.execute(delete(ApplicationRow).where(ApplicationRow.id == application_id))
