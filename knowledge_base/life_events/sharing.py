"""One set of materials out of those of several items: every document once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge_base.certificates import Certificates
from knowledge_base.life_events.applying import PlannedPart
from knowledge_base.life_events.merging import Use
from knowledge_base.life_events.model import LifeEvent, Part
from knowledge_base.life_events.stages import before
from knowledge_base.model.guide import Exemption, Material

PaperForm = Literal["original", "copy", "electronic"]

_STRONGEST: tuple[PaperForm, ...] = ("electronic", "copy", "original")


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    """A document handed in once. `exempt` is empty unless every item that asks for it exempts it."""

    id: str
    name: str
    how: str
    documents: tuple[str, ...]
    required: bool
    form: PaperForm
    exempt: tuple[Exemption, ...]
    from_part: str | None
    """the part whose result it is: it need not be there when the event begins"""
    used_by: tuple[Use, ...]

    @property
    def certain(self) -> bool:
        return any(use.certain for use in self.used_by)

    @property
    def to_hand_in(self) -> bool:
        """Whether somebody may have to bring it: an original also when an earlier part issues it."""
        return self.required and not self.exempt and (self.from_part is None or self.form == "original")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A material of one part that its situation asks for, or may ask for."""

    use: Use
    material: Material
    from_part: str | None


def wanted(event: LifeEvent, parts: Sequence[PlannedPart]) -> dict[str, list[Wanted]]:
    """Shared id → who asks for it."""
    found: dict[str, list[Wanted]] = {}
    for one in parts:
        earlier = before(event.parts, one.part.id)
        producers = [other for other in parts if other.part.id in earlier]
        for material in one.guide.materials if one.guide else ():
            held = one.needs(material.when)
            if held is False:
                continue
            use = Use(one.part.id, material.id, bool(one.applies) and bool(held))
            name = one.part.materials.get(material.id, material.id)
            found.setdefault(name, []).append(Wanted(use, material, _producer(material, producers)))
    return found


def shared_materials(event: LifeEvent, parts: Sequence[PlannedPart]) -> list[PlannedMaterial]:
    """In the event's order, then as the parts ask."""
    found = wanted(event, parts)
    told = {one.id: one for one in event.materials}
    names = [*(name for name in told if name in found), *(name for name in found if name not in told)]
    shared = [_shared(name, found[name]) for name in names]
    return [
        replace(one, name=told[one.id].name, how=told[one.id].text) if one.id in told else one
        for one in shared
    ]


def _shared(name: str, entries: Sequence[Wanted]) -> PlannedMaterial:
    first = entries[0].material
    needing = [entry for entry in entries if entry.material.necessity == "required"]
    ways = [entry.material.exempt for entry in needing or entries]
    exempt = {(one.by, one.certificate): one for way in ways for one in way} if all(ways) else {}
    producers = {entry.from_part for entry in entries}
    return PlannedMaterial(
        id=name,
        name=first.name,
        how=first.how,
        documents=tuple(dict.fromkeys(kind for entry in entries for kind in entry.material.documents)),
        required=bool(needing),
        form=_strongest(entries),
        exempt=tuple(exempt.values()),
        from_part=producers.pop() if len(producers) == 1 else None,
        used_by=tuple(entry.use for entry in entries),
    )


def _strongest(entries: Sequence[Wanted]) -> PaperForm:
    forms = {entry.material.form for entry in entries}
    return next(form for form in reversed(_STRONGEST) if form in forms)


def _producer(material: Material, earlier: Sequence[PlannedPart]) -> str | None:
    """The certain earlier part that issues the whole of what is asked for."""
    certificates = {one.id for one in Certificates.shipped().of(material)}
    issued = [one.part.id for one in earlier if one.applies and issues(one.part, one) in certificates]
    return issued[0] if issued else None


def issues(part: Part, one: PlannedPart) -> str | None:
    """The certificate that the part ends in."""
    if part.outside is not None:
        return part.outside.gives
    return one.guide.result_certificate if one.guide else None
