"""What a follow-up is about: the item talked about, a look-alike, an earlier one, or a new one."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.understand.learning import fitted
from assistant.understand.leaving import LEAVES, Leaving
from assistant.understand.signals import Signals
from tests.assistant.conftest import House

CARD, LOSS = "居民身份证补领", "居民身份证挂失申报"
FEW_WORDS = Signals(
    fits=-2.0,
    ahead=-8.0,
    ahead_in_context=-8.0,
    answers=0.5,
    new=0.0,
    unknown=0.0,
    facts=0.0,
    length=0.1,
    alike=0.0,
    points=0.0,
    brings=0.0,
    turns=0.0,
)
"""那多少钱: the other item is only the best of many that are no better"""
NAMED = replace(FEW_WORDS, fits=5.0, ahead=8.0, ahead_in_context=0.0, answers=0.1, new=1.0, unknown=3.0)
"""居住证要多少钱, while the ID card is talked about"""
PAPER = replace(FEW_WORDS, fits=5.0, ahead=4.0, answers=0.9, brings=1.0)
"""要带户口本不: names another item's matter, and the guide talked about answers it"""


@pytest.mark.parametrize(("signals", "leaves"), [(FEW_WORDS, False), (NAMED, True), (PAPER, False)])
def test_another_item_is_meant_when_it_is_named_and_the_one_talked_about_says_nothing_of_it(
    signals: Signals, leaves: bool
) -> None:
    assert (Leaving.shipped().likely(signals) >= LEAVES) is leaves


@pytest.mark.parametrize(
    ("name", "more", "leaves"),
    [
        ("fits", 2.0, 1),
        ("ahead", 2.0, 1),
        ("ahead_in_context", 2.0, 1),
        ("new", 0.5, 1),
        ("facts", 1.0, 1),
        ("answers", 0.4, -1),
    ],
)
def test_each_signal_counts_for_the_side_that_it_is_named_after(name: str, more: float, leaves: int) -> None:
    changed = replace(FEW_WORDS, **{name: getattr(FEW_WORDS, name) + more})
    told = Leaving.shipped().likely(changed) - Leaving.shipped().likely(FEW_WORDS)
    assert told * leaves > 0


def test_the_weights_are_learned_from_talk_the_same_each_time() -> None:
    signals = np.array([[0.9, 4.0], [0.8, 5.0], [0.2, -3.0], [0.4, -8.0]])
    leaves, weight = np.array([1.0, 1.0, 0.0, 0.0]), np.ones(4)
    found = fitted(signals, leaves, weight)
    assert ((signals @ found[:-1] + found[-1] > 0) == (leaves > 0)).all()
    assert (found == fitted(signals, leaves, weight)).all()


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


def test_another_paper_named_as_a_condition_does_not_leave_the_item(house: House) -> None:
    said = ["公租房怎么申请", "单身可不可以，没得社保卡", "我有驾照有车影响不"]
    assert items_of(house, *said) == ["公租房租赁补贴资格确认"] * 3


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


@pytest.mark.parametrize(
    ("first", "wish", "item"),
    [
        ("身份证丢了怎么办", "我想开个小面馆", "个体工商户设立登记"),
        ("娃儿上户口", "算了，我想办个居住证", "居住证申领"),
    ],
)
def test_another_thing_wished_for_is_not_drawn_to_the_item_talked_about(
    house: House, first: str, wish: str, item: str
) -> None:
    assert items_of(house, first, wish)[1] == item
