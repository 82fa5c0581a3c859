"""Models behind the local service, and questions to them."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, Field

from assistant.consulted import Ask, Line, PromptVersion
from assistant.model.chat import ServedModel, open_model
from assistant.model.specs import ModelSpec
from eval_sets.model.wire import Answer, structured

KEY = "sk-nobody-may-see-this"
VERSION = PromptVersion("test", 1, "0123456789ab")


class Wanted(BaseModel):
    """The matter that the message is about, and how many papers it names."""

    matter: Literal["身份证", "户口簿", "社保卡"] = Field(description="one of the three")
    papers: int = Field(ge=0, le=9)


def plain(text: str = "补办身份证要带什么？", system: str = "你是助手，用一句中文回答。") -> Ask:
    return Ask("word", VERSION, system, (Line("person", text),))


def shaped(text: str = "我要补办身份证，带了两份材料。") -> Ask:
    return Ask("understand", VERSION, "从消息里取出事项和材料份数。", (Line("person", text),), Wanted)


def helpful(request: Mapping[str, Any]) -> Answer:
    """A script that answers as `Wanted` wants it, and plain text in one sentence."""
    if request.get("tools") or request.get("response_format"):
        return structured(request, {"matter": "身份证", "papers": 2})
    return "请带居民户口簿。"


def opened(url: str, **more: Any) -> ServedModel:
    return open_model(ModelSpec(name="served", url=url, key=KEY, **more))  # pyright: ignore[reportArgumentType]


class ScriptedChat(BaseChatModel):
    """A chat model of one's own, without `async` and without a count of tokens."""

    script: Callable[[Mapping[str, Any]], AIMessage]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self.bind(tools=[convert_to_openai_tool(one) for one in tools], **kwargs)

    def _generate(self, messages: list[BaseMessage], *_: Any, **kwargs: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.script(kwargs))])


def scripted() -> ScriptedChat:
    """The factory that a setting may name."""

    def script(asked: Mapping[str, Any]) -> AIMessage:
        if "tools" not in asked:
            return AIMessage("请带居民户口簿。")
        name = asked["tools"][0]["function"]["name"]
        call = {"name": name, "args": {"matter": "身份证", "papers": 2}, "id": "1"}
        return AIMessage("", tool_calls=[call])

    return ScriptedChat(script=script)


def saying(*messages: AIMessage | Exception, name: str = "scripted") -> ServedModel:
    """Says one after the other, the last one for ever; an exception is raised."""
    left, lock = list(messages), threading.Lock()

    def script(_: Mapping[str, Any]) -> AIMessage:
        with lock:
            said = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(said, Exception):
            raise said
        return said

    return ServedModel(name, ScriptedChat(script=script))


def wait_until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()
