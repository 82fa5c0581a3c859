"""What a message means while a draft is open: one of the things just offered, values, corrections."""

import re

from applications.types import Application
from assistant.commands import AnswerSituation, Command, Correct, SetField, Skip
from assistant.turn import Turn
from assistant.understand import facts
from assistant.understand.control import Words
from assistant.understand.corrections import correction
from assistant.understand.facts import Told, answer_to, with_year
from assistant.understand.matters import Matters
from assistant.understand.offered import picked_field, picked_option
from knowledge_base.library import Library
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide

CALLED = 0.99
"""score from which a message is the very name of an item"""
_EDITABLE = frozenset({"draft", "ready", "returned"})


class OpenDraft:
    """Reads a message as said to the draft that is open; nothing when none is."""

    def __init__(self, library: Library, words: Words, matters: Matters) -> None:
        self._library = library
        self._words = words
        self._matters = matters

    def exact_answer(self, turn: Turn) -> list[Command]:
        """One of the things just offered, before the same word could steer (是, 不是)."""
        open_, guide = editable(turn)
        if open_ is None or guide is None:
            return []
        if turn.state.awaiting is None or turn.state.awaiting == "which_field":
            option = picked_option(turn.text, open_, guide, self._words.steering(turn.text))
            if option:
                return option
        asked = turn.state.awaiting == "which_field"
        return picked_field(turn.text, open_, guide, self._words, asked=asked)

    def handling(self, turn: Turn) -> list[Command]:
        """What a message means while a draft is open; nothing when it may be about something else."""
        open_, guide = editable(turn)
        if open_ is None or guide is None:
            return []
        text, words = turn.text, self._words
        active = [f for f in guide.form.fields if holds(f.when, open_.situation) is not False]
        if words.has("refuse", text):
            return [Skip()]
        asked_for = words.wishes(text) or words.has("question", text)
        filled = [f for f in active if f.name in open_.fields and holds(f.when, open_.situation)]
        corrected = correction(text, filled, open_.fields, words) or correction(text, active, {}, words)
        if corrected is not None:
            return [corrected]
        if asked_for:
            said: list[Command] = [SetField(n, v) for n, v in facts.labelled(text, active, words).items()]
            return [*said, *self._matters.about(turn)] if said else []
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
        """Whether a short free text is rather the name of another matter; 餐饮服务 as a business scope and
        渝北区婚姻登记处 as an office are not."""
        if not self._words.has("matter", turn.text):
            return False
        hits = self._library.search(turn.text, turn.district, limit=1)
        return bool(hits) and hits[0].score >= CALLED and len(turn.text) > 3


def editable(turn: Turn) -> tuple[Application | None, Guide | None]:
    """The draft that a message may change, with the guide it rests on."""
    view = turn.application
    return (view, turn.guide) if view is not None and view.state in _EDITABLE else (None, None)


def _asks(view: Application, kind: str, name: str) -> bool:
    return view.next is not None and view.next.kind == kind and view.next.name == name


def _field_asked(view: Application, guide: Guide) -> FormField | None:
    return next((f for f in guide.form.fields if _asks(view, "field", f.name)), None)


def _said_again(text: str, guide: Guide, view: Application, words: Words) -> list[Command]:
    """Answers already given, said once more: they are told as noted, not as not understood."""
    again = facts.find(text, guide, {}, words).situation
    return [AnswerSituation(q, o) for q, o in again.items() if view.situation.get(q) == o]


def _commands(told: Told) -> list[Command]:
    answers: list[Command] = [AnswerSituation(q, o) for q, o in told.situation.items()]
    return [*answers, *(SetField(n, v) for n, v in told.fields.items())]
