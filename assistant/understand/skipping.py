"""What a person does not want to give: the field named, else the one asked for. Pure."""

from collections.abc import Sequence

from applications.types import Application
from assistant.commands import Skip
from assistant.understand.control import Words
from assistant.understand.facts import names_of
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide


def skipped(text: str, view: Application, guide: Guide, words: Words) -> Skip:
    """Optional fields are left out; where none is named at the list to confirm, all that are offered."""
    active = [f for f in guide.form.fields if holds(f.when, view.situation)]
    named = _named(text, active, words)
    step = view.next
    if named is None and step is not None and step.kind == "field":
        named = next((f for f in active if f.name == step.name), None)
    if named is not None:
        return Skip((named.name,), optional=not named.required)
    if step is not None and step.kind == "confirm" and view.optional:
        return Skip(view.optional, optional=True)
    return Skip()


def _named(text: str, fields: Sequence[FormField], words: Words) -> FormField | None:
    """The field by the longest of its names that the message has."""
    hits = [(len(n), f) for f in fields for n in names_of(f, fields, words.fields) if n in text]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None
