"""A small part of `python -m eval_sets.hammer_intake`: exactly one case, whatever fails, on both."""

from pathlib import Path

import pytest

from eval_sets.hammer.batches import is_right
from eval_sets.hammer_intake import hammer


@pytest.mark.slow
def test_each_submission_makes_exactly_one_case(database_url: str, tmp_path: Path) -> None:
    report = hammer(20, 7, tmp_path, database_url)
    assert is_right(report), report
    assert report["happened"]["crashed"] > 5
    assert report["submissions"] >= 10
