"""All that a guide's page shows, for one situation. Pure.

What applies is decided by the functions that decide it for an application and for an answer, never here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.pages.choosing import Chosen
from api.pages.facts import Fact, facts
from api.pages.neighbours import Neighbours, neighbours
from api.pages.wording import Wording
from applications.completeness import states
from applications.eligibility import eligibility
from applications.types import Finding, MaterialState
from knowledge_base.districts import places_in
from knowledge_base.graph.queries import KnowledgeGraph
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide, Material, Place
from knowledge_base.sections import Section, sections
from knowledge_base.types import PublishedGuide
from knowledge_base.wordings import condition_phrase
from prefill.types import Profile

READING = (
    "summary", "materials", "time_limits", "fee", "places", "visits", "steps", "conditions", "before",
    "result", "after", "notes", "mistakes", "legal_basis",
)  # fmt: skip
"""sections in the order that somebody reads who wants to get it done"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A material as the page lists it. `maybe`: what would spare it; `when`: what it still depends on, in
    words; `state` is None while that is open."""

    material: Material
    state: MaterialState | None
    maybe: tuple[str, ...]
    when: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Materials:
    to_bring: tuple[Listed, ...]
    spared: tuple[Listed, ...]
    """免交, with why"""
    optional: tuple[Listed, ...]
    open: tuple[Listed, ...]
    """asked for or not, once the questions left are answered"""

    @property
    def none(self) -> bool:
        return not (self.to_bring or self.spared or self.optional or self.open)


@dataclass(frozen=True, slots=True)
class GuideView:
    published: PublishedGuide
    chosen: Chosen
    facts: Sequence[Fact]
    materials: Materials
    sections: Mapping[str, Section]
    """by id, in reading order, without the QA pairs"""
    pairs: Sequence[Section]
    places: Sequence[Place]
    neighbours: Neighbours
    barred: Sequence[Finding]
    """why people in this situation can't handle the item"""

    @property
    def guide(self) -> Guide:
        return self.published.guide


def guide_view(
    t: Wording,
    published: PublishedGuide,
    chosen: Chosen,
    graph: KnowledgeGraph,
    events: Mapping[str, PublishedLifeEvent],
    today: date,
) -> GuideView:
    guide = published.guide
    found = states(guide, chosen.draft, today)
    listed = materials(guide, chosen, found)
    parts = {one.id: one for one in sections(guide, chosen.decided)}
    return GuideView(
        published,
        chosen,
        facts(t, guide, chosen.decided, found, may_grow=bool(listed.open)),
        listed,
        {name: parts[name] for name in READING if name in parts},
        [one for one in parts.values() if one.id.startswith("qa:")],
        places_in(guide, chosen.district or None),
        neighbours(graph, guide, chosen.decided, events),
        eligibility(guide, chosen.draft, Profile(""), today),
    )


def materials(guide: Guide, chosen: Chosen, found: Sequence[MaterialState]) -> Materials:
    """`found`: what an application in this situation would list."""
    by_id = {state.material_id: state for state in found}
    listed = [
        _listed(guide, chosen, material, by_id.get(material.id))
        for material in guide.materials
        if material.id in by_id or holds(material.when, chosen.decided) is None
    ]
    sure = [one for one in listed if one.state is not None]
    return Materials(
        tuple(one for one in sure if one.state and not one.state.satisfied),
        tuple(one for one in sure if one.state and one.state.required and one.state.satisfied),
        tuple(one for one in sure if one.state and not one.state.required),
        tuple(one for one in listed if one.state is None),
    )


def _listed(guide: Guide, chosen: Chosen, material: Material, state: MaterialState | None) -> Listed:
    open_ = [one for one in material.exempt if state is None or one.by == "certificate"]
    reasons = () if state and state.exempt_by else (one.reason for one in open_)
    rests_on = {one.id: f"《{one.law.strip('《》')}》{one.article}" for one in guide.legal_basis}
    return Listed(
        material,
        state,
        tuple(dict.fromkeys(reasons)),
        condition_phrase(material.when, guide.situations, chosen.situation),
        tuple(rests_on[one] for one in material.basis if one in rests_on),
    )
