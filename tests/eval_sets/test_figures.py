"""Shares and percentiles are what statistics books say."""

import pytest

from eval_sets.figures import percentile, share


def test_share_carries_its_wilson_interval() -> None:
    """Wilson's interval for 8 of 10 is 0.490 to 0.943 (Newcombe 1998, method 3)."""
    assert share(8, 10) == {"right": 8, "of": 10, "share": 0.8, "low": 0.4902, "high": 0.9433}


def test_a_perfect_small_set_is_no_proof() -> None:
    perfect = share(10, 10)
    assert perfect["high"] == 1.0
    assert perfect["low"] == pytest.approx(0.7225, abs=1e-4)


def test_nothing_counted_gives_no_share() -> None:
    assert share(0, 0) == {"right": 0, "of": 0}


@pytest.mark.parametrize(("percent", "value"), [(0, 15), (30, 20), (40, 20), (50, 35), (95, 50), (100, 50)])
def test_percentile_is_the_nearest_rank(percent: float, value: float) -> None:
    """The textbook example: the smallest value with at least that share of values at or below it."""
    assert percentile([50, 15, 40, 20, 35], percent) == value


def test_percentile_of_even_counts_is_not_rounded_away() -> None:
    assert percentile([1, 2, 3, 4], 50) == 2
    assert percentile(list(range(1, 101)), 95) == 95


def test_no_values_no_percentile() -> None:
    assert percentile([], 95) == 0.0
