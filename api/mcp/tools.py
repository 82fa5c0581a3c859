"""The tools as plain values: what each takes and gives, and what happens when it is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from pydantic import BaseModel

from api.mcp import shapes
from applications.service import ApplicationService
from applications.types import Actor
from assistant.guard import first_match, load_rules
from assistant.pipeline import Assistant
from assistant.tools import arguments as a
from assistant.tools.asking import Asking
from assistant.tools.handling import Handling
from assistant.wording import normalise
from knowledge_base.library import Library
from storage.sentences import Sentences

CHANNEL = "mcp"


class RefusedError(Exception):
    """The call does nothing; the text is a sentence for whoever called."""


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    takes: type[BaseModel]
    act: Callable[..., Mapping[str, Any]]
    gives: type[BaseModel] | None = None
    reads_only: bool = True


@cache
def texts() -> Mapping[str, Any]:
    return yaml.safe_load(files("api.mcp").joinpath("texts.yaml").read_text(encoding="utf-8"))


def error(kind: str, **values: object) -> RefusedError:
    sentence = cast("str", texts()["errors"].get(kind) or texts()["errors"]["failed"])
    return RefusedError(sentence.format(**values))


class Reading:
    """What anybody may call. `own_talk`: one conversation for all that is asked here without naming one, for
    a process that serves one client."""

    def __init__(self, assistant: Assistant, library: Library, *, own_talk: bool = False) -> None:
        self._assistant, self._library, self._own_talk = assistant, library, own_talk
        self._asking = Asking(assistant, library)
        self._handle = ""

    def tools(self) -> Sequence[Tool]:
        return (
            Tool("find_items", a.FindItems, self.find_items, shapes.FoundItems),
            Tool("read_guide", a.ReadGuide, self.read_guide, shapes.ReadGuide),
            Tool("ask", shapes.AskArguments, self.ask, shapes.AskedAnswer),
        )

    def find_items(self, query: str, limit: int) -> Mapping[str, Any]:
        """What may not be asked in the chat is not searched with either."""
        rules, said = load_rules(), normalise(query)
        say = Sentences.of("assistant").say
        if kind := first_match(rules.emergencies, said):
            raise RefusedError(say(f"guard.emergency.{kind}"))
        if kind := first_match(rules.blocked, said):
            raise RefusedError(say(f"guard.blocked.{kind}"))
        return {"items": self._asking.find_items(query, limit)}

    def read_guide(self, item_id: str, sections: Sequence[str]) -> Mapping[str, Any]:
        return settled(self._asking.read_guide(item_id, sections))

    def ask(self, text: str, conversation: str) -> Mapping[str, Any]:
        conversation = conversation or (self._handle if self._own_talk else "")
        if not conversation:
            opened = self._assistant.open(CHANNEL)
            conversation = f"{opened.conversation_id}.{opened.token}"
        conversation_id, _, token = conversation.partition(".")
        if not self._assistant.admits(conversation_id, None, token):
            self._handle = ""
            raise error("unknown_conversation")
        self._handle = conversation
        asking = Asking(self._assistant, self._library, None, conversation_id)
        return {**asking.ask(text), "conversation": conversation}


class Writing:
    """What fills and checks for one person, whose sign-in is looked at with each call; none of it binds."""

    def __init__(
        self, applications: ApplicationService, library: Library, actor: Callable[[], Actor | None]
    ) -> None:
        self._applications, self._library, self._actor = applications, library, actor

    def tools(self) -> Sequence[Tool]:
        acts: Sequence[tuple[str, type[BaseModel], bool]] = (
            ("start_application", a.StartApplication, False),
            ("my_applications", a.MyApplications, True),
            ("read_application", a.ReadApplication, True),
            ("answer_situation", a.AnswerSituation, False),
            ("propose_values", a.ProposeValues, False),
            ("precheck", a.Precheck, True),
            ("hand_to_person", a.HandToPerson, True),
        )
        return [Tool(name, takes, self._act(name), None, reads) for name, takes, reads in acts]

    def _act(self, name: str) -> Callable[..., Mapping[str, Any]]:
        def act(**arguments: object) -> Mapping[str, Any]:
            actor = self._actor()
            if actor is None:
                raise error("signed_out")
            seen = getattr(Handling(self._applications, self._library, actor), name)(**arguments)
            if isinstance(seen, tuple):  # what the host is told of `hand_to_person` is no host's here
                seen = seen[0]
            return settled({"applications": seen} if isinstance(seen, list) else seen)

        return act


def settled(seen: Mapping[str, Any]) -> Mapping[str, Any]:
    """As it is; a `problem` becomes its sentence."""
    if kind := seen.get("problem"):
        raise error(kind, link=seen.get("link", ""), message=seen.get("message", ""))
    return seen
