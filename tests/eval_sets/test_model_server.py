"""The stand-in service says what its script says, whole and in pieces; a chat model can stand behind it."""

import json
from typing import Any

import httpx
import pytest

from eval_sets.errors import ChoiceError
from eval_sets.model.served import chosen, served
from eval_sets.model.server import running
from eval_sets.model.wire import Answer, ToolCall, chunks, completion
from tests.assistant.model.served import Wanted, scripted

MESSAGES = [{"role": "system", "content": "系统"}, {"role": "user", "content": "补办身份证"}]
SHAPE = {"name": "Wanted", "parameters": Wanted.model_json_schema()}
VALUE = {"matter": "身份证", "papers": 2}


@pytest.mark.parametrize(
    "answer", ["请带居民户口簿。", ToolCall("Wanted", VALUE), [ToolCall("a", "{"), ToolCall("b", {})]]
)
def test_the_pieces_make_the_whole(answer: Answer) -> None:
    whole = completion({"model": "m"}, answer)["choices"][0]
    text, calls, ended = "", dict[int, list[str]](), None
    frames = [piece.decode().removeprefix("data: ").strip() for piece in chunks({"model": "m"}, answer)]
    assert frames[-1] == "[DONE]"
    for choice in (choice for frame in frames[:-1] for choice in json.loads(frame)["choices"]):
        text += choice["delta"].get("content", "")
        ended = ended or choice["finish_reason"]
        for call in choice["delta"].get("tool_calls", ()):
            name, arguments = calls.setdefault(call["index"], ["", ""])
            told = call["function"]
            calls[call["index"]] = [name + told.get("name", ""), arguments + told["arguments"]]
    message = whole["message"]
    assert text == (message["content"] or "")
    expected = [[c["function"]["name"], c["function"]["arguments"]] for c in message.get("tool_calls", ())]
    assert list(calls.values()) == expected
    assert ended == whole["finish_reason"]


def test_a_chat_model_answers_in_the_way_that_is_asked_for() -> None:
    script = served(scripted())
    asked: dict[str, Any] = {"messages": MESSAGES}
    assert script(asked) == "请带居民户口簿。"
    assert script(asked | {"tools": [{"type": "function", "function": SHAPE}]}) == [ToolCall("Wanted", VALUE)]
    shape = {"type": "json_schema", "json_schema": {"name": "Wanted", "schema": SHAPE["parameters"]}}
    assert json.loads(str(script(asked | {"response_format": shape}))) == VALUE


@pytest.mark.parametrize(
    "name", ["nowhere:model", "json:nothing", "json", "", "tests.assistant.model.served:plain"]
)
def test_what_is_no_chat_model_is_refused(name: str) -> None:
    with pytest.raises(ChoiceError):
        chosen(name)


def test_it_keeps_what_it_was_sent() -> None:
    with running(lambda _: "好") as server:
        body = {"model": "m", "messages": MESSAGES}
        for _ in range(2):
            httpx.post(f"{server.url}/chat/completions", json=body, headers={"authorization": "Bearer x"})
        assert (server.requests, server.keys) == ([body, body], ["Bearer x"] * 2)
        assert "补办身份证" in server.received()
