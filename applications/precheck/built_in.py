"""Checks every guide gets: is all there, are values sound, are the pictures what they should be."""

from collections.abc import Iterator

from applications.completeness import open_questions, say
from applications.precheck.agreement import pairs
from applications.precheck.judged import Judged, about_material
from applications.precheck.subject import Subject
from applications.types import Finding, FindingCode
from knowledge_base.model.form import FormField
from knowledge_base.model.review import StaffCheck
from ocr.identifiers import birth_date_of, sex_of
from prefill.derived import derived
from prefill.types import FieldValue, Problem
from prefill.values import label_of, parse


def missing_situation(subject: Subject) -> Iterator[Judged]:
    for question in open_questions(subject.guide, subject.draft):
        message = say("precheck.situation_missing", ask=question.ask)
        yield Judged(
            Finding("field_missing", "must_fix", message, say("clause.situations"), field=question.id)
        )


def fields(subject: Subject) -> Iterator[Judged]:
    """Required values are there, each is one of its field's type, and nothing refused is left standing."""
    for field in subject.fields:
        value = subject.draft.fields.get(field.name)
        refused = subject.draft.refused.get(field.name)
        if refused is not None:
            yield _about_field(field, refused.code, refused.message)
        elif value is None:
            if field.required:
                message = say("precheck.field_missing", label=field.label, ask=field.ask)
                yield _about_field(field, "field_missing", message)
        elif isinstance(problem := parse(field, value.value), Problem):
            yield _about_field(field, problem.code, problem.message)


def _about_field(field: FormField, code: FindingCode, message: str) -> Judged:
    finding = Finding(code, "must_fix", message, say("clause.form"), field=field.name)
    return Judged(finding, (f"field.{field.name}",))


def contradictions(subject: Subject) -> Iterator[Judged]:
    """A birth date or sex is the one that the same person's id number tells (GB 11643)."""
    for field in subject.fields:
        value = subject.draft.fields.get(field.name)
        told = derived(subject.guide.form, field, subject.draft.fields)
        if value is None or told is None or value.value == told.value:
            continue
        number = told.source_ref.removeprefix("derived.")
        if isinstance(parse(field, value.value), Problem) or _number_is_wrong(subject, field, value, number):
            continue  # found already
        of_number = label_of(field, told.value)
        message = say(
            "precheck.contradicts", label=field.label, said=label_of(field, value.value), told=of_number
        )
        evidence = {field.name: value.value, "id_number": told.value}
        finding = Finding(
            "mismatch", "must_fix", message, say("clause.id_number"), field=field.name, evidence=evidence
        )
        yield Judged(finding, (f"field.{field.name}", f"field.{number}"))


def _number_is_wrong(subject: Subject, field: FormField, value: FieldValue, number: str) -> bool:
    """Whether a number that a document or the profile gives instead tells what stands in the field."""
    shown = [ref for ref, beside in pairs(subject.guide) if beside.name == number]
    refs = [*shown, "profile.id_number"] if number == "id_number" else shown
    tell = sex_of if field.name.endswith("sex") else _birth_date
    return any(
        told is not None and told in (value.value, label_of(field, value.value))
        for ref in refs
        for other in subject.values(ref)
        if other != subject.draft.fields[number].value
        for told in (tell(other),)
    )


def _birth_date(number: str) -> str | None:
    born = birth_date_of(number)
    return born.isoformat() if born else None


def missing_materials(subject: Subject) -> Iterator[Judged]:
    for state in subject.materials:
        material = subject.material(state.material_id)
        aside = any(one.material_id == state.material_id for one in subject.draft.aside)
        if material and not state.satisfied and not aside:
            message = say("precheck.missing_material", name=material.name, how=material.how)
            finding = Finding(
                "missing_material", "must_fix", message, subject.basis(material), material_id=material.id
            )
            yield Judged(finding)


def unjudged_papers(subject: Subject) -> Iterator[Judged]:
    """What no reader can know is looked at by a person, also where the guide does not say so."""
    told = {point.material for point in subject.guide.review if isinstance(point, StaffCheck)}
    for state in subject.materials:
        material = subject.material(state.material_id)
        if material is None or material.documents or material.photo or material.id in told:
            continue
        if state.document_id:
            message = say("precheck.by_staff", name=material.name)
            evidence = {"document_id": state.document_id}
            yield about_material(subject, material, "needs_review", message, evidence, weight="for_staff")
