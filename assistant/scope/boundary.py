"""From shares and search to a decision: which kinds are sure enough not to look for an item. Pure."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import cast

import yaml

from assistant.scope.model import Kind, Verdict

BOUNDARY = "boundary.yaml"
HAZY, CLEAR = 0.018, 0.993
"""bounds of how likely an item is meant; beyond them search is not surer, only louder"""
TALKING = 2.0
"""how much surer it must be in the middle of something: short answers look like nothing in particular"""
LEAST, LEAST_TALKING = 0.12, 0.5
"""share below which a kind is a guess, however little speaks for a service matter: a mere place, a number"""
SURELY_MEANT, LIKELY = 0.85, 0.5
"""from where an item is so surely meant that a refusal has to be likelier than all else together"""
REFUSED: tuple[Kind, ...] = ("improper", "off_topic")
EMERGENCY_BEFORE = 1.0
"""by how much a kind must be surer than an emergency to go before it"""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a kind begins. `sure`: by how much the log of its share must exceed that of a service matter;
    `found`: what each unit (log-odds) that an item is meant adds to that."""

    sure: float
    found: float


@cache
def lines() -> dict[Kind, Line]:
    """As `python -m eval_sets.scope_lines` learned them."""
    text = files("assistant.scope").joinpath(BOUNDARY).read_text(encoding="utf-8")
    read = cast("dict[Kind, dict[str, float]]", yaml.safe_load(text))
    return {kind: Line(**line) for kind, line in read.items()}


def boundary(verdict: Verdict, *, meant: float = 0.0, talking: bool = False) -> Kind | None:
    """The kind that the message surely is, if no service matter.

    `meant`: how likely it means an item, as search sees it, 0 … 1; without it everything speaks against one.
    """
    least = LEAST_TALKING if talking else LEAST
    over: dict[Kind, float] = {
        kind: _over(verdict, kind, line, meant) - (TALKING if talking else 0.0)
        for kind, line in lines().items()
        if verdict.share(kind) >= least and not _harsh(verdict, kind, meant)
    }
    best = max(over, key=lambda kind: over[kind], default=None)
    if best is None or over[best] <= 0:
        return None
    rival = over.get("emergency", 0.0)
    return "emergency" if rival > max(0.0, over[best] - EMERGENCY_BEFORE) else best


def _harsh(verdict: Verdict, kind: Kind, meant: float) -> bool:
    """Whether it would turn away who asks for an item in hard words (欠起一屁股账，问一下低保)."""
    return kind in REFUSED and meant >= SURELY_MEANT and verdict.share(kind) < LIKELY


def _over(verdict: Verdict, kind: Kind, line: Line, meant: float) -> float:
    odds = log(verdict.share(kind) + 1e-9) - log(verdict.share("service") + 1e-9)
    within = min(max(meant, HAZY), CLEAR)
    return odds - line.sure - line.found * log(within / (1 - within))
