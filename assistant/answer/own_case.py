"""The parts of a guide that apply to a case, in the wording everybody reads on the guide page. Pure."""

from collections.abc import Mapping

from applications.types import Application
from knowledge_base.districts import places_in
from knowledge_base.model.base import Situation, When, holds
from knowledge_base.model.guide import Guide, Material

NARROWED = ("materials", "conditions", "time_limits", "fee", "places", "before", "after")


def narrowed(
    guide: Guide, situation: Situation, view: Application | None = None, district: str | None = None
) -> Guide:
    """The guide without what the situation (of the open application `view`, if any) rules out.

    Only whole entries are left out: what stays is rendered without a situation, so that each sentence still
    stands word for word in the published sections. An entry list never becomes empty.
    """
    reasons = {m.material_id: m.exempt_reason for m in view.materials} if view else None
    materials = [
        _exempted(m, reasons) for m in guide.materials if _applies(m.when, situation)
    ] or guide.materials
    lines = [line for line in guide.fee.lines if _applies(line.when, situation)] or guide.fee.lines
    return guide.model_copy(
        update={
            "materials": materials,
            "prerequisites": [p for p in guide.prerequisites if _applies(p.when, situation)]
            or guide.prerequisites,
            "follow_ups": [f for f in guide.follow_ups if _applies(f.when, situation)] or guide.follow_ups,
            "conditions": [c for c in guide.conditions if _applies(c.when, situation)] or guide.conditions,
            "time_limits": [t for t in guide.time_limits if _applies(t.when, situation)] or guide.time_limits,
            "places": places_in(guide, district) or guide.places,
            "fee": guide.fee.model_copy(update={"lines": lines}),
        }
    )


def held_instead(guide: Guide, view: Application) -> list[tuple[str, str]]:
    """Materials that the profile stands in for though the guide does not say so, with the reason."""
    said = {exemption.reason for material in guide.materials for exemption in material.exempt}
    exempt = [m for m in view.materials if m.exempt_by and m.exempt_reason not in said]
    return [(m.name, m.exempt_reason) for m in exempt]


def settled_answers(guide: Guide, view: Application) -> list[str]:
    """Labels of the situation answers given so far, in the order asked."""
    labels = {q.id: {o.id: o.label for o in q.options} for q in guide.situations}
    return [labels[q][view.situation[q]] for q in labels if view.situation.get(q) in labels[q]]


def _applies(when: When, situation: Situation) -> bool:
    return holds(when, situation) is not False


def _exempted(material: Material, reasons: Mapping[str, str] | None) -> Material:
    """With a draft: the exemption that counts there. Without: those for everybody, not 在您的档案里."""
    if reasons is None:
        kept = [one for one in material.exempt if one.by != "certificate"]
    else:
        kept = [one for one in material.exempt if one.reason == reasons.get(material.id)]
    return material.model_copy(update={"exempt": kept})
