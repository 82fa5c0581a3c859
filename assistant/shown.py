"""What a picture shows of the form beside what the form says: that tells whose paper it is. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from applications.completeness import may_insist
from applications.types import Application, Document
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.types import FieldValue, Parsed
from prefill.values import parse


@dataclass(frozen=True, slots=True)
class Shown:
    """One form field that the picture shows, beside the value in the draft."""

    field: FormField
    read: str
    value: FieldValue
    material_id: str


def shown_by(view: Application, guide: Guide, document: Document | None) -> Iterator[Shown]:
    """Every field whose value the document could give, once."""
    if document is None:
        return
    handed_in = {m.material_id for m in view.materials if m.document_id == document.document_id}
    for field in guide.form.fields:
        value = view.fields.get(field.name)
        for source in field.sources:
            kind, _, rest = source.partition(".")
            material, _, name = rest.partition(".")
            read = next((v for p in document.pages if (v := p.value(name)) is not None), None)
            if kind != "document" or material not in handed_in or value is None or read is None:
                continue
            parsed = parse(field, read)
            if isinstance(parsed, Parsed):
                yield Shown(field, parsed.value, value, material)
                break


def differs(view: Application, name: str) -> bool:
    """Whether the precheck found the field's value to differ from what a document or the profile shows."""
    return name in view.fields and any(f.field == name and may_insist(f) for f in view.findings)
