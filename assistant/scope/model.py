"""The scope model: the kind of a message with how sure it is. One file of weights, read once a process."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.scope.features import clauses, places

Kind = Literal["service", "off_topic", "complaint", "improper", "emergency", "courtesy", "unclear"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WEIGHTS = "weights.npz"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`shares` of the kinds in the order of `KINDS`; they add up to 1."""

    shares: tuple[float, ...]

    def share(self, kind: Kind) -> float:
        return self.shares[KINDS.index(kind)]

    @property
    def kind(self) -> Kind:
        return KINDS[int(np.argmax(self.shares))]


class ScopeModel:
    """`steps`: places × kinds in whole numbers; `scale` is what one step is worth, `bias` one a kind."""

    def __init__(self, steps: NDArray[np.int8], scale: float, bias: NDArray[np.float32]) -> None:
        self._steps, self._scale, self._bias = steps, scale, bias

    @classmethod
    @cache
    def shipped(cls) -> "ScopeModel":
        with files("assistant.scope").joinpath(WEIGHTS).open("rb") as file, np.load(file) as data:
            return cls(data["steps"], float(data["scale"]), data["bias"])

    def save(self, path: Path) -> None:
        np.savez_compressed(path, steps=self._steps, scale=np.float64(self._scale), bias=self._bias)

    def judge(self, text: str) -> Verdict:
        """The kind of a normalised message: for each kind its strongest clause speaks."""
        found = [places(clause) for clause in clauses(text)]
        strengths = [self._steps[at].sum(axis=0, dtype=np.int64) / np.sqrt(len(at)) for at in found]
        scores = self._bias + self._scale * np.max(strengths, axis=0)
        shares = np.exp(scores - scores.max())
        return Verdict(tuple((shares / shares.sum()).tolist()))
