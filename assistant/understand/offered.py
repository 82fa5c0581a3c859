"""Answers that are one of the things just offered: an option, its number, a field to correct. Pure."""

import re
from collections.abc import Sequence
from typing import TypeVar

from applications.types import Application
from assistant.commands import AnswerSituation, Command, Correct, SetField
from assistant.understand.control import Words
from assistant.understand.facts import names_of
from assistant.wording import loose
from knowledge_base.model.form import Choice, FormField
from knowledge_base.model.guide import Guide, Option, Question
from prefill.masking import told_apart

T = TypeVar("T", Option, Choice)

_ORDINALS = re.compile(r"^(?:我?选|是|第)?([1-9一二三四五六两])(?:个|项|种|号)?$|^(前|后)者$")
_NUMBER = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "前": 1, "后": 2}


def number_of(text: str) -> int | None:
    """第二个, 2, 后者: which of the things offered, counted from 1."""
    found = _ORDINALS.match(loose(text))
    if found is None:
        return None
    which = found[1] or found[2]
    return _NUMBER.get(which) or int(which)


def picked_option(text: str, view: Application, guide: Guide, said: set[str]) -> list[Command]:
    """The option of the question just put; `said` are the controls that the message is (yes, no)."""
    step = view.next
    if step is None:
        return []
    question = next((q for q in guide.situations if step.kind == "situation" and q.id == step.name), None)
    if question is not None:
        option = _one_of(question.options, text) or _yes_or_no(question, said)
        return [AnswerSituation(question.id, option.id)] if option else []
    field = next((f for f in guide.form.fields if step.kind == "field" and f.name == step.name), None)
    if field is not None and (value := view.fields.get(field.name)) and value.others:
        return _differing(field, [value.value, *(one.value for one in value.others)], text)
    choice = _one_of(field.choices, text) if field else None
    return [SetField(step.name, choice.label)] if choice else []


def _differing(field: FormField, values: list[str], text: str) -> list[Command]:
    """The one meant of values that sources give differently: as shown, or by its number."""
    texts = [loose(shown) for shown in told_apart(field, values)]
    at, told = number_of(text), loose(text)
    which = texts.index(told) + 1 if told in texts else at
    return [SetField(field.name, values[which - 1])] if which and which <= len(values) else []


def picked_field(text: str, view: Application, guide: Guide, words: Words, *, asked: bool) -> list[Command]:
    """The field to correct, by its label; when that was just asked, also by what people call it."""
    filled = [f for f in guide.form.fields if f.name in view.fields]
    told = loose(text)
    named = [f for f in filled if loose(f.label) == told]
    if not named and asked:
        named = [f for f in filled if told in map(loose, names_of(f, filled, words.fields))]
    return [Correct(named[0].name)] if len(named) == 1 else []


def _one_of(options: Sequence[T], text: str) -> T | None:
    """By label or phrase word for word, by 我 for 我的, or by number."""
    told = loose(text)
    forms = {told, f"{told}的"}
    exact = next((o for o in options if forms & set(map(loose, (o.label, *o.phrases)))), None)
    at = number_of(text)
    return exact or (options[at - 1] if at is not None and at <= len(options) else None)


def _yes_or_no(question: Question, said: set[str]) -> Option | None:
    """是 and 不是 to a question that names one of two options (户口在重庆吗)."""
    named = [o for o in question.options if o.label in question.ask]
    if len(question.options) != 2 or len(named) != 1 or not question.ask.rstrip("？?").endswith("吗"):
        return None
    if said & {"yes", "confirm"}:
        return named[0]
    other = next(o for o in question.options if o is not named[0])
    return other if "no" in said else None
