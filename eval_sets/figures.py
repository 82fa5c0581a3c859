"""Shares with their uncertainty, so that a small set does not look like a proof."""

from collections.abc import Sequence
from math import ceil, sqrt


def share(right: int, of: int) -> dict[str, float | int]:
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


def percentile(values: Sequence[float], percent: float) -> float:
    """Nearest-rank percentile of unsorted values; 0 when there are none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, ceil(percent * len(ordered) / 100) - 1)]
