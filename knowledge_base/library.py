"""What everybody else uses: finding items, and the citable text of their guides. Safe for several threads.

What was published, withdrawn or imported by any process is seen at the next call: each call asks the database
for one number and reloads when it has changed. Whether a guide is citable is decided by the day of the call.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select

from knowledge_base import publication_state
from knowledge_base.errors import NotBuiltError
from knowledge_base.graph import KnowledgeGraph
from knowledge_base.life_events.planning import Plan, plan
from knowledge_base.life_events.recognising import MEANT, Meant
from knowledge_base.life_events.shelf import EventShelf, read_version
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.base import Situation
from knowledge_base.model.guide import ServiceItem
from knowledge_base.portal import front_page
from knowledge_base.search.corpus import NAME, Text
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.generations import folder_of, newest_complete
from knowledge_base.search.index import Found, Index
from knowledge_base.search.query import Query
from knowledge_base.sections import Section, sections
from knowledge_base.shelf import Shelf, published
from knowledge_base.tables import GuideVersionRow
from knowledge_base.types import ItemHit, LibraryStats, Passage, PublishedGuide
from storage.clock import Clock
from storage.database import Database


@dataclass(frozen=True)
class _Loaded:
    """One consistent view: never changed, only replaced."""

    seen: tuple[int, int]
    """(generation, indexed generation) that this view was loaded at"""
    shelf: Shelf
    events: EventShelf
    index: Index
    index_generation: int
    versions: dict[tuple[str, int], PublishedGuide] = field(
        default_factory=dict[tuple[str, int], PublishedGuide]
    )
    """versions asked for since this view was loaded; a withdrawal makes a new view"""
    graphs: dict[date, KnowledgeGraph] = field(default_factory=dict[date, KnowledgeGraph])
    """the last day's, made when first asked for"""
    drawing: threading.Lock = field(default_factory=threading.Lock)


class Library:
    """Reads what is published. `index_root` is the folder that `Publisher` builds generations in."""

    def __init__(
        self,
        database: Database,
        index_root: Path,
        encoder: Encoder,
        clock: Clock,
        *,
        chroma_url: str | None = None,
    ) -> None:
        self._database, self._root, self._encoder, self._clock = database, index_root, encoder, clock
        self._chroma_url = chroma_url
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None
        self._retired: Index | None = None

    def search(self, query: str, district: str | None = None, limit: int = 10) -> list[ItemHit]:
        """Items that fit the message, best first; empty when nothing fits.

        `score` ≥ 0.6: this item, and no other fits as well; 0.35-0.6: may be meant, better ask.
        """
        loaded, day = self._fresh(), self._today()
        citable = loaded.shelf.citable(day)
        matches = loaded.index.search(query, (loaded.seen, day), _allowed(loaded.shelf, citable), limit)
        return [
            ItemHit(
                loaded.shelf.known(day)[match.item_id],
                match.score,
                match.item_id in citable,
                match.text,
                link="" if match.item_id in citable else _link(loaded.shelf, match.item_id),
            )
            for match in matches
        ]

    def evidence(self, query: str) -> Found:
        """What speaks for each candidate: what the ranking is learned from and measured by."""
        loaded, day = self._fresh(), self._today()
        allowed = _allowed(loaded.shelf, loaded.shelf.citable(day))
        return loaded.index.found(query, (loaded.seen, day), allowed)

    def meant(self, query: str) -> float:
        """How likely it is, in [0, 1], that the message means any of the items: 0.5 divides, most real
        openings have 0.85 and more. Unlike `search` it also tells how far below that a message is."""
        loaded, day = self._fresh(), self._today()
        allowed = _allowed(loaded.shelf, loaded.shelf.citable(day))
        return loaded.index.meant(query, (loaded.seen, day), allowed)

    def read(self, message: str) -> Query:
        """The message as search reads it: in one wording, its telling words, what it affirms and denies."""
        return self._fresh().index.read(message)

    def passages(self, item_id: str, question: str, limit: int = 3) -> list[Passage]:
        """The sections and QA pairs of the citable guide that answer the question, best first."""
        loaded = self._fresh()
        guide = loaded.shelf.citable(self._today()).get(item_id)
        if guide is None:
            return []
        finder = loaded.shelf.passages(guide, loaded.index.words, self._encoder)
        return finder.best(loaded.index.read(question), limit)

    def guide(self, item_id: str) -> PublishedGuide | None:
        """The version that may be cited today."""
        return self._fresh().shelf.citable(self._today()).get(item_id)

    def guides(self) -> Mapping[str, PublishedGuide]:
        """Item id → guide, all that may be cited today."""
        return self._fresh().shelf.citable(self._today())

    def version(self, item_id: str, version: int) -> PublishedGuide | None:
        """Any version that was ever published: what an answer or an application rests on."""
        versions = self._fresh().versions
        found = versions.get((item_id, version)) or self._version(item_id, version)
        if found is not None:
            versions[item_id, version] = found
        return found

    def _version(self, item_id: str, version: int) -> PublishedGuide | None:
        wanted = select(GuideVersionRow).where(
            GuideVersionRow.item_id == item_id, GuideVersionRow.version == version
        )
        with self._database.reading() as session:
            row = session.scalars(wanted).first()
            return published(row) if row else None

    def sections(self, item_id: str, situation: Situation | None = None) -> list[Section]:
        """The citable guide as text; empty without one."""
        guide = self.guide(item_id)
        return sections(guide.guide, situation) if guide else []

    def item(self, item_id: str) -> ServiceItem | None:
        return self._fresh().shelf.known(self._today()).get(item_id)

    def link(self, item_id: str) -> str:
        """Where an item without a guide is handled: its page on the portal, or the portal's front page."""
        return _link(self._fresh().shelf, item_id)

    def life_event(self, event_id: str) -> PublishedLifeEvent | None:
        """The version of the life event (一件事) that may be cited today."""
        return self.life_events().get(event_id)

    def life_events(self) -> Mapping[str, PublishedLifeEvent]:
        """Event id → life event, all that may be cited today."""
        return self._fresh().events.citable(self._today())

    def life_event_version(self, event_id: str, version: int) -> PublishedLifeEvent | None:
        """Any version that was ever published."""
        with self._database.reading() as session:
            return read_version(session, event_id, version)

    def life_event_plan(self, event_id: str, answers: Mapping[str, str]) -> Plan | None:
        """What the event asks of somebody with these answers, by today's guides of its items."""
        found = self.life_event(event_id)
        guides = {item_id: one.guide for item_id, one in self.guides().items()} if found else {}
        return plan(found.event, guides, answers) if found else None

    def life_event_meant(self, message: str) -> Meant | None:
        """The life event that the message is about as a whole; None for one of its items, or none."""
        found = self._fresh().events.recogniser(self._today()).meant(message)
        return found if found is not None and found.score >= MEANT else None

    def graph(self) -> KnowledgeGraph:
        """How the items hang together by the guides citable today; made once a day and publication."""
        loaded, day = self._fresh(), self._today()
        found = loaded.graphs.get(day)
        if found is None:
            with loaded.drawing:
                # Whoever waited here finds what the first one made.
                found = loaded.graphs.get(day)
                if found is None:
                    found = _graph(loaded, day)
                    loaded.graphs.clear()
                    loaded.graphs[day] = found
        return found

    def issued_documents(self) -> frozenset[str]:
        """Document types that are pages of what an item with a citable guide issues."""
        return self.graph().issued_documents()

    def generation(self) -> int:
        """Grows with every publication, withdrawal and import."""
        return self._fresh().seen[0]

    def wordings(self) -> list[str]:
        """How items are named, called and asked for, and what their guides are asked."""
        day, shelf = self._today(), self._fresh().shelf
        found: list[str] = []
        for item in shelf.known(day).values():
            found += [item.official_name, item.plain_name or "", *item.aliases, *item.asked]
        for entry in shelf.citable(day).values():
            found += [text for pair in entry.guide.qa for text in (pair.question, *pair.variants)]
        for event in self.life_events().values():
            found += [event.event.official_name, *event.event.aliases]
        return list(dict.fromkeys(text for text in found if text))

    def stats(self) -> LibraryStats:
        loaded = self._fresh()
        citable = loaded.shelf.citable(self._today()).values()
        guides = [entry.guide for entry in citable]
        return LibraryStats(
            items=len(loaded.shelf.items),
            guides=len(guides),
            qa_pairs=sum(len(guide.qa) for guide in guides),
            review_points=sum(len(guide.review) for guide in guides),
            situations=sum(len(guide.situations) for guide in guides),
            to_confirm=sum(len(guide.to_confirm) for guide in guides),
            generation=loaded.seen[0],
            index_generation=loaded.index_generation,
            samples=sum(entry.sample for entry in citable),
            life_events=len(self.life_events()),
            asked=sum(len(item.asked) for item in loaded.shelf.known(self._today()).values()),
        )

    def close(self) -> None:
        with self._loading:
            for index in (self._retired, self._loaded.index if self._loaded else None):
                if index is not None:
                    index.close()
            self._retired = self._loaded = None

    def _today(self) -> date:
        return self._clock().date()

    def _fresh(self) -> _Loaded:
        """The newest view; raises `NotBuiltError` when no index was ever built in this data folder."""
        seen = publication_state.look(self._database)
        loaded = self._loaded
        if loaded is not None and loaded.seen == seen:
            return loaded
        with self._loading:
            if self._loaded is None or self._loaded.seen != seen:
                self._loaded = self._load(self._loaded)
            return self._loaded

    def _load(self, before: _Loaded | None) -> _Loaded:
        with self._database.reading() as session:
            seen = publication_state.read(session)
            shelf, events = Shelf.read(session), EventShelf.read(session)
        generation = newest_complete(self._root, self._encoder.name)
        if generation is None:
            raise NotBuiltError(
                "the knowledge base has not been built in this data folder: yuxiaozhi kb build"
            )
        if before is not None and before.index_generation == generation:
            return _Loaded(seen, shelf, events, before.index, generation)
        index = Index(folder_of(self._root, generation), generation, self._encoder, self._chroma_url)
        # The index before may still be read by another thread; the one before that no longer is.
        if self._retired is not None:
            self._retired.close()
        self._retired = before.index if before is not None else None
        return _Loaded(seen, shelf, events, index, generation)


def _graph(loaded: _Loaded, day: date) -> KnowledgeGraph:
    guides = {item_id: one.guide for item_id, one in loaded.shelf.citable(day).items()}
    events = [one.event for one in loaded.events.citable(day).values()]
    return KnowledgeGraph.of(guides, loaded.shelf.known(day), events)


def _allowed(shelf: Shelf, citable: Mapping[str, PublishedGuide]) -> Callable[[Text], bool]:
    """Which texts count: names of items that are known, and questions of the version that may be cited."""

    def allowed(text: Text) -> bool:
        if text.version == NAME:
            return text.item_id in shelf.items
        guide = citable.get(text.item_id)
        return guide is not None and guide.version == text.version

    return allowed


def _link(shelf: Shelf, item_id: str) -> str:
    return shelf.links.get(item_id) or front_page()
