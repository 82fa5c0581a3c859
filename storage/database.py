"""The database: SQLite embedded, PostgreSQL where one machine is outgrown. Both pass the same tests.

SQLite runs in WAL mode with `synchronous=FULL`: a receipt that a citizen holds must survive a power cut, not
only a killed process. That costs one flush of the disk a commit, 1 to 7 ms; `transaction(durable=False)` does
without. Readers never wait. Writers of one process queue in order instead of polling SQLite's lock, whose
back-off of up to 100 ms would be felt in a chat turn; writers of several processes wait up to 15 s.

`reading()` is one snapshot and refuses writes on both databases. Rows stay usable after the session closed.
The text of a database error never holds the values of the statement: they may be personal.
"""

import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVarTuple

from sqlalchemy import URL, Connection, Engine, Row, Select, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import StorageError
from storage.queueing import FairLock

Columns = TypeVarTuple("Columns")

LOCK_WAIT = 15
"""Seconds a writer waits for another."""
READERS = 40
"""As many as FastAPI has worker threads, so that no request waits for a connection to read with."""


class Database:
    """`Database("sqlite:////data/yuxiaozhi.db")` or `Database("postgresql://user@host/name")`."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        match parsed.get_backend_name():
            case "sqlite":
                durable, quick, reader = _sqlite(parsed)
                self._queue: FairLock | None = FairLock()
            case "postgresql" | "postgres":
                durable = quick = _postgresql(parsed)
                reader = durable.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
                self._queue = None
            case other:
                raise StorageError(f"DATABASE_URL must begin with sqlite or postgresql, not {other}")
        self._engines = (durable, quick, reader)
        self._reader = reader
        self._durable = sessionmaker(durable, expire_on_commit=False)
        self._quick = sessionmaker(quick, expire_on_commit=False)
        self._readings = sessionmaker(reader, expire_on_commit=False)
        self._open = threading.local()

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engines[0].dialect.name

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for reading only; nothing is kept at its end."""
        with self._readings() as session:
            yield session

    def look(self, statement: Select[*Columns]) -> Row[*Columns] | None:
        """The first row of one query: a third of the cost of a session, for what every turn asks."""
        with self._reader.connect() as connection:
            return connection.execute(statement).first()

    @contextmanager
    def transaction(self, durable: bool = True) -> Generator[Session]:
        """A session that commits at the end and rolls back on any exception.

        On SQLite it is the only writer, so keep it short. A second one inside would wait for the first for
        ever: `StorageError`; hand the session on instead. `durable=False` is for what may be said again, such
        as a turn of talk: it survives a killed process; on SQLite a power cut may take the last ones back.
        """
        if getattr(self._open, "transaction", False):
            raise StorageError("a transaction is already open in this thread; hand its session on")
        self._open.transaction = True
        sessions = self._durable if durable else self._quick
        try:
            with self._turn_to_write(), sessions.begin() as session:
                yield session
        finally:
            self._open.transaction = False

    def alone(self, session: Session, lock: int) -> None:
        """Until the session's transaction ends, no other that names the same lock goes on.

        For what has no row to lock yet. A transaction on SQLite is the only one anyway.
        """
        if self.dialect == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def dispose(self) -> None:
        """Closes all connections. The database can still be used: it opens new ones."""
        for engine in self._engines:
            engine.dispose()

    def _turn_to_write(self) -> AbstractContextManager[None]:
        return self._queue.held(LOCK_WAIT) if self._queue else nullcontext()


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=10,
            max_overflow=READERS,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={
                "application_name": "yuxiaozhi",
                "options": f"-c lock_timeout={LOCK_WAIT}s -c timezone=UTC",
            },
        )
    except ModuleNotFoundError as error:
        raise StorageError("PostgreSQL needs its driver: pip install 'yuxiaozhi[postgres]'") from error


def _sqlite(url: URL) -> tuple[Engine, Engine, Engine]:
    """The engines that write durably, write quickly, and read."""
    if not url.database or url.database == ":memory:":
        raise StorageError("SQLite needs a file: sqlite:////path/to/yuxiaozhi.db")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    durable, quick = (create_engine(url, pool_size=1, max_overflow=0, hide_parameters=True) for _ in range(2))
    reader = create_engine(url, pool_size=READERS, max_overflow=READERS, hide_parameters=True)
    _prepare_sqlite(durable, "BEGIN IMMEDIATE", synchronous="FULL")
    _prepare_sqlite(quick, "BEGIN IMMEDIATE", synchronous="NORMAL")
    _prepare_sqlite(reader, "BEGIN", query_only="ON")
    return durable, quick, reader


def _prepare_sqlite(engine: Engine, begin: str, **own: str) -> None:
    """Python's sqlite3 opens transactions late and never IMMEDIATE, so its own handling is switched off."""
    pragmas = {
        "busy_timeout": LOCK_WAIT * 1000,
        "journal_mode": "WAL",
        "foreign_keys": "ON",
        "temp_store": "MEMORY",
        "cache_size": -8000,
        **own,
    }

    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
