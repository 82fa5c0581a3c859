"""What the parts of a bundle tell each other: a value or a document given once is in each that asks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from applications.bundles.merging import agreed
from applications.bundles.naming import merged_value, own_materials, own_value
from applications.bundles.parts import Handled
from applications.drafts import Attachment, Draft
from knowledge_base.life_events.merging import Asked, asked
from knowledge_base.model.guide import Material
from ocr.types import ReadDocument
from prefill.types import FieldValue


@dataclass(frozen=True, slots=True)
class Shared:
    """A part that is filled in: how it was before the act, and how it is now."""

    one: Handled
    was: Draft
    now: Draft


def spread(parts: Sequence[Shared]) -> dict[str, Draft]:
    """Part id → its draft with what the others know. What was changed in the act just done counts for all."""
    drafts = {each.one.part_id: each.now for each in parts}
    handled = {each.one.part_id: each.one for each in parts}
    drafts |= _documents(parts, drafts)
    for name, entries in asked([each.one.plan for each in parts]).items():
        value = _decided(parts, name, entries)
        for entry in entries if value else ():
            draft = drafts[entry.use.part]
            drafts[entry.use.part] = _with_value(handled[entry.use.part], draft, entry, value)
    return drafts


def _decided(parts: Sequence[Shared], name: str, entries: Sequence[Asked]) -> FieldValue | None:
    """The value the person just gave or confirmed somewhere; else the best of what the parts have."""
    by_part = {each.one.part_id: each for each in parts}
    values: list[FieldValue] = []
    for entry in entries:
        each = by_part[entry.use.part]
        now, was = each.now.fields.get(entry.use.name), each.was.fields.get(entry.use.name)
        if now is None:
            continue
        merged = merged_value(each.one, now, name)
        if now.confirmed and (was is None or not was.confirmed or was.value != now.value):
            return merged
        if now.confirmed and was is not None and was.others and not now.others:
            return merged
        values.append(merged)
    return agreed(values) if values else None


def _with_value(one: Handled, draft: Draft, entry: Asked, value: FieldValue | None) -> Draft:
    """A choice that this part does not offer is left to be asked."""
    name, field = entry.use.name, entry.field
    if value is None or (field.choices and value.value not in {choice.id for choice in field.choices}):
        return draft
    kept = draft.fields.get(name)
    own = own_value(one, value, name)
    fields = {**draft.fields, name: own}
    refused = {n: p for n, p in draft.refused.items() if n != name} if value.confirmed else draft.refused
    if kept is not None and kept.value == own.value and refused == draft.refused:
        return draft if kept == own else replace(draft, fields=fields)
    return replace(draft, fields=fields, refused=refused, findings=(), passed=False)


def _documents(parts: Sequence[Shared], drafts: Mapping[str, Draft]) -> dict[str, Draft]:
    """Each shared material as the act left it, in all parts that ask for it."""
    found = dict(drafts)
    shared = {each.one.shared_material(m.id) for each in parts for m in each.one.guide.materials}
    for name in sorted(shared):
        truth = _handed_in(parts, name)
        if truth is None:
            continue
        for each in parts:
            for own in own_materials(each.one, name):
                found[each.one.part_id] = _with_documents(each.one, found[each.one.part_id], own, truth)
    return found


def _handed_in(parts: Sequence[Shared], name: str) -> tuple[Attachment, ...] | None:
    """What counts as handed in for a shared material; None when nobody has anything to tell."""
    told: tuple[Attachment, ...] | None = None
    for each in parts:
        for own in own_materials(each.one, name):
            now, was = each.now.attached.get(own, ()), each.was.attached.get(own, ())
            if now != was:
                return now
            told = told or now or None
    return told


def _with_documents(one: Handled, draft: Draft, own: str, truth: Sequence[Attachment]) -> Draft:
    material = next(m for m in one.guide.materials if m.id == own)
    kept = draft.attached.get(own, ())
    fitting = tuple(
        _for_material(document, material, kept) for document in truth if takes(material, document)
    )
    if {d.document_id for d in kept} == {d.document_id for d in fitting} and kept == fitting:
        return draft
    if truth and not fitting:
        return draft
    attached = {name: documents for name, documents in draft.attached.items() if name != own}
    if fitting:
        attached[own] = fitting
    return replace(draft, attached=attached, findings=(), passed=False)


def takes(material: Material, document: Attachment) -> bool:
    """Whether the material may be this document: of a type it accepts, or of none that anybody recognised."""
    types = {page.document_type for page in document.pages} - {"unknown"}
    return not types or not material.documents or bool(types & set(material.documents))


def _for_material(document: Attachment, material: Material, kept: Sequence[Attachment]) -> Attachment:
    """With the pages that belong to the material; as it is there already, if nothing was read anew."""
    same = next((one for one in kept if one.document_id == document.document_id), None)
    if same is not None and same.state == document.state:
        return same
    return replace(document, pages=fitted(material, document.pages))


def fitted(material: Material, pages: Sequence[ReadDocument]) -> tuple[ReadDocument, ...]:
    """The pages that belong to the material; all, where none does: then that is what is wrong."""
    return tuple(page for page in pages if page.document_type in material.documents) or tuple(pages)
