"""Rows of life event versions: taking over what changed, withdrawing. Called within a transaction that holds
the publication state's lock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.tables import LifeEventVersionRow
from knowledge_base.versions import SAMPLE, digest_of
from storage import audit


def take_over(session: Session, events: Sequence[LifeEvent], by: str, now: datetime) -> dict[str, int]:
    """Publishes what differs from its newest version; a withdrawn event stays withdrawn. Id → version."""
    made: dict[str, int] = {}
    for event in events:
        newest = _newest(session, event.event_id)
        content = event.model_dump(mode="json")
        if newest is not None and (newest.withdrawn_at or newest.digest == digest_of(content)):
            continue
        made[event.event_id] = _add(session, event, content, by, now, newest.version + 1 if newest else 1)
    return made


def withdraw(session: Session, event_id: str, by: str, why: str, now: datetime) -> tuple[int, ...]:
    """Withdraws every version that is not withdrawn yet; gives their numbers."""
    wanted = select(LifeEventVersionRow).where(
        LifeEventVersionRow.event_id == event_id, LifeEventVersionRow.withdrawn_at.is_(None)
    )
    rows = session.scalars(wanted.order_by(LifeEventVersionRow.version)).all()
    for row in rows:
        row.withdrawn_at, row.withdrawn_why = now, why
    numbers = tuple(row.version for row in rows)
    if numbers:
        _note(session, event_id, "life_event.withdraw", by, now, versions=list(numbers), why=why)
    return numbers


def _newest(session: Session, event_id: str) -> LifeEventVersionRow | None:
    wanted = select(LifeEventVersionRow).where(LifeEventVersionRow.event_id == event_id)
    return session.scalars(wanted.order_by(LifeEventVersionRow.version.desc()).limit(1)).first()


def _add(
    session: Session, event: LifeEvent, content: dict[str, object], by: str, now: datetime, version: int
) -> int:
    session.add(
        LifeEventVersionRow(
            event_id=event.event_id,
            version=version,
            content=content,
            digest=digest_of(content),
            valid_from=event.valid_from,
            valid_until=event.valid_until,
            published_at=now,
            published_by=by,
            origin=SAMPLE,
        )
    )
    _note(session, event.event_id, "life_event.publish", by, now, version=version, origin=SAMPLE)
    return version


def _note(session: Session, event_id: str, action: str, by: str, now: datetime, **detail: object) -> None:
    audit.append(session, at=now, actor=by, action=action, subject=event_id, detail=detail)
