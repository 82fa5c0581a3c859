"""Checks every guide gets: is all there, are values sound, are the pictures what they should be."""

from collections.abc import Iterator

from applications.completeness import open_questions, say
from applications.documents import has_reader
from applications.drafts import Attachment
from applications.photos import photo_faults
from applications.precheck.subject import Subject
from applications.types import Finding, FindingCode, Severity
from knowledge_base.model.guide import Material
from ocr.quality import COPY
from ocr.types import ReadDocument
from prefill.derived import derived
from prefill.holder import about_applicant, is_anothers
from prefill.types import Problem
from prefill.values import label_of, parse


def missing_situation(subject: Subject) -> Iterator[Finding]:
    for question in open_questions(subject.guide, subject.draft):
        message = say("precheck.situation_missing", ask=question.ask)
        yield Finding("field_missing", "must_fix", message, say("clause.situations"), field=question.id)


def fields(subject: Subject) -> Iterator[Finding]:
    """Required values are there, each is one of its field's type, and nothing refused is left standing."""
    for field in subject.fields:
        value = subject.draft.fields.get(field.name)
        refused = subject.draft.refused.get(field.name)
        if refused is not None:
            yield Finding(refused.code, "must_fix", refused.message, say("clause.form"), field=field.name)
        elif value is None:
            if field.required:
                message = say("precheck.field_missing", label=field.label, ask=field.ask)
                yield Finding("field_missing", "must_fix", message, say("clause.form"), field=field.name)
        elif isinstance(problem := parse(field, value.value), Problem):
            yield Finding(problem.code, "must_fix", problem.message, say("clause.form"), field=field.name)


def contradictions(subject: Subject) -> Iterator[Finding]:
    """A birth date or sex is the one that the same person's id number tells (GB 11643)."""
    for field in subject.fields:
        value = subject.draft.fields.get(field.name)
        told = derived(subject.guide.form, field, subject.draft.fields)
        if value is None or told is None or value.value == told.value:
            continue
        if isinstance(parse(field, value.value), Problem):
            continue  # found already
        of_number = label_of(field, told.value)
        message = say(
            "precheck.contradicts", label=field.label, said=label_of(field, value.value), told=of_number
        )
        evidence = {field.name: value.value, "id_number": told.value}
        yield Finding(
            "mismatch", "must_fix", message, say("clause.id_number"), field=field.name, evidence=evidence
        )


def missing_materials(subject: Subject) -> Iterator[Finding]:
    for state in subject.materials:
        material = subject.material(state.material_id)
        if material and not state.satisfied:
            message = say("precheck.missing_material", name=material.name, how=material.how)
            yield Finding(
                "missing_material", "must_fix", message, subject.basis(material), material_id=material.id
            )


def documents(subject: Subject) -> Iterator[Finding]:
    """Every document handed in was read, is of an accepted type, legible and the applicant's."""
    for state in subject.materials:
        material = subject.material(state.material_id)
        if material is None:
            continue
        for attachment in subject.draft.attached.get(material.id, ()):
            yield from _attachment(subject, material, attachment)


def _attachment(subject: Subject, material: Material, attachment: Attachment) -> Iterator[Finding]:
    for problem in photo_faults(material, attachment.pages):
        evidence = {"problem": problem.code}
        # A guess about a face must not hold anybody up, and the web form's own word on the size goes first.
        yield _about(subject, material, "unreadable", problem.message, evidence, severity="warning")
    if not material.documents:
        return  # anything may be handed in here; a person looks at it
    if not attachment.pages:
        key = "being_read" if attachment.state in {"kept", "reading"} else "unreadable"
        yield _about(subject, material, "unreadable", say(f"precheck.{key}", name=material.name))
        return
    wrong = [page for page in attachment.pages if page.document_type not in material.documents]
    if len(wrong) == len(attachment.pages):
        yield _not_accepted(subject, material, wrong[0])
    for page in attachment.pages:
        if page not in wrong:
            yield from _page(subject, material, page)


def _not_accepted(subject: Subject, material: Material, page: ReadDocument) -> Finding:
    """Wrong, or not legible, or of a type no reader knows: then a person has to look at it."""
    if page.document_type != "unknown":
        message = say(
            "precheck.wrong_document",
            name=material.name,
            found=say(f"document_types.{page.document_type}"),
            how=material.how,
        )
        evidence = {"document_type": page.document_type}
        return _about(subject, material, "wrong_document", message, evidence)
    if not has_reader(material):
        message = say("precheck.unjudged", message=material.name)
        return _about(subject, material, "needs_review", message, severity="for_staff")
    return _about(subject, material, "unreadable", say("precheck.unreadable", name=material.name))


def _page(subject: Subject, material: Material, page: ReadDocument) -> Iterator[Finding]:
    if not page.readable:
        yield _about(subject, material, "unreadable", say("precheck.unreadable", name=material.name))
        return
    for problem in page.problems:
        if problem.code == "checksum_failed":
            evidence = {"field": problem.field or ""}
            yield _about(subject, material, "checksum_failed", problem.message, evidence)
        elif problem.code == COPY and material.form == "original":
            evidence = {"problem": COPY}
            yield _about(subject, material, "unreadable", problem.message, evidence, severity="warning")
        elif problem.field and _is_checked(subject, material, problem.field):
            evidence = {"field": problem.field}
            yield _about(subject, material, "unreadable", problem.message, evidence, severity="warning")
    if material.id in about_applicant(subject.guide.form) and is_anothers(page, subject.profile):
        evidence = {"name": page.value("name") or ""}
        message = say("precheck.anothers", name=material.name)
        yield _about(subject, material, "mismatch", message, evidence)


def _is_checked(subject: Subject, material: Material, field: str) -> bool:
    """Whether a review point rests on that field of the document."""
    reference = f"document.{material.id}.{field}"
    return any(reference in point.model_dump().values() for point in subject.guide.review)


def _about(
    subject: Subject,
    material: Material,
    code: FindingCode,
    message: str,
    evidence: dict[str, str] | None = None,
    severity: Severity = "must_fix",
) -> Finding:
    """A document that need not be handed in can't hold the application up: then it is a warning."""
    weight: Severity = severity if severity != "must_fix" or subject.needed(material.id) else "warning"
    return Finding(code, weight, message, subject.basis(material), material_id=material.id, evidence=evidence)
