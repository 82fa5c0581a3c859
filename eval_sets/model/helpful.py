"""A chat model that is a script and does its best: our figures rest on it where no real one is had.

`MODEL=eval_sets.model.helpful:model yuxiaozhi serve`, or over HTTP
`python -m eval_sets.model.server --script eval_sets.model.helpful:model`. It sees what a real model sees, the
prompt and the shape asked for, and knows nothing of the cases: it compares words.
"""

import json
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from eval_sets.model.choosing import chosen
from eval_sets.model.rewriting import rewritten

Json = dict[str, Any]
SHAPE = "JSON Schema:\n"
"""what stands before the shape in the prompt where the service is told nothing of it (`json_mode`)"""


def model(**_options: object) -> BaseChatModel:
    """The factory that the setting names."""
    return HelpfulModel()


class HelpfulModel(BaseChatModel):
    """Calls the one tool it is given, answers a response format with JSON, and text with text."""

    @property
    def _llm_type(self) -> str:
        return "helpful"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self.bind(tools=[convert_to_openai_tool(one) for one in tools], **kwargs)

    def _generate(self, messages: list[BaseMessage], *_: Any, **kwargs: Any) -> ChatResult:
        answer = answered(messages, kwargs)
        answer.usage_metadata = _usage(messages, answer)
        return ChatResult(generations=[ChatGeneration(message=answer)])


def answered(messages: list[BaseMessage], asked: Json) -> AIMessage:
    """In the form asked for: `tools`, a `response_format`, or neither."""
    system = "\n".join(str(one.text) for one in messages if one.type == "system")
    lines = [(one.type, str(one.text)) for one in messages if one.type != "system"]
    if not system and lines:  # whoever has one text alone sends it as the person's
        system = lines[0][1]
    tools = asked.get("tools")
    schema = tools[0]["function"].get("parameters", {}) if tools else _schema(asked, system)
    if schema is None:
        return AIMessage(rewritten(system, [text for _, text in lines]))
    value = chosen(schema, system, lines)
    if not tools:
        return AIMessage(json.dumps(value, ensure_ascii=False))
    call = {"name": tools[0]["function"]["name"], "args": value, "id": "call_0", "type": "tool_call"}
    return AIMessage("", tool_calls=[call])


def _schema(asked: Json, system: str) -> Json | None:
    wanted = asked.get("response_format") or {}
    if "json_schema" in wanted:
        return dict(wanted["json_schema"].get("schema", {}))
    if wanted.get("type") != "json_object":
        return None
    _, found, written = system.rpartition(SHAPE)
    return dict(json.JSONDecoder().raw_decode(written)[0]) if found else {}


def _usage(messages: list[BaseMessage], answer: AIMessage) -> UsageMetadata:
    """A token a character, which is what services of Chinese models come to, about."""
    tokens_in = sum(len(str(one.text)) for one in messages)
    calls = "".join(json.dumps(one["args"], ensure_ascii=False) for one in answer.tool_calls)
    tokens_out = len(str(answer.text)) + len(calls)
    return UsageMetadata(
        input_tokens=tokens_in, output_tokens=tokens_out, total_tokens=tokens_in + tokens_out
    )
