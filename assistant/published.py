"""The citable sections of published guides, made once a version: versions never change."""

from collections import OrderedDict
from threading import Lock

from knowledge_base.sections import Section, sections
from knowledge_base.types import PublishedGuide

KEPT = 256


class PublishedSections:
    """As the guide page shows them, word for word, because it is quoted: no situation is applied."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], list[Section]] = OrderedDict()
        self._lock = Lock()

    def of(self, published: PublishedGuide) -> list[Section]:
        key = (published.item_id, published.version)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = self._kept[key] = sections(published.guide)
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found
