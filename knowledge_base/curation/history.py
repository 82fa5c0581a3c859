"""The versions of an item: what became of each, and who signed for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.curation import gates, reviews
from knowledge_base.curation.drafts import as_draft
from knowledge_base.curation.tables import GuideDraftRow
from knowledge_base.curation.types import GateReview
from knowledge_base.tables import GuideVersionRow
from knowledge_base.versions import digest_of

VersionState = Literal["in_force", "scheduled", "replaced", "over", "withdrawn"]

ROLL_BACK = "rollback:"
"""origin of a draft that publishes an old version anew; the version's number follows"""


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """`origin` is `sample` or `gates`; `draft_origin` where its draft came from, e.g. `rollback:2`."""

    version: int
    state: VersionState
    origin: str
    valid_from: date
    valid_until: date | None
    published_at: datetime
    published_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str
    draft_id: str | None
    draft_origin: str
    reviews: tuple[GateReview, ...]


def of_item(session: Session, item_id: str, day: date) -> list[VersionRecord]:
    """All versions, newest first, as they stand on `day`."""
    wanted = select(GuideVersionRow).where(GuideVersionRow.item_id == item_id)
    rows = session.scalars(wanted.order_by(GuideVersionRow.version.desc())).all()
    return [_record(session, row, state(row, rows, day)) for row in rows]


def state(row: GuideVersionRow, rows: Sequence[GuideVersionRow], day: date) -> VersionState:
    """Agrees with `validity.in_force`: the newest version that has begun holds, also when it is over."""
    if row.withdrawn_at is not None:
        return "withdrawn"
    if any(_later(other, row) and other.valid_from <= max(day, row.valid_from) for other in rows):
        return "replaced"
    if row.valid_from > day:
        return "scheduled"
    return "over" if row.valid_until is not None and row.valid_until < day else "in_force"


def overtaken(row: GuideVersionRow, rows: Sequence[GuideVersionRow], day: date) -> tuple[int, ...]:
    """Scheduled versions that never begin because `row` was published after them."""
    return tuple(
        other.version
        for other in rows
        if _later(row, other) and other.valid_from > day and row.valid_from <= other.valid_from
    )


def was_gated(session: Session, row: GuideVersionRow) -> bool:
    """Whether this content passed all five gates: then, or at the version it was rolled back to."""
    kept = session.get(GuideDraftRow, row.draft_id) if row.draft_id else None
    if kept is None or digest_of(kept.content) != row.digest:
        return False
    if gates.passed(as_draft(kept), reviews.of_draft(session, kept.id)):
        return True
    if not kept.origin.startswith(ROLL_BACK):
        return False
    before = version_row(session, row.item_id, int(kept.origin.removeprefix(ROLL_BACK)))
    return before is not None and before.version < row.version and was_gated(session, before)


def authors(session: Session, item_id: str, version: int) -> tuple[str, ...]:
    """Who wrote that version: they don't review it when it comes again."""
    row = version_row(session, item_id, version)
    kept = session.get(GuideDraftRow, row.draft_id) if row is not None and row.draft_id else None
    return tuple(kept.authors) if kept is not None else ()


def version_row(session: Session, item_id: str, version: int) -> GuideVersionRow | None:
    wanted = select(GuideVersionRow).where(
        GuideVersionRow.item_id == item_id, GuideVersionRow.version == version
    )
    return session.scalars(wanted).first()


def _later(one: GuideVersionRow, other: GuideVersionRow) -> bool:
    return one.version > other.version and one.withdrawn_at is None and other.withdrawn_at is None


def _record(session: Session, row: GuideVersionRow, as_of: VersionState) -> VersionRecord:
    kept = session.get(GuideDraftRow, row.draft_id) if row.draft_id else None
    decided: list[GateReview | None] = []
    if kept is not None:
        decided = list(gates.standing(as_draft(kept), reviews.of_draft(session, kept.id)).values())
    return VersionRecord(
        version=row.version,
        state=as_of,
        origin=row.origin,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        published_at=row.published_at,
        published_by=row.published_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        draft_id=row.draft_id,
        draft_origin=kept.origin if kept else "",
        reviews=tuple(review for review in decided if review is not None),
    )
