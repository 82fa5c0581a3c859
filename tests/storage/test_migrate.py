"""Migrations make exactly the tables the rooms declare, once, also when two servers start together."""

import importlib
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from storage import migrate
from storage.base import Base
from storage.database import Database

ROOMS_WITH_TABLES = (
    "storage.audit",
    "knowledge_base.tables",
    "knowledge_base.life_events.tables",
    "knowledge_base.corrections.tables",
    "knowledge_base.curation.tables",
    "applications.tables",
    "applications.archive.tables",
    "applications.delegations.tables",
    "applications.bundles.tables",
    "applications.ratings.tables",
    "applications.reminders.tables",
    "applications.intake_http.tables",
    "applications.desk.tables",
    "applications.figures.tables",
    "assistant.tables",
    "assistant.tools.tables",
    "api.tables",
    "api.calls.tables",
    "api.identity.platform_tables",
)
UPGRADE = "import sys; from storage import database, migrate; migrate.upgrade(database.Database(sys.argv[1]))"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """Of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'empty.db'}"
        return
    postgres = request.getfixturevalue("postgres")
    postgres.administer("CREATE DATABASE test_empty")
    yield postgres.url("test_empty")
    postgres.administer("DROP DATABASE test_empty WITH (FORCE)")


def test_the_migrated_tables_are_those_the_rooms_declare(database: Database) -> None:
    for module in ROOMS_WITH_TABLES:
        importlib.import_module(module)
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_url: str) -> None:
    database = Database(empty_url)
    before = migrate.is_current(database)
    migrate.upgrade(database)
    assert (before, migrate.is_current(database)) == (False, True)
    migrate.upgrade(database)
    database.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last statement of the first migration meets a table that is in its way."""
    database = Database(empty_url)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE access_tokens (stranger INTEGER)"))
    with pytest.raises(Exception, match="access_tokens"):
        migrate.upgrade(database)
    with database.transaction() as session:
        session.execute(text("DROP TABLE access_tokens"))
    migrate.upgrade(database)
    assert migrate.is_current(database)
    database.dispose()


@pytest.mark.slow
def test_processes_that_start_together_upgrade_once(empty_url: str) -> None:
    servers = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, empty_url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [server.communicate(timeout=60)[1] for server in servers]
    assert [server.returncode for server in servers] == [0, 0, 0], said
    database = Database(empty_url)
    assert migrate.is_current(database)
    database.dispose()


def test_the_scripts_are_in_the_package() -> None:
    scripts = Path(migrate.__file__).parent / "migrations" / "versions"
    assert migrate.head() == max(script.name[:4] for script in scripts.glob("0*.py"))
