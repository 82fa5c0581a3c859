"""One guide and one draft out of those of several applications, so that what is lacking, what comes next and
what a message means are computed by the same functions as for a single one. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from applications.bundles.naming import merged_finding, merged_value
from applications.bundles.parts import Case, Handled
from applications.bundles.timing import Later
from applications.drafts import Aside, Attachment, Draft
from applications.types import Finding
from knowledge_base.life_events.applying import open_questions as event_questions
from knowledge_base.life_events.merging import MergedField, asked, merged_form
from knowledge_base.life_events.sharing import PlannedMaterial, shared_materials
from knowledge_base.model.base import DISTRICT, holds
from knowledge_base.model.form import Form, FormField
from knowledge_base.model.guide import Condition, Fee, Guide, Material, Question, ServiceItem
from prefill.same import same
from prefill.types import Candidate, FieldValue, Problem

_SURE, _FAIR = 0.9, 0.7
"""as `prefill.fill`: the confidence from which a reading is as good as any other, or usable"""


def merged_guide(case: Case, later: Later) -> Guide:
    """What the parts ask for under these answers. What only comes `later` is not required."""
    event, parts = case.bundle.published.event, [one.plan for one in case.handled]
    questions = _questions(case)
    open_ = {question.id for question in event_questions(event, case.bundle.told.answers)}
    open_ |= {one.merged_question(q.id) for one in case.handled if one.kept for q in one.plan.open}
    deciding = Condition.model_construct(
        id="questions",
        text="",
        forbids=False,
        when={q.id: [option.id for option in q.options] for q in questions if q.id in open_},
    )
    # Not validated: names like `household.follow` are no ids that a content file may use.
    return Guide.model_construct(
        item=ServiceItem(
            item_id=event.event_id, official_name=event.official_name, plain_name=event.plain_name
        ),
        summary=event.summary,
        spoken=event.spoken,
        valid_from=event.valid_from,
        reviewed_on=event.reviewed_on,
        conditions=[deciding],
        situations=questions,
        materials=[_material(one, later) for one in shared_materials(event, parts) if one.certain],
        steps=[],
        time_limits=[],
        fee=Fee(charged=False),
        places=[],
        result="",
        complaint_phone=event.complaint_phone,
        legal_basis=[],
        form=Form.model_construct(fields=[_field(one, case, later) for one in merged_form(event, parts)]),
    )


def merged_draft(case: Case, later: Later) -> Draft:
    """What is kept of all parts, under the names of the merged guide."""
    begun = [one for one in case.handled if one.kept]
    drafts = [(one, one.kept.draft) for one in begun if one.kept]
    situation = dict(case.bundle.told.answers)
    for one, draft in drafts:
        told = {one.merged_question(q): option for q, option in draft.situation.items() if q != DISTRICT}
        situation |= told
    open_ = [(one, draft) for one, draft in drafts if one.editable]
    return Draft(
        situation=situation,
        fields={**case.bundle.told.values, **merged_values(case)},
        attached=_attached(begun),
        aside=_aside(open_),
        cleared=tuple(dict.fromkeys(one.merged_field(n) for one, draft in open_ for n in draft.cleared)),
        findings=_once(_findings(one, draft.findings, later) for one, draft in open_),
        passed=bool(open_) and all(later.passed(one, draft) for one, draft in open_),
        refused=_refused(open_),
        corrections=_once(_findings(one, draft.corrections, later) for one, draft in open_),
        barred=_once(_findings(one, draft.barred, later) for one, draft in open_),
        note="\n".join(dict.fromkeys(draft.note for _, draft in drafts if draft.note)),
    )


def _aside(open_: Sequence[tuple[Handled, Draft]]) -> tuple[Aside, ...]:
    """Other people's documents, each once under the shared material's name."""
    found: dict[str, Aside] = {}
    for one, draft in open_:
        for aside in draft.aside:
            shared = one.shared_material(aside.material_id)
            found[shared] = replace(aside, material_id=shared)
    return tuple(found.values())


def merged_values(case: Case) -> dict[str, FieldValue]:
    """Merged name → the value that counts, with what other parts say beside it."""
    found: dict[str, list[FieldValue]] = {}
    drafts = {one.part_id: (one, one.kept.draft) for one in case.handled if one.kept}
    for name, entries in asked([one.plan for one, _ in drafts.values()]).items():
        for entry in entries:
            one, draft = drafts[entry.use.part]
            if (value := draft.fields.get(entry.use.name)) is not None:
                found.setdefault(name, []).append(merged_value(one, value, name))
    return {name: agreed(values) for name, values in found.items()}


def agreed(values: Sequence[FieldValue]) -> FieldValue:
    """What the person confirmed goes before what was found, a sure source before a less sure one; a
    value that differs is put to the person beside it."""
    best = max(values, key=lambda value: (value.confirmed, _level(value)))
    declined = tuple(dict.fromkeys(one for value in values for one in value.declined if one != best.value))
    others: list[Candidate] = []
    for value in values:
        for offer in (
            *value.others,
            Candidate(value.value, value.source, value.source_ref, value.confidence),
        ):
            known = (best.value, *declined, *(other.value for other in others))
            if not any(same(offer.value, one) for one in known):
                others.append(offer)
    return replace(best, others=tuple(others), declined=declined)


def _level(value: FieldValue) -> int:
    return (value.confidence >= _FAIR) + (value.confidence >= _SURE)


def _questions(case: Case) -> list[Question]:
    """The event's own, then those of each item that no answer of the event decides."""
    event = case.bundle.published.event
    found: dict[str, Question] = {question.id: question for question in event.situations}
    for one in case.handled:
        decided = one.plan.part.answers.keys() & one.plan.situation.keys()
        for question in one.guide.situations if one.kept else ():
            applies = holds(question.when, one.plan.situation) is True and question.id not in one.plan.never
            if applies and question.id not in decided:
                name = one.merged_question(question.id)
                found.setdefault(name, question.model_copy(update={"id": name, "when": {}}))
    return list(found.values())


def _field(one: MergedField, case: Case, later: Later) -> FormField:
    parts = dict.fromkeys(use.part for use in one.used_by)
    alone = next(iter(parts)) if len(parts) == 1 else None
    section = case.bundle.published.event.part(alone).name if alone else one.section
    return FormField.model_construct(
        name=one.name,
        label=one.label,
        type=one.type,
        required=one.required and one.certain and one.name not in later.fields,
        when={},
        choices=list(one.choices),
        sources=list(one.sources),
        ask=one.ask,
        help=one.help,
        sensitive=one.sensitive,
        max_length=one.max_length,
        section=section,
    )


def _material(one: PlannedMaterial, later: Later) -> Material:
    required = one.required and one.id not in later.materials
    return Material.model_construct(
        id=one.id,
        name=one.name,
        documents=list(one.documents),
        source="applicant",
        necessity="required" if required else "optional",
        photo=[],
        when={},
        form=one.form,
        exempt=list(one.exempt),
        how=one.how,
        basis=[],
        certificates=[],
    )


def _attached(begun: Sequence[Handled]) -> dict[str, tuple[Attachment, ...]]:
    found: dict[str, dict[str, Attachment]] = {}
    for one in begun:
        for material_id, documents in one.kept.draft.attached.items() if one.kept else ():
            shared = found.setdefault(one.shared_material(material_id), {})
            for document in documents:
                shared.setdefault(document.document_id, document)
    return {name: tuple(documents.values()) for name, documents in found.items() if documents}


def _refused(open_: Iterable[tuple[Handled, Draft]]) -> dict[str, Problem]:
    return {
        one.merged_field(name): problem for one, draft in open_ for name, problem in draft.refused.items()
    }


def _findings(one: Handled, findings: Iterable[Finding], later: Later) -> list[Finding]:
    """Those that can be mended now: what only comes later is no fault."""
    return [merged_finding(one, finding) for finding in later.due(one, findings)]


def _once(findings: Iterable[Iterable[Finding]]) -> tuple[Finding, ...]:
    """What several parts find in what they share is said once."""
    found: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        for finding in one:
            found.setdefault((finding.code, finding.field, finding.material_id, finding.message), finding)
    return tuple(found.values())
