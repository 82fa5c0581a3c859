"""What a question asks for: sections of the guide by name, and aspects that have no section of their own."""

from functools import lru_cache

from knowledge_base.asking import Aspect, named_aspects, named_topics
from knowledge_base.divisions import Divisions
from knowledge_base.letters import COMMON, letter_pairs, telling
from knowledge_base.model.guide import Guide, QAPair

__all__ = ["ALIKE", "Aspect", "alike", "letter_pairs", "named_aspects", "named_topics", "naming"]

ALIKE = 0.4
"""share of common letter pairs from which two questions are the same one, put differently"""


def pairs_on(aspect: Aspect, guide: Guide) -> list[QAPair]:
    """QA pairs that ask about it in one of their wordings; first those that do so in most."""
    asking = {p.id: sum(bool(aspect.asked.search(q)) for q in (p.question, *p.variants)) for p in guide.qa}
    return sorted((p for p in guide.qa if asking[p.id]), key=lambda p: -asking[p.id])


def alike(question: str, guide: Guide) -> QAPair | None:
    """The QA pair that is put most like the question, if one is alike enough."""
    own = own_letters(guide)
    scored = {pair.id: pair_likeness(question, pair, own) for pair in guide.qa}
    best = max(guide.qa, key=lambda pair: scored[pair.id], default=None)
    return best if best is not None and scored[best.id] >= ALIKE else None


def pair_likeness(question: str, pair: QAPair, own: frozenset[str]) -> float:
    """Of its most similar wording; letters that every question about the item has (`own`) say nothing."""
    asked = telling(letter_pairs(question), own)
    return max(_dice(asked, _published(wording, own)) for wording in (pair.question, *pair.variants))


def own_words(guide: Guide) -> frozenset[str]:
    """Letter pairs of the item's names."""
    return letter_pairs(guide.item.official_name) | letter_pairs(guide.item.plain_name)


def own_letters(guide: Guide) -> frozenset[str]:
    return frozenset("".join(own_words(guide)))


def naming(text: str) -> frozenset[str]:
    """Letter pairs that may name a thing: no letter that every message has, no district."""
    pairs = letter_pairs(Divisions.shipped().without(text))
    return frozenset(pair for pair in pairs if not COMMON & set(pair))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's measure, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=8_192)
def _published(wording: str, own: frozenset[str]) -> frozenset[str]:
    """Of a published wording: every turn compares a question with all of them."""
    return telling(letter_pairs(wording), own)
