"""What speaks for or against each value of the form: papers handed in, the profile, registers. Pure."""

from collections.abc import Iterator

from applications.desk.types import CaseField, Seen, Told
from applications.drafts import Draft
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.same import same
from prefill.types import FieldValue, Profile
from prefill.values import label_of


def case_fields(
    guide: Guide, draft: Draft, profile: Profile, shown: tuple[str, ...]
) -> tuple[CaseField, ...]:
    """The fields named in `shown`, in the order of the form."""
    return tuple(_field(field, draft, profile) for field in guide.form.fields if field.name in shown)


def _field(field: FormField, draft: Draft, profile: Profile) -> CaseField:
    value = draft.fields.get(field.name)
    return CaseField(
        name=field.name,
        label=field.label,
        section=field.section,
        sensitive=field.sensitive,
        display=label_of(field, value.value) if value else "",
        value=value,
        seen=tuple(_seen(field, value, draft)),
        told=(*_of_profile(field, value, profile), *_of_others(field, value)),
    )


def _seen(field: FormField, value: FieldValue | None, draft: Draft) -> Iterator[Seen]:
    """Each place on a paper that shows the field, by the sources that the form names."""
    for source in field.sources:
        kind, _, rest = source.partition(".")
        if kind != "document":
            continue
        material, _, name = rest.partition(".")
        for page in draft.pages(material):
            for read in page.read.fields:
                if read.name == name:
                    yield Seen(
                        document_id=page.document_id,
                        material_id=material,
                        page=page.read.page,
                        document_type=page.read.document_type,
                        name=name,
                        value=read.value,
                        confidence=read.confidence,
                        box=read.box,
                        places=read.places,
                        agrees=_agrees(field, value, read.value),
                    )


def _of_profile(field: FormField, value: FieldValue | None, profile: Profile) -> Iterator[Told]:
    for source in field.sources:
        kind, _, name = source.partition(".")
        fact = profile.facts.get(name) if kind == "profile" else None
        if fact is not None:
            shown = label_of(field, fact.value)
            yield Told(source, shown, fact.source, fact.on, _agrees(field, value, fact.value))


def _of_others(field: FormField, value: FieldValue | None) -> Iterator[Told]:
    """Differing values of other sources that the person had before them, such as a register's."""
    for other in value.others if value else ():
        if not other.source_ref.startswith(("document.", "profile.")):
            yield Told(other.source_ref, label_of(field, other.value), "", other.on, agrees=False)


def _agrees(field: FormField, value: FieldValue | None, other: str) -> bool:
    """A blank contradicts nobody. A choice agrees by its label or its id."""
    if value is None:
        return True
    return same(value.value, other) or same(label_of(field, value.value), label_of(field, other))
