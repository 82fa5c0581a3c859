"""What a follow-up is about: the item talked about, a look-alike, an earlier one, or a new one."""

from dataclasses import replace

import pytest

from assistant.understand.focus import Signals
from tests.assistant.conftest import House

CARD, LOSS = "居民身份证补领", "居民身份证挂失申报"
STAYS = Signals(0.9, frozenset({"户口"}), frozenset(), answers=0.0, brings=False, turning=False)
"""of another item that is surely found, by a word that the guide talked about uses as well"""


@pytest.mark.parametrize(
    ("signals", "leaves"),
    [
        (STAYS, True),
        (replace(STAYS, named=frozenset()), False),
        (replace(STAYS, score=0.5), False),
        (replace(STAYS, answers=0.85), False),
        (replace(STAYS, brings=True), False),
        (replace(STAYS, score=0.5, turning=True), False),
        (replace(STAYS, score=0.5, turning=True, new=frozenset({"户口"})), True),
    ],
)
def test_another_item_is_meant_when_it_is_named_and_the_one_talked_about_says_nothing_of_it(
    signals: Signals, leaves: bool
) -> None:
    assert signals.leave is leaves


def items_of(house: House, *messages: str) -> list[str]:
    """The first item of each reply of one conversation."""
    talk = house.talk()
    replies = [talk.say(message) for message in messages]
    return [reply.items[0][1] if reply.items else "" for reply in replies]


def test_follow_ups_of_few_words_stay(house: House) -> None:
    said = ["身份证丢了怎么办", "那多少钱", "老人可以代办吗", "要好久嘛", "谢谢", "要带户口本不"]
    found = items_of(house, *said)
    assert [item for item in found if item] == [CARD] * 5


def test_an_earlier_item_is_gone_back_to_by_its_name_or_without_one(house: House) -> None:
    found = items_of(
        house,
        "身份证丢了怎么办",
        "居住证怎么办",
        "刚才说的那个身份证要多少钱",
        "回到刚才那个",
    )
    assert found == [CARD, "居住证申领", CARD, "居住证申领"]


def test_a_fact_that_has_changed_leads_to_the_look_alike(house: House) -> None:
    found = items_of(house, "身份证丢了怎么办", "哦找到了，断成两半了")
    assert found == [CARD, "居民身份证换领"]


def test_what_was_denied_or_offered_is_not_offered_again(house: House) -> None:
    talk = house.talk()
    seen: set[str] = set()
    for message in ("通行证怎么办", "都不是", "都不是"):
        offered = {item_id for item_id, _ in talk.say(message).items}
        assert not offered & seen
        seen |= offered
