"""Who was told that a value differs from what a document shows, and gives it again, is not asked any more."""

from dataclasses import replace

from applications.completeness import may_insist
from applications.precheck.subject import Subject
from applications.texts import say
from applications.types import Finding


def or_for_staff(subject: Subject, finding: Finding) -> Finding:
    """The finding stays told, with both values in its evidence; staff decide which of them is right."""
    if not may_insist(finding) or not subject.draft.stands_by(finding.field):
        return finding
    label = next((f.label for f in subject.fields if f.name == finding.field), "")
    message = say("precheck.insisted", label=label, message=finding.message)
    return replace(finding, code="needs_review", severity="for_staff", message=message)
