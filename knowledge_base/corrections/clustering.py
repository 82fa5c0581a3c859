"""Brings questions together that mean the same, whatever item they were taken for. Pure.

A cluster is a star: all of its questions are alike to the one that stands for it, so that a curator who reads
that wording knows the others. Chains (A like B, B like C) are not followed: their ends ask different things.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.corrections.likeness import Meaning, happened_apart
from knowledge_base.search.encoder import Vectors

TOGETHER = 0.65
"""Likeness from which questions are shown as one, lower than `likeness.SAME` as a curator looks at them
before anything follows. Chosen, with the weights, on tests/knowledge_base/meaning_pairs.yaml: there it joins
32 of 42 pairs that mean the same and 3 of 50 that differ (a ticket's rule: 23 and 0; 0.6: 35 and 4)."""

WORDS, QUESTION, ITEM = 0.2, 0.4, 0.4
"""what shared words, the encoder of questions and the encoder of items count for"""

CLEARLY = 0.8
"""Where only one of two says what it asks for (要多少钱), likeness by the encoder of questions from which
they may mean the same all the same: 怎么申请 and 怎么弄 do, 怎么领 and 领多少钱 do not."""

FEWEST_SHARED = 0.2
"""share of words below which nothing else is looked at: with it the likeness could hardly be reached"""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `meaning` by the encoder of questions, `item` its vector by the encoder of items."""

    meaning: Meaning
    item: Vectors


def clusters(questions: Sequence[Asked], together: float = TOGETHER) -> list[list[int]]:
    """Places of the questions that mean the same. The earlier a question, the sooner it stands for others.

    The first place of each cluster is the question that stands for it.
    """
    if not questions:
        return []
    shared = _Shared([question.meaning.words for question in questions])
    asked = np.stack([one.meaning.vector for one in questions])
    items = np.stack([one.item for one in questions])
    free = np.ones(len(questions), dtype=np.bool_)
    found: list[list[int]] = []
    for at, question in enumerate(questions):
        if not free[at]:
            continue
        free[at] = False
        words = shared.with_(at)
        near = np.flatnonzero(free & (words >= FEWEST_SHARED))
        meant = asked[near] @ asked[at]
        likeness = WORDS * words[near] + QUESTION * meant + ITEM * (items[near] @ items[at])
        alike = [
            int(place)
            for place, clear, same in zip(near, meant >= CLEARLY, likeness >= together, strict=True)
            if same and not _apart(question.meaning, questions[int(place)].meaning, clear=bool(clear))
        ]
        free[alike] = False
        found.append([at, *alike])
    return found


def _apart(one: Meaning, other: Meaning, *, clear: bool) -> bool:
    """Whether they can not mean the same, however alike they sound."""
    if happened_apart(one, other):
        return True
    if one.asks and other.asks:
        return not one.asks & other.asks
    return bool(one.asks or other.asks) and not clear


class _Shared:
    """How many words each question shares with one of them, as a share of both."""

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self._words = words
        self._sizes: Numbers = np.array([len(one) for one in words], dtype=np.float32)
        self._having = _having(words)

    def with_(self, at: int) -> Numbers:
        counted = np.zeros(len(self._words), dtype=np.float32)
        for word in self._words[at]:
            counted[self._having[word]] += 1
        return 2 * counted / np.maximum(self._sizes + self._sizes[at], 1)


def _having(words: Iterable[frozenset[str]]) -> Mapping[str, NDArray[np.int64]]:
    """Word → places of the questions that have it."""
    having: dict[str, list[int]] = {}
    for place, ones in enumerate(words):
        for word in ones:
            having.setdefault(word, []).append(place)
    return {word: np.array(places, dtype=np.int64) for word, places in having.items()}
