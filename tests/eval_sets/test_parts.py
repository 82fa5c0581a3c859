"""A split set is measured on its test part unless another is named: nobody quotes tuned figures by chance."""

from pathlib import Path

import pytest

from eval_sets.errors import ChoiceError
from eval_sets.parts import choose


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.jsonl").write_text("{}\n", encoding="utf-8")


def test_a_set_in_one_file_is_run_whole(tmp_path: Path) -> None:
    files(tmp_path, "answers")
    chosen = choose("answers", "dev", tmp_path)
    assert (chosen.part, [one.name for one in chosen.files]) == ("whole", ["answers.jsonl"])


def test_a_split_set_gives_its_test_part(tmp_path: Path) -> None:
    files(tmp_path, "answers.train", "answers.dev", "answers.test")
    chosen = choose("answers", folder=tmp_path)
    assert (chosen.part, [one.name for one in chosen.files]) == ("test", ["answers.test.jsonl"])
    assert [one.name for one in choose("answers", "dev", tmp_path).files] == ["answers.dev.jsonl"]
    assert [one.suffixes[0] for one in choose("answers", "all", tmp_path).files] == [
        ".train",
        ".dev",
        ".test",
    ]


def test_a_missing_part_is_told_instead_of_another_being_run(tmp_path: Path) -> None:
    files(tmp_path, "answers.train", "answers.dev")
    with pytest.raises(ChoiceError, match="no test part here: choose one of train, dev or all"):
        choose("answers", folder=tmp_path)
    with pytest.raises(ChoiceError, match="no part final"):
        choose("answers", "final", tmp_path)
