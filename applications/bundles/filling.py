"""What the person says to a bundle, put where it belongs: to the event, to each part that asks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from applications import changes
from applications.bundles.merging import merged_draft, merged_guide
from applications.bundles.naming import merged_problems, own_confirmed, own_materials, own_names
from applications.bundles.parts import Case, Handled, by_event
from applications.bundles.timing import later
from applications.bundles.types import KeptBundle, Told
from applications.completeness import say
from applications.drafts import Draft
from knowledge_base.life_events.applying import PlannedPart
from knowledge_base.model.base import DISTRICT
from knowledge_base.model.guide import Guide
from prefill.types import Problem


@dataclass(frozen=True, slots=True)
class Filled:
    """New drafts by part id, what is told of the event, values refused. `refused`: the act was not done."""

    drafts: Mapping[str, Draft]
    told: Told | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    refused: str = ""


def answered(case: Case, answers: Mapping[str, str], _today: date) -> Filled:
    """Answers to the event's questions decide for its items; `<part>.<question>` answers one of an item."""
    comes_later = later(case)
    guide, draft = merged_guide(case, comes_later), merged_draft(case, comes_later)
    district = {DISTRICT: answers[DISTRICT]} if answers.get(DISTRICT, "").isdigit() else {}
    asked = {name: text for name, text in answers.items() if name not in district}
    ahead = {name: text for name, text in asked.items() if _ahead(case, name)}
    change = changes.answer(guide, draft, {name: text for name, text in asked.items() if name not in ahead})
    own = {question.id for question in case.bundle.published.event.situations}
    settled = {name: option for name, option in change.draft.situation.items() if name in own}
    unbegun = {name: o for name, o in case.bundle.told.answers.items() if name not in own}
    told = replace(case.bundle.told, answers={**unbegun, **ahead, **settled, **district})
    decided = _decided(replace(case.bundle, told=told), case, told.answers != case.bundle.told.answers)
    drafts: dict[str, Draft] = {}
    problems = dict(change.problems)
    for one in case.open:
        assert one.kept is not None
        named = {
            q.id: answers[n] for q in one.guide.situations if (n := one.merged_question(q.id)) in answers
        }
        done = changes.answer(one.guide, one.kept.draft, {**decided.get(one.part_id, {}), **named})
        drafts[one.part_id] = done.draft
        problems |= merged_problems(one, {n: p for n, p in done.problems.items() if n in named})
    return Filled(drafts, told, problems)


def _ahead(case: Case, name: str) -> bool:
    """An answer for a part that has not begun: kept until it does."""
    part_id = name.partition(".")[0]
    planned: PlannedPart | None = next((p for p in case.plans if p.part.id == part_id), None)
    member = case.bundle.member(part_id)
    return "." in name and planned is not None and (member is None or member.kept is None)


def _decided(bundle: KeptBundle, case: Case, changed: bool) -> dict[str, dict[str, str]]:
    """Part id → what the event's answers say to its item's questions; nothing when none was changed."""
    if not changed:
        return {}
    guides: dict[str, Guide] = {one.guide.item.item_id: one.guide for one in case.handled}
    return {
        part_id: {q: o for q, o in plan.situation.items() if q in plan.part.answers or q == DISTRICT}
        for part_id, plan in by_event(bundle, guides).items()
    }


def filled(case: Case, texts: Mapping[str, str], source: Literal["typed", "said"], source_ref: str) -> Filled:
    """Each value into every part that asks for it; before there is one, it is kept for them."""
    comes_later = later(case)
    guide = merged_guide(case, comes_later)
    drafts: dict[str, Draft] = {}
    problems: dict[str, Problem] = {}
    taken: set[str] = set()
    for one in case.open:
        assert one.kept is not None
        own = own_names(one, texts)
        if own:
            change = changes.set_values(one.guide, one.kept.draft, own, source, source_ref)
            drafts[one.part_id] = change.draft
            problems |= merged_problems(one, change.problems)
            taken |= {one.merged_field(name) for name in own}
    rest = {name: text for name, text in texts.items() if name not in taken}
    told = case.bundle.told
    if rest and not any(one.kept for one in case.handled):
        change = changes.set_values(guide, Draft(fields=told.values), rest, source, source_ref)
        return Filled({}, replace(told, values=change.draft.fields), change.problems)
    known = {form_field.name for form_field in guide.form.fields}
    for name in rest:
        key = "refused.not_open" if name in known else "refused.no_field"
        problems[name] = Problem("field_invalid", say(key))
    return Filled(drafts, None, problems)


def confirmed(case: Case, names: Sequence[str], now: datetime) -> Filled:
    """All that is shown, or what is named, in every part that has it."""
    drafts: dict[str, Draft] = {}
    for one in case.open:
        own = _own(one, names)
        if one.kept is not None and (own or not names):
            drafts[one.part_id] = changes.confirm(one.guide, one.kept.draft, own, now).draft
    return Filled(drafts)


def promised(case: Case, shared: str, accepted: bool, now: datetime) -> Filled:
    """A commitment in place of a shared material; refused when no part offers one."""
    drafts: dict[str, Draft] = {}
    refused = say("refused.no_material")
    for one in case.open:
        for own in own_materials(one, shared) if one.kept else ():
            draft = drafts.get(one.part_id, one.kept.draft if one.kept else Draft())
            change = changes.commit(one.guide, draft, own, accepted, now)
            refused = change.refused if change.refused and not drafts else ""
            if not change.refused:
                drafts[one.part_id] = change.draft
    return Filled(drafts, refused="" if drafts else refused)


def cleared(case: Case, name: str) -> Filled:
    drafts: dict[str, Draft] = {}
    for one in case.open:
        for field_ in one.guide.form.fields if one.kept else ():
            if one.kept and one.merged_field(field_.name) == name:
                drafts[one.part_id] = changes.clear(one.guide, one.kept.draft, field_.name).draft
    return Filled(drafts)


def _own(one: Handled, names: Sequence[str]) -> list[str]:
    return own_confirmed(one, set(names)) if names else []
