"""Values about life events that the library hands out."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge_base.life_events.model import LifeEvent


@dataclass(frozen=True, slots=True)
class PublishedLifeEvent:
    """One immutable published version."""

    event_id: str
    version: int
    event: LifeEvent
    valid_from: date
    valid_until: date | None
    published_at: datetime
    published_by: str
    withdrawn_at: datetime | None = None
    origin: str = "sample"

    @property
    def sample(self) -> bool:
        return self.origin == "sample"
