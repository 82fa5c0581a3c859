"""What the address says of somebody's situation: options by question, no personal data. Pure.

The answers are taken as an application takes them (`applications.changes.answer`), so that the page and the
form never disagree about what applies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from applications import changes
from applications.completeness import open_questions
from applications.drafts import Draft
from knowledge_base.districts import situation_in, varying
from knowledge_base.divisions import Division, Divisions
from knowledge_base.life_events.applying import ruled_out
from knowledge_base.model.base import DISTRICT, Situation
from knowledge_base.model.guide import Guide, Question


@dataclass(frozen=True, slots=True)
class Chosen:
    """`shown`: questions that apply so far, answered or to be asked; `left`: those still to be answered."""

    situation: Situation
    district: str
    """division code; empty while none was chosen"""
    shown: tuple[Question, ...]
    left: tuple[Question, ...]
    never: frozenset[str]
    """questions that the answers make pointless: nothing can depend on them any more"""
    unknown: tuple[str, ...]
    """questions (as they are asked) whose answer in the address is none of their options; "" where the
    address names a question that the guide does not have"""

    @property
    def decided(self) -> Situation:
        """The situation in which what hangs on a pointless question is ruled out, not open."""
        return {**dict.fromkeys(self.never, ""), **self.situation}

    @property
    def draft(self) -> Draft:
        """An application in this situation, before anything else is known."""
        return Draft(situation=self.situation)

    @property
    def pairs(self) -> list[tuple[str, Question]]:
        """Name of the answer and question."""
        return [(question.id, question) for question in self.shown]

    @property
    def query(self) -> str:
        """The same as query, in the guide's order; empty when nothing was chosen."""
        answers = {name: option for name, option in self.situation.items() if name != DISTRICT}
        return urlencode(answers | ({DISTRICT: self.district} if self.district else {}))

    @property
    def labels(self) -> list[str]:
        """What was chosen, in words."""
        chosen = [
            option.label
            for question in self.shown
            for option in question.options
            if self.situation.get(question.id) == option.id
        ]
        place = self.district and Divisions.shipped().name(self.district)
        return [*chosen, place] if place else chosen


def choose(guide: Guide, given: Mapping[str, str]) -> Chosen:
    """What does not fit is told and left out; everything else counts."""
    asked = {question.id: question for question in guide.situations}
    told = {name: option for name, option in given.items() if option and name != DISTRICT}
    fitting = {name: told[name] for name, one in asked.items() if name in told and _has(one, told[name])}
    wrong = [asked[name].ask if name in asked else "" for name in told if name not in fitting]
    code = given.get(DISTRICT, "")
    district = code if code and Divisions.shipped().name(code) else ""
    if code and not district:
        wrong.append("")
    change = changes.answer(guide, Draft(), {**situation_in(guide, district or None), **fitting})
    left = [question for question in open_questions(guide, change.draft) if question.id != DISTRICT]
    shown = [q for q in guide.situations if q.id in change.draft.situation or q in left]
    return Chosen(
        change.draft.situation,
        district,
        tuple(question for question in shown if question.id != DISTRICT),
        tuple(left),
        frozenset(ruled_out(guide.situations, change.draft.situation)),
        tuple(dict.fromkeys(wrong)),
    )


def districts(guide: Guide) -> Sequence[Division]:
    """All there are to choose from, where the guide says something else in another one; else none."""
    return [one for one in Divisions.shipped().all if one.code] if varying(guide) else []


def _has(question: Question, option_id: str) -> bool:
    return any(option.id == option_id for option in question.options)
