"""What the model is shown of the turn: candidates, the open draft's questions, the last lines of the talk.

Of the draft only what is asked and what is lacking, never a value; all that people wrote is masked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.consulted import Line
from assistant.model.masking import Mask
from assistant.model.shape import Choices
from assistant.turn import Turn
from assistant.understand.open_draft import editable
from assistant.wording import normalise
from knowledge_base.library import Library
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Question, ServiceItem

CANDIDATES, RECENT = 8, 3
LONGEST_LINE, LONGEST_MESSAGE, LONGEST_SUMMARY = 160, 600, 40
MOST_QUESTIONS, MOST_FIELDS = 12, 40
READ_ON, EDGE = 400, 60
"""letters masked beyond those shown; what a piece of personal data may take of them"""
NONE = "—"


@dataclass(frozen=True, slots=True)
class Situation:
    items: tuple[ServiceItem, ...]
    summaries: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    fields: tuple[FormField, ...] = ()
    missing: frozenset[str] = frozenset()
    asked: str = ""

    @property
    def choices(self) -> Choices:
        return Choices(
            tuple(item.item_id for item in self.items),
            tuple(f"{q.id}={o.id}" for q in self.questions for o in q.options),
            tuple(field.name for field in self.fields),
        )


def situation_of(turn: Turn, library: Library, found: Sequence[str] = ()) -> Situation:
    """What the rules `found`, retrieval's best, what was just offered and is talked about; the open draft's
    questions."""
    ids = [*found[:CANDIDATES]]
    ids += [hit.item.item_id for hit in library.search(turn.text, turn.district, limit=CANDIDATES)]
    open_ = turn.state.clarifying
    ids += [way.item_id for way in open_.ways if way.item_id] if open_ is not None else []
    ids += [one for one in (turn.state.item_id, turn.left) if one]
    items = tuple(item for one in dict.fromkeys(ids) if (item := library.item(one)) is not None)
    guides = [library.guide(item.item_id) for item in items]
    summaries = tuple(one.guide.summary[:LONGEST_SUMMARY] if one else "" for one in guides)
    view, guide = editable(turn)
    if view is None or guide is None:
        return Situation(items, summaries)
    questions = [q for q in guide.situations if holds(q.when, view.situation) is not False]
    fields = [f for f in guide.form.fields if holds(f.when, view.situation) is not False]
    first = {*view.missing, *view.optional}
    return Situation(
        items,
        summaries,
        tuple(sorted(questions, key=lambda q: q.id in view.situation)[:MOST_QUESTIONS]),
        tuple(sorted(fields, key=lambda f: f.name not in first)[:MOST_FIELDS]),
        frozenset(first),
        view.next.prompt if view.next is not None else "",
    )


def items_shown(shown: Situation) -> str:
    rows = zip(shown.items, shown.summaries, strict=True)
    lines = [f"{one.item_id}｜{one.official_name}｜{one.plain_name}｜{summary}" for one, summary in rows]
    return "\n".join(lines) or NONE


def draft_shown(shown: Situation, mask: Mask) -> str:
    """Its questions with their options, its fields with label and type; those still lacking are starred."""
    lines = [mask.masked(shown.asked)] if shown.asked else []
    for question in shown.questions:
        options = "；".join(f"{question.id}={one.id} {one.label}" for one in question.options)
        lines.append(f"{question.ask} {options}")
    for field in shown.fields:
        star = "*" if field.name in shown.missing else ""
        lines.append(f"{field.name}{star}｜{field.label}｜{field.type}")
    return "\n".join(lines) or NONE


def lines_of(turn: Turn, mask: Mask) -> tuple[Line, ...]:
    """The last lines of the talk and the message."""
    lines: list[Line] = []
    for message in tuple(turn.recent())[-RECENT:]:
        if message.text:
            lines.append(Line("person", _cut(mask, normalise(message.text), LONGEST_LINE)))
        if message.reply.text:
            lines.append(Line("assistant", _cut(mask, message.reply.text, LONGEST_LINE)))
    return (*lines, Line("person", _cut(mask, turn.text, LONGEST_MESSAGE)))


def _cut(mask: Mask, text: str, longest: int) -> str:
    """Cut after masking, for half a number is still half known; of a very long text the end that a first cut
    may have halved is left out."""
    seen = mask.masked(text[: longest + READ_ON])
    return seen[:longest] if len(text) <= longest + READ_ON else seen[:-EDGE][:longest]
