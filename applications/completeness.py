"""What an application still lacks, and the one thing to do next. Pure; nothing of it is remembered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from applications.drafts import Draft
from applications.exemptions import material_states
from applications.set_aside import questions
from applications.sparing import fills, instead_of_typing
from applications.texts import say
from applications.types import Finding, MaterialState, Next, State
from knowledge_base.model.base import When, holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide, Question
from prefill.masking import shown, told_apart


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
    return lacking(guide, draft, state, states(guide, draft, today))


def lacking(guide: Guide, draft: Draft, state: State, materials: tuple[MaterialState, ...]) -> Completeness:
    """The same where it is known already how each material stands."""
    fields = [f for f in applying_fields(guide, draft) if f.required and f.name not in draft.fields]
    open_ = [m for m in materials if not m.satisfied]
    filling = [m for m in open_ if _fills(m, fields)]
    others = [m for m in open_ if m not in filling]
    missing = (*_ids(filling), *(f.name for f in fields), *_ids(others))
    if state not in EDITABLE:
        return Completeness(materials, missing, None)
    spared = instead_of_typing(guide, materials, fields)
    lacks = _Lacks(filling, fields, others, [m for m in materials if m.promised], spared)
    steps = _steps(guide, draft, state, lacks)
    return Completeness(materials, missing, next(steps, None))


def states(guide: Guide, draft: Draft, today: date) -> tuple[MaterialState, ...]:
    attached = {m: documents[-1].document_id for m, documents in draft.attached.items() if documents}
    made = material_states(
        guide, draft.situation, attached, draft.held, today, draft.shared, draft.commitments
    )
    return tuple(replace(each, document_ids=draft.handed_in(each.material_id)) for each in made)


def applying_fields(guide: Guide, draft: Draft) -> list[FormField]:
    return [f for f in guide.form.fields if holds(f.when, draft.situation)]


def offered(guide: Guide, draft: Draft) -> tuple[str, ...]:
    """Optional fields without a value: never asked one by one, only offered, and not again once refused."""
    known = {*draft.fields, *draft.cleared}
    return tuple(f.name for f in applying_fields(guide, draft) if not f.required and f.name not in known)


COMMITMENT = "commitment."
"""begins the name under which a commitment is confirmed: `commitment.<material_id>`"""


def unconfirmed(guide: Guide, draft: Draft, today: date) -> tuple[str, ...]:
    """Names of values that apply and of commitments that the person still has to look at."""
    promised = (state for state in states(guide, draft, today) if state.promised)
    return (*unseen(guide, draft), *(f"{COMMITMENT}{state.material_id}" for state in promised))


def unseen(guide: Guide, draft: Draft) -> tuple[str, ...]:
    """Names of values that apply and that the person still has to look at."""
    return tuple(
        f.name
        for f in applying_fields(guide, draft)
        if (value := draft.fields.get(f.name)) is not None and value.open
    )


def conflicting(guide: Guide, draft: Draft) -> list[FormField]:
    """Fields that apply and for which sources differ: each is decided by name, with all values before one."""
    return [f for f in applying_fields(guide, draft) if (v := draft.fields.get(f.name)) and v.others]


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
    return any(fills(material.material_id, field) for field in fields)


def _ids(materials: list[MaterialState]) -> list[str]:
    return [material.material_id for material in materials]


@dataclass(frozen=True, slots=True)
class _Lacks:
    """What is not there yet: documents that would fill fields, fields, other documents, commitments."""

    filling: list[MaterialState]
    fields: list[FormField]
    materials: list[MaterialState]
    promised: list[MaterialState]
    spared: Mapping[str, MaterialState]
    """field → a paper that need not be handed in, but whose picture would fill it"""


def _steps(guide: Guide, draft: Draft, state: State, lacks: _Lacks) -> Iterator[Next]:
    """All that is to do, in order; the first is next."""
    if state == "ready":
        yield Next("submit", "submit", say("next.submit"))
        return
    yield from mendable(guide, draft, draft.barred)
    for question in open_questions(guide, draft):
        yield Next("situation", question.id, question.ask)
    for asked in questions(guide, draft):
        yield Next("document", asked.material_id, asked.question)
    yield from mendable(guide, draft, draft.corrections)
    for field in applying_fields(guide, draft):
        if (problem := draft.refused.get(field.name)) is not None:
            yield Next("field", field.name, problem.message)
    yield from _to_hand_in(guide, lacks.filling)
    for field in lacks.fields:
        picture = lacks.spared.get(field.name)
        or_picture = say("next.or_picture", name=picture.name) if picture else ""
        yield Next("field", field.name, field.ask + or_picture)
    yield from _to_hand_in(guide, lacks.materials)
    must_fix = [finding for finding in draft.findings if finding.severity == "must_fix"]
    yield from mendable(guide, draft, must_fix)
    if must_fix:
        return
    for field in conflicting(guide, draft):
        yield Next(
            "field", field.name, say("next.conflict", label=field.label, values=_offered(draft, field))
        )
    yield from _to_confirm(guide, draft, lacks.promised)
    yield Next("precheck", "precheck", say("next.precheck"))


def _offered(draft: Draft, field: FormField) -> str:
    """Every value of a field in conflict, with where it comes from and the day it holds for."""
    value = draft.fields[field.name]
    offers = (value, *value.others)
    texts = told_apart(field, [one.value for one in offers])
    return "；".join(
        say(
            "next.offer_dated" if one.on else "next.offer",
            value=text,
            source=say(f"sources.{one.source}"),
            day=one.on,
        )
        for one, text in zip(offers, texts, strict=True)
    )


def _to_confirm(guide: Guide, draft: Draft, promised: list[MaterialState]) -> Iterator[Next]:
    """Values and commitments are confirmed in one step."""
    names = unseen(guide, draft)
    labels = "、".join(f.label for f in guide.form.fields if f.name in names)
    sentences = [say("next.confirm", labels=labels)] if names else []
    if promised:
        sentences.append(say("next.commit", names="、".join(state.name for state in promised)))
    if sentences:
        yield Next("confirm", "confirm", "".join(sentences))


def _to_hand_in(guide: Guide, materials: list[MaterialState]) -> Iterator[Next]:
    how = {material.id: material.how for material in guide.materials}
    for material in materials:
        prompt = say("next.document", name=material.name, how=how[material.material_id])
        yield Next("document", material.material_id, _why_asked(material) + prompt)


def _why_asked(material: MaterialState) -> str:
    """Why what others need not hand in is asked for here."""
    if material.commitment and material.commitment.accepted is False:
        return say("exempt.declined")
    if material.register and material.register.outcome in {"found", "not_found"}:
        return say("exempt.not_found", register=material.register.name)
    return ""


def mendable(guide: Guide, draft: Draft, findings: Iterable[Finding]) -> list[Next]:
    """The steps that mend findings; what names neither a value nor a material asked for here has none."""
    return [step for finding in findings if (step := _mend(guide, draft, finding))]


def _mend(guide: Guide, draft: Draft, finding: Finding) -> Next | None:
    """The step that mends a finding. An earlier answer is corrected like a field: by saying it anew."""
    if finding.field in {question.id for question in guide.situations}:
        return Next("situation", finding.field or "", finding.message)
    field = next((field for field in guide.form.fields if field.name == finding.field), None)
    if field is not None:
        return Next("field", field.name, _told(draft, field, finding))
    if any(m.id == finding.material_id and holds(m.when, draft.situation) for m in guide.materials):
        return Next("document", finding.material_id or "", finding.message)
    return None


def _told(draft: Draft, field: FormField, finding: Finding) -> str:
    """What differs may be right all the same: then the person says so, and staff look at it."""
    value = draft.fields.get(field.name)
    if value is None or not may_insist(finding) or finding not in draft.findings:
        return finding.message
    return say("next.insist", message=finding.message, value=shown(field, value.value))


def may_insist(finding: Finding) -> bool:
    """Whether a value that differs may be stood by, for staff to look at. Who has signed in is known: nobody
    talks themselves into another person's name and number."""
    differs = finding.code == "mismatch" and finding.severity == "must_fix" and finding.field is not None
    return differs and not {"profile.id_number", "profile.name"} & set(finding.evidence or ())
