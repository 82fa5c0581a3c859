"""One form out of the forms of several items: every question once. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.life_events.applying import PlannedPart
from knowledge_base.life_events.model import FieldWording, LifeEvent
from knowledge_base.model.form import Choice, FieldType, FormField


@dataclass(frozen=True, slots=True)
class Use:
    """A part that asks for it, and under which name. Not `certain` while an answer is missing."""

    part: str
    name: str
    certain: bool


@dataclass(frozen=True, slots=True)
class MergedField:
    """A question of the merged form. `sources` name shared materials: `document.<shared>.<field>`."""

    name: str
    label: str
    type: FieldType
    required: bool
    ask: str
    help: str
    section: str
    sensitive: bool
    max_length: int
    choices: tuple[Choice, ...]
    sources: tuple[str, ...]
    used_by: tuple[Use, ...]

    @property
    def certain(self) -> bool:
        return any(use.certain for use in self.used_by)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of one part's form that its situation asks for, or may ask for."""

    use: Use
    field: FormField
    sources: tuple[str, ...]


def asked(parts: Sequence[PlannedPart]) -> dict[str, list[Asked]]:
    """Merged name → who asks for it, in the order of the parts and their forms."""
    found: dict[str, list[Asked]] = {}
    for one in parts:
        for field in one.guide.form.fields if one.guide else ():
            held = one.needs(field.when)
            if held is False:
                continue
            use = Use(one.part.id, field.name, bool(one.applies) and bool(held))
            name = one.fields.get(field.name, field.name)
            found.setdefault(name, []).append(Asked(use, field, _sources(one, field)))
    return found


def merged_form(event: LifeEvent, parts: Sequence[PlannedPart]) -> list[MergedField]:
    """In the order of the event's own wordings, then as the parts ask."""
    found = asked(parts)
    worded = {one.name: one for one in event.form}
    names = [*(name for name in worded if name in found), *(name for name in found if name not in worded)]
    return [_merged(name, found[name], worded) for name in names]


def _sources(one: PlannedPart, field: FormField) -> tuple[str, ...]:
    """Sources with the item's material ids replaced by those of the shared materials."""
    renamed: list[str] = []
    for source in field.sources:
        kind, *rest = source.split(".")
        if kind == "document":
            rest[0] = one.part.materials.get(rest[0], rest[0])
        renamed.append(".".join((kind, *rest)))
    return tuple(renamed)


def _merged(name: str, entries: Sequence[Asked], worded: Mapping[str, FieldWording]) -> MergedField:
    first = entries[0].field
    words: FieldWording | FormField = worded.get(name, first)
    required = any(entry.field.required for entry in entries)
    choices = {choice.id: choice for entry in entries for choice in entry.field.choices}
    return MergedField(
        name=name,
        label=words.label,
        type=first.type,
        required=required,
        ask=words.ask,
        help=words.help,
        section=words.section,
        sensitive=any(entry.field.sensitive for entry in entries),
        max_length=min(entry.field.max_length for entry in entries),
        choices=tuple(choices.values()),
        sources=tuple(dict.fromkeys(source for entry in entries for source in entry.sources)),
        used_by=tuple(entry.use for entry in entries),
    )
