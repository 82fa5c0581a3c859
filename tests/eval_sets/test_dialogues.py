"""A dialogue counts as right only when every turn is, and each wrong turn is named with what was wrong."""

from collections.abc import Callable

import pytest

from eval_sets.cases import DialogueCase
from eval_sets.client import Json
from eval_sets.dialogues import judge, walk
from eval_sets.errors import ServerError

Replies = dict[str, Json]
CARD = {"item": ["补证"], "status": ["answered"]}


def reply(text: str = "40元", status: str = "answered", item: str = "补证") -> Json:
    return {"status": status, "text": text, "items": [{"name": item}] if item else []}


def case(*turns: Json) -> DialogueCase:
    return DialogueCase.model_validate({"id": "d", "turns": list(turns)})


def saying(replies: Replies) -> Callable[[str], Json]:
    def say(text: str) -> Json:
        if text not in replies:
            raise ServerError(text)
        return replies[text]

    return say


@pytest.mark.parametrize(
    ("turn", "given", "wrong"),
    [
        ({**CARD, "must": ["40"]}, reply(), ""),
        ({**CARD, "must": ["20"]}, reply(), "said"),
        ({**CARD, "must_not": ["40"]}, reply(), "said"),
        (CARD, reply(item="换证"), "item"),
        (CARD, reply(item=""), "item"),
        (CARD, reply(status="not_covered"), "status"),
        ({"item": None, "status": ["answered"]}, reply(item="换证"), ""),
        ({}, reply(status="error", item=""), ""),
    ],
)
def test_a_turn_is_judged_by_its_item_then_its_status_then_its_words(
    turn: Json, given: Json, wrong: str
) -> None:
    assert judge(case({"say": "多少钱", **turn}).turns[0], given) == wrong


def test_a_question_is_answered_and_the_reply_to_that_is_judged() -> None:
    replies = {"证": reply(status="clarify", item="换证"), "丢了": reply()}
    asked = case({"say": "证", **CARD, "answer": "丢了"})
    assert walk(asked, saying(replies)).right
    assert walk(case({"say": "证", **CARD}), saying(replies)).failing == ["d#1 item"]


def test_turns_after_a_wrong_one_and_after_a_fault_are_still_judged() -> None:
    """One early mistake must not hide that the rest went well, nor a fault end the run."""
    walked = walk(
        case({"say": "证", **CARD}, {"say": "停电", **CARD}, {"say": "钱", **CARD}),
        saying({"证": reply(item="换证"), "钱": reply()}),
    )
    assert walked.wrong == ("item", "fault", "")
    assert not walked.right
    assert walked.failing == ["d#1 item", "d#2 fault"]
