"""What a message means while a draft is open: one of the things just offered, values, corrections."""

import re
from datetime import date

from applications.types import Application
from assistant.commands import (
    AnswerSituation,
    Command,
    Confirm,
    Correct,
    Greet,
    Resume,
    SetField,
    StartApplication,
)
from assistant.shown import differs
from assistant.turn import Turn
from assistant.understand import facts
from assistant.understand.answering import answered
from assistant.understand.control import Words
from assistant.understand.corrections import correction
from assistant.understand.facts import Told, answer_to
from assistant.understand.matters import Matters
from assistant.understand.nearest import nearest
from assistant.understand.offered import picked_field, picked_option
from assistant.understand.skipping import skipped
from assistant.understand.somebody import told_whose
from assistant.understand.spoken import spoken
from assistant.wording import mentions
from knowledge_base.library import Library
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.approximate import is_approximate

CALLED = 0.99
"""score from which a message is the very name of an item"""
_EDITABLE = frozenset({"draft", "ready", "returned"})
_ANSWERS = frozenset({"yes", "no", "confirm", "start", "promise", "unpromise"})
"""controls that may as well answer a question"""


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
        if told := told_whose(turn.text, open_) or self._stands_by(turn.text, open_):
            return told
        if turn.state.awaiting is None or turn.state.awaiting == "which_field":
            option = picked_option(turn.text, open_, guide, self._words.steering(turn.text))
            if option:
                return option
        asked = turn.state.awaiting == "which_field"
        field = picked_field(turn.text, open_, guide, self._words, asked=asked)
        return field or self._answered(turn, open_, guide)

    def _answered(self, turn: Turn, open_: Application, guide: Guide) -> list[Command]:
        """The answer to the question just put, in words that mean little elsewhere (寄, 给我办, 叫我儿去)."""
        step = open_.next
        question = next((q for q in guide.situations if step and step.name == q.id), None)
        controls = self._words.steering(turn.text) - _ANSWERS
        if question is None or controls or turn.state.awaiting or answered(question, turn.text) is None:
            return []
        return _commands(facts.find(turn.text, guide, open_.situation, self._words, step))

    def _stands_by(self, text: str, view: Application) -> list[Command]:
        """没错，就是这个: the value that differs from what is shown elsewhere is right all the same."""
        step = view.next
        asked = step is not None and step.kind == "field" and differs(view, step.name)
        agreed = bool(self._words.steering(text) & {"yes", "confirm"}) or self._words.has("insist", text)
        return [Confirm((step.name,))] if step is not None and asked and agreed else []

    def handling(self, turn: Turn) -> list[Command]:
        """What a message means while a draft is open; nothing when it may be about something else."""
        open_, guide = editable(turn)
        if open_ is None or guide is None:
            return []
        text, words, today = turn.text, self._words, turn.at.date()
        active = [f for f in guide.form.fields if holds(f.when, open_.situation) is not False]
        near = self._nearest(text, open_, guide)
        if near is None and words.has("again", text):
            return [Resume()]
        if words.has("refuse", text):
            return [skipped(text, open_, guide, words)]
        if words.has("moment", text) and not re.search(r"\d", text):
            return [Greet("wait")]
        asks = words.has("question", text) and near is None
        asked_for = asks or (words.wishes(text) and near is None)
        filled = [f for f in active if f.name in open_.fields and holds(f.when, open_.situation)]
        corrected = correction(text, filled, open_.fields, words) or correction(text, active, {}, words)
        mends = corrected is not None and bool(corrected.name and corrected.text)
        if not mends and (other := self._meant_instead(text, guide)):
            return [StartApplication(other)]
        if corrected is not None and near is None:
            return [_as_written(corrected, guide, today)]
        have = {name: value.value for name, value in open_.fields.items()}
        if asked_for and (asks or not words.has("mistaken", text)):
            labelled = facts.labelled(text, active, words, today)
            said: list[Command] = [SetField(n, v) for n, v in labelled.items()]
            return [*said, *self._matters.about(turn)] if said else []
        if turn.state.correcting is not None:
            return [_as_written(Correct(turn.state.correcting, text), guide, today)]
        told = facts.find(text, guide, open_.situation, words, open_.next, have, today)
        if near is not None and near.question not in told.situation:
            return [near, *_commands(told)]
        if told:
            return _commands(told)
        if words.has("mistaken", text) and (other := _taken_back(text, guide, open_)):
            return [other]
        return self._answer_next(turn, open_, guide) or _said_again(text, guide, open_, words)

    def _meant_instead(self, text: str, guide: Guide) -> str | None:
        """不是丢了，是断了: another item than the one begun, by the guide's words for telling them apart."""
        for pair in guide.look_alikes:
            this, other = mentions(text, pair.this_words), mentions(text, pair.other_words)
            taken_back = this == "denied" or (this is None and self._words.has("mistaken", text))
            if other == "said" and taken_back and self._library.guide(pair.item_id) is not None:
                return pair.item_id
        return None

    def _nearest(self, text: str, view: Application, guide: Guide) -> AnswerSituation | None:
        """The answer to the question just put that the words come nearest to."""
        step = view.next
        if step is None or step.kind != "situation":
            return None
        question = next((q for q in guide.situations if q.id == step.name), None)
        alike = not self._words.has("question", text)
        option = nearest(question.options, text, alike=alike) if question else None
        return AnswerSituation(step.name, option.id) if option else None

    def _answer_next(self, turn: Turn, open_: Application, guide: Guide) -> list[Command]:
        """The whole message as the answer to what was asked; a wrong value goes on and is explained."""
        field = _field_asked(open_, guide)
        if field is None:
            return []
        value = answer_to(field, turn.text, turn.at.date())
        if value is not None and not (field.type == "name" and self._other_item(turn)):
            return [SetField(field.name, value)]
        rough = field.type in {"integer", "money"} and is_approximate(turn.text)
        looks_like_a_value = rough or bool(re.search(r"\d{2}", turn.text)) or len(turn.text) <= 6
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


def _as_written(correct: Correct, guide: Guide, today: date) -> Correct:
    """The new value as a form takes it: 一千二 as 1200."""
    field = next((f for f in guide.form.fields if f.name == correct.name), None)
    if field is None or not correct.text:
        return correct
    return Correct(correct.name, spoken(field.type, correct.text, today))


def _asks(view: Application, kind: str, name: str) -> bool:
    return view.next is not None and view.next.kind == kind and view.next.name == name


def _field_asked(view: Application, guide: Guide) -> FormField | None:
    return next((f for f in guide.form.fields if _asks(view, "field", f.name)), None)


def _taken_back(text: str, guide: Guide, view: Application) -> AnswerSituation | None:
    """还是两样都要嘛: the one answer already given that these words, as an answer, change."""
    given = [
        q for q in guide.situations if q.id in view.situation and holds(q.when, view.situation) is not False
    ]
    meant = [(q.id, option.id) for q in given if (option := answered(q, text))]
    changed = [AnswerSituation(q, option) for q, option in meant if view.situation[q] != option]
    return changed[0] if len(changed) == 1 else None


def _said_again(text: str, guide: Guide, view: Application, words: Words) -> list[Command]:
    """Answers already given, said once more: they are told as noted, not as not understood."""
    again = facts.find(text, guide, {}, words).situation
    return [AnswerSituation(q, o) for q, o in again.items() if view.situation.get(q) == o]


def _commands(told: Told) -> list[Command]:
    answers: list[Command] = [AnswerSituation(q, o) for q, o in told.situation.items()]
    return [*answers, *(SetField(n, v) for n, v in told.fields.items())]
