"""受理回执, from the submission it belongs to."""

from applications.completeness import say
from applications.tables import SubmissionRow
from applications.types import Receipt
from storage.working_days import is_published


def receipt_of(submission: SubmissionRow | None) -> Receipt | None:
    """None until the intake has answered."""
    if submission is None or submission.acceptance_number is None:
        return None
    if submission.received_at is None or submission.deadline is None or submission.query_code is None:
        return None
    binds = bool(submission.snapshot.get("limit_binds", True))
    guessed = "" if binds else say("deadline.guessed", day=submission.deadline.isoformat())
    assumed = "" if is_published(submission.deadline) else say("deadline.assumed")
    return Receipt(
        acceptance_number=submission.acceptance_number,
        application_id=submission.application_id,
        received_at=submission.received_at,
        deadline=submission.deadline,
        query_code=submission.query_code,
        note=guessed + assumed,
        deadline_binds=binds,
    )
