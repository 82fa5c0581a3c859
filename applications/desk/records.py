"""Decisions as rows and as values."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.desk.tables import DeskDecisionRow
from applications.desk.types import Decided, Decision, DecisionState
from applications.repository import Kept
from applications.types import Finding


def proposal_of(session: Session, kept: Kept) -> DeskDecisionRow | None:
    """The decision on this round that waits for a second reviewer."""
    if kept.state != "submitted":
        return None  # withdrawn meanwhile: there is nothing left to agree to
    return session.scalar(
        select(DeskDecisionRow).where(
            DeskDecisionRow.application_id == kept.application_id,
            DeskDecisionRow.round == kept.round,
            DeskDecisionRow.state == "proposed",
        )
    )


def decisions_on(session: Session, application_id: str) -> list[Decided]:
    """All that was ever decided or proposed, oldest first."""
    rows = session.scalars(
        select(DeskDecisionRow)
        .where(DeskDecisionRow.application_id == application_id)
        .order_by(DeskDecisionRow.decided_at, DeskDecisionRow.id)
    )
    return [decided(row) for row in rows]


def decided(row: DeskDecisionRow) -> Decided:
    return Decided(
        decision=cast("Decision", row.decision),
        state=cast("DecisionState", row.state),
        reviewer_id=row.reviewer_id,
        reason=row.reason,
        findings=findings_of(row),
        decided_at=row.decided_at,
        round=row.round,
        second_id=row.second_id,
        second_reason=row.second_reason,
        second_at=row.second_at,
    )


def findings_of(row: DeskDecisionRow) -> tuple[Finding, ...]:
    return _findings().validate_python(row.findings)


def findings_to_json(findings: Iterable[Finding]) -> list[Any]:
    return _findings().dump_python(tuple(findings), mode="json")


def audited(row: DeskDecisionRow, unjudged: Sequence[str] = ()) -> dict[str, Any]:
    """What the audit chain keeps of a decision. `unjudged`: findings nobody gave a verdict on."""
    return {
        "decision": row.decision,
        "state": row.state,
        "round": row.round,
        "by": row.reviewer_id,
        "reason": row.reason,
        "findings": [
            {key: one[key] for key in ("code", "material_id", "field", "message", "clause")}
            for one in row.findings
        ],
        "second": row.second_id,
        "second_reason": row.second_reason,
        "unjudged": list(unjudged),
    }


@cache
def _findings() -> TypeAdapter[tuple[Finding, ...]]:
    return TypeAdapter(tuple[Finding, ...])
