"""What an OpenAI-compatible service sends: the body of a chat completion, whole or in pieces (pure)."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PIECE = 4
"""characters a piece of a streamed answer"""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """`arguments`: a mapping, or a string that is sent as it stands."""

    name: str
    arguments: Mapping[str, Any] | str


Answer = str | ToolCall | Sequence[ToolCall]
Script = Callable[[Mapping[str, Any]], Answer]
"""from the body of a request as it came (`messages`, `tools`, `response_format` …) to what is answered"""


def asked_shape(request: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """Name and JSON schema of the structured answer that is asked for, by a function or a response format."""
    for tool in request.get("tools") or ():
        return tool["function"]["name"], tool["function"].get("parameters", {})
    asked = (request.get("response_format") or {}).get("json_schema")
    return (asked["name"], asked.get("schema", {})) if asked else None


def structured(request: Mapping[str, Any], value: Mapping[str, Any]) -> Answer:
    """`value` in the way that the request asks for: as a function's arguments, or as JSON text."""
    if request.get("tools"):
        return ToolCall(request["tools"][0]["function"]["name"], value)
    return json.dumps(value, ensure_ascii=False)


def completion(request: Mapping[str, Any], answer: Answer, usage: bool = True) -> dict[str, Any]:
    """A whole answer; tokens are counted as characters."""
    message = _message(answer)
    body: dict[str, Any] = {
        "id": "chatcmpl-local",
        "object": "chat.completion",
        "created": 0,
        "model": request.get("model", ""),
        "choices": [{"index": 0, "message": message, "finish_reason": _finish(answer)}],
    }
    return body | {"usage": _usage(request, message)} if usage else body


def chunks(request: Mapping[str, Any], answer: Answer, usage: bool = True) -> list[bytes]:
    """The same in server-sent events."""
    message = _message(answer)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    text = message["content"] or ""
    deltas += [{"content": text[at : at + PIECE]} for at in range(0, len(text), PIECE)]
    for index, call in enumerate(message.get("tool_calls", ())):
        named = {"name": call["function"]["name"], "arguments": ""}
        deltas.append({"tool_calls": [{**call, "index": index, "function": named}]})
        written = call["function"]["arguments"]
        deltas += [
            {"tool_calls": [{"index": index, "function": {"arguments": written[at : at + PIECE]}}]}
            for at in range(0, len(written), PIECE)
        ]
    frames = [_chunk(request, [{"index": 0, "delta": delta, "finish_reason": None}]) for delta in deltas]
    frames.append(_chunk(request, [{"index": 0, "delta": {}, "finish_reason": _finish(answer)}]))
    if usage:
        frames.append(_chunk(request, []) | {"usage": _usage(request, message)})
    return [*(_event(json.dumps(frame, ensure_ascii=False)) for frame in frames), _event("[DONE]")]


def _event(data: str) -> bytes:
    return f"data: {data}\n\n".encode()


def _chunk(request: Mapping[str, Any], choices: list[dict[str, Any]]) -> dict[str, Any]:
    head = {"id": "chatcmpl-local", "object": "chat.completion.chunk", "created": 0}
    return {**head, "model": request.get("model", ""), "choices": choices}


def _message(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, str):
        return {"role": "assistant", "content": answer}
    calls = [answer] if isinstance(answer, ToolCall) else answer
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": f"call_{at}", "type": "function", "function": {"name": c.name, "arguments": _written(c)}}
            for at, c in enumerate(calls)
        ],
    }


def _written(call: ToolCall) -> str:
    whole = call.arguments
    return whole if isinstance(whole, str) else json.dumps(whole, ensure_ascii=False)


def _finish(answer: Answer) -> str:
    return "stop" if isinstance(answer, str) else "tool_calls"


def _usage(request: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, int]:
    asked = sum(len(str(one.get("content") or "")) for one in request.get("messages", ()))
    answered = len(json.dumps(message.get("tool_calls") or message["content"], ensure_ascii=False))
    return {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered}
