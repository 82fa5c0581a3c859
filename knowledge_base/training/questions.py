"""Trains the encoder that tells the questions of one guide apart. With numpy alone.

The encoder of `knowledge_base/search` learns which item is meant, so it is blind to what all questions about
an item differ in (how long, who for, what if). Here each step takes some guides, and of each QA pair two of
its texts: they must be nearer to each other than to the texts of the guide's other pairs.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.fit import Numbers

Rows = Sequence[int]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    steps: int = 400
    guides: int = 12
    """guides a step"""
    dimension: int = 128
    scale: float = 8.0
    """what cosines are multiplied by before the softmax"""
    rate: float = 0.05
    dropped: float = 0.5
    """share of features left out of a text, so that no single word decides"""
    answers: float = 0.3
    """how often a wording is put beside the pair's answer instead of another wording"""
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """A QA pair: each text as its features."""

    wordings: Sequence[Sequence[str]]
    answer: Sequence[str]


def train(guides: Mapping[str, Sequence[Pair]], recipe: Recipe) -> tuple[list[str], Numbers]:
    """The features and their vectors; the same guides and recipe give the same."""
    texts = [text for pairs in guides.values() for pair in pairs for text in (*pair.wordings, pair.answer)]
    counts = Counter(feature for text in texts for feature in set(text))
    vocabulary = sorted(feature for feature, count in counts.items() if count > 1)
    vectors = _beginning([counts[feature] for feature in vocabulary], recipe)
    mean, square = np.zeros_like(vectors), np.zeros_like(vectors)
    batches = _batches(guides, {feature: row for row, feature in enumerate(vocabulary)}, recipe)
    for step, (queries, documents, owners) in enumerate(batches, 1):
        slope = _slope(vectors, queries, documents, owners, recipe.scale)
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        rate = recipe.rate * min(1.0, 10 * step / recipe.steps) * (1 - (step - 1) / recipe.steps)
        vectors -= rate / (1 - 0.9**step) * mean / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return vocabulary, vectors


def _beginning(counts: Sequence[int], recipe: Recipe) -> Numbers:
    """Random directions; the rarer a feature, the longer, so that training begins near tf-idf."""
    vectors = np.random.default_rng(recipe.seed).standard_normal((len(counts), recipe.dimension))
    rarity = np.log(1 + max(counts) / np.array(counts))
    return (vectors * (rarity / rarity.max())[:, None]).astype(np.float32)


def _batches(
    guides: Mapping[str, Sequence[Pair]], rows: Mapping[str, int], recipe: Recipe
) -> Iterator[tuple[list[Rows], list[Rows], Ints]]:
    """Texts as rows of features, two of each pair, and the guide each pair is of."""
    rng = random.Random(recipe.seed)  # noqa: S311 - reproducible, nothing secret

    def thinned(text: Sequence[str]) -> Rows:
        known = [rows[feature] for feature in text if feature in rows]
        return [row for row in known if rng.random() >= recipe.dropped] or known

    for _ in range(recipe.steps):
        queries, documents, owners = list[Rows](), list[Rows](), list[int]()
        for owner, item_id in enumerate(rng.sample(sorted(guides), min(recipe.guides, len(guides)))):
            for pair in guides[item_id]:
                at = rng.randrange(len(pair.wordings))
                others = [*pair.wordings[:at], *pair.wordings[at + 1 :]]
                beside = rng.choice(others) if others and rng.random() >= recipe.answers else pair.answer
                one, other = thinned(pair.wordings[at]), thinned(beside)
                if one and other:
                    queries.append(one)
                    documents.append(other)
                    owners.append(owner)
        yield queries, documents, np.array(owners)


def _slope(
    vectors: Numbers, queries: Sequence[Rows], documents: Sequence[Rows], owners: Ints, scale: float
) -> Numbers:
    """Of the softmax loss, both ways, over the pairs of the same guide."""
    one, other = _Texts(vectors, queries), _Texts(vectors, documents)
    sums = np.where(owners[:, None] == owners, scale * one.units @ other.units.T, -np.inf)
    pull = _shares(sums) + _shares(sums.T).T - 2 * np.eye(len(owners))
    pull = (pull * scale / (2 * len(owners))).astype(np.float32)
    slope = np.zeros_like(vectors)
    one.add(pull @ other.units, slope)
    other.add(pull.T @ one.units, slope)
    return slope


def _shares(sums: Numbers) -> Numbers:
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class _Texts:
    """Texts as unit vectors: the mean of their features', made as long as one."""

    def __init__(self, vectors: Numbers, texts: Sequence[Rows]) -> None:
        self._counts = np.array([len(text) for text in texts])
        self._rows = np.concatenate([np.array(text) for text in texts])
        starts = np.concatenate([[0], np.cumsum(self._counts)[:-1]])
        sums = np.add.reduceat(vectors[self._rows], starts, axis=0)
        self._lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9).astype(np.float32)
        self.units: Numbers = sums / self._lengths

    def add(self, pull: Numbers, slope: Numbers) -> None:
        """Adds to the features' slope what pulls at the unit vectors."""
        along = (pull * self.units).sum(axis=1, keepdims=True)
        np.add.at(
            slope, self._rows, np.repeat((pull - along * self.units) / self._lengths, self._counts, axis=0)
        )
