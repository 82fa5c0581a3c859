"""What strangers asked on after an answer, and what they must hear. One test a fault they met."""

import pytest

from tests.assistant.test_strangers import cited
from tests.assistant.walking import Talk

FOLLOW_UPS = [
    # The fee section says the same figure as the pair, and for whom.
    ("那要好多钱", {"fee", "qa:how-much"}),
    ("老人可以代办不", {"qa:proxy", "qa:elder"}),
    # Both say that she cannot go alone; qa:elder adds who comes to the house.
    ("我腿脚不方便，我女儿可以帮我去办不", {"qa:proxy", "qa:elder"}),
    # Of somebody from elsewhere, or elsewhere now: both say that the office where one lives takes it.
    ("我是外地的呢", {"qa:other-province", "qa:away-from-cq"}),
    # The pair on what to bring says what somebody with that register brings in addition.
    ("我户口不在重庆", {"qa:other-province", "qa:what-to-bring"}),
    # Places begin with what can be done on the web.
    ("网上可以不", {"qa:online", "places"}),
    ("要等好久", {"time_limits", "qa:how-long"}),
    ("要带些啥子东西嘛", {"qa:what-to-bring", "materials"}),
    ("怎么走", {"places"}),
    # The pair on what to bring says that the photo is taken there.
    ("现场能拍照不", {"conditions", "qa:what-to-bring"}),
    ("要不要预约", {"places", "qa:online"}),
]


@pytest.mark.parametrize(("text", "sections"), FOLLOW_UPS)
def test_a_follow_up_stays_with_the_matter_and_gets_its_answer(
    visitor: Talk, text: str, sections: set[str]
) -> None:
    visitor.say("身份证搞丢了啷个办")
    reply = visitor.say(text)
    assert [item for item, _ in reply.items] == ["id-card-replacement"]
    assert reply.status == "answered", reply.text
    assert cited(reply)
    assert cited(reply) <= sections


@pytest.mark.parametrize("text", ["现场能拍照不", "要不要预约", "周末上班不", "我有驾照，要交不"])
def test_a_follow_up_without_an_answer_stays_with_the_matter_too(visitor: Talk, text: str) -> None:
    visitor.say("身份证搞丢了啷个办")
    assert [item for item, _ in visitor.say(text).items] == ["id-card-replacement"]


@pytest.mark.parametrize(
    ("text", "item_id"),
    {
        "社保卡丢了怎么办": "social-card-replacement",
        "低保怎么申请": "minimum-living",
        "身份证到期了": "id-card-renewal",
        "居住证要多少钱": "residence-permit",
    }.items(),
)
def test_another_matter_is_heard_as_another_matter(visitor: Talk, text: str, item_id: str) -> None:
    visitor.say("身份证搞丢了啷个办")
    assert visitor.say(text).items[0][0] == item_id


def test_a_clarifying_question_does_not_swallow_another_matter(visitor: Talk) -> None:
    visitor.say("身份证搞丢了啷个办")
    visitor.say("结婚要带户口本吗")
    assert visitor.say("驾照到期了").items[0][0] == "driver-licence-renewal"


def test_a_topic_without_a_section_is_answered_by_the_sentence_that_speaks_of_it(visitor: Talk) -> None:
    visitor.say("身份证到期了")
    reply = visitor.say("能邮寄不")
    assert reply.status == "answered"
    assert reply.citations
    assert all("寄" in citation.quote or "快递" in citation.quote for citation in reply.citations)


def test_what_the_guide_does_not_say_is_not_answered_with_its_summary(visitor: Talk) -> None:
    visitor.say("身份证到期了")
    reply = visitor.say("周末上班不")
    assert reply.status == "not_covered"
    assert "12345" in reply.text


@pytest.mark.parametrize(
    ("text", "section"),
    {
        "居住证咋办": {"summary"},
        "育儿补贴怎么领": {"summary"},
        # The summary and that pair both say: apply at once, in person, no loss report needed first.
        "身份证搞丢了啷个办": {"summary", "qa:what-to-do"},
    }.items(),
)
def test_how_to_is_answered_in_general_and_not_by_a_detail(
    visitor: Talk, text: str, section: set[str]
) -> None:
    assert cited(visitor.say(text)) <= section
