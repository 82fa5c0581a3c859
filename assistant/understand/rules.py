"""The default proposer: rules on the words, and retrieval for the item. No language model."""

import re

from applications.types import Application
from assistant.choose import CLOSE, FLOOR
from assistant.commands import (
    AddDocument,
    AnswerSituation,
    AskAbout,
    AskEvent,
    AskHuman,
    AskProgress,
    Command,
    Confirm,
    Correct,
    Greet,
    OutOfScope,
    Precheck,
    Resume,
    SetField,
    Skip,
    StartApplication,
    Submit,
    SwitchItem,
    TellCase,
    Withdraw,
)
from assistant.relations import relation_asked
from assistant.state import Way
from assistant.turn import Turn
from assistant.understand import facts
from assistant.understand.control import Words, load_words
from assistant.understand.corrections import correction
from assistant.understand.facts import Told, answer_to, with_year
from assistant.understand.focus import STRONG, Focus, says_nothing
from assistant.understand.leading import leads
from assistant.understand.offered import number_of, picked_field, picked_option
from assistant.wording import loose, mentions
from knowledge_base.divisions import Divisions
from knowledge_base.library import Library
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide

SURE = 0.6
"""score from which a message in the middle of handling is about that item and not an unclear answer"""
_EDITABLE = frozenset({"draft", "ready", "returned"})
_ASIDE = frozenset({"answered", "not_covered", "out_of_scope", "clarify", "blocked", "handoff", "progress"})
"""after a turn that ended so, the draft's next thing is not before the person's eyes"""
SHORT = 16
"""letters of a message that may ask by naming only what is asked (工本费)"""


class RuleProposer:
    """Tries, in this order: steering words, the open question, the open draft, and the whole catalogue."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._words = load_words()
        self._focus = Focus(library)

    def propose(self, turn: Turn) -> list[Command]:
        if turn.document_id is not None:
            return [AddDocument(turn.document_id)]
        if self._words.has("human", turn.text):
            return [AskHuman()]
        if self._words.has("promise", turn.text):
            return [Greet("promise")]
        steps = (
            self._exact_answer,
            self._steering,
            self._clarified,
            self._handling,
            self._event,
            self._leading,
            self._about,
        )
        return next((commands for step in steps if (commands := step(turn))), [])

    def _exact_answer(self, turn: Turn) -> list[Command]:
        """One of the things just offered, before the same word could steer (是, 不是)."""
        open_, guide = _open(turn)
        if open_ is None or guide is None:
            return []
        if turn.state.awaiting is None or turn.state.awaiting == "which_field":
            option = picked_option(turn.text, open_, guide, self._words.steering(turn.text))
            if option:
                return option
        asked = turn.state.awaiting == "which_field"
        return picked_field(turn.text, open_, guide, self._words, asked=asked)

    def _steering(self, turn: Turn) -> list[Command]:
        said = self._words.steering(turn.text)
        state, open_ = turn.state, turn.application
        if state.awaiting == "withdraw" and said & {"yes", "confirm", "withdraw"}:
            return [Withdraw()]
        if (state.awaiting == "withdraw" or state.correcting is not None) and "no" in said:
            return [Resume()]
        if state.correcting is not None and said & {"yes", "confirm"}:
            return [Resume()]
        for name, command in _DIRECT.items():
            if name in said:
                return [command]
        if "start" in said:
            return self._start_focus(turn)
        stepping = self._step(turn, said)
        if stepping:
            return stepping
        if open_ is not None and "correct" in said:
            return [Correct("")]
        if said & {"switch", "correct"} and not _asking_choice(open_):
            return [SwitchItem()]
        if state.awaiting == "sign_in" and said & {"yes", "confirm"}:
            return [Resume()]
        greeting = self._words.greeting(turn.text)
        if greeting is None and said & {"yes", "no", "confirm"} and _open(turn)[0] is None:
            greeting = "ok"
        return [Greet(greeting)] if greeting else []

    def _step(self, turn: Turn, said: set[str]) -> list[Command]:
        """是 and 不 to the step just shown. What was not just shown is shown first, not agreed to."""
        open_, state = turn.application, turn.state
        kind = open_.next.kind if open_ is not None and open_.next is not None else None
        command = _YES.get(kind) if kind else None
        agreed = bool(said & {"yes", "confirm"}) and not (kind == "confirm" and "confirm" in said)
        if _open(turn)[0] is not None and agreed and state.status in _ASIDE:
            return [Resume()]
        if command is None:
            return []
        if said & {"yes", "confirm"}:
            return [command] if state.awaiting != "which_field" else [Resume()]
        if "no" in said:
            if state.awaiting == "which_field":
                return [Resume()]
            return [Correct("")] if kind == "confirm" else [Greet("wait")]
        return []

    def _start_focus(self, turn: Turn) -> list[Command]:
        """帮我办理 without a name: the item talked about, or else the open draft."""
        state = turn.state
        if state.item_id is None and turn.application is not None:
            return [Resume()]
        if state.item_id is None and state.event_id is not None:
            return [AskEvent(turn.text, state.event_id, start=True)]
        return [StartApplication(state.item_id)]

    def _clarified(self, turn: Turn) -> list[Command]:
        """An answer to the clarifying question that is open."""
        open_ = turn.state.clarifying
        if open_ is None:
            return []
        if open_.district_of is not None:
            return self._district_told(turn, open_.about, open_.district_of)
        way = _way(open_.ways, turn.text)
        if way is None:
            return []
        if way.item_id is None:
            return [SwitchItem()]
        if open_.intent == "start":
            return [StartApplication(way.item_id)]
        return [AskAbout(open_.about, ((way.item_id, 1.0),), way.item_id)]

    def _district_told(self, turn: Turn, about: str, item_id: str) -> list[Command]:
        """The question that waited for the district; without one it is answered for all districts."""
        told = Divisions.shipped().find(turn.text) is not None or len(turn.text) <= SHORT
        asks = self._words.has("question", turn.text) or self._words.has("start", turn.text)
        return [AskAbout(about, ((item_id, 1.0),), item_id)] if told and not asks else []

    def _handling(self, turn: Turn) -> list[Command]:
        """What a message means while a draft is open; nothing when it may be about something else."""
        open_, guide = _open(turn)
        if open_ is None or guide is None:
            return []
        text, words = turn.text, self._words
        active = [f for f in guide.form.fields if holds(f.when, open_.situation) is not False]
        if words.has("refuse", text):
            return [Skip()]
        asked_for = words.has("start", text) or words.has("question", text)
        filled = [f for f in active if f.name in open_.fields and holds(f.when, open_.situation)]
        corrected = correction(text, filled, open_.fields, words) or correction(text, active, {}, words)
        if corrected is not None:
            return [corrected]
        if asked_for:
            said: list[Command] = [SetField(n, v) for n, v in facts.labelled(text, active, words).items()]
            return [*said, *self._about(turn)] if said else []
        if turn.state.correcting is not None:
            return [Correct(turn.state.correcting, text)]
        have = {name: value.value for name, value in open_.fields.items()}
        told = facts.find(text, guide, open_.situation, words, open_.next, have)
        if told:
            return _commands(told)
        return self._answer_next(turn, open_, guide) or _said_again(text, guide, open_, words)

    def _answer_next(self, turn: Turn, open_: Application, guide: Guide) -> list[Command]:
        """The whole message as the answer to what was asked; a wrong value goes on and is explained."""
        field = _field_asked(open_, guide)
        if field is None:
            return []
        said = with_year(turn.text, turn.at.year) if field.type == "date" else turn.text
        value = answer_to(field, said)
        if value is not None and not (field.type in {"name", "text"} and self._other_item(turn)):
            return [SetField(field.name, value)]
        looks_like_a_value = bool(re.search(r"\d{2}", turn.text)) or len(turn.text) <= 6
        return [SetField(field.name, turn.text)] if looks_like_a_value and not self._other_item(turn) else []

    def _other_item(self, turn: Turn) -> bool:
        """Whether a short free text is rather about another matter; 餐饮服务 as a business scope is not."""
        if not self._words.has("matter", turn.text):
            return False
        hits = self._library.search(turn.text, turn.district, limit=1)
        return bool(hits) and hits[0].score >= SURE and len(turn.text) > 3

    def _event(self, turn: Turn) -> list[Command]:
        """A life event as a whole, or a question that goes on with the one talked about."""
        meant = self._library.life_event_meant(turn.text)
        if meant is not None:
            return [AskEvent(turn.text, meant.event_id, meant.whole)]
        talked_of = turn.state.event_id
        published = self._library.life_event(talked_of) if talked_of else None
        if published is None:
            return []
        item_id = named_part(published.event, turn.text)
        if item_id is not None:
            return [AskAbout(turn.text, ((item_id, 1.0),), item_id)]
        return [AskEvent(turn.text, published.event_id)] if self._words.is_follow_up(turn.text) else []

    def _leading(self, turn: Turn) -> list[Command]:
        return leads(self._library, turn.text, turn.district)

    def _about(self, turn: Turn) -> list[Command]:
        """A question, or the wish to handle something: which items may be meant."""
        text, state, words = turn.text, turn.state, self._words
        relation = relation_asked(text)  # 还要办什么 wants to know, not to begin
        wish, asks = words.has("start", text) and relation is None, words.has("question", text)
        focus = state.item_id or (turn.application.item_id if turn.application else None)
        hits = self._library.search(text, turn.district, limit=10)
        if state.clarifying and len(text) < 12 and not (hits and hits[0].score >= STRONG):
            hits = self._library.search(f"{state.clarifying.about} {text}", turn.district, limit=10)
        if focus is not None and not self._focus.leaves(text, focus, hits):
            staying = self._about_focus(turn, focus, wish=wish, asks=asks)
            if staying:
                return staying
        found = tuple((hit.item.item_id, hit.score) for hit in hits if hit.score >= FLOOR)
        sure = bool(found) and found[0][1] >= SURE
        if turn.application is not None and not wish:
            if not asks and not (sure and words.has("matter", text)):
                return []
            if not sure:
                found = ()
        if not found and not words.has("matter", text):
            return [] if says_nothing(text) else [OutOfScope()]
        about = AskAbout(text, found, self._still(focus, found))
        resumes = words.has("resume", text) and sure and not asks
        return [StartApplication(None), about] if wish or resumes else [about]

    def _about_focus(self, turn: Turn, focus: str, *, wish: bool, asks: bool) -> list[Command]:
        """A message that goes on with the item talked about: a question on it, or facts of the case."""
        text, words = turn.text, self._words
        if words.is_follow_up(text) and (asks or wish or turn.application is None):
            return [StartApplication(focus)] if wish else [AskAbout(text, ((focus, 1.0),), focus)]
        if wish or (turn.application is not None and not asks):
            return []
        short = asks or len(text) <= SHORT
        if short and (words.has("goes_on", text) or self._focus.is_about(text, focus, asks=asks)):
            return [AskAbout(text, ((focus, 1.0),), focus)]
        published = self._library.guide(focus)
        if published is not None and turn.application is None and not asks:
            told = facts.find(text, published.guide, {}, words)
            return [TellCase(focus, told.situation, told.fields)] if told else []
        return []

    def _still(self, focus: str | None, found: tuple[tuple[str, float], ...]) -> str | None:
        """The item talked about, when it fits the new question nearly as well as the best one does."""
        best = found[0][1] if found else 0.0
        return next((item for item, score in found if item == focus and score >= best * CLOSE), None)


_DIRECT: dict[str, Command] = {
    "human": AskHuman(),
    "submit": Submit(),
    "precheck": Precheck(),
    "progress": AskProgress(),
    "withdraw": Withdraw(),
    "resume": Resume(),
}
_YES: dict[str, Command] = {"confirm": Confirm(), "precheck": Precheck(), "submit": Submit()}


def named_part(event: LifeEvent, text: str) -> str | None:
    """The item of the one part whose whole name the message holds: what its offered reply says."""
    said = loose(text)
    named = {part.item_id for part in event.parts if part.item_id and loose(part.name) in said}
    return named.pop() if len(named) == 1 else None


def _open(turn: Turn) -> tuple[Application | None, Guide | None]:
    """The draft that a message may change, with the guide it rests on."""
    view = turn.application
    return (view, turn.guide) if view is not None and view.state in _EDITABLE else (None, None)


def _asks(view: Application, kind: str, name: str) -> bool:
    return view.next is not None and view.next.kind == kind and view.next.name == name


def _asking_choice(view: Application | None) -> bool:
    return view is not None and view.next is not None and view.next.kind == "situation"


def _field_asked(view: Application, guide: Guide) -> FormField | None:
    return next((f for f in guide.form.fields if _asks(view, "field", f.name)), None)


def _said_again(text: str, guide: Guide, view: Application, words: Words) -> list[Command]:
    """Answers already given, said once more: they are told as noted, not as not understood."""
    again = facts.find(text, guide, {}, words).situation
    return [AnswerSituation(q, o) for q, o in again.items() if view.situation.get(q) == o]


def _commands(told: Told) -> list[Command]:
    answers: list[Command] = [AnswerSituation(q, o) for q, o in told.situation.items()]
    return [*answers, *(SetField(n, v) for n, v in told.fields.items())]


def _way(ways: tuple[Way, ...], text: str) -> Way | None:
    """The way an answer takes: by its label, its number, or words that mean it."""
    said = loose(text)
    exact = [way for way in ways if loose(way.label) == said]
    if exact:
        return exact[0]
    at = number_of(text)
    if at is not None:
        return ways[at - 1] if at <= len(ways) else None
    named = [way for way in ways if mentions(text, [way.label, *way.words]) == "said"]
    return named[0] if len(named) == 1 else None
