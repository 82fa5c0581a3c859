"""What a message says for going on with the item talked about, and for another one: named numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from threading import Lock

import numpy as np

from assistant.topics import letter_pairs, naming
from assistant.understand.control import load_words
from knowledge_base.asking import beyond_topics
from knowledge_base.library import Library
from knowledge_base.model.guide import LookAlike, ServiceItem
from knowledge_base.search.deciding import Deciding
from knowledge_base.search.ranker import Ranker
from knowledge_base.search.wording import Wording
from knowledge_base.sections import sections
from knowledge_base.types import ItemHit, PublishedGuide

MOST_AHEAD = 8.0
"""beyond this a lead says no more; also that of an item the other one is found without"""
FITS = (-6.0, 12.0)
"""least and most that `fits` says"""
MOST_UNKNOWN, MOST_LETTERS = 8, 40
PASSAGES = 3
KEPT = 64


@dataclass(frozen=True, slots=True)
class Signals:
    """Of a message beside the item talked about (this) and the best other one; all are learned with."""

    fits: float
    """how well the other one fits at all: log odds that a message so near to an item means any"""
    ahead: float
    """by how much the other one is found better than this, in the ranking's sums"""
    ahead_in_context: float
    """the same for the message with this item's name before it: what is left to another one then names it"""
    answers: float
    """how surely this guide answers the message, 0 to 1"""
    new: float
    """share of the naming letter pairs, beside what is asked for, that are the other one's alone"""
    unknown: float
    """naming letter pairs that this guide never uses"""
    facts: float
    """by how many facts that decide (丢了, 到期) the message agrees more with the other one than with this"""
    length: float
    alike: float
    """whether the other one is a look-alike of this"""
    points: float
    """points at a matter (那个, 又)"""
    brings: float
    """asks whether a paper has to be brought along"""
    turns: float
    """says that another matter follows (对了, 还有, 不是问这个)"""

    @property
    def values(self) -> tuple[float, ...]:
        return astuple(self)


class Listener:
    """Takes the signals of messages; keeps what the guides of late say, and no message."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary: dict[tuple[str, int], frozenset[str]] = {}
        self._lock = Lock()

    def signals(self, text: str, item_id: str, hits: Sequence[ItemHit]) -> Signals:
        """`hits`: what search finds for the message."""
        other = next((hit.item for hit in hits if hit.item.item_id != item_id), None)
        fits, ahead, context = self._leads(text, item_id, other)
        words = load_words()
        passages = self._library.passages(item_id, text, limit=PASSAGES)
        pairs = naming_pairs(beyond_topics(text))
        unknown = pairs - self.words_of(item_id)
        new = unknown & names(other) if other is not None else frozenset[str]()
        return Signals(
            fits=fits,
            ahead=ahead,
            ahead_in_context=context,
            answers=max((one.fit for one in passages), default=0.0),
            new=len(new) / max(len(pairs), 1),
            unknown=min(len(unknown), MOST_UNKNOWN),
            facts=self._facts(text, item_id, other),
            length=min(len(text), MOST_LETTERS) / MOST_LETTERS,
            alike=float(other is not None and other.item_id in self.look_alikes(item_id)),
            points=float(words.has("pointing", text)),
            brings=float(words.has("brings", text)),
            turns=float(words.has("turning", text)),
        )

    def next_in_context(self, text: str, item_id: str) -> str | None:
        """The best other one for the message with this item's name before it."""
        return _best_but(item_id, self._sums(f"{self._name(item_id)} {text}")[1])

    def look_alikes(self, item_id: str) -> Mapping[str, LookAlike]:
        published = self._library.guide(item_id)
        return {pair.item_id: pair for pair in published.guide.look_alikes} if published else {}

    def names_of(self, item_id: str) -> frozenset[str]:
        item = self._library.item(item_id)
        return names(item) if item is not None else frozenset()

    def words_of(self, item_id: str) -> frozenset[str]:
        """Letter pairs that the guide uses; of an item without a guide those of its names."""
        published = self._library.guide(item_id)
        if published is None:
            return self.names_of(item_id)
        key = (item_id, published.version)
        known = self._vocabulary.get(key)
        if known is None:
            known = _words(published)
            with self._lock:
                while len(self._vocabulary) >= KEPT:
                    self._vocabulary.pop(next(iter(self._vocabulary)))
                self._vocabulary[key] = known
        return known

    def _facts(self, text: str, item_id: str, other: ServiceItem | None) -> float:
        this = self._library.item(item_id)
        return _agreement(text, other) - _agreement(text, this) if this and other else 0.0

    def _leads(self, text: str, item_id: str, other: ServiceItem | None) -> tuple[float, float, float]:
        """`fits`, `ahead` and `ahead_in_context`; another one below the floor is compared all the same."""
        fits, sums = self._sums(text)
        _, in_context = self._sums(f"{self._name(item_id)} {text}")
        best = other.item_id if other is not None else _best_but(item_id, sums)
        return (
            fits.get(best or "", FITS[0]),
            _lead(sums, best, item_id),
            _lead(in_context, _best_but(item_id, in_context), item_id),
        )

    def _name(self, item_id: str) -> str:
        item = self._library.item(item_id)
        return item.plain_name or item.official_name if item is not None else ""

    def _sums(self, text: str) -> tuple[dict[str, float], dict[str, float]]:
        """Of each candidate: how well it fits at all, and the ranking's sum."""
        found, ranker = self._library.evidence(text), Ranker.shipped()
        if not found.item_ids:
            return {}, {}
        sums = found.evidence @ ranker.weights
        fits = np.clip(found.evidence @ ranker.fit + ranker.bias, *FITS)
        return (
            dict(zip(found.item_ids, map(float, fits), strict=True)),
            dict(zip(found.item_ids, map(float, sums), strict=True)),
        )


def naming_pairs(text: str) -> frozenset[str]:
    """Letter pairs that may name an item: no figures, no words that every item has."""
    pairs = naming(text) - load_words().common_pairs
    return frozenset(pair for pair in pairs if not any(c.isdigit() for c in pair))


def names(item: ServiceItem) -> frozenset[str]:
    return frozenset[str]().union(*map(letter_pairs, (item.official_name, item.plain_name, *item.aliases)))


def _best_but(item_id: str, sums: dict[str, float]) -> str | None:
    return max((one for one in sums if one != item_id), key=sums.__getitem__, default=None)


def _lead(sums: dict[str, float], other: str | None, item_id: str) -> float:
    if other is None:
        return -MOST_AHEAD
    if item_id not in sums or other not in sums:
        return MOST_AHEAD if other in sums else -MOST_AHEAD
    return float(np.clip(sums[other] - sums[item_id], -MOST_AHEAD, MOST_AHEAD))


def _agreement(text: str, item: ServiceItem) -> float:
    one, deciding = Wording.shipped().one, Deciding.shipped()
    about = deciding.of_item((one(item.official_name), one(item.plain_name)))
    found = deciding.agreement(about, deciding.of_message(one(text)))
    return found.agrees - found.conflicts - found.denied


def _words(published: PublishedGuide) -> frozenset[str]:
    guide = published.guide
    texts = [text for s in sections(guide) for text in (s.title, *s.sentences)]
    texts += [variant for pair in guide.qa for variant in pair.variants]
    return frozenset[str]().union(*map(letter_pairs, texts), names(guide.item))
