"""A guide as citable text. What an answer quotes stands word for word here and on the guide page. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge_base.divisions import Divisions
from knowledge_base.model.base import Situation, When, holds
from knowledge_base.model.guide import Guide, LegalBasis, Material, Place, Related, TimeLimit
from knowledge_base.texts import texts
from knowledge_base.wordings import condition, condition_phrase, ended, split, yuan


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a guide. `id` is e.g. `materials` or `qa:can-mail`; quotes are whole `sentences`."""

    id: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.sentences)


def sections(guide: Guide, situation: Situation | None = None) -> list[Section]:
    """All sections in reading order, empty ones left out.

    With a situation, what it rules out is left out, and what it decides is said without its condition.
    """
    parts: dict[str, Callable[[Guide, Situation | None], list[str]]] = {
        "summary": _summary,
        "before": _before,
        "conditions": _conditions,
        "materials": _materials,
        "steps": _steps,
        "time_limits": _time_limits,
        "fee": _fee,
        "places": _places,
        "visits": _visits,
        "result": _result,
        "after": _after,
        "legal_basis": _legal_basis,
        "notes": _notes,
        "mistakes": _mistakes,
    }
    found = [
        Section(
            key, texts().say(f"titles.{key}"), tuple(s for s in map(ended, render(guide, situation)) if s)
        )
        for key, render in parts.items()
    ]
    pairs = [Section(f"qa:{pair.id}", pair.question, split(pair.answer)) for pair in guide.qa]
    return [section for section in (*found, *pairs) if section.sentences]


def related_sentence(guide: Guide, one: Related) -> str:
    """As it stands in the section `before` or `after`."""
    return ended(_related(guide, [one], None)[0])


def material_sentence(guide: Guide, material_id: str) -> str:
    """The first sentence about the material, as it stands in the section `materials`."""
    one = next(material for material in guide.materials if material.id == material_id)
    return ended(_material(guide, one, None)[0])


def basis_sentence(basis: LegalBasis) -> str:
    """As it stands in the section `legal_basis`, of a guide or a life event."""
    return texts().say(
        "legal_basis.repealed" if basis.repealed else "legal_basis.one",
        law=basis.law.strip("《》"),
        article=basis.article,
        says=basis.says.rstrip("。"),
        date=basis.in_force.isoformat(),
        repealed=basis.repealed,
    )


def _ruled_out(when: When, situation: Situation | None) -> bool:
    return situation is not None and holds(when, situation) is False


def _summary(guide: Guide, situation: Situation | None) -> list[str]:
    return list(split(guide.summary))


def _conditions(guide: Guide, situation: Situation | None) -> list[str]:
    return [
        texts().say(
            "conditions.forbids" if one.forbids else "conditions.one",
            text=one.text.rstrip("。"),
            when=condition(one.when, guide.situations, situation),
        )
        for one in guide.conditions
        if not _ruled_out(one.when, situation)
    ]


def _materials(guide: Guide, situation: Situation | None) -> list[str]:
    wanted = [one for one in guide.materials if not _ruled_out(one.when, situation)]
    if not wanted:
        return [texts().say("materials.none")]
    return [sentence for one in wanted for sentence in _material(guide, one, situation)]


def _material(guide: Guide, one: Material, situation: Situation | None) -> list[str]:
    if one.necessity == "required":
        when = condition(one.when, guide.situations, situation)
        said = [texts().say("materials.required", name=one.name, when=when, how=one.how)]
    else:
        phrase = condition_phrase(one.when, guide.situations, situation)
        only = texts().say("materials.only", when=phrase) if phrase else ""
        said = [texts().say("materials.optional", name=one.name, only=only, how=one.how)]
    reasons = [texts().say("materials.exempt", name=one.name, reason=e.reason) for e in one.exempt]
    return said + reasons


def _steps(guide: Guide, situation: Situation | None) -> list[str]:
    return [
        texts().say(f"steps.{step.who}", number=number, name=step.name, text=step.text)
        for number, step in enumerate(guide.steps, start=1)
    ]


def _time_limits(guide: Guide, situation: Situation | None) -> list[str]:
    limits = [one for one in guide.time_limits if not _ruled_out(one.when, situation)]
    return [_time_limit(guide, one, situation) for one in limits] or [texts().say("time_limits.none")]


def _time_limit(guide: Guide, one: TimeLimit, situation: Situation | None) -> str:
    when = condition(one.when, guide.situations, situation)
    note = ended(one.note)
    if one.to_confirm:
        return texts().say("time_limits.to_confirm", note=note)
    if one.unit == "immediate":
        return texts().say(f"time_limits.immediate_{one.kind}", when=when, note=note)
    amount = texts().say(f"time_limits.unit.{one.unit}", amount=one.amount)
    return texts().say(f"time_limits.{one.kind}", amount=amount, when=when, note=note)


def _fee(guide: Guide, situation: Situation | None) -> list[str]:
    fee = guide.fee
    if fee.to_confirm:
        return [*split(fee.note), texts().say("fee.to_confirm")]
    if not fee.charged:
        return [texts().say("fee.free"), *split(fee.note)]
    lines = [
        texts().say(
            "fee.line",
            name=line.name,
            amount=yuan(line.amount),
            when=condition(line.when, guide.situations, situation),
        )
        for line in fee.lines
        if not _ruled_out(line.when, situation)
    ]
    return [*(lines or [texts().say("fee.charged")]), *split(fee.note)]


def _places(guide: Guide, situation: Situation | None) -> list[str]:
    said = [_place(place) for place in guide.places] or [texts().say("places.none")]
    consult = texts().say("places.consult", phone=guide.consult_phone)
    return [*said, consult, texts().say("places.complaint", phone=guide.complaint_phone)]


def _place(place: Place) -> str:
    names = "、".join(Divisions.shipped().name(code) or code for code in place.districts)
    districts = texts().say("places.districts", districts=names) if names else ""
    said = texts().say(
        f"places.channel.{place.channel}", name=place.name, districts=districts, text=ended(place.text)
    )
    told = {"address": place.address, "hours": place.hours, "phone": place.phone}
    return said + "".join(texts().say(f"places.{key}", **{key: one}) for key, one in told.items() if one)


def _result(guide: Guide, situation: Situation | None) -> list[str]:
    return list(split(guide.result))


def _legal_basis(guide: Guide, situation: Situation | None) -> list[str]:
    return [basis_sentence(basis) for basis in guide.legal_basis]


def _before(guide: Guide, situation: Situation | None) -> list[str]:
    return _related(guide, guide.prerequisites, situation)


def _after(guide: Guide, situation: Situation | None) -> list[str]:
    return _related(guide, guide.follow_ups, situation)


def _related(guide: Guide, related: Sequence[Related], situation: Situation | None) -> list[str]:
    return [
        texts().say(
            "related.one",
            text=one.text.rstrip("。"),
            when=condition(one.when, guide.situations, situation),
        )
        for one in related
        if not _ruled_out(one.when, situation)
    ]


def _visits(guide: Guide, situation: Situation | None) -> list[str]:
    """How often one has to go, whether it can be done online, where it is taken in; nothing when unsaid."""
    how = guide.handling
    if how is None:
        return []
    visits = "visits.none" if how.visits == 0 else "visits.some"
    said = [
        texts().say(visits, count=how.visits, reason=how.visit_reason.rstrip("。")),
        texts().say(f"visits.online.{how.online}"),
        texts().say(f"visits.reach.{how.reach}"),
    ]
    return [*said, texts().say("visits.by_post")] if how.by_post else said


def _mistakes(guide: Guide, situation: Situation | None) -> list[str]:
    return list(guide.mistakes)


def _notes(guide: Guide, situation: Situation | None) -> list[str]:
    return [*guide.notes, *(f"{one.about}：{one.say}" for one in guide.to_confirm)]
