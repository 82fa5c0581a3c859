"""Signed reviews as rows. The signature is an HMAC under the key ring; a row made otherwise is no review."""

import json
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.curation.tables import GateReviewRow
from knowledge_base.curation.types import Curator, Draft, Gate, GateReview, Verdict
from storage.encryption import active_keys

_CONTEXT = b"gate review"


def add(
    session: Session, draft: Draft, curator: Curator, gate: Gate, verdict: Verdict, note: str, now: datetime
) -> GateReview:
    """Signs the verdict over the draft as it is."""
    row = GateReviewRow(
        draft_id=draft.draft_id,
        gate=gate,
        digest=draft.digest,
        reviewer=curator.account_id,
        reviewer_name=curator.name,
        role=curator.role,
        verdict=verdict,
        note=note,
        signed_at=now,
    )
    row.signature = active_keys().seal(_signed(row), _CONTEXT)
    session.add(row)
    session.flush()
    return _as_review(row)


def of_draft(session: Session, draft_id: str) -> list[GateReview]:
    """Those whose signature holds, in the order of signing, also of earlier states of the draft."""
    wanted = select(GateReviewRow).where(GateReviewRow.draft_id == draft_id).order_by(GateReviewRow.id)
    return [_as_review(row) for row in session.scalars(wanted) if genuine(row)]


def genuine(row: GateReviewRow) -> bool:
    """Whether the row says what was signed. Raises `KeyMissingError` when its key is lost."""
    return active_keys().sealed(row.signature, _signed(row), _CONTEXT)


def _signed(row: GateReviewRow) -> bytes:
    moment = row.signed_at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [
        row.draft_id,
        row.digest,
        row.gate,
        row.verdict,
        row.note,
        row.reviewer,
        row.reviewer_name,
        row.role,
        moment,
    ]
    return json.dumps(fields, ensure_ascii=False).encode("utf-8")


def _as_review(row: GateReviewRow) -> GateReview:
    return GateReview(
        draft_id=row.draft_id,
        gate=cast("Gate", row.gate),
        digest=row.digest,
        reviewer=row.reviewer,
        reviewer_name=row.reviewer_name,
        role=row.role,
        verdict=cast("Verdict", row.verdict),
        note=row.note,
        signed_at=row.signed_at,
        signature=row.signature,
    )
