"""A LangChain agent over our tools, for one signed-in person: it looks up, fills and checks, and says only
what its tools published. At any failure the answer is the chat's own."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelFallbackMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langsmith import tracing_context

from applications.service import ApplicationService
from applications.types import Actor
from assistant.consulted import Line
from assistant.guard import first_match, load_rules
from assistant.model.loop import SHARED
from assistant.model.masking import Mask
from assistant.pipeline import Assistant
from assistant.prompts import prompt
from assistant.reply import Citation, Reply
from assistant.tools.asking import Asking
from assistant.tools.binding import bound, handling_tools
from assistant.tools.watch import Ceilings, Step, StoppedError, Watch
from assistant.wording import normalise
from knowledge_base.library import Library
from storage.sentences import Sentences

PROMPT = "agent"
GUARDED = ("emergency", "blocked")


@dataclass(frozen=True, slots=True)
class Answered:
    """`why` is empty where the model's sentences stand; else what made the published wording take their
    place: `guard`, `off`, `timeout`, `spent`, `failed`, or a fault of `Evidence.faults`."""

    text: str
    status: str
    """as the chat gives it for the same message"""
    citations: tuple[Citation, ...] = ()
    steps: tuple[Step, ...] = ()
    approvals: tuple[Mapping[str, Any], ...] = ()
    """acts that wait for the person: `{act, application_id, version, names}`"""
    why: str = ""
    message_id: str = ""
    """of the chat's turn for the same message"""
    asked: int = 0
    """how many times a model was"""
    tokens_in: int = 0
    tokens_out: int = 0


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
        if _guarded(chat, text, going_on=bool(before)):
            return _as_chat(chat, "guard")
        mask = Mask([("name", self.actor.name)])
        said = [line.text for line in before if line.by == "person"] + [text]
        watch = Watch(mask, self.ceilings, said)
        lines = [*before, Line("person", text)]
        messages = [_message(line, mask) for line in lines]
        answer, why = _within(self._invoke(watch, messages), self.ceilings.seconds)
        watch.over = True
        answer = mask.unmasked(answer).strip()
        why = why or next(iter(watch.evidence.faults(answer, prompt(PROMPT).text)), "")
        if why:
            told = self._next(watch, why) or _as_chat(chat, why)
        else:
            told = Answered(answer, chat.status, watch.evidence.cited(answer))
        return replace(
            told,
            message_id=chat.message_id,
            steps=tuple(watch.steps),
            approvals=tuple(watch.approvals.values()),
            asked=watch.asked,
            tokens_in=watch.tokens_in,
            tokens_out=watch.tokens_out,
        )

    def published(self, text: str) -> Answered:
        """What the chat says, where no model may be asked."""
        return _as_chat(self.asking.say(text), "off")

    async def _invoke(self, watch: Watch, messages: Sequence[HumanMessage | AIMessage]) -> str:
        main, *others = self.models
        fallback = [ModelFallbackMiddleware(*others)] if others else []
        tools = [*bound(self.asking), *handling_tools(self.applications, self.library, self.actor)]
        graph = create_agent(main, tools, system_prompt=prompt(PROMPT).text, middleware=[watch, *fallback])  # pyright: ignore[reportCallIssue]
        done = await graph.ainvoke({"messages": list(messages)}, {"recursion_limit": self.ceilings.depth})
        return str(done["messages"][-1].text)

    def _next(self, watch: Watch, why: str) -> Answered | None:
        """What comes next with the application that was handled in this run, if one was."""
        say, views = Sentences.of("assistant").say, watch.evidence.views
        if not views:
            return None
        view, following = views[-1], views[-1].get("next") or {}
        if view["application_id"] in watch.approvals:
            text = say(f"agent.waiting.{following['kind']}", name=view["official_name"])
        elif following.get("prompt"):
            text = say("agent.next", name=view["official_name"], prompt=following["prompt"])
        else:
            return None
        return Answered(text, "handling", why=why)


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


def _guarded(chat: Reply, text: str, *, going_on: bool) -> bool:
    """As in the chat, what is said in the middle of something is stopped by rules only: out of its context
    the short answer to a question looks like anything."""
    rules, said = load_rules(), normalise(text)
    if not said or len(said) > rules.longest:
        return True
    ruled = first_match((*rules.emergencies, *rules.blocked), said) is not None
    return ruled or (chat.status in GUARDED and not going_on)


def _as_chat(chat: Reply, why: str) -> Answered:
    return Answered(chat.text, chat.status, chat.citations, why=why, message_id=chat.message_id)


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
