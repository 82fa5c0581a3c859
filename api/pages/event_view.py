"""All that a life event's page shows, for some answers: its parts, one set of materials, the order. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.pages.choosing import districts
from knowledge_base.divisions import Division
from knowledge_base.life_events.applying import Guides, PlannedPart, ruled_out
from knowledge_base.life_events.planning import Plan, bad_answers, plan
from knowledge_base.life_events.sections import event_sections
from knowledge_base.life_events.sharing import PlannedMaterial
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.base import DISTRICT
from knowledge_base.model.guide import Question
from knowledge_base.sections import Section

STRUCTURED = ("parts", "order", "materials")
"""sections that the page shows from the plan"""


@dataclass(frozen=True, slots=True)
class EventView:
    published: PublishedLifeEvent
    plan: Plan
    shown: Sequence[tuple[str, Question]]
    """questions that apply so far, answered or not, by the name of the answer"""
    unknown: Sequence[str]
    """questions whose answer in the address fits none of their options; "" for one that is not asked"""
    stages: Sequence[Sequence[PlannedPart]]
    left_out: Sequence[PlannedPart]
    sections: Mapping[str, Section]
    pairs: Sequence[Section]
    districts: Sequence[Division]
    """to choose from, where an item's guide says something else in another one"""

    @property
    def query(self) -> str:
        return urlencode(dict(self.plan.answers))

    @property
    def to_bring(self) -> Sequence[PlannedMaterial]:
        return [one for one in self.plan.materials if one.to_hand_in and one.certain]

    @property
    def open(self) -> Sequence[PlannedMaterial]:
        """Those that an answer still missing may ask for."""
        return [one for one in self.plan.materials if one.to_hand_in and not one.certain]

    @property
    def sure(self) -> int:
        """How many parts are needed for certain."""
        return sum(one.applies is True for one in self.plan.parts)

    @property
    def unsure(self) -> int:
        return sum(one.applies is None for one in self.plan.parts)

    @property
    def spared(self) -> Sequence[PlannedMaterial]:
        return [one for one in self.plan.materials if one.required and not one.to_hand_in]

    @property
    def optional(self) -> Sequence[PlannedMaterial]:
        return [one for one in self.plan.materials if not one.required]


def event_view(published: PublishedLifeEvent, guides: Guides, given: Mapping[str, str]) -> EventView:
    event = published.event
    told = {name: option for name, option in given.items() if option}
    wrong = {bad.question for bad in bad_answers(event, guides, told)}
    answers = {name: option for name, option in told.items() if name not in wrong}
    made = plan(event, guides, answers)
    known = _questions(published, guides)
    by_part = {one.part.id: one for one in made.parts}
    parts = event_sections(event)
    return EventView(
        published,
        made,
        _shown(published, made, known, answers),
        list(dict.fromkeys(known[name].ask if name in known else "" for name in wrong)),
        [[by_part[one] for one in stage] for stage in made.stages],
        [one for one in made.parts if one.applies is False],
        {one.id: one for one in parts if not one.id.startswith("qa:") and one.id not in STRUCTURED},
        [one for one in parts if one.id.startswith("qa:")],
        next((found for part in made.parts if part.guide and (found := districts(part.guide))), []),
    )


def _questions(published: PublishedLifeEvent, guides: Guides) -> dict[str, Question]:
    """Every question somebody may answer, by the name of the answer."""
    event = published.event
    known = {question.id: question for question in event.situations}
    for part in event.parts:
        guide = guides.get(part.item_id or "")
        known |= {f"{part.id}.{one.id}": one for one in (guide.situations if guide else ())}
    return known


def _shown(
    published: PublishedLifeEvent, made: Plan, known: Mapping[str, Question], answers: Mapping[str, str]
) -> list[tuple[str, Question]]:
    """In the event's order; where one lives is chosen apart."""
    never = ruled_out(published.event.situations, answers)
    asked = {name for name, _ in made.questions}
    return [
        (name, question)
        for name, question in known.items()
        if question.id != DISTRICT and name not in never and (name in answers or name in asked)
    ]
