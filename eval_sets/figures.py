"""Shares with their uncertainty, so that a small set does not look like a proof."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil, sqrt

Share = dict[str, float | int]
"""right, of, share, and the interval's low and high"""


def share(right: int, of: int) -> Share:
    """Share with its 95 % Wilson interval (E. B. Wilson, 1927)."""
    if of == 0:
        return {"right": 0, "of": 0}
    z, p = 1.96, right / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return {
        "right": right,
        "of": of,
        "share": round(p, 4),
        "low": round(max(0.0, middle - half), 4),
        "high": round(min(1.0, middle + half), 4),
    }


def share_of(outcomes: Iterable[bool]) -> Share:
    """The share of true ones."""
    counted = Counter(outcomes)
    return share(counted[True], counted.total())


def by_kind(outcomes: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    """Kind → share of true ones, kinds in order of their names."""
    counted = Counter(outcomes)
    kinds = sorted({kind for kind, _ in counted})
    return {kind: share(counted[kind, True], counted[kind, True] + counted[kind, False]) for kind in kinds}


def percentile(values: Sequence[float], percent: float) -> float:
    """Nearest-rank percentile of unsorted values; 0 when there are none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, ceil(percent * len(ordered) / 100) - 1)]
