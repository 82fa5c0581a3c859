"""Hits are counted by items, and a table says what the figures say."""

import pytest

from eval_sets import hits
from eval_sets.cases import NavigationCase
from eval_sets.hits_table import table

CASE = NavigationCase(id="n", query="q", accept=["c", "d"], kind="plain")


@pytest.mark.parametrize(
    ("names", "first", "within"),
    [
        ([], False, False),
        (["c"], True, True),
        (["a", "a", "b", "a", "d"], False, True),
        (["a", "b", "e", "c"], False, False),
    ],
)
def test_an_item_that_comes_again_takes_no_place(names: list[str], first: bool, within: bool) -> None:
    found = hits.judge(CASE, names)
    assert (found.first, found.within) == (first, within)


def test_figures_are_of_all_and_by_kind() -> None:
    found = hits.figures([hits.Hit("story", True, True), hits.Hit("plain", False, True)])
    assert found["hit_at_1"]["share"] == 0.5
    assert found["by_kind"]["story"]["hit_at_1"]["right"] == 1
    assert found["by_kind"]["plain"]["hit_at_1"]["right"] == 0


def test_a_row_has_its_own_cells_around_the_figures() -> None:
    figures = hits.figures([hits.Hit("story", True, True)] * 10)
    assert table(["who"], [(["we"], figures, ["3.0"])], ["ms"]).splitlines() == [
        "| who | hit@1 (95 %) | hit@3 | story | ms |",
        "| --- | --- | --- | --- | --- |",
        "| we | 100 (72–100) | 100 | 100 | 3.0 |",
    ]
