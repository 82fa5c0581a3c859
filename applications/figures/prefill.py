"""How much of a form was there before anything was typed: counted when it is sent, kept as two numbers."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.drafts import Draft, from_json
from applications.figures.tables import PrefillRow
from applications.tables import ApplicationRow, SubmissionRow
from storage.database import Database

AT_ONCE = 200
"""applications decrypted in one transaction of the catching up"""


def prefill_of(draft: Draft, names: Iterable[str]) -> tuple[int, int]:
    """Values sent, and those of them that profile or documents gave and the person confirmed unchanged: one
    that is corrected has another source from then on."""
    sent = [draft.fields[name] for name in names if name in draft.fields]
    return len(sent), sum(value.source in ("profile", "document") for value in sent)


def note_prefill(session: Session, submission_id: str, draft: Draft, names: Iterable[str]) -> None:
    """Keeps it with the submission, in the same transaction."""
    values, prefilled = prefill_of(draft, names)
    session.add(PrefillRow(submission_id=submission_id, values=values, prefilled=prefilled))


def catch_up(database: Database, limit: int = AT_ONCE) -> int:
    """Counts submissions from before counting began, and gives how many. Their drafts say it as long as they
    were not returned: afterwards nobody knows any more what the first form was filled from."""
    uncounted = (
        select(SubmissionRow, ApplicationRow)
        .join(ApplicationRow, ApplicationRow.id == SubmissionRow.application_id)
        .outerjoin(PrefillRow, PrefillRow.submission_id == SubmissionRow.id)
        .where(SubmissionRow.round == 1, ApplicationRow.round == 1, PrefillRow.submission_id.is_(None))
        .limit(limit)
    )
    with database.reading() as session:
        if session.scalar(uncounted.with_only_columns(SubmissionRow.id).limit(1)) is None:
            return 0
    with database.transaction(durable=False) as session:
        rows = session.execute(uncounted.with_for_update(skip_locked=True, of=SubmissionRow)).all()
        for submission, application in rows:
            note_prefill(session, submission.id, from_json(application.data), submission.snapshot["fields"])
        return len(rows)
