"""Told early: the conditions that what is known now makes certain not to be met. Pure.

So that nobody fills in a form in vain. Only what is certain counts: a value that still waits for the person's
look because it was read unsurely, or for which sources differ, bars nobody; the precheck judges it later.
"""

from datetime import date

from applications.drafts import Draft
from applications.precheck.points import concerns, evaluate
from applications.precheck.precedence import settled
from applications.precheck.run import subject_of
from applications.precheck.subject import SURE, Subject
from applications.types import Finding
from knowledge_base.model.guide import Guide
from knowledge_base.model.review import Point
from prefill.types import Profile


def eligibility(guide: Guide, draft: Draft, profile: Profile, today: date) -> tuple[Finding, ...]:
    """`not_eligible` findings that hold already, each with what else can be done; empty while none does."""
    subject = subject_of(guide, draft, profile, today)
    found = [
        judged
        for point in guide.review
        if point.severity == "must_fix" and concerns(subject, point) and _certain(subject, point)
        if (judged := evaluate(subject, point)) and judged.finding.code == "not_eligible"
    ]
    return tuple(judged.finding for judged in settled(subject, found))


def _certain(subject: Subject, point: Point) -> bool:
    """Whether all it rests on is known for sure."""
    refs = [ref for _, ref in point.refs()]
    return not subject.doubtful(*refs) and all(_settled(subject, ref) for ref in refs)


def _settled(subject: Subject, ref: str) -> bool:
    value = subject.draft.fields.get(ref.removeprefix("field.")) if ref.startswith("field.") else None
    return value is None or (not value.others and (value.confirmed or value.confidence >= SURE))
