"""How a bundle stands: its state, what is missing in the whole, the one thing to do next, each part. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from applications.bundles.merging import merged_draft, merged_guide
from applications.bundles.parts import Case, Handled
from applications.bundles.timing import Later, later
from applications.bundles.types import Bundle, PartView, Single
from applications.completeness import EDITABLE, lacking, offered, states, unconfirmed
from applications.drafts import Draft
from applications.set_aside import questions
from applications.types import Application, MaterialState, State
from knowledge_base.life_events.applying import PlannedPart, apply
from knowledge_base.life_events.stages import stages
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide
from prefill.types import Problem


def seen(
    case: Case,
    today: date,
    applications: Mapping[str, Application],
    problems: Mapping[str, Problem] | None = None,
) -> Bundle:
    """`applications`: the parts' own views, by part id. `problems`: what the act just done refused."""
    bundle, comes_later = case.bundle, later(case)
    guide, draft = merged_guide(case, comes_later), merged_draft(case, comes_later)
    materials = merged_materials(case, guide, comes_later, today)
    state = state_of(case, comes_later, draft, materials)
    lacks = lacking(guide, draft, state, materials)
    misfits = singles(case)
    names = {field.name for field in guide.form.fields}
    return Bundle(
        application_id=bundle.bundle_id,
        owner_id=bundle.owner_id,
        version=bundle.version,
        item_id=bundle.published.event_id,
        guide_version=bundle.published.version,
        state=state,
        situation=draft.situation,
        fields={f.name: draft.fields[f.name] for f in guide.form.fields if f.name in draft.fields},
        materials=lacks.materials,
        missing=lacks.missing,
        next=None if misfits else lacks.next,
        findings=(*draft.corrections, *(draft.findings or draft.barred)),
        round=max([1, *(one.kept.round for one in case.open if one.kept)]),
        created_at=bundle.created_at,
        updated_at=bundle.updated_at,
        problems=problems or {},
        refused={name: problem for name, problem in draft.refused.items() if name in names},
        note=draft.note,
        name=bundle.published.event.official_name,
        parts=part_views(case, applications),
        singles=misfits,
        guide=guide,
        optional=offered(guide, draft),
        somebody_elses=questions(guide, draft),
    )


def state_of(case: Case, comes_later: Later, draft: Draft, materials: Sequence[MaterialState]) -> State:
    """Of the whole: what can still be worked on decides, then the least advanced of what was sent."""
    begun = [one.kept.state for one in case.handled if one.kept]
    workable = [one for one in case.open if one.part_id not in comes_later.waiting]
    if not begun or workable:
        return _of_open(case, workable, comes_later, draft, materials)
    sent = set(begun) - {"draft", "ready", "returned"}
    going_on: list[State] = [state for state in ("submitted", "accepted") if state in sent]
    if going_on:
        return going_on[0]
    return "done" if "done" in sent else "withdrawn"


def _of_open(
    case: Case,
    workable: Sequence[Handled],
    comes_later: Later,
    draft: Draft,
    materials: Sequence[MaterialState],
) -> State:
    ready = bool(workable) and all(one.kept and one.kept.state == "ready" for one in workable)
    waiting = [one for one in case.open if one.part_id in comes_later.waiting]
    complete = all(material.satisfied for material in materials) and not draft.refused
    if ready and complete and all(_stands(one, comes_later) for one in waiting):
        return "ready"
    returned = any(one.kept and one.kept.round > 1 for one in workable)
    return "returned" if returned else "draft"


def _stands(one: Handled, comes_later: Later) -> bool:
    """Whether a part that waits has all that can be there now, looked at and confirmed."""
    return one.kept is not None and (one.kept.state == "ready" or comes_later.passed(one, one.kept.draft))


def merged_materials(case: Case, guide: Guide, comes_later: Later, today: date) -> tuple[MaterialState, ...]:
    """One state for what several parts ask for: satisfied when it is for each that needs it now."""
    found: dict[str, list[MaterialState]] = {}
    for one in case.handled:
        late = comes_later.of_part.get(one.part_id, frozenset())
        own = states(one.guide, one.kept.draft, today) if one.kept else ()
        for state in own:
            if state.material_id not in late or state.document_id:
                found.setdefault(one.shared_material(state.material_id), []).append(state)
    told = {material.id: material for material in guide.materials}
    return tuple(_one_of(found[name], told[name].id, told[name].name) for name in told if name in found)


def _one_of(own: Sequence[MaterialState], shared: str, name: str) -> MaterialState:
    needed = [state for state in own if state.required] or list(own)
    lacking_it = next((state for state in needed if not state.satisfied), None)
    promised = next((state for state in needed if state.promised), None)
    handed_in = next((state for state in own if state.document_id), None)
    shown = lacking_it or promised or handed_in or needed[0]
    documents = tuple(dict.fromkeys(one for state in own for one in state.document_ids))
    return replace(
        shown,
        material_id=shared,
        name=name,
        required=any(state.required for state in own),
        document_ids=documents,
        document_id=None if lacking_it else (handed_in.document_id if handed_in else None),
    )


def part_views(case: Case, applications: Mapping[str, Application]) -> tuple[PartView, ...]:
    event = case.bundle.published.event
    needed = [plan.part.id for plan in apply(case.plans)]
    at = {part: number for number, stage in enumerate(stages(event.parts, needed), start=1) for part in stage}
    waits = {one.part_id: case.waits_for(one) for one in case.handled if one.editable or not one.kept}
    return tuple(
        _part_view(case, plan, at.get(plan.part.id), applications.get(plan.part.id), waits)
        for plan in case.plans
    )


def _part_view(
    case: Case,
    plan: PlannedPart,
    stage: int | None,
    application: Application | None,
    waits: Mapping[str, tuple[str, ...]],
) -> PartView:
    part = plan.part
    return PartView(
        part_id=part.id,
        name=part.name,
        role=case.role(plan),
        why=plan.why,
        stage=stage,
        item_id=part.item_id,
        application=application,
        waits_for=waits.get(part.id, ()),
        text=part.outside.text if part.outside else "",
        misfit=_misfit(application),
    )


def _misfit(application: Application | None) -> str:
    """Why a part that was never sent is not for this person, as its item says."""
    if application is None or application.state not in EDITABLE or application.receipt is not None:
        return ""
    barring = (f for f in application.findings if f.code == "not_eligible" and f.severity == "must_fix")
    return next((finding.message for finding in barring), "")


def singles(case: Case) -> tuple[Single, ...]:
    """Whom the event can't serve as a whole, and which parts they handle one by one."""
    event, answers = case.bundle.published.event, case.bundle.told.answers
    needed = {plan.part.id for plan in apply(case.plans) if plan.part.item_id}
    return tuple(
        Single(misfit.text, tuple(part for part in misfit.parts or needed if part in needed))
        for misfit in event.misfits
        if holds(misfit.when, answers)
    )


def unconfirmed_of(one: Handled, today: date) -> tuple[str, ...]:
    return unconfirmed(one.guide, one.kept.draft, today) if one.kept else ()
