"""A LangChain agent over our tools, for one signed-in person: it looks up, fills and checks, and says only
what its tools published. At any failure the answer is the chat's own."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelFallbackMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langsmith import tracing_context

from applications.service import ApplicationService
from applications.types import Actor
from assistant.consulted import Line
from assistant.guard import load_rules
from assistant.model.loop import SHARED
from assistant.model.masking import Mask
from assistant.pipeline import Assistant
from assistant.prompts import prompt
from assistant.reply import Citation, Reply
from assistant.tools.asking import Asking
from assistant.tools.binding import bound, handling_tools
from assistant.tools.watch import Ceilings, Step, StoppedError, Watch
from knowledge_base.library import Library
from storage.sentences import Sentences

PROMPT = "agent"
GUARDED = ("emergency", "blocked")


@dataclass(frozen=True, slots=True)
class Answered:
    """`why` is empty where the model's sentences stand; else what made the published wording take their
    place: `guard`, `timeout`, `spent`, `failed`, or a fault of `Evidence.faults`."""

    text: str
    status: str
    """as the chat gives it for the same message"""
    citations: tuple[Citation, ...] = ()
    steps: tuple[Step, ...] = ()
    approvals: tuple[Mapping[str, Any], ...] = ()
    """acts that wait for the person: `{act, application_id, version, names}`"""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """Made by `agent`; safe to use for one run after another."""

    models: Sequence[BaseChatModel]
    asking: Asking
    applications: ApplicationService
    library: Library
    actor: Actor
    ceilings: Ceilings = field(default_factory=Ceilings)

    def run(self, text: str, before: Sequence[Line] = ()) -> Answered:
        """What the person says, after what was said `before`. The chat answers first: that is what guards,
        and what is told where the model gives nothing that may be said."""
        chat = self.asking.say(text)
        if chat.status in GUARDED or not text.strip() or len(text) > load_rules().longest:
            return _as_chat(chat, "guard")
        mask = Mask([("name", self.actor.name)])
        said = [line.text for line in before if line.by == "person"] + [text]
        watch = Watch(mask, self.ceilings, said)
        lines = [*before, Line("person", text)]
        messages = [_message(line, mask) for line in lines]
        answer, why = _within(self._invoke(watch, messages), self.ceilings.seconds)
        watch.over = True
        answer = mask.unmasked(answer)
        why = why or next(iter(watch.evidence.faults(answer, prompt(PROMPT).text)), "")
        if why:
            return self._published(chat, watch, why)
        cited = watch.evidence.cited(answer)
        return Answered(
            answer.strip(), chat.status, cited, tuple(watch.steps), tuple(watch.approvals.values())
        )

    async def _invoke(self, watch: Watch, messages: Sequence[HumanMessage | AIMessage]) -> str:
        main, *others = self.models
        fallback = [ModelFallbackMiddleware(*others)] if others else []
        tools = [*bound(self.asking), *handling_tools(self.applications, self.library, self.actor)]
        graph = create_agent(main, tools, system_prompt=prompt(PROMPT).text, middleware=[watch, *fallback])  # pyright: ignore[reportCallIssue]
        done = await graph.ainvoke({"messages": list(messages)}, {"recursion_limit": self.ceilings.depth})
        return str(done["messages"][-1].text)

    def _published(self, chat: Reply, watch: Watch, why: str) -> Answered:
        """The next step of what was handled in this run; else what the chat says."""
        steps, approvals = tuple(watch.steps), tuple(watch.approvals.values())
        say = Sentences.of("assistant").say
        view = watch.evidence.views[-1] if watch.evidence.views else {}
        following = view.get("next") or {}
        if approvals:
            text = say(f"agent.waiting.{approvals[-1]['act']}", name=view.get("official_name", ""))
        elif following.get("prompt"):
            text = say("agent.next", name=view["official_name"], prompt=following["prompt"])
        else:
            return _as_chat(chat, why, steps)
        return Answered(text, "handling", (), steps, approvals, why)


def agent(
    chat_model: BaseChatModel | Sequence[BaseChatModel],
    assistant: Assistant,
    library: Library,
    applications: ApplicationService,
    actor: Actor,
    *,
    district: str | None = None,
    conversation_id: str | None = None,
    ceilings: Ceilings | None = None,
) -> Agent:
    """For one person; of several models the later ones step in where one fails. `conversation_id` goes on
    with an earlier talk of `ask`."""
    models = [chat_model] if isinstance(chat_model, BaseChatModel) else list(chat_model)
    asking = Asking(assistant, library, district, conversation_id)
    return Agent(models, asking, applications, library, actor, ceilings or Ceilings())


def _as_chat(chat: Reply, why: str, steps: tuple[Step, ...] = ()) -> Answered:
    return Answered(chat.text, chat.status, chat.citations, steps, (), why)


def _message(line: Line, mask: Mask) -> HumanMessage | AIMessage:
    text = mask.masked(line.text)
    return HumanMessage(text) if line.by == "person" else AIMessage(text)


def _within(run: Coroutine[Any, Any, str], seconds: float) -> tuple[str, str]:
    """What came of it: the answer, or why there is none. A client of a model may fail in any way it likes,
    so every failure is taken as one."""

    async def bounded() -> str:
        with tracing_context(enabled=False):  # whatever the environment says, nothing is told to LangSmith
            return await asyncio.wait_for(run, seconds)

    future = SHARED.start(bounded())
    match future.exception():
        case None:
            return future.result(), ""
        case TimeoutError():
            return "", "timeout"
        case StoppedError():
            return "", "spent"
        case _:
            return "", "failed"
