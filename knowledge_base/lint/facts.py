"""Rules on limits, fee, validity and phones. One small function a rule; each yields (path, values)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from knowledge_base.lint.written import Broken, Rule, Written
from knowledge_base.model.guide import Guide, TimeLimit

REVIEW_EVERY = timedelta(days=365)
"""the policy asks for a yearly clearing of published guides"""

_LONGEST_DAYS = {"working_day": 1.4, "calendar_day": 1.0, "month": 31.0}
"""calendar days in one unit, for comparing limits of different units"""


def limit_without_amount(guide: Guide, day: date) -> Iterator[Broken]:
    for index, limit in enumerate(guide.time_limits):
        missing = limit.amount is None and limit.unit != "immediate" and not limit.to_confirm
        needless = limit.amount is not None and limit.unit == "immediate"
        if missing or needless:
            yield ("time_limits", index), {}


def limits_contradict(guide: Guide, day: date) -> Iterator[Broken]:
    """Promised longer than the law allows, or two limits of one kind for the same situation."""
    certain = [(i, limit) for i, limit in enumerate(guide.time_limits) if not limit.to_confirm]
    for (_, one), (index, other) in combinations(certain, 2):
        if one.when != other.when:
            continue
        if one.kind == other.kind:
            yield ("time_limits", index), {"what": "同一种情形写了两个同类时限"}
            continue
        statutory, promised = (one, other) if one.kind == "statutory" else (other, one)
        longest, said = _days(statutory), _days(promised)
        if longest is not None and said is not None and said > longest:
            yield ("time_limits", index), {"what": "承诺时限比法定时限还长"}


def _days(limit: TimeLimit) -> float | None:
    if limit.unit == "immediate":
        return 0.0
    return None if limit.amount is None else limit.amount * _LONGEST_DAYS[limit.unit]


def fee_contradicts(guide: Guide, day: date) -> Iterator[Broken]:
    fee = guide.fee
    if not fee.charged and any(line.amount > 0 for line in fee.lines):
        yield ("fee", "lines"), {"what": "写了不收费，却列了金额"}
    if fee.charged and not fee.lines and not fee.to_confirm and not fee.note:
        yield ("fee",), {"what": "写了收费，却没有金额，也没有说明"}


def phones_equal(guide: Written, day: date) -> Iterator[Broken]:
    if guide.consult_phone == guide.complaint_phone:
        yield ("complaint_phone",), {"phone": guide.complaint_phone}


def validity(guide: Written, day: date) -> Iterator[Broken]:
    if guide.valid_until is not None and guide.valid_until < guide.valid_from:
        yield ("valid_until",), {"what": "失效日早于生效日"}
    elif guide.valid_until is not None and guide.valid_until < day:
        yield ("valid_until",), {"what": "已经过了失效日"}


def review_overdue(guide: Written, day: date) -> Iterator[Broken]:
    if guide.reviewed_on < day - REVIEW_EVERY:
        yield ("reviewed_on",), {"what": f"上次复核是{guide.reviewed_on}，已满一年"}
    if guide.reviewed_on > day:
        yield ("reviewed_on",), {"what": f"复核日{guide.reviewed_on}在将来"}


FACT_RULES: dict[str, Rule] = {
    "limit-amount": limit_without_amount,
    "limits-contradict": limits_contradict,
    "fee-contradicts": fee_contradicts,
    "phones-equal": phones_equal,
    "validity": validity,
    "review-overdue": review_overdue,
}
