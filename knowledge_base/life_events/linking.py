"""What an event says of its items against their guides: unknown items, questions, fields, materials. Pure."""

from collections.abc import Iterator, Mapping

from knowledge_base.life_events.model import LifeEvent, Mapped, Part
from knowledge_base.model.base import DISTRICT, When
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.source import Segments

Found = tuple[str, Segments, dict[str, object]]
"""rule, where, values of its sentence"""


def broken_links(
    event: LifeEvent, guides: Mapping[str, Guide], items: Mapping[str, ServiceItem]
) -> Iterator[Found]:
    for index, part in enumerate(event.parts):
        if part.item_id is None:
            continue
        path = ("parts", index)
        item, guide = items.get(part.item_id), guides.get(part.item_id)
        if item is None:
            yield "event-unknown-item", (*path, "item_id"), {"item": part.item_id}
            continue
        if part.name not in (item.official_name, item.plain_name, *item.aliases):
            yield "event-part-name", (*path, "name"), {"name": part.name, "item": part.item_id}
        if guide is not None:
            yield from _answers(event, part, guide, path)
            yield from _names(part, guide, path)


def _answers(event: LifeEvent, part: Part, guide: Guide, path: Segments) -> Iterator[Found]:
    """Questions and options that the item has; each that comes up has an answer or is `later`."""
    asked = {question.id: question for question in guide.situations}
    values: dict[str, object] = {"item": part.item_id}
    for question_id, rule in part.answers.items():
        where = (*path, "answers", question_id)
        question = asked.get(question_id)
        if question is None:
            yield "event-answer-unknown", where, {**values, "what": f"问题“{question_id}”"}
            continue
        options = {option.id for option in question.options}
        for option in reachable(event, part, rule) - options:
            yield "event-answer-unknown", where, {**values, "what": f"“{question_id}”的选项“{option}”"}
    for question_id in part.later:
        if question_id not in asked:
            what = f"问题“{question_id}”"
            yield "event-answer-unknown", (*path, "later"), {**values, "what": what}
    for question in guide.situations:
        settled = question.id in part.answers or question.id in part.later or question.id == DISTRICT
        if not settled and possible(event, part, question.when):
            yield "event-question-open", path, {**values, "question": question.id}


def possible(event: LifeEvent, part: Part, when: When) -> bool:
    """Whether some case of the event meets a condition of the part's item."""
    rules = {question: part.answers[question] for question in when if question in part.answers}
    return all(reachable(event, part, rule) & set(when[question]) for question, rule in rules.items())


def reachable(event: LifeEvent, part: Part, rule: str | Mapped) -> set[str]:
    """The item's options that the rule can give while the part applies."""
    if not isinstance(rule, Mapped):
        return {rule}
    asked = next((one for one in event.situations if one.id == rule.question), None)
    answers = part.when.get(rule.question) or [option.id for option in (asked.options if asked else ())]
    given = {rule.means(answer) for answer in answers}
    return {option for option in given if option is not None}


def _names(part: Part, guide: Guide, path: Segments) -> Iterator[Found]:
    """The item's fields and materials that the event renames."""
    fields = {field.name for field in guide.form.fields}
    materials = {material.id for material in guide.materials}
    for key, named, there, what in (
        ("fields", part.fields, fields, "表单字段"),
        ("materials", part.materials, materials, "材料"),
    ):
        for name in named:
            if name not in there:
                yield (
                    "event-reference",
                    (*path, key, name),
                    {"what": what, "name": name, "item": part.item_id},
                )
