"""How likely a message is about another item than the one talked about: a learned sum of signals. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import exp
from typing import cast

import yaml

from assistant.understand.signals import Signals

NAMES = tuple(field.name for field in fields(Signals))
WEIGHTS = "leaving.yaml"
LEAVES = 0.55
"""share from which another item is meant: who is taken off the item wrongly has to find the way back"""
LEAVES_UNSURE = 0.8
"""the same when search is not sure which other one"""


@dataclass(frozen=True)
class Leaving:
    """`weights` in the order of `NAMES`; learned by `python -m assistant.understand.learning`."""

    weights: tuple[float, ...]
    bias: float

    @classmethod
    @cache
    def shipped(cls) -> "Leaving":
        text = files("assistant.understand").joinpath(WEIGHTS).read_text(encoding="utf-8")
        return cls.read(cast("Mapping[str, object]", yaml.safe_load(text)))

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "Leaving":
        weights = cast("Mapping[str, float]", data["weights"])
        return cls(tuple(weights[name] for name in NAMES), float(cast("float", data["bias"])))

    def likely(self, signals: Signals) -> float:
        """0 to 1."""
        weighed = zip(self.weights, signals.values, strict=True)
        return 1 / (1 + exp(-self.bias - sum(weight * value for weight, value in weighed)))
