"""What was handed in: was it read, is it of an accepted type, legible, the applicant's, and used once?"""

from collections.abc import Iterator
from dataclasses import replace

from applications.completeness import say
from applications.documents import has_reader
from applications.drafts import Attachment
from applications.photos import photo_faults
from applications.precheck.judged import Judged, about_material
from applications.precheck.numbers import failing
from applications.precheck.subject import Subject
from applications.types import Finding, FindingCode
from knowledge_base.model.guide import Material
from ocr.quality import COPY
from ocr.types import QualityProblem, ReadDocument
from prefill.holder import about_applicant, is_anothers

_UNCLEAR = frozenset({"no_text", "blurred", "too_dark", "too_bright", "too_small", "shaken", "damaged"})
_ON_PAPER: frozenset[FindingCode] = frozenset(
    {"wrong_document", "unreadable", "checksum_failed", "mismatch", "expired", "missing_material"}
)


def documents(subject: Subject) -> Iterator[Judged]:
    """Every document handed in was read, is of an accepted type, legible and the applicant's."""
    for state in subject.materials:
        material = subject.material(state.material_id)
        if material is None:
            continue
        for attachment in subject.draft.attached.get(material.id, ()):
            yield from _attachment(subject, material, attachment)
        for aside in subject.draft.aside:
            if aside.material_id == material.id:
                yield _somebody_elses(subject, material, aside.attachment)


def _somebody_elses(subject: Subject, material: Material, attachment: Attachment) -> Judged:
    """Set aside when it was handed in; until the person has said whose it is, that is what is wrong.

    Also where the paper need not be handed in: the whole matter may be somebody else's.
    """
    page = next((p for p in attachment.pages if is_anothers(p, subject.profile)), attachment.pages[0])
    seen = {"document_id": attachment.document_id, "page": str(page.page)}
    about = (f"document.{material.id}.name", f"document.{material.id}.id_number")
    message = say("precheck.anothers", name=material.name)
    told = about_material(subject, material, "mismatch", message, seen, about=about)
    return told.with_severity("must_fix")


def used_twice(subject: Subject) -> Iterator[Judged]:
    """One picture for two materials that each ask for a paper of their own.

    A picture that shows two accepted papers serves both; two readings that agree to the pixel are one picture
    uploaded twice.
    """
    seen: list[tuple[Material, Attachment]] = []
    for state in subject.materials:
        material = subject.material(state.material_id)
        for attachment in subject.draft.attached.get(state.material_id, ()) if material else ():
            assert material is not None
            first = next(
                (m for m, other in seen if m.id != material.id and _one_picture(attachment, other)), None
            )
            if first is not None and not _shows_both(attachment, first, material):
                message = say("precheck.used_twice", name=material.name, first=first.name, how=material.how)
                evidence = {"document_id": attachment.document_id, "material_id": first.id}
                yield about_material(subject, material, "wrong_document", message, evidence)
            seen.append((material, attachment))


def _one_picture(one: Attachment, other: Attachment) -> bool:
    if one.document_id == other.document_id:
        # Of a picture with the cards of two people each material has its own page.
        return one.pages == other.pages or any(page in other.pages for page in one.pages)
    return bool(one.pages) and any(page.fields for page in one.pages) and one.pages == other.pages


def _shows_both(attachment: Attachment, one: Material, other: Material) -> bool:
    """Whether it may rightly serve both: its pages are of types that only one of them accepts."""
    kinds = {page.document_type for page in attachment.pages}
    return (
        bool(one.documents)
        and bool(other.documents)
        and not kinds & set(one.documents) & set(other.documents)
    )


def _attachment(subject: Subject, material: Material, attachment: Attachment) -> Iterator[Judged]:
    for problem in photo_faults(material, attachment.pages):
        evidence = {"problem": problem.code, "document_id": attachment.document_id}
        # A guess about a face must not hold anybody up, and the web form's own word on the size goes first.
        yield about_material(subject, material, "unreadable", problem.message, evidence, weight="warning")
    if not material.documents:
        return  # anything may be handed in here; a person looks at it
    if not attachment.pages:
        key = "being_read" if attachment.state in {"kept", "reading"} else "unreadable"
        yield about_material(subject, material, "unreadable", say(f"precheck.{key}", name=material.name))
        return
    wrong = [page for page in attachment.pages if page.document_type not in material.documents]
    if len(wrong) == len(attachment.pages):
        yield _not_accepted(subject, material, wrong[0], attachment.document_id)
    for page in attachment.pages:
        if page not in wrong:
            yield from _page(subject, material, page, attachment.document_id)


def _not_accepted(subject: Subject, material: Material, page: ReadDocument, document_id: str) -> Judged:
    """Wrong, or not legible, or of a type no reader knows: then a person has to look at it."""
    evidence = {"document_type": page.document_type, "document_id": document_id, "page": str(page.page)}
    if page.document_type != "unknown":
        message = say(
            "precheck.wrong_document",
            name=material.name,
            found=say(f"document_types.{page.document_type}"),
            how=material.how,
        )
        return about_material(subject, material, "wrong_document", message, evidence)
    if _unclear(page):
        message = say("precheck.unclear", name=material.name)
        return about_material(subject, material, "unreadable", message, evidence)
    if not has_reader(material):
        message = say("precheck.by_staff", name=material.name)
        return about_material(subject, material, "needs_review", message, evidence, weight="for_staff")
    message = say("precheck.unreadable", name=material.name)
    return about_material(subject, material, "unreadable", message, evidence)


def _unclear(page: ReadDocument) -> bool:
    """Whether nobody could read the picture: then it is no paper a person may know all the same."""
    return any(problem.code in _UNCLEAR for problem in page.problems)


def _page(subject: Subject, material: Material, page: ReadDocument, document_id: str) -> Iterator[Judged]:
    seen = {"document_id": document_id, "page": str(page.page)}
    if not page.readable:
        message = say("precheck.unreadable", name=material.name)
        yield about_material(subject, material, "unreadable", message, seen)
        return
    for problem in page.problems:
        yield from _problem(subject, material, problem, seen)
    if material.id in about_applicant(subject.guide.form) and is_anothers(page, subject.profile):
        about = (f"document.{material.id}.name", f"document.{material.id}.id_number")
        message = say("precheck.anothers", name=material.name)
        yield about_material(subject, material, "mismatch", message, seen, about=about)


def _problem(
    subject: Subject, material: Material, problem: QualityProblem, seen: dict[str, str]
) -> Iterator[Judged]:
    if problem.code == "checksum_failed":
        yield failing(subject, material, problem, {**seen, "field": problem.field or ""})
    elif problem.code == COPY and material.form == "original":
        evidence = {**seen, "problem": COPY}
        yield about_material(subject, material, "unreadable", problem.message, evidence, weight="warning")
    elif problem.field and problem.code != "mended" and _is_checked(subject, material, problem.field):
        evidence = {**seen, "field": problem.field}
        yield about_material(subject, material, "unreadable", problem.message, evidence, weight="warning")


def or_left_out(subject: Subject, finding: Finding) -> Finding:
    """Who need not hand a paper in is not made to photograph it again: taking it out mends it as well."""
    material_id = finding.material_id or ""
    about_paper = finding.code in _ON_PAPER and bool(subject.draft.attached.get(material_id))
    if not about_paper or subject.needed(material_id) or say("precheck.taken_out") in finding.message:
        return finding
    return replace(finding, message=say("precheck.or_left_out", message=finding.message))


def _is_checked(subject: Subject, material: Material, field: str) -> bool:
    """Whether a review point rests on that field of the document."""
    reference = f"document.{material.id}.{field}"
    return any(reference == ref for point in subject.guide.review for _, ref in point.refs())
