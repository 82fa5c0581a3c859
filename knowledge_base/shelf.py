"""Items and published versions as read from the database at one moment."""

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.passages import PassageIndex
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.words import Words
from knowledge_base.tables import GuideVersionRow, ServiceItemRow
from knowledge_base.types import PublishedGuide
from knowledge_base.validity import all_in_force


class Shelf:
    """Never changed after reading, apart from what is computed once and kept."""

    def __init__(
        self,
        items: Mapping[str, ServiceItem],
        versions: Mapping[str, Sequence[PublishedGuide]],
        links: Mapping[str, str],
    ) -> None:
        self.items, self.links = items, links
        self._versions = versions
        self._citable: tuple[date, Mapping[str, PublishedGuide]] | None = None
        self._known: tuple[date, Mapping[str, ServiceItem]] | None = None
        self._passages: dict[str, PassageIndex] = {}
        self._making = threading.Lock()

    @classmethod
    def read(cls, session: Session) -> "Shelf":
        """Items that are not withdrawn, and their versions that are not withdrawn."""
        columns = (
            ServiceItemRow.item_id,
            ServiceItemRow.official_name,
            ServiceItemRow.plain_name,
            ServiceItemRow.authority,
            ServiceItemRow.subject,
            ServiceItemRow.aliases,
            ServiceItemRow.asked,
            ServiceItemRow.link,
        )
        items: dict[str, ServiceItem] = {}
        links: dict[str, str] = {}
        for row in session.execute(select(*columns).where(ServiceItemRow.withdrawn_at.is_(None))).mappings():
            # Rows were checked when they were published; 100,000 of them need not be checked at each load.
            values = dict(row)
            if link := values.pop("link"):
                links[row["item_id"]] = link
            items[row["item_id"]] = ServiceItem.model_construct(**values)
        versions: defaultdict[str, list[PublishedGuide]] = defaultdict(list)
        kept = select(GuideVersionRow).where(GuideVersionRow.withdrawn_at.is_(None))
        for row in session.scalars(kept.order_by(GuideVersionRow.version)):
            if row.item_id in items:
                versions[row.item_id].append(published(row))
        return cls(items, versions, links)

    def citable(self, day: date) -> Mapping[str, PublishedGuide]:
        """Item id → the version in force on `day`. The last day asked for is kept."""
        kept = self._citable
        if kept is not None and kept[0] == day:
            return kept[1]
        citable = all_in_force(self._versions, day)
        self._citable = (day, citable)
        return citable

    def known(self, day: date) -> Mapping[str, ServiceItem]:
        """Item id → the item by the names it has on `day`: those of a scheduled version begin with it."""
        kept = self._known
        if kept is not None and kept[0] == day:
            return kept[1]
        called = {item_id: one.guide.item for item_id, one in self.citable(day).items()}
        known = {**self.items, **called}
        self._known = (day, known)
        return known

    def passages(self, guide: PublishedGuide, words: Words, encoder: Encoder) -> PassageIndex:
        """Made at the first question about the version, then kept."""
        key = f"{guide.item_id}:{guide.version}"
        found = self._passages.get(key)
        if found is None:
            with self._making:
                # Whoever waited here finds what the first one made.
                found = self._passages.get(key)
                if found is None:
                    found = self._passages[key] = PassageIndex(guide, words, encoder)
        return found


def published(row: GuideVersionRow) -> PublishedGuide:
    return PublishedGuide(
        item_id=row.item_id,
        version=row.version,
        guide=Guide.model_validate(row.content),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        published_at=row.published_at,
        published_by=row.published_by,
        withdrawn_at=row.withdrawn_at,
        origin=row.origin,
        draft_id=row.draft_id,
    )
