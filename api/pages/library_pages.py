"""The pages as HTML: what the library has today, put into the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.pages.choosing import choose, districts
from api.pages.event_view import event_view
from api.pages.guide_view import GuideView, guide_view
from api.pages.neighbours import link
from api.pages.qr import code
from api.pages.templates import Templates
from api.pages.wording import Wording
from knowledge_base.library import Library
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.guide import ServiceItem
from knowledge_base.types import ItemHit, PublishedGuide
from storage.clock import Clock

LONGEST_SEARCH = 200
"""characters; what is longer is cut, as nobody names an item in more"""
FOUND = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Guides of one authority."""

    name: str
    items: tuple[ServiceItem, ...]


class LibraryPages:
    """`web`: the folder with `guide/` and `texts/`; `public`: where people reach us, else as they asked."""

    def __init__(self, library: Library, web: Path, clock: Clock, public: str = "") -> None:
        self._library, self.clock, self._public = library, clock, public.rstrip("/")
        self.folder = web / "guide"
        self.t = Wording(web / "texts" / "zh-CN.json")
        self._templates = Templates(self.folder, self.t)

    def address(self, base: str, item_id: str, query: str = "") -> str:
        """Absolute; `base` as the request says it, where no public address is set."""
        made = f"{self._public or base}/guide/{item_id}"
        return f"{made}?{query}" if query else made

    def index(self, base: str, query: str) -> str:
        """All guides; with a query, what fits it."""
        asked = query.strip()[:LONGEST_SEARCH]
        found: list[ItemHit] = self._library.search(asked, limit=FOUND) if asked else []
        return self._templates.render(
            "index.html",
            canonical=self.address(base, ""),
            query=asked,
            found=found,
            groups=_groups(self._library.guides()),
            events=self._events(),
        )

    def missing(self, base: str) -> str:
        """Nothing is known under this address: search, and the commonest."""
        return self._templates.render("missing.html", canonical=self.address(base, ""))

    def view(self, item_id: str, given: Mapping[str, str]) -> GuideView | None:
        """None without a guide to cite today."""
        published = self._library.guide(item_id)
        if published is None:
            return None
        chosen = choose(published.guide, given)
        events = self._library.life_events()
        return guide_view(self.t, published, chosen, self._library.graph(), events, self.clock().date())

    def guide(self, base: str, item_id: str, given: Mapping[str, str]) -> str | None:
        """The guide; of an item without one what is known; None for an unknown item."""
        view = self.view(item_id, given)
        if view is None:
            return self._named(base, item_id)
        address = self.address(base, item_id, view.chosen.query)
        return self._templates.render(
            "guide.html",
            view=view,
            guide=view.guide,
            chosen=view.chosen,
            districts=districts(view.guide),
            canonical=self.address(base, item_id),
            address=address,
            code=code(address),
        )

    def _named(self, base: str, item_id: str) -> str | None:
        item = self._library.item(item_id)
        if item is None:
            return None
        similar = self._library.search(item.official_name, limit=FOUND)
        return self._templates.render(
            "named.html",
            item=item,
            portal=self._library.link(item_id),
            similar=[one.item for one in similar if one.guide][:3],
            canonical=self.address(base, item_id),
        )

    def event(self, base: str, event_id: str, given: Mapping[str, str]) -> str | None:
        published = self._library.life_event(event_id)
        if published is None:
            return None
        guides = {item_id: one.guide for item_id, one in self._library.guides().items()}
        view = event_view(published, guides, given)
        address = self.address(base, f"event/{event_id}", view.query)
        graph = self._library.graph()
        items = [part.item_id for part in published.event.parts if part.item_id]
        return self._templates.render(
            "event.html",
            view=view,
            event=view.published.event,
            districts=view.districts,
            addresses={item_id: link(graph, item_id).address for item_id in items},
            canonical=self.address(base, f"event/{event_id}"),
            address=address,
            code=code(address),
        )

    def _events(self) -> list[PublishedLifeEvent]:
        return list(self._library.life_events().values())


def _groups(guides: Mapping[str, PublishedGuide]) -> list[Group]:
    """By authority, the one with most guides first; as many as there are."""
    found: dict[str, list[ServiceItem]] = {}
    for one in guides.values():
        found.setdefault(one.guide.item.authority, []).append(one.guide.item)
    largest = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [Group(name, tuple(items)) for name, items in largest]
