"""Trains the scope model anew: `python -m assistant.scope.train`. The same texts give the same file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.scope.examples import Example, examples
from assistant.scope.features import PLACES, clauses, places
from assistant.scope.model import KINDS, WEIGHTS, ScopeModel

STEPS = 120
RATE = 0.05
DECAY = 1e-5
"""pull towards 0, so that no single pair of letters decides"""
SERVICE_SHARE = 1.0
"""what all service matters weigh together, beside 1 for each other kind"""

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """Texts → clauses → features, flat: each array says where the next level's parts begin."""

    at: NDArray[np.int64]
    """place of each feature"""
    clause_of: NDArray[np.int64]
    clause_starts: NDArray[np.int64]
    root: Numbers
    """square root of each clause's number of features"""
    text_starts: NDArray[np.int64]


def tabled(texts: Sequence[str]) -> Table:
    split = [[places(clause) for clause in clauses(text)] for text in texts]
    found = [clause for text in split for clause in text]
    sizes = np.array([len(clause) for clause in found])
    counts = np.array([len(text) for text in split])
    return Table(
        at=np.concatenate(found),
        clause_of=np.repeat(np.arange(len(found)), sizes),
        clause_starts=np.concatenate([[0], np.cumsum(sizes)[:-1]]),
        root=np.sqrt(sizes).astype(np.float32)[:, None],
        text_starts=np.concatenate([[0], np.cumsum(counts)[:-1]]),
    )


def train(taught: Sequence[Example]) -> ScopeModel:
    """Softmax over kinds; a kind's score is that of its strongest clause. Full batches, Adam."""
    table = tabled([one.text for one in taught])
    wanted = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(one.kind) for one in taught]]
    weight = _weights(taught, wanted)
    values: Numbers = np.zeros((PLACES, len(KINDS)), dtype=np.float32)
    bias: Numbers = np.zeros(len(KINDS), dtype=np.float32)
    pace, bias_pace = Adam(values.shape, RATE), Adam(bias.shape, RATE)
    for _ in range(STEPS):
        slope, bias_slope = _slopes(table, values, bias, wanted, weight)
        values -= pace.step((slope + DECAY * values).astype(np.float32))
        bias -= bias_pace.step(bias_slope)
    scale = float(np.abs(values).max()) / 127
    return ScopeModel(np.round(values / scale).astype(np.int8), scale, bias)


def _weights(taught: Sequence[Example], wanted: Numbers) -> Numbers:
    own = np.array([one.weight for one in taught], dtype=np.float32)
    shares = np.array([SERVICE_SHARE if kind == "service" else 1.0 for kind in KINDS], dtype=np.float32)
    per_kind = shares / np.maximum(own @ wanted, 1e-9)
    weight = own * (wanted @ per_kind)
    return (weight / weight.sum())[:, None]


def _slopes(
    table: Table, values: Numbers, bias: Numbers, wanted: Numbers, weight: Numbers
) -> tuple[Numbers, Numbers]:
    scores = np.add.reduceat(values[table.at], table.clause_starts, axis=0) / table.root
    best = np.maximum.reduceat(scores, table.text_starts, axis=0)
    shares = np.exp(bias + best - (bias + best).max(axis=1, keepdims=True))
    wrong = (shares / shares.sum(axis=1, keepdims=True) - wanted) * weight
    counts = np.diff(np.append(table.text_starts, len(scores)))
    speaks = scores == np.repeat(best, counts, axis=0)
    per_clause = np.repeat(wrong, counts, axis=0) * speaks / table.root
    spread = per_clause[table.clause_of]
    slope = np.stack(
        [np.bincount(table.at, spread[:, kind], minlength=PLACES) for kind in range(len(KINDS))], axis=1
    )
    return slope.astype(np.float32), wrong.sum(axis=0).astype(np.float32)


class Adam:
    """Steps down a slope, each number at its own pace."""

    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self._mean, self._square = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self._rate, self._at = rate, 0

    def step(self, slope: Numbers) -> Numbers:
        self._at += 1
        self._mean += 0.1 * (slope - self._mean)
        self._square += 0.01 * (slope * slope - self._square)
        mean, square = self._mean / (1 - 0.9**self._at), self._square / (1 - 0.99**self._at)
        return (self._rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)


def main() -> None:
    train(examples()).save(Path(__file__).parent / WEIGHTS)


if __name__ == "__main__":
    main()
