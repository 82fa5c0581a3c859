"""Rows of guide versions: the newest of an item, and adding the next. Called within a transaction."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
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
    row = newest(session, item_id)
    return row.version if row else 0


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
