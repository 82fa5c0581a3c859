"""How closely a case wants to be looked at, and why. Pure; it orders the queue and never decides.

Points add up per reason, and each reason has a most, so that ten small things do not hide a grave one.
"""

from collections.abc import Iterable, Sequence

from applications.desk.types import Risk, RiskCode, RiskReason
from applications.texts import say
from applications.types import Finding, MaterialState
from prefill.types import FieldValue

SURE = 0.9
"""what `prefill` calls a sure reading"""

_POINTS: dict[RiskCode, tuple[int, int]] = {
    "must_fix": (5, 10),
    "for_staff": (2, 8),
    "warning": (1, 3),
    "unsure": (2, 6),
    "differs": (3, 6),
    "exempt_unverified": (2, 6),
    "delegated": (2, 2),
    "corrected": (1, 1),
}
"""Points for each one, and the most that they add."""


def assess(
    findings: Sequence[Finding],
    fields: Iterable[FieldValue],
    materials: Iterable[MaterialState],
    *,
    delegated: bool,
    round_: int,
) -> Risk:
    """`fields` are the values that apply, as the person confirmed them."""
    values = list(fields)
    counts: dict[RiskCode, int] = {
        "must_fix": sum(f.severity == "must_fix" for f in findings),
        "for_staff": sum(f.severity == "for_staff" for f in findings),
        "warning": sum(f.severity == "warning" for f in findings),
        "unsure": sum(v.source == "document" and v.confidence < SURE for v in values),
        "differs": sum(bool(v.others or v.declined) for v in values),
        "exempt_unverified": sum(_unverified(m) for m in materials),
        "delegated": int(delegated),
        "corrected": int(round_ > 1),
    }
    return Risk(tuple(_reason(code, count) for code, count in counts.items() if count))


def _unverified(material: MaterialState) -> bool:
    """A commitment is the person's word, and a register that gave no answer proves nothing; a certificate
    held and what a register answered do."""
    if material.document_id is not None:
        return False
    unanswered = material.register is not None and material.register.outcome in (None, "unavailable")
    return material.exempt_by == "commitment" or (material.exempt_by == "data_sharing" and unanswered)


def _reason(code: RiskCode, count: int) -> RiskReason:
    each, most = _POINTS[code]
    return RiskReason(code, min(count * each, most), say(f"desk.risk.{code}", count=count))
