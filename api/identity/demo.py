"""The demo identity: invented people, those of `api/demo/people.yaml` or of a file of that shape."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from api.identity.provider import Account, Role
from applications.registers.embedded import Entry
from applications.registers.types import Person
from knowledge_base.curation.types import Gate
from knowledge_base.registers import RegisterList
from prefill.types import Certificate, Fact, Profile


class _Fact(BaseModel):
    value: str
    source: str
    on: date


class _Certificate(BaseModel):
    document_type: str
    fields: dict[str, str]
    valid_from: date | None = None
    valid_until: date | None = None


class _Entry(BaseModel):
    facts: dict[str, str]
    on: date


class _Person(BaseModel):
    model_config = ConfigDict(extra="forbid")

    account: str
    name: str
    role: Role
    about: str
    gates: frozenset[Gate] = frozenset()
    facts: dict[str, _Fact]
    certificates: list[_Certificate]
    registers: dict[str, _Entry] = {}


class DemoIdentity:
    """Knows the invented people; the file is read at the first question."""

    def __init__(self, people: Path | None = None) -> None:
        self._file = people

    @cached_property
    def _people(self) -> dict[str, _Person]:
        file = self._file or files("api").joinpath("demo/people.yaml")
        text = file.read_text(encoding="utf-8")
        return {p["account"]: _Person.model_validate(p) for p in yaml.safe_load(text)["people"]}

    def account(self, account_id: str) -> Account | None:
        person = self._people.get(account_id)
        return person and _account(person)

    def find(self, name: str, id_number: str) -> Account | None:
        """By what the population register has of the person."""
        known = (
            person
            for person in self._people.values()
            if person.role == "citizen"
            and person.name == name
            and (number := person.facts.get("id_number"))
            and number.value == id_number
        )
        person = next(known, None)
        return person and _account(person)

    def by_mobile(self, number: str) -> Account | None:
        """By the number in the file, not by what was corrected since: nobody has verified that."""
        known = (
            person
            for person in self._people.values()
            if person.role == "citizen" and (has := person.facts.get("mobile")) and has.value == number
        )
        person = next(known, None)
        return person and _account(person)

    def open_accounts(self) -> tuple[Account, ...]:
        return tuple(_account(person) for person in self._people.values())

    def profiles(self) -> Sequence[Profile]:
        """What each person's 一人一档 holds at the beginning."""
        return [_profile(person) for person in self._people.values()]

    def entries(self) -> Sequence[Entry]:
        """What the registers hold of these people: what their profiles have of it, and what is written."""
        return [entry for person in self._people.values() for entry in _entries(person)]


def _account(person: _Person) -> Account:
    return Account(person.account, person.name, person.role, person.about, person.gates)


def _profile(person: _Person) -> Profile:
    facts = {name: Fact(name, f.value, f.source, f.on) for name, f in person.facts.items()}
    certificates = (
        Certificate(c.document_type, c.fields, c.valid_from, c.valid_until) for c in person.certificates
    )
    return Profile(person.account, facts, tuple(certificates))


def _entries(person: _Person) -> Iterator[Entry]:
    if not {"name", "id_number"} <= person.facts.keys():
        return
    whom = Person(person.facts["name"].value, person.facts["id_number"].value)
    for register in RegisterList.shipped().by_id.values():
        written = person.registers.get(register.id)
        held = {name: fact for name, fact in person.facts.items() if name in register.facts}
        facts = {name: fact.value for name, fact in held.items()} | (written.facts if written else {})
        if facts:
            day = written.on if written else max(fact.on for fact in held.values())
            yield Entry(register.id, whom, facts, day)
