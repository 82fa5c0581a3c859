"""Which parts of an event a person needs, and what its answers decide for each item. Pure.

Answers are option ids by question id: the event's own questions, `district` (a division code), and
`<part>.<question>` for a question of that part's item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.districts import situation_in
from knowledge_base.life_events.model import LifeEvent, Mapped, Part
from knowledge_base.model.base import DISTRICT, holds
from knowledge_base.model.guide import Guide, Question
from knowledge_base.texts import texts

Answers = Mapping[str, str]
Guides = Mapping[str, Guide]
"""item id → guide; a part whose item has none is planned by name only"""


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part for somebody's answers. `applies` is None while an answer it needs is missing."""

    part: Part
    applies: bool | None
    why: str
    situation: Mapping[str, str]
    """of the part's item, as far as the answers decide it"""
    open: tuple[Question, ...]
    """the item's questions that are still to be answered"""
    guide: Guide | None


def key(part: Part, question_id: str) -> str:
    """The name under which a question of the part's item is asked and answered."""
    return f"{part.id}.{question_id}"


def planned(event: LifeEvent, guides: Guides, answers: Answers) -> list[PlannedPart]:
    return [_planned(event, part, guides.get(part.item_id or ""), answers) for part in event.parts]


def open_questions(event: LifeEvent, answers: Answers) -> list[Question]:
    """The event's own questions that are still to be answered, in order."""
    return [
        question
        for question in event.situations
        if question.id not in answers and holds(question.when, answers) is not False
    ]


def _planned(event: LifeEvent, part: Part, guide: Guide | None, answers: Answers) -> PlannedPart:
    applies = holds(part.when, answers)
    situation: dict[str, str] = {}
    unanswered: list[Question] = []
    for question in guide.situations if guide and applies is not False else ():
        if holds(question.when, situation) is False:
            continue
        option = _option(part, guide, question, answers)
        if option is not None:
            situation[question.id] = option
        elif holds(question.when, situation):
            unanswered.append(question)
    why = _why(event, part, applies, answers)
    return PlannedPart(part, applies, why, situation, tuple(unanswered), guide)


def _option(part: Part, guide: Guide | None, question: Question, answers: Answers) -> str | None:
    """What the person said to the item's own question, else what the event's answers say to it."""
    if question.id == DISTRICT and guide is not None:
        return situation_in(guide, answers.get(DISTRICT)).get(DISTRICT)
    options = {option.id for option in question.options}
    told = answers.get(key(part, question.id))
    if told in options:
        return told
    rule = part.answers.get(question.id)
    if isinstance(rule, Mapped):
        answer = answers.get(rule.question)
        rule = rule.option(answer) if answer is not None else None
    return rule if rule in options else None


def _why(event: LifeEvent, part: Part, applies: bool | None, answers: Answers) -> str:
    """Why it is needed; why not; or what has to be known first."""
    if applies:
        return part.why
    asked = [question for question in event.situations if question.id in part.when]
    if applies is None:
        missing = [question.ask for question in asked if question.id not in answers]
        return texts().say("life_event.unknown", questions=texts().say("when.or").join(missing))
    told = [
        _label(question, answers[question.id]) for question in asked if _excludes(part, question, answers)
    ]
    return texts().say("life_event.not_needed", answers="、".join(told))


def _excludes(part: Part, question: Question, answers: Answers) -> bool:
    return question.id in answers and answers[question.id] not in part.when[question.id]


def _label(question: Question, option_id: str) -> str:
    return next((one.label for one in question.options if one.id == option_id), option_id)


def apply(parts: Sequence[PlannedPart]) -> list[PlannedPart]:
    """Those that are or may be needed."""
    return [one for one in parts if one.applies is not False]
