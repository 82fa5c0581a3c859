"""Results: what the authority gives at the end of a case, by file, by post or at a counter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy.orm import Session

from applications.access import may
from applications.guides import Guides
from applications.outcomes import done
from applications.repository import Kept, Repository
from applications.tables import ResultRow
from applications.texts import say
from applications.types import Actor, Application, NotAllowed, Unknown
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

Delivery = Literal["download", "post", "collect"]
LARGEST_FILE = 20 * 1024 * 1024
FILE_TYPES = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "application/ofd": b"PK\x03\x04",
}
"""What a result file may be, with how such a file begins (OFD: GB/T 33190, a ZIP archive)."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    data: bytes
    filename: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ResultGiven:
    """What is handed over: `title` names it (身份证、不予许可决定书), `note` says what to do with it."""

    title: str
    by: Delivery
    note: str = ""
    carrier: str = ""
    tracking_number: str = ""
    file: ResultFile | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it is kept. `has_file`: it can be downloaded."""

    title: str
    by: Delivery
    note: str
    carrier: str
    tracking_number: str
    has_file: bool
    filename: str
    media_type: str
    given_at: datetime


class Results:
    def __init__(self, database: Database, guides: Guides, files: FileStore, clock: Clock) -> None:
        self._database, self._files = database, files
        self._repository = Repository(guides, clock)

    def finish(
        self, actor: Actor, application_id: str, given: ResultGiven
    ) -> Application | Unknown | NotAllowed:
        """A reviewer gives the result of an accepted case: `accepted → done`."""
        repository = self._repository
        with self._database.reading() as session:
            kept = repository.find(session, application_id)
        if kept is None or not may(actor, "see", kept, repository.now):
            return Unknown()
        if refused := _refused(actor, kept, given, repository.now):
            return NotAllowed(refused, repository.view(kept))
        file_ref = self._files.put(given.file.data) if given.file else None
        with self._database.transaction() as session:
            kept = repository.find(session, application_id, lock=True)
            assert kept is not None  # applications are never deleted
            if refused := _refused(actor, kept, given, repository.now):
                return NotAllowed(refused, repository.view(kept))
            kept = keep_result(session, repository, kept, given, file_ref)
            note_finish(session, repository.now, actor.account_id, kept, given)
        return repository.view(kept)

    def result(self, actor: Actor, application_id: str) -> Result | Unknown:
        """The result of an application the actor may see; `Unknown` while there is none."""
        row = self._row(actor, application_id)
        return result_of(row) if row else Unknown()

    def file(self, actor: Actor, application_id: str) -> ResultFile | Unknown:
        """The file to download, for whoever may see the application."""
        row = self._row(actor, application_id)
        if row is None or row.file_ref is None:
            return Unknown()
        return ResultFile(self._files.get(row.file_ref), row.filename, row.media_type)

    def _row(self, actor: Actor, application_id: str) -> ResultRow | None:
        with self._database.reading() as session:
            kept = self._repository.find(session, application_id)
            if kept is None or not may(actor, "see", kept, self._repository.now):
                return None
            return session.get(ResultRow, application_id)


def keep_result(
    session: Session, repository: Repository, kept: Kept, given: ResultGiven, file_ref: str | None
) -> Kept:
    """Result and state in the caller's transaction; the application must be locked in it."""
    session.add(
        ResultRow(
            application_id=kept.application_id,
            by=given.by,
            title=given.title.strip(),
            note=given.note.strip(),
            carrier=given.carrier.strip(),
            tracking_number=given.tracking_number.strip(),
            file_ref=file_ref,
            filename=given.file.filename[:200] if given.file else "",
            media_type=given.file.media_type if given.file else "",
            given_at=repository.now,
        )
    )
    return repository.save(session, done(kept))


def note_finish(session: Session, at: datetime, actor: str, kept: Kept, given: ResultGiven) -> None:
    """Last act of the transaction."""
    audit.append(
        session,
        at=at,
        actor=actor,
        action="application.finish",
        subject=kept.application_id,
        detail={"by": given.by, "title": given.title.strip(), "round": kept.round},
    )


def complaint(given: ResultGiven) -> str:
    """What is wrong with a result that somebody wants to give; empty when nothing is."""
    if not given.title.strip():
        return say("refused.result_title")
    if given.by == "post" and not (given.carrier.strip() and given.tracking_number.strip()):
        return say("refused.result_post")
    if given.by == "download" and given.file is None:
        return say("refused.result_file")
    if given.file and not sound(given.file):
        return say("refused.result_kind")
    return ""


def kind_of(data: bytes) -> str:
    """Media type by how the file begins; empty for what no result may be. A name proves nothing."""
    return next((kind for kind, begins in FILE_TYPES.items() if data.startswith(begins)), "")


def sound(file: ResultFile) -> bool:
    """Whether the file is of a kind a result may have, and begins like one."""
    begins = FILE_TYPES.get(file.media_type)
    return begins is not None and file.data.startswith(begins) and len(file.data) <= LARGEST_FILE


def result_of(row: ResultRow) -> Result:
    return Result(
        title=row.title,
        by=cast("Delivery", row.by),
        note=row.note,
        carrier=row.carrier,
        tracking_number=row.tracking_number,
        has_file=row.file_ref is not None,
        filename=row.filename,
        media_type=row.media_type,
        given_at=row.given_at,
    )


def _refused(actor: Actor, kept: Kept, given: ResultGiven, now: datetime) -> str:
    if not may(actor, "decide", kept, now):
        return say("refused.not_yours_to_decide")
    if kept.state != "accepted":
        return say("refused.not_accepted")
    return complaint(given)
