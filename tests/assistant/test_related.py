"""What comes before and after, what a certificate is for, and what is suggested without nagging."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from applications.types import Application
from assistant.answer.own_case import held_instead
from assistant.relations import certificate_asked, relation_asked
from assistant.reply import Reply
from knowledge_base.loader import LoadedGuide
from knowledge_base.sections import related_sentence
from tests.assistant.conftest import House
from tests.assistant.walking import Citizen, Talk
from tests.shipped import loaded

QUESTIONS: Mapping[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "related_questions.yaml").read_text(encoding="utf-8")
)
FIGURE = 0.95
"""share of the questions that must be answered as asked"""


@dataclass
class Counted:
    right: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])

    @property
    def figure(self) -> float:
        return len(self.right) / len([*self.right, *self.wrong])


def answered(reply: Reply, section: str, case: Mapping[str, Any]) -> bool:
    """Told from the section of the item's guide, with what must be named, each quote as published."""
    cited = {(one.item_id, one.section) for one in reply.citations}
    named = all(name in reply.text for name in case.get("names", ()))
    wanted = (case["item"], case.get("section", section))
    derived = section == "after" and any(place == "before" for _, place in cited)
    return reply.status == "answered" and named and (wanted in cited or derived)


def test_questions_what_comes_before_and_after_are_answered_from_guides(house: House) -> None:
    counted = Counted()
    for kind in ("before", "after", "uses"):
        for case in QUESTIONS[kind]:
            if house.library.guide(case["item"]) is None:
                continue
            reply = house.talk().say(case["ask"])
            fits = answered(reply, kind, case)
            (counted.right if fits else counted.wrong).append(f"{case['ask']}: {reply.text[:120]}")
    figure = f"{len(counted.right)} of {len([*counted.right, *counted.wrong])} answered as asked"
    logging.getLogger(__name__).info(figure)
    assert counted.figure >= FIGURE, "\n".join([figure, *counted.wrong])


def test_every_sentence_of_these_answers_is_cited_and_stands_in_its_guide(house: House) -> None:
    for case in (one for kind in ("before", "after", "uses") for one in QUESTIONS[kind]):
        for cited in house.talk().say(case["ask"]).citations:
            if cited.kind != "guide":
                continue
            stands = {section.id: section.text for section in house.library.sections(cited.item_id)}
            assert cited.quote in stands[cited.section], case["ask"]


@pytest.mark.parametrize("question", QUESTIONS["others"])
def test_other_questions_are_not_taken_for_these(question: str) -> None:
    assert relation_asked(question) is None
    assert certificate_asked(question) is None


AFTER = "办完还要办什么"
ANSWERS = {"who": "我自己的", "hukou": "在重庆", "receive": "到窗口领"}
JOURNEY = ("身份证搞丢了啷个办", "帮我办理")


def offered(reply: Reply) -> bool:
    return AFTER in [option.label for option in reply.options]


def submitted(house: House, talk: Talk) -> Reply:
    for said in JOURNEY:
        talk.say(said)
    return Citizen(talk, house.documents, ANSWERS).go_on()


def test_what_comes_after_is_offered_once_an_item_and_conversation(visitor: Talk) -> None:
    assert offered(visitor.say("身份证丢了怎么办"))
    assert not offered(visitor.say("要多少钱"))
    assert offered(visitor.say("食品经营许可新设要多久")), "another item"
    assert not offered(visitor.say("身份证丢了怎么办"))


def test_the_offer_leads_to_what_the_guide_says(visitor: Talk) -> None:
    visitor.say("身份证丢了怎么办")
    reply = visitor.say(AFTER)
    assert {(one.item_id, one.section) for one in reply.citations} == {("id-card-replacement", "after")}


def test_what_was_told_is_not_offered_again(visitor: Talk) -> None:
    visitor.say("身份证补领办完还要办什么")
    assert not offered(visitor.say("身份证补领要多少钱"))


def test_nothing_is_suggested_while_something_is_being_handled(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证搞丢了啷个办")
    talk.say("帮我办理")
    assert not offered(talk.say("领结婚证要户口本吗"))


def test_a_receipt_says_what_usually_follows_in_this_case(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    reply = submitted(house, talk)
    assert reply.status == "submitted"
    _, _, follows = reply.text.partition("办完这个，通常还要：")
    cited = {one.quote for one in reply.citations if one.section == "after"}
    assert cited
    assert all(quote in follows for quote in cited)
    assert not offered(talk.say("身份证补领要多少钱"))


def test_what_somebody_has_applied_for_already_is_not_suggested(house: House) -> None:
    actor = house.people["chen-xiaoyu"]
    guide = house.library.guide("id-card-replacement")
    assert guide is not None
    for related in guide.guide.follow_ups:
        for item_id in related.items:
            house.applications.start(actor, item_id)
    begun = {one.item_id for one in house.applications.mine(actor)}
    reply = submitted(house, house.talk("chen-xiaoyu"))
    told = {one.quote for one in reply.citations if one.section == "after"}
    left = [one for one in guide.guide.follow_ups if not begun & {*one.items}]
    assert told == {related_sentence(guide.guide, one) for one in left}


def without_prerequisites(house: House) -> None:
    """The licence is then only asked for as a material, exempt for those who hold it."""
    (food,) = (one for one in loaded() if one.item_id == "food-licence")
    materials = [
        one.model_copy(update={"when": {}, "exempt": [e for e in one.exempt if e.by == "certificate"]})
        for one in food.guide.materials
    ]
    bare = food.guide.model_copy(update={"prerequisites": [], "materials": materials})
    house.publisher.build([LoadedGuide(bare, food.sources)], "test")


def test_what_follows_from_materials_is_told_with_the_material_it_rests_on(house: House) -> None:
    without_prerequisites(house)
    reply = house.talk().say("开餐馆办食品证前面要先办啥子")
    assert "没有的先办「公司设立登记」或者「个体工商户设立登记」。" in reply.text
    assert {(one.item_id, one.section) for one in reply.citations} == {("food-licence", "materials")}


def test_what_was_withdrawn_is_neither_cited_nor_suggested(house: House) -> None:
    before = house.talk().say("居住证能拿来办什么")
    assert "medical-resident-enrol" in {one.item_id for one in before.citations}
    house.publisher.withdraw("medical-resident-enrol", "curator", "重写")
    after = house.talk().say("居住证能拿来办什么")
    assert "medical-resident-enrol" not in {one.item_id for one in after.citations}


def test_a_material_that_the_profile_stands_in_for_is_said_not_to_be_needed(house: House) -> None:
    """The guide's list stays as published; that it is not asked for stands beside it."""
    guide = house.library.guide("food-licence")
    view = house.applications.start(house.people["zhang-yang"], "food-licence", {"business": "catering"})
    assert guide is not None
    assert isinstance(view, Application)
    assert held_instead(guide.guide, view) == []
    unsaid = [replace(m, exempt_by="certificate", exempt_reason="您的档案里有。") for m in view.materials[:1]]
    assert held_instead(guide.guide, replace(view, materials=tuple(unsaid))) == [
        (unsaid[0].name, "您的档案里有。")
    ]
