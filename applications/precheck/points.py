"""The guide's review points: one small function a kind, in one table.

Each gives a finding, or None when the point is met or does not concern this case. What can't be judged,
because a value it needs could not be read, is `needs_review`: a person looks, it does not pass silently.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from applications.completeness import say
from applications.precheck.subject import Subject
from applications.types import Finding, FindingCode
from knowledge_base.model.review import (
    Age,
    DateRange,
    DocumentIs,
    DocumentValid,
    Matches,
    OneOf,
    Point,
    StaffCheck,
)
from prefill.same import same

LONG_TERM = "长期"


def evaluate(subject: Subject, point: Point) -> Finding | None:
    """`point` must concern the case's situation; the caller looks at `when`."""
    return _KINDS[type(point)](subject, point)


def _document_is(subject: Subject, point: DocumentIs) -> Finding | None:
    pages = subject.draft.pages(point.material or "")
    known = [page.read.document_type for page in pages if page.read.document_type != "unknown"]
    if not known or any(document_type in point.types for document_type in known):
        return None
    return _finding(point, "wrong_document", {"document_type": known[0]})


def _document_valid(subject: Subject, point: DocumentValid) -> Finding | None:
    material = point.material or ""
    until = subject.values(f"document.{material}.{point.until}")
    if not until:
        return _unjudged(point) if subject.handed_in(material) else None
    if until[0] == LONG_TERM:
        return None
    last = subject.day(f"document.{material}.{point.until}")
    if last is None:
        return _unjudged(point)
    return _finding(point, "expired", {point.until: until[0]}) if last < subject.today else None


def _matches(subject: Subject, point: Matches) -> Finding | None:
    left, right = subject.values(point.left), subject.values(point.right)
    if not left or not right or any(same(one, other) for one in left for other in right):
        return None
    return _finding(point, "mismatch", {point.left: left[0], point.right: right[0]})


def _age(subject: Subject, point: Age) -> Finding | None:
    born, at = subject.day(point.born), subject.day(point.at)
    if born is None or at is None:
        return _unless_missing(subject, point, point.born, point.at)
    years = _years(born, at)
    too_young = point.min_years is not None and years < point.min_years
    too_old = point.below_years is not None and years >= point.below_years
    return _finding(point, "not_eligible", {"years": str(years)}) if too_young or too_old else None


def _years(born: date, at: date) -> int:
    """Full years of age on the day `at`; born on 29 February, one is a year older on 1 March."""
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def _date_range(subject: Subject, point: DateRange) -> Finding | None:
    value = subject.day(point.value)
    bounds = [subject.day(str(bound)) if bound else None for bound in (point.not_before, point.not_after)]
    unknown = [
        str(b) for b, day in zip((point.not_before, point.not_after), bounds, strict=True) if b and not day
    ]
    if value is None or unknown:
        return _unless_missing(subject, point, point.value, *unknown)
    earliest, latest = bounds
    if (earliest and value < earliest) or (latest and value > latest):
        code: FindingCode = "field_invalid" if point.field else "not_eligible"
        return _finding(point, code, {point.value: value.isoformat()})
    return None


def _one_of(subject: Subject, point: OneOf) -> Finding | None:
    values = subject.values(point.value)
    if not values:
        return _unless_missing(subject, point, point.value)
    if any(same(value, allowed) for value in values for allowed in point.allowed):
        return None
    return _finding(point, "not_eligible", {point.value: values[0]})


def _staff_check(_subject: Subject, point: StaffCheck) -> Finding | None:
    return _for_staff(point, point.message)


def _finding(point: Point, code: FindingCode, evidence: dict[str, str]) -> Finding:
    return Finding(code, point.severity, point.message, point.clause, point.material, point.field, evidence)


def _unjudged(point: Point) -> Finding:
    return _for_staff(point, say("precheck.unjudged", message=point.message))


def _for_staff(point: Point, message: str) -> Finding:
    """Never `must_fix`: the citizen can't mend what only a person can judge."""
    return Finding("needs_review", "for_staff", message, point.clause, point.material, point.field)


def _unless_missing(subject: Subject, point: Point, *references: str) -> Finding | None:
    """What the person has yet to give is reported as missing already, so it is not reported twice."""
    for reference in references:
        kind, _, rest = reference.partition(".")
        if kind in {"field", "situation"} and not subject.values(reference):
            return None
        if kind == "document" and not subject.handed_in(rest.partition(".")[0]):
            return None
    return _unjudged(point)


_KINDS: dict[type[Point], Callable[[Subject, Any], Finding | None]] = {
    DocumentIs: _document_is,
    DocumentValid: _document_valid,
    Matches: _matches,
    Age: _age,
    DateRange: _date_range,
    OneOf: _one_of,
    StaffCheck: _staff_check,
}
