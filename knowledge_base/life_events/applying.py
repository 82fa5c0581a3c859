"""Which parts of an event a person needs, and what its answers decide for each item. Pure.

Answers are option ids by question id: the event's own questions, `district` (a division code), and
`<part>.<question>` for a question of that part's item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.districts import situation_in
from knowledge_base.life_events.model import LifeEvent, Mapped, Part
from knowledge_base.model.base import DISTRICT, When, holds
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
    """the item's questions that are still to be answered, and that no answer of the event decides"""
    fields: Mapping[str, str]
    """the item's field → its name in the merged form, where it has another one"""
    guide: Guide | None
    never: frozenset[str] = frozenset()
    """the item's questions that its situation rules out: nothing can depend on their answers"""

    def needs(self, when: When) -> bool | None:
        """Whether what carries this condition is asked for; None while an answer is missing."""
        return False if self.never & when.keys() else holds(when, self.situation)


def key(part: Part, question_id: str) -> str:
    """The name under which a question of the part's item is asked and answered."""
    return f"{part.id}.{question_id}"


def planned(event: LifeEvent, guides: Guides, answers: Answers) -> list[PlannedPart]:
    never = ruled_out(event.situations, answers)
    return [_planned(event, part, guides.get(part.item_id or ""), answers, never) for part in event.parts]


def ruled_out(questions: Sequence[Question], answers: Answers) -> set[str]:
    """Ids of the questions that these answers make pointless, and of those that depend on them."""
    never: set[str] = set()
    for question in questions:
        if never & question.when.keys() or holds(question.when, answers) is False:
            never.add(question.id)
    return never


def open_questions(event: LifeEvent, answers: Answers) -> list[Question]:
    """The event's own questions that are still to be answered, in order."""
    known = answers.keys() | ruled_out(event.situations, answers)
    return [question for question in event.situations if question.id not in known]


def _planned(
    event: LifeEvent, part: Part, guide: Guide | None, answers: Answers, pointless: set[str]
) -> PlannedPart:
    applies = False if pointless & part.when.keys() else holds(part.when, answers)
    situation: dict[str, str] = {}
    unanswered: list[Question] = []
    never: set[str] = set()
    for question in guide.situations if guide and applies is not False else ():
        if never & question.when.keys() or holds(question.when, situation) is False:
            never.add(question.id)
            continue
        option = _option(part, guide, question, answers)
        if option is not None:
            situation[question.id] = option
        elif holds(question.when, situation) and question.id not in part.answers:
            unanswered.append(question)
    why = _why(event, part, applies, answers)
    return PlannedPart(
        part, applies, why, situation, tuple(unanswered), _renamed(part, answers), guide, frozenset(never)
    )


def _renamed(part: Part, answers: Answers) -> dict[str, str]:
    found = {name: _meant(rule, answers) for name, rule in part.fields.items()}
    return {name: merged for name, merged in found.items() if merged is not None}


def _meant(rule: str | Mapped | None, answers: Answers) -> str | None:
    """What is written, or what the event's answer decides; None while it is missing."""
    if not isinstance(rule, Mapped):
        return rule
    answer = answers.get(rule.question)
    return rule.means(answer) if answer is not None else None


def _option(part: Part, guide: Guide | None, question: Question, answers: Answers) -> str | None:
    """What the person said to the item's own question, else what the event's answers say to it."""
    if question.id == DISTRICT and guide is not None:
        return situation_in(guide, answers.get(DISTRICT)).get(DISTRICT)
    options = {option.id for option in question.options}
    told = answers.get(key(part, question.id))
    if told in options:
        return told
    meant = _meant(part.answers.get(question.id), answers)
    return meant if meant in options else None


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
    if not told:
        return texts().say("life_event.not_needed_here")
    return texts().say("life_event.not_needed", answers="、".join(told))


def _excludes(part: Part, question: Question, answers: Answers) -> bool:
    return question.id in answers and answers[question.id] not in part.when[question.id]


def _label(question: Question, option_id: str) -> str:
    return next((one.label for one in question.options if one.id == option_id), option_id)


def apply(parts: Sequence[PlannedPart]) -> list[PlannedPart]:
    """Those that are or may be needed."""
    return [one for one in parts if one.applies is not False]
