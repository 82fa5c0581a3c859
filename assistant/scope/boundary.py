"""From shares to a decision: which kinds are sure enough not to look for an item. Pure."""

from math import log

from assistant.scope.model import Kind, Verdict

SURE: dict[Kind, float] = {
    "emergency": -2.4,
    "complaint": -2.7,
    "improper": -1.8,
    "off_topic": -2.4,
    "courtesy": -3.5,
    "unclear": -1.5,
}
"""how much the log of a kind's share may lie below that of a service matter.

By cross-validation over sources: each costs about one service matter in a hundred, `off_topic` two."""
FOUND = 2.0
"""what an item found with full score speaks against every kind, in the same unit"""
TALKING = 1.0
"""how much surer it must be in the middle of something: short answers look like nothing in particular"""
LEAST, LEAST_TALKING = 0.12, 0.5
"""share below which a kind is a guess, however little speaks for a service matter: a mere place, a number"""
EMERGENCY_BESIDE = 0.6
"""share of the likeliest kind's share from which an emergency goes before it"""


def boundary(verdict: Verdict, *, score: float = 0.0, talking: bool = False) -> Kind | None:
    """The kind that the message surely is, if no service matter. `score`: of the best item found, 0 … 1."""
    likeliest = max(SURE, key=verdict.share)
    rival = verdict.share("emergency") >= EMERGENCY_BESIDE * verdict.share(likeliest)
    kind: Kind = "emergency" if rival else likeliest
    if verdict.share(kind) < (LEAST_TALKING if talking else LEAST):
        return None
    return kind if _over(verdict, kind, score, talking) > 0 else None


def _over(verdict: Verdict, kind: Kind, score: float, talking: bool) -> float:
    odds = log(verdict.share(kind) + 1e-12) - log(verdict.share("service") + 1e-12)
    return odds - FOUND * score - SURE[kind] - (TALKING if talking else 0.0)
