"""Rows of guide versions: the newest of an item, the next, withdrawing. Called within a transaction."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge_base.model.guide import Guide
from knowledge_base.tables import GuideVersionRow

SAMPLE, GATED = "sample", "gates"
"""origins of a version: shipped content taken over by `kb build`, or a draft that passed its five gates"""


def digest(guide: Guide) -> str:
    """The same for the same content, however the files are laid out."""
    return digest_of(guide.model_dump(mode="json"))


def digest_of(content: Mapping[str, object]) -> str:
    """SHA-256 (64 hex digits) of JSON content, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def newest(session: Session, item_id: str) -> GuideVersionRow | None:
    """The version last published, whether withdrawn, over or still to begin."""
    return session.scalars(
        select(GuideVersionRow)
        .where(GuideVersionRow.item_id == item_id)
        .order_by(GuideVersionRow.version.desc())
        .limit(1)
    ).first()


def newest_number(session: Session, item_id: str) -> int:
    """Its number; 0 when the item never had a guide."""
    wanted = select(func.max(GuideVersionRow.version)).where(GuideVersionRow.item_id == item_id)
    return session.scalar(wanted) or 0


def add(
    session: Session, guide: Guide, by: str, now: datetime, *, origin: str, draft_id: str | None = None
) -> GuideVersionRow:
    """The next version. Whoever calls holds the publication state's lock, so that no two get one number."""
    row = GuideVersionRow(
        item_id=guide.item.item_id,
        version=newest_number(session, guide.item.item_id) + 1,
        content=guide.model_dump(mode="json"),
        digest=digest(guide),
        valid_from=guide.valid_from,
        valid_until=guide.valid_until,
        published_at=now,
        published_by=by,
        origin=origin,
        draft_id=draft_id,
    )
    session.add(row)
    return row


def withdraw(
    session: Session, item_id: str, why: str, now: datetime, version: int | None = None
) -> tuple[int, ...]:
    """Withdraws every version that is not withdrawn yet, or one of them; gives their numbers.

    Whoever calls bumps the publication state, so that every process looks again.
    """
    wanted = select(GuideVersionRow).where(
        GuideVersionRow.item_id == item_id, GuideVersionRow.withdrawn_at.is_(None)
    )
    if version is not None:
        wanted = wanted.where(GuideVersionRow.version == version)
    rows = session.scalars(wanted.order_by(GuideVersionRow.version)).all()
    for row in rows:
        row.withdrawn_at, row.withdrawn_why = now, why
    return tuple(row.version for row in rows)
