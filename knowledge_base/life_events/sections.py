"""A life event as citable text. What an answer quotes stands word for word here and on the page. Pure."""

from collections.abc import Callable

from knowledge_base.life_events.model import LifeEvent, Part
from knowledge_base.life_events.stages import stages
from knowledge_base.sections import Section, basis_sentence
from knowledge_base.texts import texts
from knowledge_base.wordings import condition, ended, split


def event_sections(event: LifeEvent) -> list[Section]:
    """All sections in reading order, empty ones left out."""
    rendered: dict[str, Callable[[LifeEvent], list[str]]] = {
        "summary": lambda one: list(split(one.summary)),
        "parts": _parts,
        "order": _order,
        "outside": _outside,
        "conditions": _conditions,
        "materials": _materials,
        "time_limits": lambda one: list(split(one.time_limits)),
        "fee": lambda one: list(split(one.fee)),
        "places": _places,
        "legal_basis": _legal_basis,
        "notes": _notes,
        "mistakes": lambda one: one.mistakes,
    }
    found = [
        Section(
            key, texts().say(f"life_event.titles.{key}"), tuple(s for s in map(ended, render(event)) if s)
        )
        for key, render in rendered.items()
    ]
    pairs = [Section(f"qa:{pair.id}", pair.question, split(pair.answer)) for pair in event.qa]
    return [section for section in (*found, *pairs) if section.sentences]


def _parts(event: LifeEvent) -> list[str]:
    return [_part(number, part) for number, part in enumerate(event.parts, start=1)]


def _part(number: int, part: Part) -> str:
    say = texts().say
    remark = "，".join(one for one in (part.who, say("life_event.optional") if part.optional else "") if one)
    who = say("life_event.who", who=remark) if remark else ""
    return say("life_event.part", number=number, name=part.name, who=who, why=ended(part.why))


def _outside(event: LifeEvent) -> list[str]:
    """What is handled elsewhere: who is in charge, what to do there, whom to ask."""
    return [
        texts().say(
            "life_event.outside",
            name=part.name,
            authority=part.outside.authority,
            text=ended(part.outside.text),
            doubt=ended(part.outside.to_confirm),
        )
        for part in event.parts
        if part.outside is not None
    ]


def _order(event: LifeEvent) -> list[str]:
    """Every part, also those that only some need: their names say for whom."""
    made = stages(event.parts, [part.id for part in event.parts])
    return [_stage(number, [event.part(one) for one in stage]) for number, stage in enumerate(made, start=1)]


def _stage(number: int, parts: list[Part]) -> str:
    named = [part.name + (texts().say("life_event.who", who=part.who) if part.who else "") for part in parts]
    together = "life_event.stage" if len(parts) == 1 else "life_event.stage_parallel"
    return texts().say(together, number=number, names="、".join(named))


def _conditions(event: LifeEvent) -> list[str]:
    return [*event.conditions, *(misfit.text for misfit in event.misfits)]


def _materials(event: LifeEvent) -> list[str]:
    return [
        texts().say(
            "life_event.material",
            name=one.name,
            when=condition(one.when, event.situations, None),
            text=one.text,
        )
        for one in event.materials
    ]


def _places(event: LifeEvent) -> list[str]:
    consult = texts().say("places.consult", phone=event.consult_phone)
    return [*split(event.places), consult, texts().say("places.complaint", phone=event.complaint_phone)]


def _legal_basis(event: LifeEvent) -> list[str]:
    return [basis_sentence(basis) for basis in event.legal_basis]


def _notes(event: LifeEvent) -> list[str]:
    return [*event.notes, *(f"{one.about}：{one.say}" for one in event.to_confirm)]
