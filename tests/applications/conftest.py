"""The room wired on a database: on both engines, or on SQLite where the engine makes no difference."""

import pytest

from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore
from tests.applications.desk import Desk, wire


@pytest.fixture
def desk(database: Database, clock: Clock, files: FileStore) -> Desk:
    return wire(database, clock, files)


@pytest.fixture
def sqlite_desk(sqlite_database: Database, clock: Clock, files: FileStore) -> Desk:
    return wire(sqlite_database, clock, files)
