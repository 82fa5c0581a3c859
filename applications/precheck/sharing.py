"""Exemptions that rest on a register which did not answer: staff look, the person is not held up."""

from collections.abc import Iterator

from applications.completeness import say
from applications.precheck.judged import Judged
from applications.precheck.subject import Subject
from applications.types import Finding


def unanswered(subject: Subject) -> Iterator[Judged]:
    for state in subject.materials:
        check = state.register
        if state.exempt_by != "data_sharing" or check is None or check.outcome != "unavailable":
            continue
        material = subject.material(state.material_id)
        message = say("exempt.unavailable", name=state.name, register=check.name)
        clause = subject.basis(material) if material else say("clause.materials")
        finding = Finding("needs_review", "for_staff", message, clause, material_id=state.material_id)
        yield Judged(finding)
