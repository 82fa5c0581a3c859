"""A chat model behind the local service: a script that passes each request on to it."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import convert_to_messages

from eval_sets.errors import ChoiceError
from eval_sets.model.wire import Answer, Script, ToolCall, asked_shape


def served(model: BaseChatModel) -> Script:
    """Tools are bound where the request brings any; a shape asked for by a response format is a tool to the
    model, whose arguments are the text that goes back."""

    def script(request: Mapping[str, Any]) -> Answer:
        bound, shape = model, asked_shape(request)
        if request.get("tools"):
            bound = model.bind_tools(request["tools"], tool_choice=request.get("tool_choice"))
        elif shape is not None:
            bound = model.bind_tools([{**shape[1], "title": shape[0]}])
        message = bound.invoke(convert_to_messages(request["messages"]))
        calls = [ToolCall(call["name"], call["args"]) for call in getattr(message, "tool_calls", ())]
        if calls and not request.get("tools"):
            return json.dumps(calls[0].arguments, ensure_ascii=False)
        return calls or str(message.text)

    return script


def chosen(name: str) -> Script:
    """Of `package.module:factory`: a factory of a chat model. Raises ChoiceError."""
    module, _, factory = name.partition(":")
    try:
        found = getattr(import_module(module), factory)
    except (ImportError, AttributeError, ValueError) as error:
        raise ChoiceError(f"{name} is not to be had: give package.module:factory") from error
    model = found()
    if not isinstance(model, BaseChatModel):
        raise ChoiceError(f"{name} gives no chat model")
    return served(model)
