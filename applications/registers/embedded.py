"""The registers that come with us: they hold the demo people, each entry with its day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from applications.registers.types import Answer, Answers, Found, NotFound, Person, Unavailable


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's entry in one register."""

    register: str
    person: Person
    facts: Mapping[str, str]
    on: date


class EmbeddedRegisters:
    """`Registers` over entries in memory. `registers` are those there are, also where they hold nobody."""

    def __init__(self, registers: Iterable[str], entries: Iterable[Entry]) -> None:
        self._registers = frozenset(registers)
        self._entries = {(entry.register, entry.person): entry for entry in entries}

    def look_up(self, registers: Collection[str], person: Person) -> Answers:
        return {name: self._answer(name, person) for name in registers}

    def _answer(self, name: str, person: Person) -> Answer:
        if name not in self._registers:
            return Unavailable()
        entry = self._entries.get((name, person))
        return Found(entry.facts, entry.on) if entry else NotFound()
