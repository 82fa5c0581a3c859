"""The whole precheck: built-in checks and the guide's review points, all findings at once."""

from collections.abc import Iterator
from datetime import date

from applications.completeness import applying_fields, states
from applications.drafts import Draft
from applications.precheck import agreement, built_in, insisting, papers, sharing
from applications.precheck.judged import Judged
from applications.precheck.points import concerns, evaluate
from applications.precheck.precedence import settled
from applications.precheck.subject import Subject
from applications.types import Precheck
from knowledge_base.model.guide import Guide
from prefill.types import Profile

_SEVERITY = ("must_fix", "warning", "for_staff")
_BUILT_IN = (
    built_in.missing_situation,
    built_in.fields,
    built_in.contradictions,
    built_in.missing_materials,
    papers.documents,
    papers.used_twice,
    agreement.differences,
    built_in.unjudged_papers,
    sharing.unanswered,
)


def precheck(guide: Guide, draft: Draft, profile: Profile, today: date) -> Precheck:
    """What must be mended first, then warnings, then what staff look at; each in the order of the guide.

    `passed` only says that nothing was found which must be mended. It is no promise of approval.
    """
    subject = subject_of(guide, draft, profile, today)
    found = [*(one for check in _BUILT_IN for one in check(subject)), *_review(subject)]
    told = [papers.or_left_out(subject, one.finding) for one in settled(subject, found)]
    findings = [insisting.or_for_staff(subject, finding) for finding in told]
    findings.sort(key=lambda finding: _SEVERITY.index(finding.severity))
    return Precheck(not any(f.severity == "must_fix" for f in findings), tuple(findings))


def subject_of(guide: Guide, draft: Draft, profile: Profile, today: date) -> Subject:
    materials = states(guide, draft, today)
    return Subject(guide, draft, profile, materials, tuple(applying_fields(guide, draft)), today)


def _review(subject: Subject) -> Iterator[Judged]:
    for point in subject.guide.review:
        if concerns(subject, point) and (found := evaluate(subject, point)):
            yield found
