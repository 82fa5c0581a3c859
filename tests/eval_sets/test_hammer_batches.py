"""Batches of hammer runs: what is kept is not run again, sums count each seed once, one wrong case shows."""

from pathlib import Path

import pytest

from eval_sets.errors import EvalError
from eval_sets.hammer.batches import Report, read, run_batches, seeds, summed


def report(runs: int, seed: int, wrong: int = 0) -> Report:
    counted = {"cases_wrong": wrong, "receipts_lost": 0, "states_wrong": 0, "audit_entries": 1}
    found = {"submissions": runs, "cases_held": runs, "audit_ok": True, "happened": {"crashed": 2}}
    return {"runs": runs, "seed": seed, "database": "sqlite", "seconds": 0.5, **counted, **found}


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    run: list[int] = []

    def hammer(runs: int, seed: int, folder: Path, url: str) -> Report:
        run.append(seed)
        assert folder.is_dir()
        assert not url
        return report(runs, seed)

    results = tmp_path / "results.jsonl"
    run_batches(hammer, seeds(500, 250, 7), "", results)
    done = run_batches(hammer, seeds(600, 250, 7), "", results, mark="abc")
    assert run == [7, 8, 9]
    assert done["right"]
    total = done["sqlite"]
    assert (total["runs"], total["seeds"], total["happened"]) == (600, [7, 9], {"crashed": 6})
    assert total["marks"] == ["", "abc"]
    assert summed([*read(results), *read(results)])["sqlite"]["runs"] == 600


def test_one_wrong_case_or_a_fault_of_a_server_makes_all_wrong() -> None:
    assert not summed([report(250, 1), report(250, 2, wrong=1)])["right"]
    assert not summed([report(250, 1) | {"server_faults": 1}])["right"]


def test_what_is_no_results_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no JSON")
    with pytest.raises(EvalError, match="no JSON object"):
        read(tmp_path / "notes.txt")
