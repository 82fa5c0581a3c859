"""The plan of a life event for somebody's answers: parts, merged form, shared materials, stages. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.life_events.applying import (
    Answers,
    Guides,
    PlannedPart,
    apply,
    key,
    open_questions,
    planned,
)
from knowledge_base.life_events.merging import MergedField, asked, merged_form
from knowledge_base.life_events.model import LifeEvent, Misfit
from knowledge_base.life_events.sharing import PlannedMaterial, shared_materials, wanted
from knowledge_base.life_events.stages import stages
from knowledge_base.model.base import DISTRICT, holds
from knowledge_base.model.guide import Question


@dataclass(frozen=True, slots=True)
class Figures:
    """How many the items ask for one by one, and how many the event asks for."""

    fields_before: int
    fields_after: int
    materials_before: int
    materials_after: int
    to_hand_in: int
    """of the materials: neither exempt for everybody who asks nor issued by an earlier part"""


@dataclass(frozen=True, slots=True)
class Plan:
    event: LifeEvent
    answers: Mapping[str, str]
    questions: tuple[tuple[str, Question], ...]
    """what is still to be answered, by the name under which it is answered"""
    parts: tuple[PlannedPart, ...]
    form: tuple[MergedField, ...]
    materials: tuple[PlannedMaterial, ...]
    stages: tuple[tuple[str, ...], ...]
    misfits: tuple[Misfit, ...]
    """why the event can't be handled as a whole; empty when it can, as far as the answers say"""
    figures: Figures

    def items_of(self, misfit: Misfit) -> list[str]:
        """The items to use one by one: of the parts it names, else of all that are needed."""
        wanted = misfit.parts or [part.id for part in self.event.parts]
        found = [one for one in apply(self.parts) if one.part.id in wanted and one.part.item_id]
        return list(dict.fromkeys(one.part.item_id or "" for one in found))


@dataclass(frozen=True, slots=True)
class BadAnswer:
    """An answer to a question that is not asked, or with an option that it does not have."""

    question: str
    option: str


def plan(event: LifeEvent, guides: Guides, answers: Answers) -> Plan:
    """`answers` may be incomplete: what depends on a missing one is in the plan, as not certain."""
    parts = planned(event, guides, answers)
    needed = apply(parts)
    form, materials = merged_form(event, needed), shared_materials(event, needed)
    own = [(question.id, question) for question in open_questions(event, answers)]
    items = [(key(one.part, question.id), question) for one in needed if one.applies for question in one.open]
    return Plan(
        event,
        dict(answers),
        tuple([*own, *_once(items)]),
        tuple(parts),
        tuple(form),
        tuple(materials),
        tuple(tuple(stage) for stage in stages(event.parts, [one.part.id for one in needed])),
        tuple(misfit for misfit in event.misfits if holds(misfit.when, answers)),
        Figures(
            fields_before=sum(map(len, asked(needed).values())),
            fields_after=len(form),
            materials_before=sum(map(len, wanted(event, needed).values())),
            materials_after=len(materials),
            to_hand_in=sum(material.to_hand_in for material in materials),
        ),
    )


def bad_answers(event: LifeEvent, guides: Guides, answers: Answers) -> list[BadAnswer]:
    """Answers that the event and the items of its parts do not know; a district may be any code."""
    known = {question.id: {option.id for option in question.options} for question in event.situations}
    for part in event.parts:
        guide = guides.get(part.item_id or "")
        for question in guide.situations if guide else ():
            known[key(part, question.id)] = {option.id for option in question.options}
    return [
        BadAnswer(question, option)
        for question, option in answers.items()
        if question != DISTRICT and option not in known.get(question, ())
    ]


def _once(items: Sequence[tuple[str, Question]]) -> list[tuple[str, Question]]:
    """The district is asked for once for all items."""
    found: dict[str, tuple[str, Question]] = {}
    for name, question in items:
        name = DISTRICT if question.id == DISTRICT else name
        found.setdefault(name, (name, question))
    return list(found.values())
