"""The real library and application service, built once a run and copied for each test."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from applications.documents import DocumentService
from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.profiles import ProfileStore
from applications.service import ApplicationService
from applications.types import Actor
from assistant.pipeline import Assistant
from knowledge_base.library import Library
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from prefill.types import Certificate, Fact
from storage.clock import Clock
from storage.database import Database
from storage.encryption import use_keys
from storage.files import FileStore
from storage.keys import KeyRing
from tests.assistant.walking import Talk

CONTENT = Path("knowledge_base/content")


@dataclass
class House:
    """The rooms below on one database, and conversations over them."""

    database: Database
    library: Library
    publisher: Publisher
    applications: ApplicationService
    outbox: Outbox
    documents: DocumentService
    people: dict[str, Actor]
    clock: Clock

    def assistant(self, **parts: object) -> Assistant:
        """A new object each time, as after a restart."""
        return Assistant(self.database, self.library, self.applications, self.clock, **parts)  # pyright: ignore

    def talk(self, account: str | None = None) -> Talk:
        assistant = self.assistant()
        actor = self.people[account] if account else None
        return Talk(assistant, assistant.open("web", None, actor).conversation_id, actor)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> tuple[Path, Path, KeyRing]:
    """(database file, index folder, keys): our whole content published, the demo people's profiles kept."""
    folder = shutil.copytree(published_data, tmp_path_factory.mktemp("published") / "data")
    path = folder / "yuxiaozhi.sqlite3"
    keys = KeyRing.open(folder / "keys.json")
    use_keys(keys)
    database = Database(f"sqlite:///{path}")
    store = ProfileStore(database)
    for person in _people():
        facts = {n: Fact(n, f["value"], f["source"], _day(f["on"])) for n, f in person["facts"].items()}
        store.keep_facts(person["account"], facts.values())
        store.keep_certificates(person["account"], [_certificate(c) for c in person["certificates"]])
    database.dispose()
    return path, folder / "index", keys


@pytest.fixture
def house(tmp_path: Path, published: tuple[Path, Path, KeyRing], clock: Clock) -> Generator[House]:
    with house_on(published, tmp_path, clock) as made:
        yield made


@contextmanager
def house_on(published: tuple[Path, Path, KeyRing], tmp_path: Path, clock: Clock) -> Generator[House]:
    """On a copy of that database, and on that index."""
    template, index, keys = published
    use_keys(keys)
    path = tmp_path / "yuxiaozhi.db"
    shutil.copyfile(template, path)
    database = Database(f"sqlite:///{path}")
    library = Library(database, index, StaticEncoder.shipped(), clock)
    outbox = Outbox(database, EmbeddedIntake(database, clock), clock)
    people = {p["account"]: Actor(p["account"], p["name"], p["role"]) for p in _people()}
    yield House(
        database,
        library,
        Publisher(database, index, StaticEncoder.shipped(), clock),
        ApplicationService(database, library, outbox, clock),
        outbox,
        DocumentService(database, FileStore(tmp_path / "files", keys), clock),
        people,
        clock,
    )
    library.close()
    database.dispose()


@pytest.fixture
def visitor(house: House) -> Talk:
    """Nobody has signed in."""
    return house.talk()


def _people() -> list[dict[str, Any]]:
    """Read as plain strings, so that `on:` stays a key."""
    text = Path("api/demo/people.yaml").read_text(encoding="utf-8")
    people = yaml.load(text, Loader=yaml.BaseLoader)["people"]
    return [person | {"facts": person["facts"] if person["facts"] != "{}" else {}} for person in people]


def _certificate(raw: dict[str, Any]) -> Certificate:
    since, until = (None if raw[key] == "null" else _day(raw[key]) for key in ("valid_from", "valid_until"))
    return Certificate(raw["document_type"], raw["fields"], since, until)


def _day(text: str) -> date:
    return date.fromisoformat(text)
