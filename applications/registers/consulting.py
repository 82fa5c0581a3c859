"""Which registers an act has to ask first, and what is kept of their answers.

Asking takes time and a locked row must not wait for it: an act that finds registers due ends, they are asked,
and it begins anew with their answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from applications.registers.types import Person, Registers, Shared, Unavailable, kept
from knowledge_base.model.guide import Guide
from knowledge_base.registers import used_by
from prefill.types import Profile
from storage.clock import Clock

AGAIN_AFTER = timedelta(minutes=5)
"""A register that did not answer is asked again by an act that comes later than this."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Registers due, each with the facts wanted of it, and whom to ask about."""

    wanted: Mapping[str, frozenset[str]]
    person: Person


class Consulting:
    """Without `registers` nobody is asked, and exemptions stand as the guide says."""

    def __init__(self, registers: Registers | None, clock: Clock) -> None:
        self._registers, self._clock = registers, clock

    def due(self, guide: Guide, shared: Mapping[str, Shared]) -> dict[str, frozenset[str]]:
        """Registers the guide uses that were not asked yet, did not answer, or answered on another day."""
        if self._registers is None:
            return {}
        now = self._clock()
        return {name: facts for name, facts in used_by(guide).items() if _is_due(shared.get(name), now)}

    def ask(self, guide: Guide, shared: Mapping[str, Shared], profile: Profile) -> Ask | None:
        """None when nothing is due, or while the applicant's name or number is not known for sure."""
        wanted, person = self.due(guide, shared), applicant(profile)
        return Ask(wanted, person) if wanted and person else None

    def answers(self, ask: Ask) -> dict[str, Shared]:
        """Bounded in time by the registers' adapter; what did not answer is `unavailable`."""
        found = self._registers.look_up(sorted(ask.wanted), ask.person) if self._registers else {}
        now = self._clock()
        return {
            name: kept(name, found.get(name, Unavailable()), now, facts) for name, facts in ask.wanted.items()
        }


def applicant(profile: Profile) -> Person | None:
    """As registers know people: nobody is looked up by a name or a number alone."""
    name, id_number = profile.value("name"), profile.value("id_number")
    return Person(name, id_number) if name and id_number else None


def _is_due(last: Shared | None, now: datetime) -> bool:
    if last is None:
        return True
    if last.outcome == "unavailable":
        return not last.asked_at <= now < last.asked_at + AGAIN_AFTER
    return last.asked_at.date() != now.date()
