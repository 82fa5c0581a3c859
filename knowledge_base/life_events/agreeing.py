"""Whether what the items ask for can be one form and one set of materials. Pure.

Looked at without answers, so that every case is in it; what a part's fixed answers rule out is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge_base.certificates import Certificates
from knowledge_base.life_events.applying import PlannedPart, planned
from knowledge_base.life_events.linking import Found, possible
from knowledge_base.life_events.merging import Asked, asked
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.planning import plan
from knowledge_base.life_events.sharing import Wanted, wanted
from knowledge_base.model.base import When
from knowledge_base.model.guide import Guide, Material
from knowledge_base.source import Segments


def disagreements(event: LifeEvent, guides: Mapping[str, Guide]) -> Iterator[Found]:
    parts = planned(event, guides, {})
    yield from _fields(event, parts)
    yield from _materials(event, parts)
    yield from _typical(event, guides)


def _fields(event: LifeEvent, parts: Sequence[PlannedPart]) -> Iterator[Found]:
    worded = {one.name for one in event.form}
    for name, entries in asked(parts).items():
        entries = [one for one in entries if _possible(event, one.use.part, one.field.when)]
        types = {entry.field.type for entry in entries}
        if len(types) > 1:
            yield _conflict(event, entries, name, "类型", types)
        choices = {tuple(choice.id for choice in entry.field.choices) for entry in entries}
        if len(choices) > 1:
            yield _conflict(event, entries, name, "选项", {"、".join(one) for one in choices})
        labels = {entry.field.label for entry in entries}
        if len(labels) > 1 and name not in worded:
            yield _conflict(event, entries, name, "叫法", labels)


def _conflict(
    event: LifeEvent, entries: Sequence[Asked], name: str, what: str, values: Iterable[str]
) -> Found:
    """Told at the last part that asks for it."""
    told: dict[str, object] = {"name": name, "what": what, "values": "、".join(sorted(values))}
    return "event-field-conflict", _place(event, entries[-1].use.part, "fields"), told


def _materials(event: LifeEvent, parts: Sequence[PlannedPart]) -> Iterator[Found]:
    """Only what the same paper can serve is one; and every paper that may have to be shown is told."""
    told = {one.id for one in event.materials}
    found = {name: _met(event, entries) for name, entries in wanted(event, parts).items()}
    for name, entries in ((name, entries) for name, entries in found.items() if entries):
        kinds = [_kinds(entry.material) for entry in entries]
        if any(kinds) and not set.intersection(*(kind for kind in kinds if kind)):
            values = "、".join(sorted({entry.material.name for entry in entries}))
            path = _place(event, entries[-1].use.part, "materials")
            yield "event-material-conflict", path, {"name": name, "values": values}
        if name not in told and not _granted(entries):
            part = event.part(entries[0].use.part)
            path = _place(event, part.id, "materials")
            yield "event-material-untold", path, {"name": entries[0].material.name, "item": part.item_id}
    if all(one.guide for one in parts if one.part.item_id):
        unused = [(index, one) for index, one in enumerate(event.materials) if not found.get(one.id)]
        for index, one in unused:
            yield "event-material-unused", ("materials", index), {"name": one.name}


def _met(event: LifeEvent, entries: Sequence[Wanted]) -> list[Wanted]:
    return [one for one in entries if _possible(event, one.use.part, one.material.when)]


def _possible(event: LifeEvent, part_id: str, when: When) -> bool:
    return possible(event, event.part(part_id), when)


def _granted(entries: Sequence[Wanted]) -> bool:
    """A promise, or nothing that must be: made on the form, no paper to get ready."""
    return all(
        entry.material.necessity == "optional" or any(way.by == "commitment" for way in entry.material.exempt)
        for entry in entries
    )


def _kinds(material: Material) -> set[str]:
    return {one.id for one in Certificates.shipped().of(material)}


def _typical(event: LifeEvent, guides: Mapping[str, Guide]) -> Iterator[Found]:
    """The commonest case decides which parts are needed and has no open question of the event."""
    made = plan(event, guides, event.typical)
    undecided = [one.part.name for one in made.parts if one.applies is None]
    undecided += [question.ask for name, question in made.questions if "." not in name]
    if undecided:
        yield "event-typical", ("typical",), {"what": "、".join(undecided)}


def _place(event: LifeEvent, part_id: str, key: str) -> Segments:
    index = next(index for index, part in enumerate(event.parts) if part.id == part_id)
    return ("parts", index, key)
