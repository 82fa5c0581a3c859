"""What a document shows beside a form field of the same person is compared, unless a point says otherwise.

Which stand beside each other is told by the form: a field taken from a document, and what else that document
shows of the same person (`child_name` is taken from it, so its `sex` stands beside `child_sex`).
"""

from collections.abc import Iterator
from typing import Literal

from applications.completeness import say
from applications.precheck.alike import alike, beyond_reading, nearly
from applications.precheck.judged import Judged, about_material, evidence_of
from applications.precheck.subject import Subject
from applications.types import Finding, Severity
from knowledge_base.documents import DOCUMENT_FIELDS
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide, Material
from knowledge_base.model.review import Includes, Matches, MayDiffer
from prefill.masking import told_apart
from prefill.types import Parsed
from prefill.values import parse

Verdict = Literal["differ", "doubtful"] | None

_PERSON = ("name", "id_number", "sex", "birth_date", "ethnicity")
_LOOSE = frozenset({"address", "location", "bank_name", "business_scope", "vehicle_class", "native_place"})
"""written in many ways, or rightly another than on an older paper: a warning, never a fault to be mended"""


def disagree(subject: Subject, left: str, right: str) -> Verdict:
    """None while one is unknown or both say the same; `doubtful` where the difference may be a misreading."""
    ones, others = subject.values(left), subject.values(right)
    if not ones or not others or any(alike(one, other) for one in ones for other in others):
        return None
    if _parses_alike(subject, left, others) or _parses_alike(subject, right, ones):
        return None
    pairs_of = [(one, other) for one in ones for other in others]
    if subject.doubtful(left, right) and any(nearly(one, other) for one, other in pairs_of):
        return "doubtful"
    if any(beyond_reading(one, other) or beyond_reading(other, one) for one, other in pairs_of):
        return "doubtful"
    return "differ"


def differences(subject: Subject) -> Iterator[Judged]:
    """Findings on every pair that no review point names."""
    judged = _named(subject.guide)
    for shown, field in pairs(subject.guide):
        ref = f"field.{field.name}"
        if frozenset((shown, ref)) in judged or not subject.handed_in(shown.split(".")[1]):
            continue
        if verdict := disagree(subject, shown, ref):
            yield _difference(subject, shown, field, verdict)


def pairs(guide: Guide) -> Iterator[tuple[str, FormField]]:
    """Document ref and form field that stand beside each other, each once."""
    seen: set[tuple[str, str]] = set()
    by_name = {field.name: field for field in guide.form.fields}
    for field in guide.form.fields:
        for source in field.sources:
            if source.startswith("document."):
                for ref, name in [(source, field.name), *_beside(guide, source, field.name)]:
                    if name in by_name and (ref, name) not in seen:
                        seen.add((ref, name))
                        yield ref, by_name[name]


def _beside(guide: Guide, source: str, name: str) -> Iterator[tuple[str, str]]:
    """What else the document shows of the person whose name or number the field is."""
    _, material_id, shown = source.split(".")
    if shown not in ("name", "id_number") or not name.endswith(shown):
        return
    whose = name.removesuffix(shown)
    material = next(m for m in guide.materials if m.id == material_id)
    readable = {one for kind in material.documents for one in DOCUMENT_FIELDS.get(kind, ())}
    yield from ((f"document.{material_id}.{one}", f"{whose}{one}") for one in _PERSON if one in readable)


def _named(guide: Guide) -> set[frozenset[str]]:
    """Pairs that a point judges, or lets differ."""
    pairs_of = {frozenset((p.left, p.right)) for p in guide.review if isinstance(p, Matches | MayDiffer)}
    each = {
        frozenset((one, other))
        for p in guide.review
        if isinstance(p, Includes)
        for one in p.wanted
        for other in p.among
    }
    return pairs_of | each


def _parses_alike(subject: Subject, ref: str, texts: tuple[str, ...]) -> bool:
    """Whether a text is the form field's value once read as one (3600 is 3600.00)."""
    field = next((f for f in subject.fields if f"field.{f.name}" == ref), None)
    if field is None:
        return False
    read = [parse(field, text) for text in texts]
    return any(isinstance(one, Parsed) and one.value in subject.values(ref) for one in read)


def _difference(subject: Subject, shown: str, field: FormField, verdict: Verdict) -> Judged:
    _, material_id, name = shown.split(".")
    material = subject.material(material_id)
    assert material is not None  # a source names a material of the guide; the loader checks it
    about = (f"field.{field.name}", shown)
    read, said = told_apart(field, [subject.values(shown)[0], subject.draft.fields[field.name].value])
    message = say("precheck.differs", name=material.name, label=field.label, read=read, said=said)
    if verdict == "doubtful":
        unsure = say("precheck.unjudged", name=material.name, clause=subject.basis(material))
        return about_material(subject, material, "needs_review", unsure, weight="for_staff", about=about)
    return _mismatch(
        subject, material, field.name, message, about, "warning" if name in _LOOSE else "must_fix"
    )


def _mismatch(
    subject: Subject,
    material: Material,
    field: str,
    message: str,
    about: tuple[str, ...],
    weight: Severity,
) -> Judged:
    evidence = evidence_of(subject, about)
    finding = Finding("mismatch", weight, message, subject.basis(material), material.id, field, evidence)
    return Judged(finding, about)
