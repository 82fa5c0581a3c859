"""Brings a database to the newest version of the tables. The scripts are in the package; no ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from storage.database import Database

UPGRADE_LOCK = 0x79757869
"""("yuxi" in ASCII) Two servers that start together upgrade one after the other."""


def upgrade(database: Database, revision: str = "head") -> None:
    """All or nothing, in one transaction; does nothing when the database is current."""
    with database.transaction() as session:
        database.alone(session, UPGRADE_LOCK)
        config = _config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, revision)


def is_current(database: Database) -> bool:
    """Whether the tables are those that this version of the code expects."""
    with database.reading() as session:
        return _version(session) == head()


def head() -> str | None:
    """The newest version of the tables."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _version(session: Session) -> str | None:
    return MigrationContext.configure(session.connection()).get_current_revision()


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config
