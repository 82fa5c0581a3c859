"""What a city's intake tells us of a case: each event acts once, in its order, however and whenever it comes.

An event is kept before anything else. It acts when those before it have acted and our receipt is kept; until
then it is `waiting`. What came first stays: an event that meets a withdrawal or a newer round is `overtaken`.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from applications.guides import Guides
from applications.intake_http.applying import apply, audited
from applications.intake_http.messages import EventMessage
from applications.intake_http.tables import IntakeEventRow, IntakeFileRow
from applications.repository import Repository
from applications.results import ResultFile, sound
from applications.tables import SubmissionRow
from applications.types import Unknown
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

Taken = Literal["kept", "changed", "file_missing"]
"""`changed`: this id, or this place in the order, was another event before."""
Kept = Literal["kept", "refused"]


class Callbacks:
    """`on_outcome` is told how each event ended (`applied`, `overtaken`, `refused`), for metrics."""

    def __init__(
        self,
        database: Database,
        guides: Guides,
        files: FileStore,
        clock: Clock,
        on_outcome: Callable[[str], object] = str,
    ) -> None:
        self._database, self._files, self._clock = database, files, clock
        self._repository = Repository(guides, clock)
        self._on_outcome = on_outcome

    def take(self, event: EventMessage, body: bytes) -> Taken | Unknown:
        """Keeps a verified event and carries out what can be by now; the same again is `kept` again."""
        try:
            taken = self._keep(event, sha256(body).hexdigest())
        except IntegrityError:
            # The same event came twice at once: now the other one is seen.
            taken = self._keep(event, sha256(body).hexdigest())
        if taken == "kept":
            self._carry_out(event.submission_id)
        return taken

    def keep_file(self, digest: str, data: bytes, media_type: str) -> Kept:
        """A result's file, sent ahead of its event. Refused: not these bytes, or no file a result may be."""
        if sha256(data).hexdigest() != digest or not sound(ResultFile(data, "", media_type)):
            return "refused"
        if self._has_file(digest):
            return "kept"
        row = IntakeFileRow(
            digest=digest, file_ref=self._files.put(data), media_type=media_type, received_at=self._clock()
        )
        try:
            with self._database.transaction() as session:
                session.add(row)
        except IntegrityError:
            self._files.delete(row.file_ref)  # it came twice at once
        return "kept"

    def carry_out_waiting(self) -> None:
        """Events that came before our receipt was kept, or that a dead process left."""
        waiting = (
            select(IntakeEventRow.submission_id)
            .join(SubmissionRow, SubmissionRow.id == IntakeEventRow.submission_id)
            .where(IntakeEventRow.outcome == "waiting", SubmissionRow.acceptance_number.is_not(None))
            .distinct()
        )
        with self._database.reading() as session:
            submissions = list(session.scalars(waiting))
        for submission_id in submissions:
            self._carry_out(submission_id)

    def waiting(self) -> int:
        """How many events wait for an earlier one or for our receipt."""
        counted = select(func.count()).where(IntakeEventRow.outcome == "waiting")
        with self._database.reading() as session:
            return session.scalar(counted.select_from(IntakeEventRow)) or 0

    def _keep(self, event: EventMessage, digest: str) -> Taken | Unknown:
        with self._database.transaction() as session:
            if session.get(SubmissionRow, event.submission_id) is None:
                return Unknown()
            same = (IntakeEventRow.event_id == event.event_id) | (
                (IntakeEventRow.submission_id == event.submission_id)
                & (IntakeEventRow.sequence == event.sequence)
            )
            if found := session.scalars(select(IntakeEventRow).where(same)).first():
                known = (found.event_id, found.digest) == (event.event_id, digest)
                return "kept" if known else "changed"
            file = event.result and event.result.file
            if file and session.get(IntakeFileRow, file.digest) is None:
                return "file_missing"
            session.add(
                IntakeEventRow(
                    event_id=event.event_id,
                    submission_id=event.submission_id,
                    sequence=event.sequence,
                    kind=event.kind,
                    body=event.model_dump(mode="json"),
                    digest=digest,
                    outcome="waiting",
                    received_at=self._clock(),
                )
            )
        return "kept"

    def _carry_out(self, submission_id: str) -> None:
        with self._database.transaction() as session:
            outcomes = self._in_order(session, submission_id)
        for outcome in outcomes:
            self._on_outcome(outcome)

    def _in_order(self, session: Session, submission_id: str) -> list[str]:
        """Locks the application, so that two events of one case act one after the other."""
        submission = session.get_one(SubmissionRow, submission_id)
        kept = self._repository.find(session, submission.application_id, lock=True)
        assert kept is not None  # a submission's application is never deleted
        session.refresh(submission)
        if submission.acceptance_number is None:
            return []
        rows = session.scalars(
            select(IntakeEventRow)
            .where(IntakeEventRow.submission_id == submission_id)
            .order_by(IntakeEventRow.sequence)
            .execution_options(populate_existing=True)
        )
        applied: list[IntakeEventRow] = []
        for expected, row in enumerate(rows, start=1):
            if row.sequence != expected:
                break
            if row.outcome == "waiting":
                event = EventMessage.model_validate(row.body)
                row.outcome, kept = apply(session, self._repository, kept, submission, event)
                applied.append(row)
        for row in applied:
            audited(session, self._repository.now, submission, row)
        return [row.outcome for row in applied]

    def _has_file(self, digest: str) -> bool:
        with self._database.reading() as session:
            return session.get(IntakeFileRow, digest) is not None
