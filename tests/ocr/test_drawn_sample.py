"""Protects reading as a whole on a fixed sample: what the real engine saw, one drawing a type and level.

Recorded by `python -m eval_sets.documents.record --first 200`; the figures of thousands are made on demand.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval_sets.documents.outcomes import Outcome, judge
from eval_sets.documents.pictures import TYPES
from eval_sets.documents.recordings import recordings

HERE = Path(__file__).parent
SURE = 0.95

READ_OF_HARD = 69
"""Of the 81 fields on the hard pictures, when they were recorded; many of the others nobody could read."""

Outcomes = Callable[[str], list[Outcome]]


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    read = [
        judge(one.shown, one.read(), [line.text for line in one.lines])
        for one in recordings(HERE / "recorded" / "drawn.jsonl")
    ]
    return lambda level: [one for one in read if one.level == level]


def wrong(outcomes: list[Outcome]) -> list[str]:
    return [
        f"{one.id}: {each.name} {each.expected} read as {each.value}"
        for one in outcomes
        for each in one.fields
        if not each.right
    ]


@pytest.mark.parametrize("level", ["scan", "phone", "hard"])
def test_every_picture_is_known_for_what_it_is_and_nothing_is_invented(
    outcomes: Outcomes, level: str
) -> None:
    assert {one.document_type for one in outcomes(level)} == set(TYPES)
    assert [(one.id, one.typed) for one in outcomes(level) if not one.type_right] == []
    assert [one.invented for one in outcomes(level) if one.invented] == []
    assert [one.failing_check for one in outcomes(level) if one.failing_check] == []


@pytest.mark.parametrize("level", ["scan", "phone"])
def test_scans_and_photos_are_read_in_full(outcomes: Outcomes, level: str) -> None:
    assert wrong(outcomes(level)) == []


def test_hard_photos_are_mostly_read_and_what_is_sure_is_right(outcomes: Outcomes) -> None:
    fields = [each for one in outcomes("hard") for each in one.fields]
    assert sum(each.right for each in fields) >= READ_OF_HARD, wrong(outcomes("hard"))
    assert [each for each in fields if each.confidence >= SURE and not each.right] == []
