"""The port to the registers that authorities share: who is asked about, and what they answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from prefill.types import Record


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a register is asked about: the applicant only, by name and number together (核验)."""

    name: str
    id_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The register holds the person; `facts` are those it shares, as of the day `on`."""

    facts: Mapping[str, str]
    on: date


@dataclass(frozen=True, slots=True)
class NotFound:
    """The register answered, and holds nobody of this name and number."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No usable answer in time; it says nothing about the person."""


Answer = Found | NotFound | Unavailable
Answers = Mapping[str, Answer]


class Registers(Protocol):
    """Raises nothing for a register that fails: that is `Unavailable`, and so is one it does not know.

    Answers for all registers named come within one bounded time, however many they are.
    """

    def look_up(self, registers: Collection[str], person: Person) -> Answers: ...


Outcome = Literal["found", "not_found", "unavailable"]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a register answered, as the draft keeps it."""

    register: str
    outcome: Outcome
    asked_at: datetime
    on: date | None = None
    """the day the register's entry holds for"""
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    def holds(self, fact: str | None) -> bool:
        """Whether it holds the person, and the fact if one is named."""
        return self.outcome == "found" and (fact is None or bool(self.facts.get(fact)))

    @property
    def record(self) -> Record:
        return Record(self.register, self.facts, self.on or self.asked_at.date())


def kept(register: str, answer: Answer, at: datetime, wanted: Collection[str]) -> Shared:
    """The answer, given at `at`, as a draft keeps it: of the facts only those wanted."""
    match answer:
        case Found(facts, on):
            return Shared(register, "found", at, on, {name: facts[name] for name in wanted if name in facts})
        case NotFound():
            return Shared(register, "not_found", at)
        case Unavailable():
            return Shared(register, "unavailable", at)
