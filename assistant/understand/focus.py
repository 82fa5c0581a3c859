"""Whether a message goes on with the item talked about, or names another matter."""

from collections.abc import Sequence
from threading import Lock

from assistant.topics import alike, letter_pairs, named_aspects, named_topics, naming, own_words
from assistant.understand.control import load_words
from assistant.wording import loose, mentions
from knowledge_base.library import Library
from knowledge_base.model.guide import ServiceItem
from knowledge_base.sections import sections
from knowledge_base.types import ItemHit, PublishedGuide

OTHER = 0.5
"""score from which a found item may be another matter than the one talked about"""
STRONG = 0.75
"""score from which another item is meant, unless a QA pair of the one talked about fits as well"""
PASSAGE = 0.55
"""score from which a passage of the guide speaks of what was asked"""
KEPT = 64
LONG = 40
"""letters from which a message is a story: it is asked for in short, not turned away"""


class Focus:
    """Compares a message with the guide of the item talked about."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary: dict[tuple[str, int], frozenset[str]] = {}
        self._lock = Lock()

    def leaves(self, text: str, item_id: str, hits: Sequence[ItemHit]) -> bool:
        """Whether the best hit is another item, named with words that the focus's guide does not have."""
        best = hits[0] if hits else None
        if best is None or best.score < OTHER or best.item.item_id == item_id:
            return False
        published = self._library.guide(item_id)
        if published is None:
            return True
        pairs = [p for p in published.guide.look_alikes if p.item_id == best.item.item_id]
        if any(mentions(text, pair.other_words) == "said" for pair in pairs):
            # an answer from the guide talked about is worth more than the mere name of another item
            return best.guide or alike(text, published.guide) is None
        if best.score >= STRONG:
            return best.score > self._pair_score(text, item_id)
        if not best.guide and load_words().has("goes_on", text):
            return False
        own = self._words_of(published)
        return bool(naming(text) & _names(best.item) - own)

    def is_about(self, text: str, item_id: str, *, asks: bool) -> bool:
        """Whether the guide of the focus speaks of it; a word in common is enough only for a question."""
        published = self._library.guide(item_id)
        if named_topics(text) or named_aspects(text):
            return True
        if published is None:
            return False
        if alike(text, published.guide) is not None:
            return True
        own = self._words_of(published) - own_words(published.guide)
        return (asks and bool(naming(text) & own)) or self._pair_score(text, item_id) >= PASSAGE

    def _pair_score(self, text: str, item_id: str) -> float:
        """How well a QA pair of the guide fits what was said."""
        passages = self._library.passages(item_id, text, limit=2)
        return max((p.score for p in passages if p.section.startswith("qa:")), default=0.0)

    def _words_of(self, published: PublishedGuide) -> frozenset[str]:
        key = (published.item_id, published.version)
        known = self._vocabulary.get(key)
        if known is not None:
            return known
        guide = published.guide
        texts = [text for s in sections(guide) for text in (s.title, *s.sentences)]
        texts += [variant for pair in guide.qa for variant in pair.variants]
        words = frozenset[str]().union(*map(letter_pairs, texts), _names(guide.item))
        with self._lock:
            while len(self._vocabulary) >= KEPT:
                self._vocabulary.pop(next(iter(self._vocabulary)))
            self._vocabulary[key] = words
        return words


def says_nothing(text: str) -> bool:
    """Whether there are no words to understand (。。。, 1, 哈哈哈哈), or too many to find one matter."""
    letters = loose(text)
    return len(set(letters)) < 2 or letters.isdigit() or len(letters) > LONG


def _names(item: ServiceItem) -> frozenset[str]:
    return frozenset[str]().union(*map(letter_pairs, (item.official_name, item.plain_name, *item.aliases)))
