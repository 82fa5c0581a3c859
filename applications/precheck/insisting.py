"""Who was told that a value differs from what a document shows, and gives it again, is not asked any more."""

from dataclasses import replace

from applications.precheck.subject import Subject
from applications.texts import say
from applications.types import Finding


def or_for_staff(subject: Subject, finding: Finding) -> Finding:
    """The finding stays told, with both values in its evidence; staff decide which of them is right."""
    differs = finding.code == "mismatch" and finding.severity == "must_fix"
    if not differs or not subject.draft.stands_by(finding.field):
        return finding
    label = next((f.label for f in subject.fields if f.name == finding.field), "")
    message = say("precheck.insisted", label=label, message=finding.message)
    return replace(finding, code="needs_review", severity="for_staff", message=message)
