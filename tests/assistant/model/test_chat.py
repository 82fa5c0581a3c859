"""Whatever a service sends, asking it gives an answer that fits or a named failure."""

import json
import logging
from typing import Any

import pytest
from langchain_core.exceptions import ModelRateLimitError
from langchain_core.messages import AIMessage

from assistant.consulted import Failed, Line, Told, Why
from assistant.errors import ModelSettingsError
from assistant.model.chat import open_model
from assistant.model.loop import SHARED
from assistant.model.serving import Service
from assistant.model.specs import ModelSpec
from eval_sets.model.server import Fault, Server
from eval_sets.model.wire import ToolCall, completion, structured
from tests.assistant.model.served import KEY, Wanted, opened, plain, saying, shaped

SOON = 0.25
FAULTS: dict[Fault, Why] = {
    "stall": "timeout",
    "drip": "timeout",
    "error_500": "refused",
    "error_429": "refused",
    "error_400": "refused",
    "malformed": "malformed",
    "wrong_body": "malformed",
    "wrong_shape": "malformed",
    "half_utf8": "malformed",
    "stream": "malformed",
    "empty_choices": "malformed",
    "unknown_tool": "malformed",
    "bad_arguments": "malformed",
    "cut": "unreachable",
}


def _asked(model: Any, ask: Any) -> Told | Failed:
    return SHARED.start(model.answer(ask)).result(10)


@pytest.mark.parametrize("method", ["function_calling", "json_schema", "json_mode"])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_name(server: Server, fault: Fault, method: str) -> None:
    server.fault = fault
    failed = Service([opened(server.url, structured=method)]).ask(shaped(), SOON)
    assert isinstance(failed, Failed)
    assert failed.why == FAULTS[fault]
    assert failed.model == "served"
    assert len(server.requests) == 1, "nothing is tried twice"


@pytest.mark.parametrize("fault", ["cut", "half_utf8", "malformed", "drip", "error_500"])
def test_a_streamed_answer_fails_alike(server: Server, fault: Fault) -> None:
    server.fault = fault
    failed = Service([opened(server.url, options={"streaming": True})]).ask(plain(), SOON)
    assert isinstance(failed, Failed)
    assert failed.why == FAULTS[fault]


def test_nobody_there() -> None:
    failed = _asked(opened("http://127.0.0.1:9/v1"), plain())
    assert isinstance(failed, Failed)
    assert (failed.why, failed.spent.tokens_in) == ("unreachable", 0)


def test_nobody_there_by_the_protocol_of_ollama() -> None:
    spec = ModelSpec(name="qwen2.5:7b", provider="ollama", url="http://127.0.0.1:9")
    failed = _asked(open_model(spec), plain())
    assert isinstance(failed, Failed)
    assert failed.why == "unreachable"


def test_the_question_goes_out_as_it_is_and_the_key_in_its_header(server: Server) -> None:
    ask = plain()
    ask = type(ask)(ask.task, ask.prompt, ask.system, (*ask.lines, Line("assistant", "哪里？"), *ask.lines))
    _asked(opened(server.url), ask)
    [request] = server.requests
    assert [(one["role"], one["content"]) for one in request["messages"]] == [
        ("system", "你是助手，用一句中文回答。"),
        ("user", "补办身份证要带什么？"),
        ("assistant", "哪里？"),
        ("user", "补办身份证要带什么？"),
    ]
    assert (request["model"], request["temperature"]) == ("served", 0.0)
    assert server.keys == [f"Bearer {KEY}"]


def test_a_question_without_a_message_is_one_of_the_user(server: Server) -> None:
    ask = plain()
    _asked(opened(server.url), type(ask)(ask.task, ask.prompt, ask.system, ()))
    assert [one["role"] for one in server.requests[0]["messages"]] == ["user"]


def test_json_mode_is_told_the_shape(server: Server) -> None:
    _asked(opened(server.url, structured="json_mode"), shaped())
    assert '"enum": ["身份证", "户口簿", "社保卡"]' in server.requests[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    "written",
    [
        '{"matter": "身份证", "papers": 2}',
        '```json\n{"matter": "身份证", "papers": 2}\n```',
        '好的：\n```\n{"matter": "身份证", "papers": 2}\n```\n请查收',
        '<think>{"matter": "社保卡", "papers": 1}</think>\n{"matter": "身份证", "papers": 2}',
        '先想一想……</think>{"matter": "身份证", "papers": 2}',
    ],
)
def test_json_in_the_text_is_taken_where_no_function_was_called(server: Server, written: str) -> None:
    server.script = lambda _: written
    told = _asked(opened(server.url), shaped())
    assert isinstance(told, Told)
    assert told.value == Wanted(matter="身份证", papers=2)


@pytest.mark.parametrize("value", [{"matter": "护照", "papers": 2}, {"matter": "身份证", "papers": 10}, {}])
def test_a_value_out_of_bounds_is_no_answer(server: Server, value: dict[str, Any]) -> None:
    server.script = lambda request: structured(request, value)
    failed = _asked(opened(server.url), shaped())
    assert isinstance(failed, Failed)
    assert failed.why == "malformed"


def test_of_several_calls_the_one_asked_for_counts(server: Server) -> None:
    fits = ToolCall("Wanted", {"matter": "社保卡", "papers": 0})
    server.script = lambda _: [ToolCall("submit", {"all": True}), fits]
    told = _asked(opened(server.url), shaped())
    assert isinstance(told, Told)
    assert told.value == Wanted(matter="社保卡", papers=0)


def test_what_a_model_thought_is_not_said() -> None:
    assert _text("<think>他是张三。</think>\n请带户口簿。") == "请带户口簿。"
    assert _text("<thinking>想</thinking>请带户口簿。<think>再想") == "请带户口簿。"
    assert _text("<think>想到一半") is None


def _text(written: str) -> str | None:
    answer = _asked(saying(AIMessage(written)), plain())
    return answer.text if isinstance(answer, Told) else None


@pytest.mark.parametrize(("ended", "kind"), [("length", "malformed"), ("content_filter", "refused")])
def test_half_an_answer_is_none(ended: str, kind: Why) -> None:
    half = AIMessage("不需要带", response_metadata={"finish_reason": ended})
    answer = _asked(saying(half), plain())
    assert isinstance(answer, Failed)
    assert (answer.why, answer.text) == (kind, "不需要带")


class _OfSomeKitError(Exception):
    status_code = 403


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "unreachable"),
        (ModelRateLimitError(), "refused"),
        (_OfSomeKitError(), "refused"),
        (KeyError("choices"), "malformed"),
        (AttributeError(), "malformed"),
        (RecursionError(), "malformed"),
        (NotImplementedError(), "malformed"),
        (StopAsyncIteration(), "malformed"),
    ],
)
def test_what_a_kit_raises_is_an_outcome(error: Exception, kind: Why) -> None:
    answer = _asked(saying(error), plain())
    assert isinstance(answer, Failed)
    assert answer.why == kind


def test_tokens_are_counted_in_money(server: Server) -> None:
    told = _asked(opened(server.url, price_in=2.0, price_out=8.0), plain())
    expected = (told.spent.tokens_in * 2 + told.spent.tokens_out * 8) / 1_000_000
    assert told.spent.yuan == pytest.approx(expected)
    assert told.spent.yuan > 0


def test_tokens_are_estimated_where_a_service_does_not_count(server: Server) -> None:
    server.usage = False
    told = _asked(opened(server.url), plain("你好"))
    assert told.spent.tokens_in == len("你是助手，用一句中文回答。你好")
    assert told.spent.tokens_out == len("请带居民户口簿。")


@pytest.mark.parametrize(
    ("place", "junk"),
    [
        ("role", "prophet"),
        ("role", None),
        ("content", [{"type": "text", "text": 5}]),
        ("content", {"a": 1}),
        ("tool_calls", [None]),
        ("tool_calls", "call"),
        ("finish_reason", {"a": 1}),
        ("prompt_tokens", -4000),
        ("prompt_tokens", 10**400),
        ("prompt_tokens", 3.5),
        ("prompt_tokens", "many"),
        ("completion_tokens", {"a": 1}),
    ],
)
def test_no_field_of_an_answer_is_trusted(
    server: Server, place: str, junk: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by mutating answers at random."""
    body = completion({"model": "m"}, '{"matter": "身份证", "papers": 2}')
    [choice] = body["choices"]
    for holder in (body["usage"], choice, choice["message"]):
        holder.update({place: junk} if place in holder or place == "tool_calls" else {})
    monkeypatch.setattr(server, "_pieces", lambda *_: [json.dumps(body).encode()])
    for ask in (plain(), shaped()):
        answer = _asked(opened(server.url), ask)
        assert isinstance(answer, Told) or answer.why == "malformed"
        assert isinstance(answer.spent.tokens_in, int)
        assert 0 < answer.spent.tokens_in < 1000
        assert 0 <= answer.spent.tokens_out < 1000


def test_logs_and_shown_values_have_neither_key_nor_contents(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = opened(server.url)
    for fault in ("error_429", "malformed", "wrong_shape", "cut"):
        server.fault = fault
        _asked(model, shaped())
    assert "model served: refused (OpenAIRateLimitError, status 429)" in caplog.messages
    for secret in (KEY, "身份证", "材料"):
        assert secret not in caplog.text
    assert KEY not in repr(model)
    assert KEY not in repr(ModelSpec(name="x", key=KEY))  # pyright: ignore[reportArgumentType]


def test_nothing_is_told_to_a_tracing_service(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """LangChain would send every question to LangSmith where the environment asks for it."""
    traced: list[object] = []
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "none")
    monkeypatch.setattr("langsmith.Client.create_run", lambda *args, **more: traced.append(more))
    assert isinstance(_asked(opened(server.url), plain()), Told)
    assert traced == []


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (ModelSpec(name="gpt"), "set MODEL_URL"),
        (ModelSpec(name="x", provider="nobody"), "MODEL_PROVIDER"),
        (ModelSpec(name="x", provider="mistralai"), "pip install langchain-mistralai"),
        (ModelSpec(name="tests.nowhere:model"), "package.module:factory"),
        (ModelSpec(name="tests.assistant.model.served:nothing"), "package.module:factory"),
        (ModelSpec(name="tests.assistant.model.served:plain"), "no LangChain chat model"),
        (ModelSpec(name="x", url="http://127.0.0.1:9/v1", options={"temperature": "hot"}), "temperature"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(spec: ModelSpec, says: str) -> None:
    with pytest.raises(ModelSettingsError, match=says):
        open_model(spec)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain.chat_models import base

    monkeypatch.setitem(base._BUILTIN_PROVIDERS, "openai", ("langchain_gone", "ChatGone", base._call))
    base._get_chat_model_creator.cache_clear()
    try:
        with pytest.raises(ModelSettingsError, match=r"yuxiaozhi\[model\]"):
            open_model(ModelSpec(name="x", url="http://127.0.0.1:9/v1"))
    finally:
        base._get_chat_model_creator.cache_clear()
