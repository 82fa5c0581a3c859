"""The guide's review points: one small function a kind, in one table.

Each gives a finding, or None when the point is met or does not concern this case. What can't be judged,
because a value it needs could not be read or is not sure, is `needs_review`: a person looks, it does not pass
silently.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from applications.completeness import say
from applications.precheck import households
from applications.precheck.agreement import disagree
from applications.precheck.alike import alike
from applications.precheck.judged import Judged, by_point, for_staff, unjudged
from applications.precheck.subject import Subject
from applications.types import FindingCode
from knowledge_base.model.base import holds
from knowledge_base.model.review import (
    Age,
    Amount,
    DateRange,
    DocumentIs,
    DocumentValid,
    Includes,
    Matches,
    MayDiffer,
    OneOf,
    Pages,
    Point,
    SameHousehold,
    Sex,
    Shown,
    StaffCheck,
    YearWindow,
)
from ocr.identifiers import id_number_valid, sex_of

LONG_TERM = "长期"


def concerns(subject: Subject, point: Point) -> bool:
    """Whether the point is about a case like this one: its `when` and `where` hold."""
    return holds(point.when, subject.draft.situation) is True and all(
        any(alike(value, listed) for value in subject.values(ref) for listed in values)
        for ref, values in point.where.items()
    )


def evaluate(subject: Subject, point: Point) -> Judged | None:
    """`point` must concern the case."""
    return _KINDS[type(point)](subject, point)


def _document_is(subject: Subject, point: DocumentIs) -> Judged | None:
    pages = subject.draft.pages(point.material or "")
    known = [page for page in pages if page.read.document_type != "unknown"]
    if not known or any(page.read.document_type in point.types for page in known):
        return None
    wrong = known[0]
    shown = {"document_type": wrong.read.document_type, "document_id": wrong.document_id}
    return by_point(subject, point, "wrong_document", (), **shown, page=str(wrong.read.page))


def _document_valid(subject: Subject, point: DocumentValid) -> Judged | None:
    material = point.material or ""
    ref = f"document.{material}.{point.until}"
    until = subject.values(ref)
    if not until:
        return unjudged(subject, point, (ref,)) if subject.handed_in(material) else None
    last = subject.day(ref)
    if subject.doubtful(ref) or (last is None and until[0] != LONG_TERM):
        return unjudged(subject, point, (ref,))
    if last is None or last >= subject.decided_on:
        return None
    if last < subject.today:
        return by_point(subject, point, "expired", (ref,))
    return _lapses(subject, point, ref, last)


def _lapses(subject: Subject, point: DocumentValid, ref: str, last: date) -> Judged:
    """Good today, and no more on the day by which the authority has to decide."""
    material = subject.material(point.material or "")
    name = material.name if material else point.material
    message = say(
        "precheck.lapses", name=name, until=last.isoformat(), decided=subject.decided_on.isoformat()
    )
    told = point.model_copy(update={"severity": "warning", "message": message})
    return by_point(subject, told, "expired", (ref,), decided_on=subject.decided_on.isoformat())


def _pages(subject: Subject, point: Pages) -> Judged | None:
    """A side is missing only where something was handed in: nothing at all is a missing material."""
    pages = subject.handed_in(point.material or "")
    lacking = [kind for kind in point.types if all(page.read.document_type != kind for page in pages)]
    if not pages or not lacking:
        return None
    return by_point(subject, point, "missing_material", (), document_type=lacking[0])


def _shown(subject: Subject, point: Shown) -> Judged | None:
    handed_in = [ref for ref in point.values if subject.handed_in(ref.split(".")[1])]
    unread = tuple(ref for ref in handed_in if not subject.values(ref))
    return for_staff(subject, point, point.message, unread) if unread else None


def _matches(subject: Subject, point: Matches) -> Judged | None:
    verdict = disagree(subject, point.left, point.right)
    if verdict == "doubtful":
        return unjudged(subject, point, (point.left, point.right))
    return by_point(subject, point, "mismatch", (point.left, point.right)) if verdict else None


def _may_differ(_subject: Subject, _point: MayDiffer) -> None:
    return None


def _includes(subject: Subject, point: Includes) -> Judged | None:
    wanted = [subject.values(ref) for ref in point.wanted]
    among = [value for ref in point.among for value in subject.values(ref)]
    if not all(wanted) or not among:
        return _unless_missing(subject, point, *point.wanted, *point.among)
    absent = [
        ref
        for ref, values in zip(point.wanted, wanted, strict=True)
        if not any(alike(one, other) for one in values for other in among)
    ]
    if not absent:
        return None
    shown = [ref for ref in point.among if subject.values(ref)]
    unread = any(ref.startswith("document.") and ref not in shown for ref in point.among)
    if unread or subject.doubtful(*shown):
        return unjudged(subject, point, (*absent, *shown))
    return by_point(subject, point, "mismatch", (*absent, *shown))


def _same_household(subject: Subject, point: SameHousehold) -> Judged | None:
    found = households.contradiction(subject, point)
    return by_point(subject, point, "mismatch", found) if found else None


def _age(subject: Subject, point: Age) -> Judged | None:
    told = subject.birth_ref(point.born)
    born, at = subject.day(told), subject.day(point.at)
    if born is None or at is None:
        return _unless_missing(subject, point, point.born, point.at)
    years = _years(born, at)
    too_young = point.min_years is not None and years < point.min_years
    too_old = point.below_years is not None and years >= point.below_years
    if not (too_young or too_old):
        return None
    return by_point(subject, point, "not_eligible", (told,), years=str(years))


def _years(born: date, at: date) -> int:
    """Full years of age on the day `at`; born on 29 February, one is a year older on 1 March."""
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def _date_range(subject: Subject, point: DateRange) -> Judged | None:
    value = subject.day(point.value)
    bounds = [subject.day(str(bound)) if bound else None for bound in (point.not_before, point.not_after)]
    unknown = [
        str(b) for b, day in zip((point.not_before, point.not_after), bounds, strict=True) if b and not day
    ]
    if value is None or unknown:
        return _unless_missing(subject, point, point.value, *unknown)
    earliest, latest = bounds
    if (earliest is None or value >= earliest) and (latest is None or value <= latest):
        return None
    if subject.doubtful(point.value):
        return unjudged(subject, point, (point.value,))
    code: FindingCode = point.code or ("field_invalid" if point.field else "not_eligible")
    return by_point(subject, point, code, (point.value,))


def _year_window(subject: Subject, point: YearWindow) -> Judged | None:
    value = subject.day(point.value)
    if value is None:
        return _unless_missing(subject, point, point.value)
    if value.year + point.first <= subject.today.year <= value.year + point.last:
        return None
    return by_point(subject, point, "not_eligible", (point.value,))


def _amount(subject: Subject, point: Amount) -> Judged | None:
    value = _number(subject, point.value)
    bounds = [_number(subject, bound) for bound in (point.at_least, point.at_most)]
    if value is None:
        return _unless_missing(subject, point, point.value)
    least, most = bounds
    if (least is None or value >= least) and (most is None or value <= most):
        return None
    return by_point(subject, point, point.code, tuple(ref for _, ref in point.refs()))


def _number(subject: Subject, source: Decimal | str | None) -> Decimal | None:
    if source is None or isinstance(source, Decimal):
        return source
    try:
        return next((Decimal(value.replace(",", "")) for value in reversed(subject.values(source))), None)
    except InvalidOperation:
        return None


def _one_of(subject: Subject, point: OneOf) -> Judged | None:
    values = subject.values(point.value)
    if not values:
        return _unless_missing(subject, point, point.value)
    named = any(alike(value, listed) for value in values for listed in (*point.allowed, *point.refused))
    if named == bool(point.allowed):
        return None
    if subject.doubtful(point.value):
        return unjudged(subject, point, (point.value,))
    return by_point(subject, point, point.code, (point.value,))


def _sex(subject: Subject, point: Sex) -> Judged | None:
    values = subject.values(point.of)
    told = [sex_of(value) if id_number_valid(value) else value for value in values]
    if not told:
        return _unless_missing(subject, point, point.of)
    if point.expected in told:
        return None
    return by_point(subject, point, point.code, (point.of,))


def _staff_check(subject: Subject, point: StaffCheck) -> Judged:
    return for_staff(subject, point, point.message)


def _unless_missing(subject: Subject, point: Point, *references: str) -> Judged | None:
    """What the person has yet to give is reported as missing already, so it is not reported twice.

    What only the profile could tell, and does not, staff know from their registers.
    """
    for reference in references:
        kind, _, rest = reference.partition(".")
        if kind in {"field", "situation"} and not subject.values(reference):
            return None
        if kind == "document" and not subject.handed_in(rest.partition(".")[0]):
            return None
    return unjudged(subject, point, references)


_KINDS: dict[type[Point], Callable[[Subject, Any], Judged | None]] = {
    DocumentIs: _document_is,
    DocumentValid: _document_valid,
    Pages: _pages,
    Shown: _shown,
    Matches: _matches,
    MayDiffer: _may_differ,
    Includes: _includes,
    SameHousehold: _same_household,
    Age: _age,
    DateRange: _date_range,
    YearWindow: _year_window,
    Amount: _amount,
    OneOf: _one_of,
    Sex: _sex,
    StaffCheck: _staff_check,
}
