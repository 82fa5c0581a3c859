"""A number on a paper that fails its check: is the paper wrong, or was it only misread? Pure.

Nobody's paper is called wrong for what the reader did. A reading that is unsure of a character, or that lost
one of the number known otherwise, is the reader's.
"""

from applications.completeness import say
from applications.precheck.judged import Judged, about_material
from applications.precheck.subject import Subject
from knowledge_base.model.guide import Material
from ocr.types import QualityProblem
from prefill.types import Parsed
from prefill.values import parse

_SURE = 0.9
"""Of 20 numbers drawn wrong none was read with a character below 0.97; a right one that was misread had one
of 0.54."""


def failing(
    subject: Subject, material: Material, problem: QualityProblem, evidence: dict[str, str]
) -> Judged:
    """To be mended, where the paper shows it for sure; else told, and left to the person and staff."""
    if misread(subject, material, problem):
        message = say("precheck.misread", name=material.name)
        return about_material(subject, material, "unreadable", message, evidence, weight="warning")
    message = say("precheck.fails_check", name=material.name, problem=problem.message)
    return about_material(subject, material, "checksum_failed", message, evidence)


def misread(subject: Subject, material: Material, problem: QualityProblem) -> bool:
    if problem.confidence < _SURE:
        return True
    return any(lost(problem.read, number) for number in _known(subject, material, problem.field or ""))


def lost(read: str, number: str) -> bool:
    """Whether `read` is the number without some of its characters, as when a group was not seen."""
    rest = iter(number)
    return 0 < len(read) < len(number) and all(character in rest for character in read)


def _known(subject: Subject, material: Material, shown: str) -> list[str]:
    """Values of the form that this field of the document is taken for, where they hold."""
    source = f"document.{material.id}.{shown}"
    return [
        parsed.value
        for field in subject.fields
        if source in field.sources and (value := subject.draft.fields.get(field.name))
        if isinstance(parsed := parse(field, value.value), Parsed)
    ]
