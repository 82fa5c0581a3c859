"""A finding with what it rests on, so that one fault becomes one finding (`precedence`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from applications.completeness import say
from applications.precheck.subject import Reading, Subject
from applications.types import Finding, FindingCode, Severity
from knowledge_base.model.guide import Material
from knowledge_base.model.review import Point


@dataclass(frozen=True, slots=True)
class Judged:
    """`about`: refs of the values it rests on, the one that is wrong first."""

    finding: Finding
    about: tuple[str, ...] = ()
    named: bool = False
    """made by a review point, which names its law"""

    def with_severity(self, severity: Severity) -> "Judged":
        return replace(self, finding=replace(self.finding, severity=severity))


def by_point(
    subject: Subject, point: Point, code: FindingCode, about: tuple[str, ...], **more: str
) -> Judged:
    """The finding of a point that is not met."""
    evidence = {**evidence_of(subject, about), **more}
    field = _mended(point, about)
    finding = Finding(
        code, point.severity, point.message, point.clause, point.material, field, evidence, point.id
    )
    return Judged(finding, about, named=True)


def for_staff(subject: Subject, point: Point, message: str, about: tuple[str, ...] = ()) -> Judged:
    """Never `must_fix`: the citizen can't mend what only a person can judge."""
    evidence = evidence_of(subject, about) or None
    finding = Finding(
        "needs_review", "for_staff", message, point.clause, point.material, point.field, evidence, point.id
    )
    return Judged(finding, about, named=True)


def unjudged(subject: Subject, point: Point, about: tuple[str, ...] = ()) -> Judged:
    """The point could not be judged: said without what it would say of a fault, for there may be none."""
    message = say("precheck.unjudged", name=_place(subject, point, about), clause=point.clause)
    return for_staff(subject, point, message, about)


def _place(subject: Subject, point: Point, about: tuple[str, ...]) -> str:
    """Name of the material, field or question that the point is about, as people see it."""
    refs = [ref.split(".") for ref in about]
    names = [point.material, point.field, *(ref[1] for ref in refs if len(ref) > 1)]
    labels = {
        **{question.id: question.ask for question in subject.guide.situations},
        **{field.name: field.label for field in subject.guide.form.fields},
        **{material.id: material.name for material in subject.guide.materials},
    }
    return next((labels[name] for name in names if name in labels), say("precheck.this"))


def about_material(
    subject: Subject,
    material: Material,
    code: FindingCode,
    message: str,
    evidence: Mapping[str, str] | None = None,
    weight: Severity = "must_fix",
    about: tuple[str, ...] = (),
) -> Judged:
    """A built-in finding on what was handed in for a material.

    A document that need not be handed in can't hold the application up: then it is a warning.
    """
    weight = "warning" if weight == "must_fix" and not subject.needed(material.id) else weight
    told = {**(evidence or {}), **evidence_of(subject, about)} or None
    finding = Finding(code, weight, message, subject.basis(material), material.id, evidence=told)
    return Judged(finding, about)


def evidence_of(subject: Subject, about: tuple[str, ...]) -> dict[str, str]:
    """Every value by its ref; and of the first one a picture shows, where: `document_id`, `page`, `box`
    (left,top,right,bottom in pixels of the upright page) and the `value` read."""
    told = {ref: values[0] for ref in about if (values := subject.values(ref))}
    shown = [(ref, reading) for ref in about for reading in subject.readings(ref) if reading.document_id]
    return {**told, **placed(shown[0][1])} if shown else told


def placed(reading: Reading) -> dict[str, str]:
    """Where a value stands, as evidence writes it."""
    told = {"document_id": reading.document_id, "page": str(reading.page), "value": reading.value}
    if reading.box is not None and any(reading.box):
        told["box"] = ",".join(f"{edge:g}" for edge in reading.box)
    return told


def _mended(point: Point, about: tuple[str, ...]) -> str | None:
    """What the person changes: as the point says, else the form field or answer that is wrong."""
    if point.field or point.material:
        return point.field
    return next((ref.partition(".")[2] for ref in about if ref.startswith(("field.", "situation."))), None)
