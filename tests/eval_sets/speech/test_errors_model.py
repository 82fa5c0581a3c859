"""What is misheard: at the rates it says, the same for the same seed, by sound, and always something."""

import json

import pytest
from rapidfuzz.distance import Levenshtein

from eval_sets.cases import OWN_CASES
from eval_sets.speech.errors_model import LEVELS, ErrorsModel
from eval_sets.speech.sounds import readings_of


@pytest.fixture(scope="module")
def model() -> ErrorsModel:
    return ErrorsModel.shipped()


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    lines = (OWN_CASES / "navigation.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["query"] for line in lines]


@pytest.mark.parametrize("level", LEVELS)
def test_as_many_characters_are_wrong_as_the_level_says(model, sentences, level):
    said = [model.said(one, seed).lower() for one in sentences for seed in (1, 2)]
    wrong = sum(Levenshtein.distance(one, model.heard(one, 1, level)) for one in said)
    assert wrong / sum(map(len, said)) == pytest.approx(model.rates[level].target, abs=0.015)


def test_the_same_seed_mishears_the_same_and_another_does_not(model, sentences):
    first = [model.misheard(one, 1) for one in sentences]
    assert first == [model.misheard(one, 1) for one in sentences]
    assert (
        sum(a != b for a, b in zip(first, (model.misheard(one, 2) for one in sentences), strict=True)) > 200
    )
    # Kept, so that another Python or machine that draws otherwise is noticed.
    assert model.misheard("身份证搞丢了，啷个补办？", 1) == "深份证高丢啷个补办"


def test_what_was_said_has_no_punctuation_and_is_the_same_at_every_level(model):
    text = "你好，我想问一下：身份证（二代）丢了，补办要40元吗？"
    said = {model.said(text, 5) for _ in LEVELS}
    assert len(said) == 1
    assert not set("，：（）？") & set(said.pop())


def test_most_errors_sound_like_what_was_said(model, sentences):
    alike = wrong = 0
    for one in sentences:
        said = model.said(one, 1).lower()
        heard = model.heard(said, 1)
        pairs = [
            (said[edit.src_pos], heard[edit.dest_pos])
            for edit in Levenshtein.editops(said, heard)
            if edit.tag == "replace"
        ]
        wrong += len(pairs)
        alike += sum(_folded(model, a) == _folded(model, b) for a, b in pairs)
    assert wrong > 1000
    assert alike / wrong > 0.75


def test_numbers_are_written_both_ways(model):
    heard = {("40" in model.said("要40元吗", seed)) for seed in range(20)}
    assert heard == {True, False}


def test_short_answers_are_mostly_said_as_they_are_and_never_vanish(model):
    said = [model.misheard("对", seed, "poor") for seed in range(200)]
    assert all(said)
    assert sum(one == "对" for one in said) > 80


def _folded(model: ErrorsModel, sign: str) -> tuple[str, ...]:
    return model.sounds.folded(readings_of(sign), 2)
