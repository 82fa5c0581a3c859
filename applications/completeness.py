"""What an application still lacks, and the one thing to do next. Pure; nothing of it is remembered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from applications.drafts import Draft
from applications.exemptions import material_states
from applications.texts import say
from applications.types import Finding, MaterialState, Next, State
from knowledge_base.model.base import When, holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide, Question


@dataclass(frozen=True, slots=True)
class Completeness:
    materials: tuple[MaterialState, ...]
    missing: tuple[str, ...]
    next: Next | None


EDITABLE: frozenset[State] = frozenset({"draft", "ready", "returned"})


def completeness(guide: Guide, draft: Draft, state: State, today: date) -> Completeness:
    """`missing`: required fields without a value and materials not satisfied, in the order asked.

    A material that has to be handed in anyway and would fill fields comes before those fields: nobody types
    what the next picture shows.

    `next` is None when the application has left the person's hands, and when the precheck found something
    that neither a value nor a document can mend.
    """
    materials = states(guide, draft, today)
    fields = [f for f in applying_fields(guide, draft) if f.required and f.name not in draft.fields]
    lacking = [m for m in materials if not m.satisfied]
    filling = [m for m in lacking if _fills(m, fields)]
    lacking = [m for m in lacking if m not in filling]
    missing = (*_ids(filling), *(f.name for f in fields), *_ids(lacking))
    if state not in EDITABLE:
        return Completeness(materials, missing, None)
    steps = _steps(guide, draft, state, filling, fields, lacking)
    return Completeness(materials, missing, next(steps, None))


def states(guide: Guide, draft: Draft, today: date) -> tuple[MaterialState, ...]:
    attached = {m: documents[-1].document_id for m, documents in draft.attached.items() if documents}
    made = material_states(guide, draft.situation, attached, draft.held, today)
    return tuple(replace(each, document_ids=draft.handed_in(each.material_id)) for each in made)


def applying_fields(guide: Guide, draft: Draft) -> list[FormField]:
    return [f for f in guide.form.fields if holds(f.when, draft.situation)]


def unconfirmed(guide: Guide, draft: Draft) -> tuple[str, ...]:
    """Names of values that apply and that the person still has to look at."""
    return tuple(
        f.name
        for f in applying_fields(guide, draft)
        if (value := draft.fields.get(f.name)) is not None and value.open
    )


def open_questions(guide: Guide, draft: Draft) -> list[Question]:
    """Situation questions to ask now: applying, unanswered, and deciding something of this guide."""
    deciding = _deciding(guide)
    return [
        q
        for q in guide.situations
        if q.id not in draft.situation and q.id in deciding and holds(q.when, draft.situation)
    ]


def _deciding(guide: Guide) -> frozenset[str]:
    conditions: list[When] = [
        element.when
        for elements in (
            guide.situations,
            guide.materials,
            guide.form.fields,
            guide.conditions,
            guide.review,
            guide.time_limits,
            guide.fee.lines,
        )
        for element in elements
    ]
    asked = {question for when in conditions for question in when}
    checked = {
        point.value.removeprefix("situation.")
        for point in guide.review
        if point.kind == "one_of" and point.value.startswith("situation.")
    }
    return frozenset(asked | checked)


def _fills(material: MaterialState, fields: list[FormField]) -> bool:
    """Whether the material is a source of one of these fields."""
    prefix = f"document.{material.material_id}."
    return any(source.startswith(prefix) for field in fields for source in field.sources)


def _ids(materials: list[MaterialState]) -> list[str]:
    return [material.material_id for material in materials]


def _steps(
    guide: Guide,
    draft: Draft,
    state: State,
    filling: list[MaterialState],
    fields: list[FormField],
    lacking: list[MaterialState],
) -> Iterator[Next]:
    """All that is to do, in order; the first is next."""
    if state == "ready":
        yield Next("submit", "submit", say("next.submit"))
        return
    for question in open_questions(guide, draft):
        yield Next("situation", question.id, question.ask)
    yield from mendable(guide, draft, draft.corrections)
    for field in applying_fields(guide, draft):
        if (problem := draft.refused.get(field.name)) is not None:
            yield Next("field", field.name, problem.message)
    yield from _to_hand_in(guide, filling)
    for field in fields:
        yield Next("field", field.name, field.ask)
    yield from _to_hand_in(guide, lacking)
    must_fix = [finding for finding in draft.findings if finding.severity == "must_fix"]
    yield from mendable(guide, draft, must_fix)
    if must_fix:
        return
    if unseen := unconfirmed(guide, draft):
        labels = "、".join(f.label for f in guide.form.fields if f.name in unseen)
        yield Next("confirm", "confirm", say("next.confirm", labels=labels))
    yield Next("precheck", "precheck", say("next.precheck"))


def _to_hand_in(guide: Guide, materials: list[MaterialState]) -> Iterator[Next]:
    how = {material.id: material.how for material in guide.materials}
    for material in materials:
        prompt = say("next.document", name=material.name, how=how[material.material_id])
        yield Next("document", material.material_id, prompt)


def mendable(guide: Guide, draft: Draft, findings: Iterable[Finding]) -> list[Next]:
    """The steps that mend findings; what names neither a value nor a material asked for here has none."""
    return [step for finding in findings if (step := _mend(guide, draft, finding))]


def _mend(guide: Guide, draft: Draft, finding: Finding) -> Next | None:
    """The step that mends a finding. An earlier answer is corrected like a field: by saying it anew."""
    if finding.field in {question.id for question in guide.situations}:
        return Next("situation", finding.field or "", finding.message)
    if finding.field in {field.name for field in guide.form.fields}:
        return Next("field", finding.field or "", finding.message)
    if any(m.id == finding.material_id and holds(m.when, draft.situation) for m in guide.materials):
        return Next("document", finding.material_id or "", finding.message)
    return None
