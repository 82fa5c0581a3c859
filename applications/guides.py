"""What this room needs of the knowledge base; `knowledge_base.library.Library` has it."""

from collections.abc import Collection
from typing import Protocol

from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.types import PublishedGuide


class Guides(Protocol):
    """Published guide versions, kept in memory by whoever implements it: `get` asks on every chat turn."""

    def guide(self, item_id: str) -> PublishedGuide | None:
        """The version citable today."""
        ...

    def issued_documents(self) -> Collection[str]:
        """Document types that are pages of what an item with a citable guide issues."""
        ...

    def version(self, item_id: str, version: int) -> PublishedGuide | None:
        """Any version ever published."""
        ...

    def life_event(self, event_id: str) -> PublishedLifeEvent | None:
        """The version citable today."""
        ...

    def life_event_version(self, event_id: str, version: int) -> PublishedLifeEvent | None:
        """Any version ever published."""
        ...
