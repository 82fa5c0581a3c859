"""From evidence to one score an item, with weights learned from cases (`knowledge_base/training/ranking.py`).

Scores keep a meaning that callers rely on, whatever the weights: ≥ `CERTAIN`, this item and no other fits as
well; `FITS` to `CERTAIN`, may be meant, ask; below, nothing fits and nothing is given. An item with `CLOSE`
of the best score is one to offer when it is asked which is meant.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.evidence import FEATURES, Numbers

CERTAIN, FITS, CLOSE = 0.6, 0.35, 0.8

BARE = 3.0
"""power of `offered` for a message that only names a thing: more items may be meant"""

RANKING = "ranking.json"


@dataclass(frozen=True)
class Ranker:
    """`weights` of `FEATURES`; an item's share is the softmax of its sum among the candidates.

    `sure`: the share from which the best item is meant, without asking; `sure_by_name`: the same for one that
    has no guide and is only told by name. `offered`: an item with this part of the best one's share may be
    meant as well. `fit` and `bias`: weights of the best item's evidence for
    anything being meant at all.
    """

    weights: Numbers
    sure: float
    sure_by_name: float
    offered: float
    fit: Numbers
    bias: float

    @classmethod
    @cache
    def shipped(cls) -> "Ranker":
        text = files("knowledge_base.search").joinpath(RANKING).read_text(encoding="utf-8")
        return cls.read(json.loads(text))

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "Ranker":
        weights, fit = _ordered(data["weights"]), _ordered(data["fit"])
        numbers = {name: float(data[name]) for name in ("sure", "sure_by_name", "offered", "bias")}  # type: ignore
        return cls(weights=weights, fit=fit, **numbers)

    def shares(self, evidence: Numbers) -> Numbers:
        """Of each item (row): how likely it is the one meant, among these."""
        sums = evidence @ self.weights
        powers = np.exp(sums - sums.max())
        return powers / powers.sum()

    def meant(self, evidence: Numbers) -> float:
        """How likely it is, in [0, 1], that any of these items is meant at all."""
        best = int(self.shares(evidence).argmax())
        return float(1 / (1 + np.exp(-(float(evidence[best] @ self.fit) + self.bias))))

    def scores(
        self, evidence: Numbers, guided: NDArray[np.bool_], *, bare: bool = False
    ) -> NDArray[np.float64]:
        """In [0, 1], as the module says; `evidence` is items × `FEATURES`, `guided` those with a guide.

        `bare`: only a thing was named (身份证), which says nothing of what shall be done with it.
        """
        shares = self.shares(evidence).astype(np.float64)
        best = int(shares.argmax())
        fits = self.meant(evidence)
        # So that what should be offered has CLOSE of the best one's score, and nothing else has.
        offered = self.offered**BARE if bare else self.offered
        relative = (shares / shares[best]) ** (np.log(CLOSE) / np.log(offered))
        if not bare and shares[best] >= (self.sure if guided[best] else self.sure_by_name):
            top = CERTAIN + (1 - CERTAIN) * shares[best]
            scores = np.minimum(relative * top, CLOSE * top - 0.01)
            scores[best] = top
        else:
            scores = relative * (CERTAIN - 0.01)
        return scores if fits >= 0.5 else scores * min(1.0, 2 * fits)


def _ordered(values: object) -> Numbers:
    named = dict(values) if isinstance(values, Mapping) else {}  # type: ignore
    return np.array([named.get(name, 0.0) for name in FEATURES], dtype=np.float32)


def ranked(scores: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
    """Best first; what does not fit is left out."""
    best = sorted(scores, key=lambda pair: -pair[1])[:limit]
    return [(item_id, score) for item_id, score in best if score >= FITS]
