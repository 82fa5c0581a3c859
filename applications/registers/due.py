"""Which registers an act has to ask first, and what is kept of their answers."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from applications.registers.types import Person, Registers, Shared, Unavailable, kept
from knowledge_base.model.guide import Guide
from knowledge_base.registers import used_by
from prefill.types import Profile

AGAIN_AFTER = timedelta(minutes=5)
"""A register that did not answer is asked again by an act that comes later than this."""


def due(guide: Guide, shared: Mapping[str, Shared], now: datetime) -> frozenset[str]:
    """Registers the guide names that were not asked yet, did not answer, or answered on an earlier day."""
    return frozenset(name for name in used_by(guide) if _is_due(shared.get(name), now))


def person(profile: Profile) -> Person | None:
    """The applicant as registers know people; None while name or number is not known for sure."""
    name, id_number = profile.value("name"), profile.value("id_number")
    return Person(name, id_number) if name and id_number else None


def consulted(
    registers: Registers, guide: Guide, names: Collection[str], whom: Person, at: datetime
) -> dict[str, Shared]:
    """What the registers answer now, as a draft of this guide keeps it."""
    wanted = used_by(guide)
    answers = registers.look_up(sorted(names), whom)
    return {name: kept(name, answers.get(name, Unavailable()), at, wanted.get(name, ())) for name in names}


def _is_due(last: Shared | None, now: datetime) -> bool:
    if last is None:
        return True
    if last.outcome == "unavailable":
        return not last.asked_at <= now < last.asked_at + AGAIN_AFTER
    return last.asked_at.date() != now.date()
