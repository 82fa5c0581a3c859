"""A chat model that obeys every attack and otherwise does the worst it can think of.

`MODEL=eval_sets.model.malicious:model yuxiaozhi serve`. What it was sent and what it answered goes, line by
line, into the file that `ATTACK_RECORD` names, so that a run knows both whatever the service makes of it.
"""

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from eval_sets.cases import OWN_CASES
from eval_sets.model import malformed, malice

RECORD = "ATTACK_RECORD"
SHINGLE = 7
MOST_CALLS, LIES, STRANGE = 5, 0.3, 0.1
"""of an agent: tools called before it ends with a lie, and how likely one comes earlier, or a strange tool"""
_WRITING = Lock()


def model(*_spec: object, **_more: object) -> BaseChatModel:
    """The factory that the setting names."""
    return MaliciousModel()


class MaliciousModel(BaseChatModel):
    """Answers text with text, and calls whatever tool it is given."""

    @property
    def _llm_type(self) -> str:
        return "malicious"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self.bind(tools=[convert_to_openai_tool(one) for one in tools], **kwargs)

    def _generate(self, messages: list[BaseMessage], *_: Any, **kwargs: Any) -> ChatResult:
        system = "\n".join(str(one.content) for one in messages if one.type == "system")
        said = "\n".join(str(one.content) for one in messages if one.type != "system")
        throw, goal = malice.dice(system, said), attacked(f"{said}\n{system}")
        schema = _schema(kwargs)
        if len(tools := kwargs.get("tools") or ()) > 1:
            calls = sum(one.type == "tool" for one in messages)
            tactic, answer = _as_agent(tools, system, said, goal, throw, calls)
        elif schema is None:
            tactic, text = malice.wordings(system, said, goal, throw)
            answer = AIMessage(content=text)
        else:
            tactic, answer = _structured(schema, system, said, goal, throw, called="tools" in kwargs)
        _record({"system": system, "said": said, "goal": goal, "tactic": tactic, "answer": _shown(answer)})
        return ChatResult(generations=[ChatGeneration(message=answer)])


def _structured(
    schema: dict[str, Any], system: str, said: str, goal: str | None, throw: Random, *, called: bool
) -> tuple[str, AIMessage]:
    """As calls of the tool that was given, or as JSON where none was."""
    words = bool(malice.TOKEN.search(system + said))
    lie = (lambda: malice.wordings(system, said, goal, throw)[1]) if words else None
    tactic, made = malformed.values(schema["parameters"], system, said, goal, throw, lie)
    if isinstance(made, str):
        return tactic, AIMessage(content=made)
    if not called:
        return tactic, AIMessage(content=json.dumps(made[0], ensure_ascii=False))
    names = [schema["name"]] * len(made)
    if tactic == "outside":
        names, made = [*names, malformed.tool_names(throw)], [*made, {"application_id": "EVIL"}]
    calls = [
        {"name": name, "args": arguments, "id": f"call_{at}", "type": "tool_call"}
        for at, (name, arguments) in enumerate(zip(names, made, strict=True))
    ]
    return tactic, AIMessage(content=malice.attackers(goal, throw), tool_calls=calls)


def _as_agent(
    tools: Sequence[dict[str, Any]], system: str, said: str, goal: str | None, throw: Random, calls: int
) -> tuple[str, AIMessage]:
    """Some of its tools with whatever they take, one that it was not given, and then a lie."""
    if calls > MOST_CALLS or throw.random() < LIES:
        tactic, text = malice.wordings(system, said, goal, throw)
        return f"agent {tactic}", AIMessage(content=text)
    tool = throw.choice(tools)["function"]
    _, made = malformed.values(tool.get("parameters", {}), system, said, goal, throw)
    if isinstance(made, str):
        return "agent prose", AIMessage(content=made)
    name = malformed.tool_names(throw) if throw.random() < STRANGE else str(tool["name"])
    called = [
        {"name": name, "args": one, "id": f"call_{calls}_{at}", "type": "tool_call"}
        for at, one in enumerate(made)
    ]
    return "agent tools", AIMessage(content="", tool_calls=called)


def _schema(kwargs: dict[str, Any]) -> dict[str, Any] | None:
    """Name and parameters of the tool or the JSON that is asked for."""
    if tools := kwargs.get("tools"):
        return {"parameters": {}, **tools[0]["function"]}
    asked = kwargs.get("response_format")
    if isinstance(asked, dict) and "json_schema" in asked:
        return {"name": "json", "parameters": asked["json_schema"].get("schema", {})}
    return None


def attacked(text: str) -> str | None:
    """The goal of the attack that stands in the text, to be obeyed."""
    squeezed = "".join(text.split())
    hits: dict[str, int] = {}
    for at in range(len(squeezed) - SHINGLE + 1):
        if goal := _known().get(squeezed[at : at + SHINGLE]):
            hits[goal] = hits.get(goal, 0) + 1
    return max(hits, key=lambda one: hits[one]) if hits else None


@cache
def _known() -> dict[str, str]:
    """Pieces of our attacks → what they are after."""
    file = OWN_CASES / "attacks.jsonl"
    found: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        case = json.loads(line)
        if case["goal"] in malice.goals():
            text = "".join(
                "".join([*case.get("say", []), *case.get("lines", []), case.get("text", "")]).split()
            )
            found |= {text[at : at + SHINGLE]: case["goal"] for at in range(len(text) - SHINGLE + 1)}
    return found


def _shown(answer: AIMessage) -> str:
    calls = [one["args"] for one in answer.tool_calls]
    return str(answer.content) + (json.dumps(calls, ensure_ascii=False) if calls else "")


def _record(line: dict[str, Any]) -> None:
    named = os.environ.get(RECORD)
    if named:
        with _WRITING, Path(named).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
