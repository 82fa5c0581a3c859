"""Life events as read from the database at one moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.recognising import Recogniser
from knowledge_base.life_events.tables import LifeEventVersionRow
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.validity import all_in_force


class EventShelf:
    """Never changed after reading, apart from what is computed once a day and kept."""

    def __init__(self, versions: Mapping[str, Sequence[PublishedLifeEvent]]) -> None:
        self._versions = versions
        self._day: tuple[date, Mapping[str, PublishedLifeEvent], Recogniser] | None = None

    @classmethod
    def read(cls, session: Session) -> "EventShelf":
        """Versions that are not withdrawn."""
        versions: defaultdict[str, list[PublishedLifeEvent]] = defaultdict(list)
        kept = select(LifeEventVersionRow).where(LifeEventVersionRow.withdrawn_at.is_(None))
        for row in session.scalars(kept.order_by(LifeEventVersionRow.version)):
            versions[row.event_id].append(published(row))
        return cls(versions)

    def citable(self, day: date) -> Mapping[str, PublishedLifeEvent]:
        """Event id → the version in force on `day`, by id."""
        return self._of(day)[1]

    def recogniser(self, day: date) -> Recogniser:
        return self._of(day)[2]

    def _of(self, day: date) -> tuple[date, Mapping[str, PublishedLifeEvent], Recogniser]:
        kept = self._day
        if kept is None or kept[0] != day:
            today = dict(sorted(all_in_force(self._versions, day).items()))
            kept = self._day = (day, today, Recogniser([one.event for one in today.values()]))
        return kept


def read_version(session: Session, event_id: str, version: int) -> PublishedLifeEvent | None:
    """Any version that was ever published."""
    wanted = select(LifeEventVersionRow).where(
        LifeEventVersionRow.event_id == event_id, LifeEventVersionRow.version == version
    )
    row = session.scalars(wanted).first()
    return published(row) if row else None


def published(row: LifeEventVersionRow) -> PublishedLifeEvent:
    return PublishedLifeEvent(
        event_id=row.event_id,
        version=row.version,
        event=LifeEvent.model_validate(row.content),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        published_at=row.published_at,
        published_by=row.published_by,
        withdrawn_at=row.withdrawn_at,
        origin=row.origin,
    )
