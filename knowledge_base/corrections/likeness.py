"""Whether two questions ask for the same. Pure.

Two questions about one item mostly share its name, so likeness of words alone would join 要多少钱 and 要多久.
What is asked for (fee, time, place …) and what happened (lost, expired …) must agree before words count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.search.encoder import Encoder, Vectors
from knowledge_base.search.query import Query
from knowledge_base.search.wording import Wording

SAME = 0.61
"""Likeness from which two questions share a ticket. By tests/knowledge_base/test_likeness.py it joins none of
50 pairs that differ, and 19 of 42 that mean the same: a ticket too many costs a glance, while a question lost
in another's ticket is never answered."""

_HOW = "steps"
"""怎么办 is asked wherever nothing more specific is: it tells no two questions apart"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question made ready for comparing; vectors have length 1, or 0 where nothing telling is said."""

    text: str
    words: frozenset[str]
    asks: frozenset[str]
    said: frozenset[str]
    denied: frozenset[str]
    about: Vectors
    """by the encoder that tells items apart"""
    asked: Vectors
    """by the one that tells the questions about an item apart"""


def meanings(queries: Sequence[Query], items: Encoder, questions: Encoder) -> list[Meaning]:
    """`items` tells apart what a question is about, `questions` what is asked about it."""
    wording = Wording.shipped()
    texts = [query.focus for query in queries]
    if not texts:
        return []
    return [
        Meaning(
            query.text,
            frozenset(query.tokens),
            frozenset(wording.asked(query.text)) - {_HOW},
            query.facts.said,
            query.facts.denied,
            about,
            asked,
        )
        for query, about, asked in zip(queries, items.encode(texts), questions.encode(texts), strict=True)
    ]


def likeness(one: Meaning, other: Meaning, unrelated: float) -> float:
    """0 to 1: item, question and words must all be alike, so the least of the three counts.

    `unrelated` is the item encoder's cosine of texts that have nothing to do with each other.
    """
    if one.text == other.text:
        return 1.0
    if _at_odds(one, other) or not (one.words and other.words):
        return 0.0
    about = (float(one.about @ other.about) - unrelated) / (1 - unrelated)
    asked = float(one.asked @ other.asked)
    shared = 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
    return max(0.0, min(about, asked, shared))


def _at_odds(one: Meaning, other: Meaning) -> bool:
    """Whether they ask for different things, or about different happenings."""
    asks = not (one.asks & other.asks) and bool(one.asks or other.asks)
    denied = bool(one.said & other.denied or other.said & one.denied)
    marked = bool((one.said ^ other.said) & Wording.shipped().marked)
    apart = bool(one.said and other.said) and not one.said & other.said
    return asks or denied or marked or apart
