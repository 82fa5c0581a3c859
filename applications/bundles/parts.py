"""Which parts of an event a bundle handles, each as its application stands. Pure.

A part is planned by the event's answers until it has an application; from then on the application's own
situation counts, so that whoever changes it alone is not contradicted by the bundle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from applications.bundles.types import KeptBundle, Role
from applications.completeness import EDITABLE, open_questions
from applications.repository import Kept
from knowledge_base.life_events.applying import PlannedPart, planned, ruled_out
from knowledge_base.life_events.applying import open_questions as event_questions
from knowledge_base.life_events.stages import before
from knowledge_base.model.base import DISTRICT, holds
from knowledge_base.model.guide import Guide

_IDENTITY = ("name", "id_number")
_FINISHED = ("done", "withdrawn")


@dataclass(frozen=True, slots=True)
class Handled:
    """A part with what its item asks for, and its application once it has one."""

    plan: PlannedPart
    kept: Kept | None = None

    @property
    def part_id(self) -> str:
        return self.plan.part.id

    @property
    def guide(self) -> Guide:
        assert self.plan.guide is not None  # a part without a guide is not handled
        return self.plan.guide

    @property
    def editable(self) -> bool:
        return self.kept is not None and self.kept.state in EDITABLE

    def merged_field(self, name: str) -> str:
        return self.plan.fields.get(name, name)

    def shared_material(self, material_id: str) -> str:
        return self.plan.part.materials.get(material_id, material_id)

    def merged_question(self, question_id: str) -> str:
        return DISTRICT if question_id == DISTRICT else f"{self.part_id}.{question_id}"


@dataclass(frozen=True, slots=True)
class Case:
    """A bundle with every part planned for its answers; `handled` in the event's order."""

    bundle: KeptBundle
    plans: tuple[PlannedPart, ...]
    handled: tuple[Handled, ...]

    @property
    def open(self) -> tuple[Handled, ...]:
        return tuple(one for one in self.handled if one.editable)

    @property
    def settled(self) -> bool:
        """Whether the event's own questions are answered and it serves them as a whole."""
        event, answers = self.bundle.published.event, self.bundle.told.answers
        fits = not any(holds(misfit.when, answers) for misfit in event.misfits)
        return fits and not event_questions(event, answers)

    def role(self, plan: PlannedPart) -> Role:
        return _role(self.bundle, plan)

    def waits_for(self, one: Handled) -> tuple[str, ...]:
        """Parts of the bundle that must be done before this one is sent."""
        earlier = before(self.bundle.published.event.parts, one.part_id)
        return tuple(
            other.part_id
            for other in self.handled
            if other.part_id in earlier and not (other.kept and other.kept.state in _FINISHED)
        )


def case_of(bundle: KeptBundle, guides: Mapping[str, Guide]) -> Case:
    """`guides`: of the event's items, as citable today; a begun part rests on its own version."""
    event, answers = bundle.published.event, bundle.told.answers
    plans = tuple(_as_begun(bundle, plan) for plan in planned(event, guides, answers))
    handled = [plan for plan in plans if _role(bundle, plan) == "handled"]
    return Case(bundle, plans, tuple(Handled(plan, _kept(bundle, plan)) for plan in handled))


def by_event(bundle: KeptBundle, guides: Mapping[str, Guide]) -> Mapping[str, PlannedPart]:
    """Part id → what the event's answers alone decide for it, whatever its application says."""
    found = planned(bundle.published.event, guides, bundle.told.answers)
    return {plan.part.id: plan for plan in found}


def _as_begun(bundle: KeptBundle, plan: PlannedPart) -> PlannedPart:
    kept = _kept(bundle, plan)
    if kept is None:
        return plan
    guide, situation = kept.published.guide, kept.draft.situation
    return replace(
        plan,
        applies=True,
        why=plan.part.why,
        situation=situation,
        open=tuple(open_questions(guide, kept.draft)),
        guide=guide,
        never=frozenset(ruled_out(guide.situations, situation)),
    )


def _kept(bundle: KeptBundle, plan: PlannedPart) -> Kept | None:
    member = bundle.member(plan.part.id)
    return member.kept if member and member.standing == "together" else None


def _role(bundle: KeptBundle, plan: PlannedPart) -> Role:
    member = bundle.member(plan.part.id)
    if member is not None and member.standing != "together":
        return member.standing
    if member is not None:
        return "handled"
    if plan.applies is not True:
        return "undecided" if plan.applies is None else "not_needed"
    if plan.part.outside is not None:
        return "outside"
    if plan.guide is None:
        return "unguided"
    return "anothers" if is_anothers(plan) else "handled"


def is_anothers(plan: PlannedPart) -> bool:
    """Whether the item's applicant is somebody else: what it calls the name is not the speaker's name."""
    return any(plan.fields.get(name, name) != name for name in _IDENTITY)


def open_parts(handled: Sequence[Handled]) -> list[Handled]:
    return [one for one in handled if one.editable]
