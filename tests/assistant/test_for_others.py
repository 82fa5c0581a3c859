"""Handling for somebody else in the talk: under what they granted, or told how it can be granted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from applications.delegations.types import Delegation, Offered, Scope, Wish
from applications.types import Actor
from assistant.understand.relatives import for_oneself, relative
from tests.assistant.conftest import House

SAID = [
    ("我想帮我妈办高龄津贴", "mother"),
    ("替我老汉儿换个身份证", "father"),
    ("代我爱人申请失业金", "spouse"),
    ("给我外婆申领高龄津贴", "grandparent"),
    ("帮我家娃儿办身份证", "child"),
    ("我妈身份证丢了", None),
    ("帮我把表填了", None),
    ("我和老公想开个店", None),
    ("帮我的妈妈，她问你好", None),
    ("身份证丢了", None),
]


@pytest.mark.parametrize(("text", "relation"), SAID)
def test_whom_it_is_for(text: str, relation: str | None) -> None:
    assert relative(text) == relation


def test_for_oneself_is_said() -> None:
    assert for_oneself("给我自己办身份证")
    assert not for_oneself("帮我妈办身份证")


def granted(house: House, item_id: str, until_days: int = 30) -> Delegation:
    """刘桂兰 lets 陈晓渝, her daughter, handle the item."""
    delegations = house.applications.delegations
    principal, agent = house.people["liu-guilan"], house.people["chen-xiaoyu"]
    until = house.clock().date() + timedelta(days=until_days)
    wish = Wish(agent.name, "mother", Scope((item_id,), ("prepare", "submit"), True, True, until))
    made = delegations.invite(principal, wish, delegations.words(principal.name, agent.name, wish))
    assert isinstance(made, Offered), made
    delegations.redeem(agent, made.code, principal.name)
    held = delegations.accept(agent, made.delegation.delegation_id)
    assert isinstance(held, Delegation)
    return held


def test_a_grant_is_used_and_the_form_is_hers(house: House) -> None:
    granted(house, "id-card-replacement")
    talk = house.talk("chen-xiaoyu")
    reply = talk.say("我想帮我妈补办身份证")
    view = reply.application
    assert view is not None, reply.text
    assert view.owner_id == "liu-guilan"
    assert view.fields["name"].value == "刘桂兰"
    assert "刘桂兰" in reply.text
    assert view.situation["who"] == "self"
    again = house.talk("chen-xiaoyu").say("我要帮我妈补办身份证").application
    assert again is not None
    assert again.application_id == view.application_id, "what was begun for her goes on"


def test_her_draft_is_not_taken_for_ones_own(house: House) -> None:
    granted(house, "id-card-replacement")
    house.talk("chen-xiaoyu").say("我想帮我妈补办身份证")
    own = house.talk("chen-xiaoyu").say("我要补办身份证").application
    assert own is not None
    assert own.owner_id == "chen-xiaoyu"


def test_named_by_her_name(house: House) -> None:
    granted(house, "id-card-replacement")
    view = house.talk("chen-xiaoyu").say("我要补办身份证，替刘桂兰办").application
    assert view is not None
    assert view.owner_id == "liu-guilan"


def test_without_a_grant_it_is_told_how_and_nothing_begins(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    reply = talk.say("我想帮我妈补办身份证")
    assert reply.application is None
    assert reply.status == "clarify"
    assert "12位授权码" in reply.text
    assert house.applications.mine(house.people["chen-xiaoyu"]) == []
    own = talk.say(reply.options[0].send).application
    assert own is not None
    assert own.owner_id == "chen-xiaoyu"


def test_what_was_open_stays_open(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    before = talk.say("我要办无犯罪记录证明").application
    assert before is not None
    reply = talk.say("我还想帮我妈补办身份证")
    assert reply.application is not None
    assert reply.application.application_id == before.application_id


def test_an_item_beyond_the_grant_is_not_begun_under_it(house: House) -> None:
    granted(house, "no-criminal-record")
    reply = house.talk("chen-xiaoyu").say("我想帮我妈补办身份证")
    assert reply.application is None
    assert "授权" in reply.text


def test_a_guides_own_way_for_relatives_stays(house: House) -> None:
    view = house.talk("chen-xiaoyu").say("我想帮我妈申请高龄津贴").application
    assert view is not None
    assert (view.owner_id, view.situation["who"]) == ("chen-xiaoyu", "family")


def test_taken_back_in_the_middle_of_the_talk(house: House) -> None:
    held = granted(house, "id-card-replacement")
    talk = house.talk("chen-xiaoyu")
    assert talk.say("我想帮我妈补办身份证").application is not None
    house.applications.delegations.end(house.people["liu-guilan"], held.delegation_id)
    reply = talk.say("重庆的")
    assert reply.application is None
    assert "50010319510820014X" not in reply.text
    theirs: Actor = replace(house.people["liu-guilan"])
    [kept] = house.applications.own(theirs)
    assert "hukou" not in kept.situation, "what the agent says afterwards changes nothing"
