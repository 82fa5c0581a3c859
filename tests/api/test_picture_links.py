"""The way for pictures after a call: one's own draft, named without token or name, once a minute at most."""

import re

import pytest

from api.bootstrap import Container
from api.calls.links import PictureLinks
from applications.reminders.asked import Outside
from applications.types import Actor

from .conftest import Person
from .test_caller_identity import Gateway, at_once

CHEN = Actor("chen-xiaoyu", "陈晓渝", "citizen")
LIU = Actor("liu-guilan", "刘桂兰", "citizen")


def links(house: Container, gateway: Gateway, public_url: str = "https://xiaozhi.example/") -> PictureLinks:
    outside = Outside(gateway.messenger(), at_once)
    return PictureLinks(house.database, house.applications, house.library, outside, house.clock, public_url)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def draft(chen: Person) -> str:
    return chen.start("id-card-replacement")["application_id"]


def test_the_message_is_seen_in_the_app_and_sent_once_a_minute(
    container: Container, chen: Person, gateway: Gateway, draft: str
) -> None:
    sending = links(container, gateway)
    assert sending.send(CHEN, draft)
    assert sending.send(CHEN, draft), "it is on its way already"
    told = [one for one in chen.call("GET", "/reminders")["reminders"] if one["kind"] == "pictures"]
    assert [one["application_id"] for one in told] == [draft]
    assert told[0]["item_id"] == "id-card-replacement"
    assert told[0]["until"]
    [sent] = gateway.sent
    address = f"https://xiaozhi.example/#/cases/{draft}"
    assert (sent["account"], address in sent["text"]) == ("chen-xiaoyu", True)
    assert re.fullmatch(r"https://[a-z.]+/#/cases/app_[0-9a-f]{32}", address), "an opaque id and nothing else"
    assert "陈" not in sent["text"]
    assert "身份证" not in sent["text"]


def test_nobody_gets_a_link_to_anothers_case_or_to_one_that_takes_no_pictures(
    container: Container, chen: Person, liu: Person, gateway: Gateway, draft: str
) -> None:
    sending = links(container, gateway)
    assert not sending.send(LIU, draft)
    assert not sending.send(CHEN, "app_" + "0" * 32)
    chen.call("POST", f"/applications/{draft}/withdraw")
    assert not sending.send(CHEN, draft)
    assert gateway.sent == []
    assert [one for one in liu.call("GET", "/reminders")["reminders"] if one["kind"] == "pictures"] == []


def test_without_an_address_of_ours_the_message_says_where_to_look(
    container: Container, gateway: Gateway, draft: str
) -> None:
    sending = links(container, gateway, "")
    assert sending.address(draft) == ""
    assert sending.send(CHEN, draft)
    assert "http" not in gateway.sent[0]["text"]
