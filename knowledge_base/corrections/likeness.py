"""Whether two questions ask for the same. Pure.

Two questions about one item mostly share its name, so likeness of words alone would join 要多少钱 and 要多久.
What is asked for (fee, time, place …) and what happened (lost, expired …) must agree before words count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.search.encoder import Encoder, Vectors
from knowledge_base.search.query import Query
from knowledge_base.search.wording import Wording

SAME = 0.7
"""Likeness from which two questions share a ticket. By tests/knowledge_base/test_likeness.py it joins none of
50 pairs that differ, and 23 of 42 that mean the same: a ticket too many costs a glance, while a question lost
in another's ticket is never answered."""

_HOW = "steps"
"""怎么办 is asked wherever nothing more specific is: it tells no two questions apart"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question made ready for comparing; `vector` has length 1, or 0 where nothing telling is said."""

    text: str
    words: frozenset[str]
    asks: frozenset[str]
    said: frozenset[str]
    denied: frozenset[str]
    vector: Vectors


def meanings(queries: Sequence[Query], questions: Encoder) -> list[Meaning]:
    """`questions` tells apart what is asked about one item: to one that tells items apart these are alike."""
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
            vector,
        )
        for query, vector in zip(queries, questions.encode(texts), strict=True)
    ]


def likeness(one: Meaning, other: Meaning) -> float:
    """0 to 1: how alike what is asked is, and how many words are shared."""
    if one.text == other.text:
        return 1.0
    if at_odds(one, other) or not (one.words and other.words):
        return 0.0
    shared = 2 * len(one.words & other.words) / (len(one.words) + len(other.words))
    return (max(0.0, float(one.vector @ other.vector)) + shared) / 2


def at_odds(one: Meaning, other: Meaning) -> bool:
    """Whether they ask for different things, or about different happenings."""
    asks = not (one.asks & other.asks) and bool(one.asks or other.asks)
    return asks or happened_apart(one, other)


def happened_apart(one: Meaning, other: Meaning) -> bool:
    """Whether what is told or denied (lost, expired …) can not be the same."""
    denied = bool(one.said & other.denied or other.said & one.denied)
    marked = bool((one.said ^ other.said) & Wording.shipped().marked)
    apart = bool(one.said and other.said) and not one.said & other.said
    return denied or marked or apart
