"""Around each step of an agent: ceilings before a model is asked, and on the way to and from a tool what the
model may send and see."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import AgentState, ToolCallRequest
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from assistant.errors import AssistantError
from assistant.model.masking import Mask
from assistant.tools.evidence import Evidence
from assistant.understand.control import load_words
from assistant.wording import loose

TOLD = ("message", "problems", "note")
"""keys under which sentences may repeat a person's values; the rest is ours, and the model gives it back"""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Of one run."""

    steps: int = 8
    """questions to the model"""
    calls: int = 16
    """calls of tools, which a model may ask for several at a time"""
    tokens: int = 30_000
    seconds: float = 30.0

    @property
    def depth(self) -> int:
        """Nodes of LangGraph: a step is the model, its tools, and the watch before and after."""
        return 6 * self.steps + 10


@dataclass(frozen=True, slots=True)
class Step:
    """`outcome`: `done`, a tool's `problem`, `invalid` for arguments that don't fit, `unknown_tool`."""

    tool: str
    outcome: str


class StoppedError(AssistantError):
    """A ceiling is reached, or the run is over."""


class Watch(AgentMiddleware[AgentState[Any], Any]):
    """One a run. `said`: what the person said in this thread, oldest first; a draft is begun when they wish
    for it in their own words, as in the chat."""

    def __init__(self, mask: Mask, ceilings: Ceilings, said: Sequence[str]) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.evidence = Evidence()
        self.approvals: dict[str, Mapping[str, Any]] = {}
        """by application, the last one"""
        self.over = False
        """set when nobody waits for the run any more: a tool called later does nothing"""
        self._mask, self._ceilings, self._said = mask, ceilings, loose("\n".join(said))
        self._wished = any(load_words().wishes(one) for one in said)
        self.asked = self.tokens_in = self.tokens_out = 0

    async def abefore_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> None:
        if self.asked >= self._ceilings.steps or self.tokens_in + self.tokens_out > self._ceilings.tokens:
            raise StoppedError
        self.asked += 1

    async def aafter_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> None:
        last = state["messages"][-1]
        if isinstance(last, AIMessage) and last.usage_metadata:
            self.tokens_in += last.usage_metadata["input_tokens"]
            self.tokens_out += last.usage_metadata["output_tokens"]

    async def awrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]],
    ) -> ToolMessage | Command[Any]:
        name = request.tool_call["name"]
        if self.over or len(self.steps) >= self._ceilings.calls:
            raise StoppedError
        if request.tool is None:
            return self._refused(request, "unknown_tool")
        if name == "start_application" and not self._wished:
            return self._refused(request, "not_said")
        arguments, unsaid = self._arguments(name, request.tool_call["args"])
        if unsaid:
            return self._refused(request, "not_said", names=unsaid)
        answer = await handler(request.override(tool_call={**request.tool_call, "args": arguments}))
        return self._seen(name, answer) if isinstance(answer, ToolMessage) else answer

    def _arguments(self, tool: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """With the person's values in the place of placeholders; and the names of proposed values that they
        have not said: a text that the model read must not fill a form."""
        values = given.get("values")
        if tool != "propose_values" or not isinstance(values, Mapping):
            return dict(given), []
        named = cast("Mapping[str, object]", values)
        put = {name: self._mask.unmasked(str(value)) for name, value in named.items()}
        return {**given, "values": put}, [n for n, v in put.items() if not v or loose(v) not in self._said]

    def _refused(self, request: ToolCallRequest, problem: str, **more: object) -> ToolMessage:
        call = request.tool_call
        self.steps.append(Step(call["name"], problem))
        text = json.dumps({"problem": problem, **more}, ensure_ascii=False)
        return ToolMessage(text, tool_call_id=call["id"], name=call["name"], status="error")

    def _seen(self, name: str, answer: ToolMessage) -> ToolMessage:
        """Noted as evidence; for the model it is material, without anybody's values."""
        if answer.status == "error":
            self.steps.append(Step(name, "invalid"))
            return answer
        result = json.loads(str(answer.content))
        self.evidence.add(name, result)
        problem = result.get("problem") if isinstance(result, dict) else None
        self.steps.append(Step(name, str(problem or "done")))
        if isinstance(answer.artifact, Mapping):
            self.approvals[answer.artifact["application_id"]] = answer.artifact
        shown = json.dumps(self._masked(result), ensure_ascii=False).replace("</material", "< /material")
        return answer.model_copy(update={"content": f'<material tool="{name}">\n{shown}\n</material>'})

    def _masked(self, node: Any, told: bool = False) -> Any:
        if isinstance(node, dict):
            inner = cast("dict[str, Any]", node).items()
            return {name: self._masked(one, told or name in TOLD) for name, one in inner}
        if isinstance(node, list):
            return [self._masked(one, told) for one in cast("list[Any]", node)]
        return self._mask.masked(node) if told and isinstance(node, str) else node
