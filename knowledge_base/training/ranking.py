"""Learns how much each piece of evidence counts, from cases: messages with the items they are about.

Weights: conditional logit (softmax over a message's candidates; D. McFadden, 1974), by plain gradient steps.
And, with messages that are about no item, what evidence says that any is meant (logistic regression).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.library import Library
from knowledge_base.search.evidence import FEATURES, Numbers
from knowledge_base.search.index import Found

STEPS, RATE, RIDGE = 800, 0.05, 0.003

FIT = ("meaning_best", "words_best")
"""evidence that says how near the message is to anything known; the rest only tells items apart"""

KEPT = 0.985
"""share of messages about an item that must not be refused by the search"""

SURE, SURE_BY_NAME = 0.55, 0.3
"""share from which nobody is asked: more than all others together; less for an item without a guide, of
which only name and entry are told"""

OFFERED = 0.2
"""an item with this part of the best one's share is offered when it is asked which is meant"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One message: the candidates' evidence, and which of them are meant."""

    evidence: Numbers
    meant: NDArray[np.bool_]


def choices(library: Library, cases: Sequence[tuple[str, frozenset[str]]]) -> list[Choice]:
    """Of each (message, official names meant); without those whose item is no candidate: nothing to learn."""
    made: list[Choice] = []
    for message, names in cases:
        found = library.evidence(message)
        items = [library.item(one) for one in found.item_ids]
        meant = np.array([item is not None and item.official_name in names for item in items], dtype=np.bool_)
        if meant.any():
            made.append(Choice(found.evidence, meant))
    return made


def learn(some: Sequence[Choice]) -> Numbers:
    """Weights of `FEATURES`."""
    everything = np.concatenate([one.evidence for one in some])
    scale = everything.std(axis=0) + 1e-6
    weights = np.zeros(len(FEATURES))
    moment, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = sum((_slope(one, weights, scale) for one in some), np.zeros_like(weights)) / len(some)
        slope += 2 * RIDGE * weights
        moment, spread = 0.9 * moment + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (moment / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return (weights / scale).astype(np.float32)


def _slope(one: Choice, weights: NDArray[np.float64], scale: Numbers) -> NDArray[np.float64]:
    """Gradient of −log(share of the items meant)."""
    evidence = one.evidence / scale
    shares = _softmax(evidence @ weights)
    meant = np.where(one.meant, shares, 0)
    return evidence.T @ (shares - meant / meant.sum())


def _softmax(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(sums - sums.max())
    return powers / powers.sum()


def fit(near: Sequence[Numbers], far: Sequence[Numbers]) -> tuple[Mapping[str, float], float]:
    """Weights and bias of the best candidate's evidence for any item being meant (logistic regression)."""
    columns = [FEATURES.index(name) for name in FIT]
    rows = np.array([one[columns] for one in (*near, *far)], dtype=np.float64)
    wanted = np.array([1.0] * len(near) + [0.0] * len(far))
    # As many messages about nothing as about something, whatever the files hold.
    weight = np.where(wanted == 1, 0.5 / max(len(near), 1), 0.5 / max(len(far), 1))
    scale = rows.std(axis=0) + 1e-6
    rows = np.column_stack([rows / scale, np.ones(len(rows))])
    weights = np.zeros(rows.shape[1])
    for _ in range(5_000):
        guess = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (weight * (guess - wanted))
        slope[:-1] += 1e-4 * weights[:-1]
        weights -= 2.0 * slope
    # Refusing one who needs something costs more than a wrong guess at one who does not.
    sums = rows[: len(near), :-1] @ weights[:-1]
    found = {name: round(float(w / s), 3) for name, w, s in zip(FIT, weights, scale, strict=False)}
    return found, -float(np.quantile(sums, 1 - KEPT))


def learned(some: Sequence[Choice], far: Sequence[Found]) -> dict[str, object]:
    """All that `Ranker.read` takes. `far`: evidence of messages that are about no item."""
    weights = learn(some)
    near = [_best(one.evidence, weights) for one in some]
    fits, bias = fit(near, [_best(one.evidence, weights) for one in far if one.item_ids])
    return {
        "weights": {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)},
        "sure": SURE,
        "sure_by_name": SURE_BY_NAME,
        "offered": OFFERED,
        "fit": fits,
        "bias": round(bias, 3),
    }


def _best(evidence: Numbers, weights: Numbers) -> Numbers:
    return evidence[int((evidence @ weights).argmax())]
