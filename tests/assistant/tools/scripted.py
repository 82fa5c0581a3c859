"""A chat model that follows a script of calls and sentences, and what scripts are written with."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

Line = AIMessage | Callable[[Sequence[BaseMessage]], AIMessage]


class Scripted(BaseChatModel):
    """Answers line by line, the last one for ever; `seen` is all that it was ever given to read."""

    lines: list[Any]
    seen: list[Sequence[BaseMessage]]
    stall: float = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **options: Any) -> "Scripted":
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        line = self.lines[min(len(self.seen), len(self.lines) - 1)]
        self.seen.append(list(messages))
        answer = line(messages) if callable(line) else line
        return ChatResult(generations=[ChatGeneration(message=answer.model_copy(deep=True))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        await asyncio.sleep(self.stall)
        return self._generate(messages)

    def read(self) -> str:
        return "\n".join(str(one.content) for messages in self.seen for one in messages)


def scripted(*lines: Line, stall: float = 0) -> Scripted:
    return Scripted(lines=list(lines), seen=[], stall=stall)


def calling(tool: str, tokens: int = 0, **arguments: Any) -> AIMessage:
    usage = {"input_tokens": tokens, "output_tokens": 0, "total_tokens": tokens}
    call = {"name": tool, "args": arguments, "id": f"call_{tool}"}
    return AIMessage("", tool_calls=[call], usage_metadata=usage)  # pyright: ignore


def saying(text: str) -> AIMessage:
    return AIMessage(text)
