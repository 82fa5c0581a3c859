"""The database: SQLite embedded, PostgreSQL where one machine is outgrown. Both pass the same tests.

SQLite runs in WAL mode with `synchronous=FULL`: a receipt that a citizen holds must survive a power cut, not
only a killed process, and the flush costs about 1.3 ms a commit. Readers never wait. Writers of one process
queue for one connection instead of polling SQLite's lock, whose back-off of up to 100 ms would be felt in a
chat turn; writers of several processes wait for each other up to 15 s.

`reading()` is one snapshot and refuses writes on both databases. Rows stay usable after the session closed.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import StorageError

LOCK_WAIT_MS = 15_000
READERS = 40
"""As many as FastAPI has worker threads, so that no request waits for a connection to read with."""


class Database:
    """`Database("sqlite:////data/yuxiaozhi.db")` or `Database("postgresql://user@host/name")`."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        match parsed.get_backend_name():
            case "sqlite":
                self._writer, reader = _sqlite(parsed)
                self._engines = (self._writer, reader)
            case "postgresql" | "postgres":
                self._writer = _postgresql(parsed)
                self._engines = (self._writer,)
                reader = self._writer.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            case other:
                raise StorageError(f"DATABASE_URL must begin with sqlite or postgresql, not {other}")
        self._transactions = sessionmaker(self._writer, expire_on_commit=False)
        self._readings = sessionmaker(reader, expire_on_commit=False)
        self._open = threading.local()

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._writer.dialect.name

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for reading only; nothing is kept at its end."""
        with self._readings() as session:
            yield session

    @contextmanager
    def transaction(self) -> Generator[Session]:
        """A session that commits at the end and rolls back on any exception.

        On SQLite it is the only writer from its first statement on, so keep it short. A second one inside
        would wait for the first for ever: `StorageError`; hand the session on instead.
        """
        if getattr(self._open, "transaction", False):
            raise StorageError("a transaction is already open in this thread; hand its session on")
        self._open.transaction = True
        try:
            with self._transactions.begin() as session:
                yield session
        finally:
            self._open.transaction = False

    def dispose(self) -> None:
        """Closes all connections. The database can still be used: it opens new ones."""
        for engine in self._engines:
            engine.dispose()


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=10,
            max_overflow=READERS,
            pool_pre_ping=True,
            connect_args={
                "application_name": "yuxiaozhi",
                "options": f"-c lock_timeout={LOCK_WAIT_MS} -c timezone=UTC",
            },
        )
    except ModuleNotFoundError as error:
        raise StorageError("PostgreSQL needs its driver: pip install 'yuxiaozhi[postgres]'") from error


def _sqlite(url: URL) -> tuple[Engine, Engine]:
    """The engine that writes and the one that reads."""
    if not url.database or url.database == ":memory:":
        raise StorageError("SQLite needs a file: sqlite:////path/to/yuxiaozhi.db")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    writer = create_engine(url, pool_size=1, max_overflow=0)
    reader = create_engine(url, pool_size=READERS, max_overflow=READERS)
    for engine, begin, query_only in ((writer, "BEGIN IMMEDIATE", "OFF"), (reader, "BEGIN", "ON")):
        _prepare_sqlite(engine, begin, query_only)
    return writer, reader


def _prepare_sqlite(engine: Engine, begin: str, query_only: str) -> None:
    """Python's sqlite3 opens transactions late and never IMMEDIATE, so its own handling is switched off."""
    pragmas = (
        f"busy_timeout={LOCK_WAIT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-8000",
        f"query_only={query_only}",
    )

    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
