"""What errors cost is counted case beside case; every condition is really said to the service."""

import json

import pytest

from eval_sets.cases import DialogueCase, NavigationCase
from eval_sets.dialogues import Walked
from eval_sets.errors import ServerError
from eval_sets.speech import measured
from eval_sets.speech.downstream import Reached, drop, drops, turn_values

CASES = [
    NavigationCase(id=str(at), query=f"身份证丢了怎么补办，第{at}次问", accept=["样本"]) for at in range(3)
]
TALK = DialogueCase.model_validate(
    {"id": "d", "turns": [{"say": "身份证丢了"}, {"say": "要多少钱", "item": ["样本"]}]}
)


def test_a_drop_is_paired_and_averages_the_seeds():
    found = drop([1, 1, 0, 1], [[1, 0, 0, 1], [0, 0, 0, 1]])
    assert found["points"] == 37.5
    assert found["low"] <= 37.5 <= found["high"]
    assert drop([1.0] * 50, [[1.0] * 50]) == {"points": 0.0, "low": 0.0, "high": 0.0}
    # What errors put right by chance counts against what they spoil.
    assert drop([0, 1], [[1, 0]])["points"] == 0


def test_drops_are_given_by_measure():
    clean = [Reached("a", at_once=True, after_question=True, search_at_1=True)]
    run = [Reached("a", at_once=False, after_question=True, search_at_1=False)]
    points = {name: one["points"] for name, one in drops(clean, [run]).items()}
    assert points == {"at_once": 100, "after_question": 0, "search_at_1": 100}


def test_turns_of_a_dialogue_are_valued_by_what_was_wrong():
    found = turn_values([Walked(TALK, ("", "item")), Walked(TALK, ("said", "status"))])
    assert found == {"turns": [0.5, 0.0], "items": [0.0, 1.0]}


def test_drawing_is_the_same_each_time_and_keeps_the_order():
    assert measured.drawn(range(100), 5) == measured.drawn(range(100), 5)
    assert measured.drawn(range(100), 5) == sorted(measured.drawn(range(100), 5))
    assert measured.drawn(range(4), 0) == [0, 1, 2, 3]


@pytest.fixture
def quick(monkeypatch):
    """Without learning the words of all our content, which takes seconds."""
    monkeypatch.setattr(measured, "mender", lambda content: lambda heard: "补办样本")
    monkeypatch.setattr(measured.paths, "calls", _refused)
    monkeypatch.setattr(measured, "PARTS", {"digits": lambda: {"lines": 1}, "clips": _missing})


def _refused(*_):
    raise ServerError("POST /auth/demo-login: 404")


def _missing():
    raise ModuleNotFoundError("No module named 'av'")


def test_all_conditions_are_measured_and_a_missing_part_says_why(fake, quick):
    fake.answer = "样本"
    report = measured.evaluate(CASES, [TALK], fake.url, 2)
    figures = report["figures"]
    assert figures["navigation"]["cases"] == 3
    assert figures["navigation"]["sichuan"]["misheard"]["after_question"]["share"] == 1.0
    assert figures["navigation"]["poor"]["mended"]["drop"]["at_once"]["points"] == 0
    assert figures["dialogues"]["mended"]["turns"] == figures["dialogues"]["clean"]["turns"]
    assert figures["clips"] == {"why": "No module named 'av'"}
    assert figures["digits"] == {"lines": 1}
    assert figures["calls"] == {"why": "POST /auth/demo-login: 404"}
    assert report["failing"] == []
    json.dumps(report)


def test_a_case_that_mending_does_not_save_is_named(fake, quick):
    fake.answer = "样本"
    fake.asks = {"补办样本": []}
    report = measured.evaluate(CASES, [], fake.url, 1)
    assert report["failing"] == ["0", "1", "2"]
    assert report["figures"]["navigation"]["sichuan"]["mended"]["drop"]["after_question"]["points"] == 100
    assert set(report["figures"]) == {"navigation"}
