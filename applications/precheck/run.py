"""The whole precheck: built-in checks and the guide's review points, all findings at once."""

from collections.abc import Iterator
from datetime import date

from applications.completeness import applying_fields, states
from applications.drafts import Draft
from applications.precheck import built_in
from applications.precheck.points import evaluate
from applications.precheck.subject import Subject
from applications.types import Finding, Precheck
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide
from prefill.types import Profile

_SEVERITY = ("must_fix", "warning", "for_staff")
_BUILT_IN = (
    built_in.missing_situation,
    built_in.fields,
    built_in.contradictions,
    built_in.missing_materials,
    built_in.documents,
)


def precheck(guide: Guide, draft: Draft, profile: Profile, today: date) -> Precheck:
    """What must be mended first, then warnings, then what staff look at; each in the order of the guide.

    `passed` only says that nothing was found which must be mended. It is no promise of approval.
    """
    subject = Subject(
        guide, draft, profile, states(guide, draft, today), tuple(applying_fields(guide, draft)), today
    )
    points = list(_review(subject))
    # A review point about the same fault names its law, so it is told instead of the built-in finding.
    named = {_fault(f) for f in points if f.code in {"wrong_document", "mismatch"}}
    built = [f for check in _BUILT_IN for f in check(subject) if _fault(f) not in named]
    findings = tuple(sorted([*built, *points], key=lambda f: _SEVERITY.index(f.severity)))
    return Precheck(not any(f.severity == "must_fix" for f in findings), findings)


def _fault(finding: Finding) -> tuple[str, str | None]:
    return finding.code, finding.material_id or finding.field


def _review(subject: Subject) -> Iterator[Finding]:
    for point in subject.guide.review:
        if holds(point.when, subject.draft.situation) and (finding := evaluate(subject, point)):
            yield finding
