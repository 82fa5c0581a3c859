"""What a story tells of others is not taken for a fact about the person who tells it."""

import pytest

from applications.types import Next
from assistant.understand import facts
from assistant.understand.control import load_words
from assistant.understand.facts import Told
from knowledge_base.model.guide import Guide
from tests.assistant.conftest import House


def guide_of(house: House, item_id: str) -> Guide:
    published = house.library.guide(item_id)
    assert published is not None
    return published.guide


def told(house: House, item_id: str, text: str, asked: Next | None = None) -> Told:
    return facts.find(text, guide_of(house, item_id), {}, load_words(), asked)


SITUATIONS = [
    ("marriage", "我们要结婚，男方以前离过婚", {"history": "again"}),
    ("marriage", "我和男方都没结过婚", {"history": "first"}),
    ("marriage", "我是女方", {"side": "bride"}),
    ("residence-permit", "想办居住证，娃儿以后要读书", {}),
    ("residence-permit", "我老公在这里上班，我没得工作", {}),
    ("residence-permit", "给娃儿办居住证", {"who": "other"}),
    ("id-card-replacement", "我孩子的身份证丢了", {"who": "child"}),
    ("id-card-replacement", "我女儿身份证搞掉了", {"who": "child"}),
    ("childcare-subsidy", "我想领养娃儿的补贴", {}),
    ("childcare-subsidy", "娃儿是领养的", {"child_by": "adoption"}),
]


@pytest.mark.parametrize(("item_id", "text", "situation"), SITUATIONS)
def test_answers_in_a_story(house: House, item_id: str, text: str, situation: dict[str, str]) -> None:
    assert told(house, item_id, text).situation == situation


FIELDS = [
    ("男方以前离过婚", {}),
    ("我老公以前离过婚", {"partner_marital_status": "离婚"}),
    ("我以前离过婚", {"marital_status": "离婚"}),
]


@pytest.mark.parametrize(("text", "fields"), FIELDS)
def test_a_marital_status_is_that_of_whom_it_is_told(house: House, text: str, fields: dict[str, str]) -> None:
    assert told(house, "marriage", text).fields == fields


def test_the_answer_to_a_question_about_the_other_is_not_taken_for_both(house: House) -> None:
    asked = Next("field", "partner_marital_status", "对方是？")
    assert told(house, "marriage", "未婚", asked).fields == {"partner_marital_status": "未婚"}


ANSWERS = [
    ("id-card-renewal", "who", "我个人的", "self"),
    ("id-card-renewal", "reason", "断成两截了", "damaged"),
    ("id-card-replacement", "receive", "自己去拿", "window"),
    ("residence-permit", "who", "我个人的", "self"),
]


@pytest.mark.parametrize(("item_id", "question", "text", "option"), ANSWERS)
def test_other_words_for_an_option(house: House, item_id: str, question: str, text: str, option: str) -> None:
    asked = Next("situation", question, "？")
    assert told(house, item_id, text, asked).situation == {question: option}
