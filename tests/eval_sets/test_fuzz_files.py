"""Protects the door: files damaged in every way are opened or refused with a sentence, never a fault."""

from collections.abc import Iterator

import pytest

from eval_sets.fuzz_files.__main__ import fuzz
from eval_sets.fuzz_files.damage import damaged
from eval_sets.fuzz_files.samples import samples
from eval_sets.fuzz_files.trial import here, outcome
from ocr.types import Image


@pytest.mark.slow
def test_damaged_files_are_opened_or_refused() -> None:
    figures = fuzz(300, seed=5)
    assert figures["tried"] == 300
    assert figures["faults"] == []


@pytest.mark.parametrize("name", samples())
def test_undamaged_files_are_opened(name: str) -> None:
    """Else the fuzzer would damage what is refused anyway."""
    assert outcome(samples()[name], here) == "opened"


def test_the_same_number_is_the_same_file() -> None:
    assert damaged(1, 7) == damaged(1, 7)
    assert damaged(1, 7) != damaged(2, 7)


def test_a_fault_is_told() -> None:
    def broken(data: bytes, media_type: str) -> Iterator[Image | None]:
        raise KeyError(media_type)

    assert outcome(samples()["png"], broken).startswith("fault: KeyError")
