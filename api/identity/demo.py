"""The demo identity: invented people, those of `api/demo/people.yaml` or of a file of that shape."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from api.identity.provider import Account, Role
from knowledge_base.curation.types import Gate
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


class _Person(BaseModel):
    model_config = ConfigDict(extra="forbid")

    account: str
    name: str
    role: Role
    about: str
    gates: frozenset[Gate] = frozenset()
    facts: dict[str, _Fact]
    certificates: list[_Certificate]


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

    def open_accounts(self) -> tuple[Account, ...]:
        return tuple(_account(person) for person in self._people.values())

    def profiles(self) -> Sequence[Profile]:
        """What each person's 一人一档 holds at the beginning."""
        return [_profile(person) for person in self._people.values()]


def _account(person: _Person) -> Account:
    return Account(person.account, person.name, person.role, person.about, person.gates)


def _profile(person: _Person) -> Profile:
    facts = {name: Fact(name, f.value, f.source, f.on) for name, f in person.facts.items()}
    certificates = (
        Certificate(c.document_type, c.fields, c.valid_from, c.valid_until) for c in person.certificates
    )
    return Profile(person.account, facts, tuple(certificates))
