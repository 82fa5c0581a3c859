"""Values the knowledge base hands out."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge_base.model.guide import Guide, ServiceItem


@dataclass(frozen=True, slots=True)
class PublishedGuide:
    """One immutable published version."""

    item_id: str
    version: int
    guide: Guide
    valid_from: date
    valid_until: date | None
    published_at: datetime
    published_by: str
    withdrawn_at: datetime | None = None
    origin: str = "sample"
    """`sample`: shipped content that no gate has seen; `gates`: it passed the five gates"""
    draft_id: str | None = None

    @property
    def sample(self) -> bool:
        return self.origin == "sample"

    def citable_on(self, day: date) -> bool:
        """Whether an answer given on `day` may rest on this version."""
        begun = self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until) and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class ItemHit:
    """An item found for a query. `score` is in [0, 1], best is 1; `guide`: whether one is citable."""

    item: ServiceItem
    score: float
    guide: bool
    matched: str
    """the text (name, alias, question …) that matched best; for explaining and for tests"""
    link: str = ""
    """where it is handled while there is no guide; empty with one"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a published guide. `section` is e.g. `materials`, `fee`, `qa:can-mail`."""

    item_id: str
    guide_version: int
    section: str
    title: str
    text: str
    score: float = 0.0
    sentence: str = ""
    """what of it answers best: one sentence of a section, the whole answer of a QA pair"""
    fit: float = 0.0
    """how likely that is the answer, 0 to 1"""


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """How much is published today. `samples` are guides of shipped content that no gate has seen.

    `index_generation` is behind while an index is being built.
    """

    items: int
    guides: int
    qa_pairs: int
    review_points: int
    situations: int
    to_confirm: int
    generation: int
    index_generation: int
    samples: int = 0
    life_events: int = 0
    asked: int = 0
    """how people ask for items, questions of all of them"""
