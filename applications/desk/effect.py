"""What a decision does once it takes effect, whether at once or after a second reviewer agreed."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from applications.desk import claims
from applications.desk.examining import examine
from applications.desk.records import audited, findings_of
from applications.desk.tables import DeskDecisionRow
from applications.desk.verdicts import note_return
from applications.outcomes import accepted, returned
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor, Finding
from storage import audit


def hindrance(
    session: Session,
    repository: Repository,
    kept: Kept,
    decision: str,
    findings: Sequence[Finding],
    note: str,
) -> str:
    """Why the decision can't be taken as things are; empty when it can."""
    if kept.state != "submitted" or kept.receipt is None:
        return say("refused.not_submitted")
    if decision == "return":
        return "" if findings or note.strip() else say("refused.say_why")
    examined = examine(session, repository, kept)
    if open_ones := examined.standing_in_the_way:
        return say("desk.must_fix", count=len(open_ones))
    overridden = any(one.finding.severity == "must_fix" for one in examined.findings)
    return say("desk.say_why_accepted") if overridden and not note.strip() else ""


def carry_out(
    session: Session, repository: Repository, actor: Actor, kept: Kept, row: DeskDecisionRow
) -> Kept:
    """The case as decided, with the entry in the audit chain as the last act."""
    findings, examined = findings_of(row), examine(session, repository, kept)
    if row.decision == "return":
        note_return(session, repository, kept, row, examined.findings)
        changed = returned(kept, [to_mend(one) for one in findings], row.reason)
    else:
        changed = accepted(kept, row.reason)
    unjudged = [one.key for one in examined.findings if one.verdict is None]
    changed = repository.save(session, changed)
    claims.drop(session, kept.application_id)
    audit.append(
        session,
        at=repository.now,
        actor=actor.account_id,
        action="application.decide",
        subject=kept.application_id,
        detail=audited(row, unjudged),
    )
    return changed


def to_mend(finding: Finding) -> Finding:
    """What a reviewer returns is for the person to mend, whatever the precheck took it for."""
    return replace(finding, severity="must_fix")
