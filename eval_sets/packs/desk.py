"""Packs handed in without a server and without an engine: the acts of HTTP, on what was read before.

Quick enough to look at rules again after each change. The day is the one the packs were drawn for.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from applications.documents import DocumentService
from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.profiles import ProfileStore
from applications.service import ApplicationService
from applications.types import Actor, Application, Precheck
from eval_sets.cases import PrecheckCase
from eval_sets.client import Json
from eval_sets.errors import ServerError
from eval_sets.packs.reading import Readings
from knowledge_base.library import Library
from knowledge_base.operations import build_content
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from prefill.types import Certificate, Fact
from storage import encryption, migrate
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeyRing

Precheckers = Callable[[PrecheckCase], Json]
"""A pack → what `POST …/precheck` answers."""


@dataclass(frozen=True, slots=True)
class RecordedDesk:
    """The rooms put together as a service puts them, with kept readings instead of an engine."""

    applications: ApplicationService
    documents: DocumentService
    readings: Readings

    def precheck(self, case: PrecheckCase) -> Json:
        """Raises `ServerError` when an act is not done, as the client over HTTP does."""
        actor = Actor(case.account, case.account, "citizen")
        started = _done(self.applications.start(actor, case.item_id, case.situation), case)
        for entry in case.documents:
            material, _, picture = entry.rpartition("=")
            document_id = self._kept(actor, Path(picture).name)
            _done(
                self.applications.attach(actor, started.application_id, document_id, material or None), case
            )
        refused: list[Json] = []
        if case.fields:
            typed = self.applications.set_fields(actor, started.application_id, case.fields, "typed")
            problems = _done(typed, case).problems
            refused = [
                {"code": problem.code, "severity": "must_fix", "field": name}
                for name, problem in problems.items()
            ]
        _done(self.applications.confirm(actor, started.application_id), case)
        checked = self.applications.precheck(actor, started.application_id)
        if not isinstance(checked, Precheck):
            raise ServerError(f"{case.id}: {checked}")
        findings = [
            {
                "code": one.code,
                "severity": one.severity,
                "material_id": one.material_id,
                "field": one.field,
                "message": one.message,
                "clause": one.clause,
            }
            for one in checked.findings
        ]
        return {"passed": checked.passed and not refused, "findings": [*refused, *findings]}

    def _kept(self, actor: Actor, picture: str) -> str:
        document = self.documents.keep(actor.account_id, picture.encode(), picture, "image/jpeg")
        self.documents.store_reading(document.document_id, self.readings[picture])
        return document.document_id


@contextmanager
def recorded_desk(
    people: Path, readings: Readings, today: date, accounts: Sequence[str] = ()
) -> Generator[RecordedDesk]:
    """A desk in an empty folder with those people's profiles; all of them, or the accounts named."""

    def clock() -> datetime:
        return datetime(today.year, today.month, today.day, 4, 0, tzinfo=UTC)

    with TemporaryDirectory(prefix="yuxiaozhi-packs-") as folder:
        home = Path(folder)
        keys = KeyRing.open(home / "keys.json")
        encryption.use_keys(keys)
        database = Database(f"sqlite:///{home / 'packs.db'}")
        migrate.upgrade(database)
        library = _library(database, home, clock)
        _keep_people(ProfileStore(database), people, set(accounts))
        outbox = Outbox(database, EmbeddedIntake(database, clock), clock)
        try:
            yield RecordedDesk(
                ApplicationService(database, library, outbox, clock),
                DocumentService(database, FileStore(home / "files", keys), clock),
                readings,
            )
        finally:
            library.close()
            database.dispose()


def _library(database: Database, home: Path, clock: Clock) -> Library:
    encoder = StaticEncoder.shipped()
    build_content(Publisher(database, home / "index", encoder, clock), "packs", None)
    return Library(database, home / "index", encoder, clock)


def _keep_people(profiles: ProfileStore, people: Path, accounts: set[str]) -> None:
    for person in yaml.load(people.read_text(encoding="utf-8"), yaml.CSafeLoader)["people"]:
        if accounts and person["account"] not in accounts:
            continue
        facts = [
            Fact(name, fact["value"], fact["source"], date.fromisoformat(str(fact["on"])))
            for name, fact in person["facts"].items()
        ]
        profiles.keep_facts(person["account"], facts)
        profiles.keep_certificates(person["account"], [_certificate(one) for one in person["certificates"]])


def _certificate(one: dict[str, Any]) -> Certificate:
    first, last = (one[name] and date.fromisoformat(str(one[name])) for name in ("valid_from", "valid_until"))
    return Certificate(one["document_type"], one["fields"], first, last)


def _done(outcome: object, case: PrecheckCase) -> Application:
    if not isinstance(outcome, Application):
        raise ServerError(f"{case.id}: not done: {outcome}")
    return outcome
