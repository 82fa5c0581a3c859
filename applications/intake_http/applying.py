"""What one event of the intake does to an application: the same as the desk's decision would."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from applications import outcomes
from applications.intake_http.messages import EventMessage, FindingMessage, ResultMessage
from applications.intake_http.tables import IntakeEventRow, IntakeFileRow
from applications.repository import Kept, Repository
from applications.results import ResultFile, ResultGiven, keep_result
from applications.tables import StateChangeRow, SubmissionRow
from applications.types import Finding
from knowledge_base.model.guide import Guide
from storage import audit

Outcome = Literal["applied", "overtaken", "refused"]
"""`refused`: it names another acceptance number than our receipt, so it is about another case."""
ACTIONS = {"accepted": "decide", "returned": "decide", "done": "finish", "overdue": "overdue"}


def apply(
    session: Session, repository: Repository, kept: Kept, submission: SubmissionRow, event: EventMessage
) -> tuple[Outcome, Kept]:
    """In the caller's transaction, in which the application is locked; gives it as it is then.

    `done` holds even after a withdrawal: the case was finished before the withdrawal reached the intake.
    """
    if event.acceptance_number != submission.acceptance_number:
        return "refused", kept
    if kept.receipt is None or kept.receipt.acceptance_number != submission.acceptance_number:
        return "overtaken", kept  # of an earlier round
    match event.kind:
        case "accepted" if kept.state == "submitted":
            return "applied", repository.save(session, outcomes.accepted(kept, event.note))
        case "returned" if kept.state == "submitted":
            findings = [_to_mend(one, kept.published.guide) for one in event.findings]
            return "applied", repository.save(session, outcomes.returned(kept, findings, event.note))
        case "done" if event.result and kept.state in {"submitted", "accepted", "withdrawn"}:
            given, file_ref = _given(session, event.result)
            return "applied", keep_result(session, repository, kept, given, file_ref)
        case "overdue" if kept.state in {"submitted", "accepted"}:
            session.add(
                StateChangeRow(
                    application_id=kept.application_id, round=kept.round, state="overdue", at=repository.now
                )
            )
            return "applied", kept
        case _:
            return "overtaken", kept


def audited(session: Session, at: datetime, submission: SubmissionRow, row: IntakeEventRow) -> None:
    """Last acts of the transaction."""
    audit.append(
        session,
        at=at,
        actor="intake",
        action=f"application.{ACTIONS[row.kind]}",
        subject=submission.application_id,
        detail={
            "decision": row.kind,
            "event_id": row.event_id,
            "outcome": row.outcome,
            "findings": [one.get("code") for one in row.body["findings"]],
        },
    )


def _to_mend(found: FindingMessage, guide: Guide) -> Finding:
    """For the person to mend, about what this form has: a name nobody knows could not be answered."""
    finding = found.finding()
    materials, fields = {m.id for m in guide.materials}, {f.name for f in guide.form.fields}
    return replace(
        finding,
        severity="must_fix",
        material_id=finding.material_id if finding.material_id in materials else None,
        field=finding.field if finding.field in fields else None,
    )


def _given(session: Session, result: ResultMessage) -> tuple[ResultGiven, str | None]:
    given = ResultGiven(result.title, result.by, result.note, result.carrier, result.tracking_number)
    if result.file is None:
        return given, None
    row = session.get_one(IntakeFileRow, result.file.digest)
    # The bytes stay where they are; only name and kind go into the result.
    return replace(given, file=ResultFile(b"", result.file.filename, row.media_type)), row.file_ref
