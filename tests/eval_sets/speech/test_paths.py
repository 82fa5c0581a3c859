"""A caller in text: answers what is asked, objects to what is not theirs; a lost one is told apart."""

from typing import Any

import pytest

from eval_sets.speech import paths
from eval_sets.speech.walking import ID_CARD, PROGRESS

REPLY: dict[str, Any] = {
    "status": "answered",
    "text": "请问",
    "spoken_text": "请问",
    "options": [],
    "application": None,
    "sign_in": False,
}


class Line:
    """A service that answers as it is told; keeps what it heard."""

    def __init__(self, situation: dict[str, str], item: str = paths.ITEM) -> None:
        self.heard: list[str] = []
        self.situation, self.item = situation, item

    def say(self, text: str) -> dict[str, Any]:
        self.heard.append(text)
        if "进度" in text:
            return REPLY | {"status": "progress"}
        if text == "帮我办理":
            step = {"kind": "document", "name": "photo"}
            return REPLY | {"status": "handling", "application": {"application_id": "a", "next": step}}
        told = "要现在办，就说“帮我办理”。" if "身份证" in text else "请问"
        return REPLY | {"spoken_text": told}

    def get(self, path: str) -> dict[str, Any]:
        return {"item_id": self.item, "situation": self.situation}


def went(line: Line, path: Any, said: paths.Said = lambda text, _: text) -> paths.Called:
    return paths._Caller(line, path, said).go()


def test_a_caller_gets_to_the_picture_with_what_they_said():
    line = Line({"who": "self", "hukou": "other_province", "receive": "window"})
    called = went(line, ID_CARD)
    assert (called.reached, called.wrong, called.ended) == (True, [], "")
    assert line.heard[-2:] == ["身份证丢了怎么办", "帮我办理"]


def test_an_answer_that_nobody_gave_is_named():
    assert went(Line({"who": "child"}), ID_CARD).wrong == ["who=child"]


def test_another_item_is_not_where_the_caller_wanted_to_go():
    called = went(Line({}, item="passport"), ID_CARD)
    assert (called.reached, called.ended) == (False, "another item")


def test_progress_is_reached_when_it_is_told():
    assert went(Line({}), PROGRESS).reached


def test_who_is_never_understood_gives_up_after_a_while():
    called = went(Line({}), PROGRESS, lambda *_: "好天气哟今天")
    assert (called.reached, called.ended, called.sentences) == (False, "too many sentences", paths.MOST)


@pytest.mark.parametrize(
    ("told", "said"), [("您说的是：身份政，对吗？", "不是"), ("您说的是：身份证，对吗？", "对的")]
)
def test_what_is_read_back_wrong_gets_a_no(told, said):
    caller = paths._Caller(Line({}), ID_CARD, lambda text, _: text)
    assert caller._answer(told, "身份证") == said
