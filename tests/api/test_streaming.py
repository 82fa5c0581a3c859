"""A turn as a stream: stages as it goes, then the reply, the same one however often it is asked for."""

import asyncio
import json
from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.types import Message, Scope

from api.bootstrap import Container
from tests.api.conftest import BASE, Json, Person

STREAM = {"Accept": "text/event-stream"}
STAGES = ["understand", "decide", "act", "answer", "check"]


def events(text: str) -> list[tuple[str, Json]]:
    blocks = [
        dict(line.split(": ", 1) for line in one.splitlines())
        for one in text.split("\r\n\r\n")
        if "event:" in one
    ]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def say(person: Person, text: str, mark: str) -> list[tuple[str, Json]]:
    body = {"text": text, "client_message_id": mark}
    answer = person.raw("POST", f"/conversations/{person.conversation}/messages", json=body, headers=STREAM)
    assert answer.headers["content-type"].startswith("text/event-stream")
    return events(answer.text)


def test_a_turn_tells_its_stages_and_ends_with_the_reply(chen: Person) -> None:
    chen.open()
    *told, (last, reply) = say(chen, "身份证丢了怎么补办", "m1")
    assert told == [("status", {"stage": stage}) for stage in STAGES]
    assert last == "reply"
    assert reply["status"] == "answered"
    body = {"text": "身份证丢了怎么补办", "client_message_id": "m1"}
    assert chen.call("POST", f"/conversations/{chen.conversation}/messages", json=body) == reply, (
        "JSON stays the default"
    )


def test_the_same_message_again_is_the_same_reply_and_no_work(chen: Person) -> None:
    chen.open()
    first = say(chen, "身份证丢了怎么补办", "m1")[-1]
    assert say(chen, "身份证丢了怎么补办", "m1") == [first]
    assert len(chen.call("GET", f"/conversations/{chen.conversation}")["messages"]) == 2


def test_what_is_refused_before_the_work_is_a_problem_document(chen: Person) -> None:
    chen.open()
    chen.problem(
        422,
        "message_too_long",
        "POST",
        f"/conversations/{chen.conversation}/messages",
        json={"text": "长" * 20_001},
        headers=STREAM,
    )
    chen.problem(
        404,
        "conversation_unknown",
        "POST",
        "/conversations/con_other/messages",
        json={"text": "你好"},
        headers=STREAM,
    )


def test_a_client_that_goes_away_finds_its_turn_done(
    app: FastAPI, container: Container, chen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection breaks after the first stage; the turn is kept, and asking again gives its reply."""
    chen.open()
    gone, done = Event(), Event()
    say_it = container.turns.say

    def slowly(*given: Any) -> Any:
        *others, tell = given
        tell("status", {"stage": "understand"})
        assert gone.wait(20), "the client never went away"
        try:
            return say_it(*others)
        finally:
            done.set()

    monkeypatch.setattr(container.turns, "say", slowly)
    asyncio.run(
        _leave_after_the_first_event(app, chen, {"text": "身份证丢了怎么补办", "client_message_id": "m1"})
    )
    gone.set()
    assert done.wait(20)
    monkeypatch.undo()
    said, replied = chen.call("GET", f"/conversations/{chen.conversation}")["messages"]
    assert said["text"] == "身份证丢了怎么补办"
    name, again = say(chen, "身份证丢了怎么补办", "m1")[-1]
    assert (name, again["message_id"]) == ("reply", replied["message_id"])


async def _leave_after_the_first_event(app: FastAPI, person: Person, body: Json) -> None:
    heard = asyncio.Event()
    waiting: list[Message] = [{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}]

    async def receive() -> Message:
        if waiting:
            return waiting.pop()
        await heard.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if b"event: status" in message.get("body", b""):
            heard.set()

    headers = {**person.headers, **STREAM, "Content-Type": "application/json", "Host": "testserver"}
    path = f"{BASE}/conversations/{person.conversation}/messages"
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "headers": [(name.lower().encode(), one.encode()) for name, one in headers.items()],
    }
    await app(scope, receive, send)
