"""Conversations: turns, who may go on with one, and what is found again."""

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from api.bootstrap import Container
from storage.audit import AuditRow

from .conftest import Person

PAGE = {"Origin": "http://testserver"}


def test_an_opened_conversation_has_a_place_and_a_key(visitor: Person) -> None:
    answer = visitor.raw("POST", "/conversations", json={"channel": "phone"})
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(answer.json()["conversation_id"])
    assert answer.json()["token"]


def test_a_signed_in_person_needs_no_key(chen: Person) -> None:
    chen.open()
    assert "X-Conversation-Token" not in chen.headers
    assert chen.say("身份证搞丢了啷个办")["status"] == "answered"


def test_a_reply_has_the_shape_of_the_contract(visitor: Person) -> None:
    visitor.open()
    reply = visitor.say("身份证搞丢了啷个办")
    assert reply["status"] == "answered"
    assert reply["items"][0] == {"item_id": "id-card-replacement", "name": "居民身份证补领"}
    assert reply["citations"][0].keys() == {"item_id", "guide_version", "section", "quote", "kind"}
    assert reply["options"][0].keys() == {"label", "send"}
    assert reply["ai_generated"] is True
    assert reply["application"] is None
    assert reply["spoken_text"]


def test_what_is_said_is_fit_for_the_ear(visitor: Person) -> None:
    """No digits, no brackets of titles: a synthesiser would read 40元 and 「」 each in its own way."""
    visitor.open()
    spoken = visitor.say("补办身份证要多少钱")["spoken_text"]
    assert "四十元" in spoken
    assert not set("0123456789「」《》\n") & set(spoken)


def test_the_same_message_id_gives_the_same_reply(visitor: Person) -> None:
    visitor.open()
    first = visitor.say("居住证要多少钱", client_message_id="one")
    again = visitor.say("居住证要多少钱", client_message_id="one")
    assert again["message_id"] == first["message_id"]
    assert len(visitor.call("GET", f"/conversations/{visitor.conversation}")["messages"]) == 2


def test_history_tells_both_sides_in_order(visitor: Person) -> None:
    visitor.open()
    reply = visitor.say("身份证搞丢了啷个办")
    found = visitor.call("GET", f"/conversations/{visitor.conversation}")
    asked, answered = found["messages"]
    assert (asked["role"], asked["text"]) == ("person", "身份证搞丢了啷个办")
    assert (answered["role"], answered["message_id"]) == ("assistant", reply["message_id"])
    assert found["state"] == "answered"


@pytest.mark.parametrize("way", ["header", "bearer"])
def test_a_visitor_comes_back_with_the_token(app: FastAPI, visitor: Person, way: str) -> None:
    visitor.open()
    token = visitor.headers["X-Conversation-Token"]
    headers = {"X-Conversation-Token": token} if way == "header" else {"Authorization": f"Bearer {token}"}
    assert Person(app).call("GET", f"/conversations/{visitor.conversation}", headers=headers)


def test_a_page_comes_back_with_its_cookie(app: FastAPI) -> None:
    page = Person(app)
    opened = page.call("POST", "/conversations", json={"channel": "web"}, headers=PAGE)
    path = f"/conversations/{opened['conversation_id']}"
    assert page.call("GET", path)
    said = page.raw("POST", f"{path}/messages", json={"text": "你好"}, headers=PAGE)
    assert said.status_code == 200
    page.problem(404, "conversation_unknown", "POST", f"{path}/messages", json={"text": "你好"})


def test_without_the_token_it_does_not_exist(app: FastAPI, visitor: Person) -> None:
    visitor.open()
    path = f"/conversations/{visitor.conversation}"
    stranger = Person(app)
    stranger.problem(404, "conversation_unknown", "GET", path)
    stranger.problem(404, "conversation_unknown", "POST", f"{path}/messages", json={"text": "你好"})
    stranger.problem(404, "conversation_unknown", "GET", "/conversations/conv_none")


def test_who_signs_in_takes_the_conversation_along(
    app: FastAPI, visitor: Person, liu: Person, container: Container
) -> None:
    conversation = visitor.open()
    visitor.say("身份证搞丢了啷个办")
    path = f"/conversations/{conversation}"
    visitor.sign_in("chen-xiaoyu")
    assert len(visitor.call("GET", path)["messages"]) == 2
    liu.problem(404, "conversation_unknown", "GET", path)
    token = {"X-Conversation-Token": visitor.headers["X-Conversation-Token"]}
    Person(app).problem(404, "conversation_unknown", "GET", path, headers=token)
    with container.database.reading() as session:
        claims = session.scalars(select(AuditRow).where(AuditRow.subject == conversation)).all()
    assert [(entry.action, entry.actor) for entry in claims] == [("conversation.claim", "chen-xiaoyu")]


def test_an_ended_sign_in_is_told_apart_from_a_strange_conversation(app: FastAPI, chen: Person) -> None:
    chen.open()
    chen.call("POST", "/auth/logout")
    chen.headers["X-Conversation-Token"] = "of another conversation"
    path = f"/conversations/{chen.conversation}/messages"
    chen.problem(401, "token_expired", "POST", path, json={"text": "继续"})


def test_empty_and_very_long_messages_get_an_answer(visitor: Person) -> None:
    visitor.open()
    for text in ("", "   ", "身份证丢了，" * 1667):
        reply = visitor.say(text)
        assert reply["status"] in {"clarify", "out_of_scope", "answered", "not_covered"}
        assert reply["text"]


def test_a_message_beyond_the_limit_says_how_long_it_may_be(visitor: Person) -> None:
    visitor.open()
    path = f"/conversations/{visitor.conversation}/messages"
    problem = visitor.problem(422, "message_too_long", "POST", path, json={"text": "长" * 20_001})
    assert "20000" in problem["detail"]


def test_an_unknown_channel_is_named(visitor: Person) -> None:
    problem = visitor.problem(422, "invalid_request", "POST", "/conversations", json={"channel": "fax"})
    assert "channel" in problem["detail"]
