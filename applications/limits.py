"""The time limit an authority has for a case, from the guide."""

from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Guide, TimeLimit

GENERAL = TimeLimit(kind="statutory", unit="working_day", amount=20, note="行政许可法第四十二条、第八十二条")
"""Where the guide names no certain limit: the general one of the law on administrative licences."""


def limit_for(guide: Guide, situation: Situation) -> TimeLimit:
    """The promised limit, else the statutory one, that applies and is certain (no 待核); else `GENERAL`."""
    certain = [
        limit
        for limit in guide.time_limits
        if not limit.to_confirm
        and (limit.amount is not None or limit.unit == "immediate")
        and holds(limit.when, situation)
    ]
    return min(certain, key=lambda limit: limit.kind != "promised", default=GENERAL)


def binds(guide: Guide, limit: TimeLimit) -> bool:
    """Whether a rule gives the limit for this item: `GENERAL` is one for licences, elsewhere a guess."""
    licence = guide.handling is not None and guide.handling.item_type == "licence"
    return limit != GENERAL or licence
