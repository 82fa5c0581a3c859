"""In the talk: whose card is it? A mistake is dropped; a relative's own matter goes on under their grant."""

from datetime import timedelta

from applications.delegations.types import Delegation, Offered, Scope, Wish
from tests.assistant.conftest import House
from tests.assistant.test_strangers import CHEN, LUO, drafting

LIU = {"name": "刘桂兰", "id_number": "50010319510820014X", "sex": "女", "birth_date": "1951-08-20"}


def test_handed_in_by_mistake_it_is_dropped(house: House) -> None:
    talk, citizen = drafting(house, "confirm")
    asked = citizen.hand_in("id_card_front", LUO)
    assert [option.label for option in asked.options][-2:] == ["是，帮家人办", "不是，传错了"]
    assert "罗文杰" not in asked.text
    after = talk.say("发错了哈")
    assert after.application is not None
    assert after.application.somebody_elses == ()
    assert after.application.fields["name"].value == CHEN["name"]


def test_for_a_relative_without_a_grant_it_is_told_how_to_get_one(house: House) -> None:
    talk, citizen = drafting(house, "confirm")
    citizen.hand_in("id_card_front", LUO)
    reply = talk.say("是的，帮我老公办")
    assert "授权" in reply.text
    assert reply.application is not None
    assert reply.application.fields["name"].value == CHEN["name"]


def test_for_a_relative_with_a_grant_it_goes_into_their_own_application(house: House) -> None:
    grants, people = house.applications.delegations, house.people
    liu, chen = people["liu-guilan"], people["chen-xiaoyu"]
    until = house.clock().date() + timedelta(days=30)
    wish = Wish("陈晓渝", "other", Scope((), ("prepare", "submit", "follow"), True, True, until))
    offered = grants.invite(liu, wish, grants.words("刘桂兰", "陈晓渝", wish))
    assert isinstance(offered, Offered)
    granted = grants.redeem(chen, offered.code, "刘桂兰")
    assert isinstance(granted, Delegation)
    grants.accept(chen, granted.delegation_id)

    talk, citizen = drafting(house, "confirm")
    own = talk.replies[-1].application
    citizen.hand_in("id_card_front", LIU)
    reply = talk.say("是，帮家人办")
    assert own is not None
    assert reply.application is not None
    assert reply.application.owner_id == liu.account_id
    assert reply.application.fields["name"].value == "刘桂兰"
    kept = house.applications.get(chen, own.application_id)
    assert getattr(kept, "fields", {})["name"].value == "陈晓渝"
