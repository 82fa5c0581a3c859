"""Published guide versions and their citable sections, made once a version."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from knowledge_base.library import Library
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section, sections
from knowledge_base.types import PublishedGuide

KEPT = 256

_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Version:
    guide: Guide
    sections: list[Section]
    """as the guide page shows them, word for word, because they are quoted: no situation is applied"""


class PublishedVersions:
    """Guide versions never change; whether one may be cited today is the library's to say."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[_Key, _Version] = OrderedDict()
        self._lock = Lock()

    def guide(self, item_id: str, version: int) -> Guide | None:
        """Of the version an application rests on, even when it is no longer citable."""
        kept = self._kept.get((item_id, version))
        if kept is not None:
            return kept.guide
        published = self._library.version(item_id, version)
        return self._keep(published).guide if published else None

    def sections(self, published: PublishedGuide) -> list[Section]:
        kept = self._kept.get((published.item_id, published.version))
        return (kept or self._keep(published)).sections

    def _keep(self, published: PublishedGuide) -> _Version:
        made = _Version(published.guide, sections(published.guide))
        with self._lock:
            self._kept[published.item_id, published.version] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made
