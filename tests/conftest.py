"""Fixtures all rooms share: a clock that stands still, keys, files, and an empty database on both engines."""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage import migrate
from storage.clock import CHONGQING
from storage.database import Database
from storage.encryption import use_keys
from storage.files import FileStore
from storage.keys import KeyRing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-path",
        action="store_true",
        help="carry a case along up to sixty paths of each shipped guide instead of a dozen",
    )


class FixedClock:
    """A `Clock` at 2026-11-22T10:00+08:00, a Sunday, that moves only by `advance`."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 10, tzinfo=CHONGQING)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        """`clock.advance(days=3, hours=1)`"""
        self.now += timedelta(**time)


class PostgresServer:
    """A throw-away server on a Unix socket. Started by root it runs as another user: PostgreSQL insists."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="yuxiaozhi-pg-", dir="/tmp"))
        self._user = _unprivileged_user() if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "-D", "data", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        socket = f"-c listen_addresses= -c unix_socket_directories={self._folder}"
        speed = "-c fsync=off -c max_connections=300"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"{socket} {speed}", "start")

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def administer(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        ids = (
            {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        )
        done = subprocess.run(
            [self._binaries / program, *arguments],
            cwd=self._folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **ids,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")


def _unprivileged_user() -> pwd.struct_passwd:
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _postgres_binaries() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        if (Path(said) / "initdb").exists():
            return Path(said)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return debian[-1].parent if debian else None


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    """A fresh key ring, in use for the encrypted columns."""
    ring = KeyRing.open(tmp_path / "keys.json")
    use_keys(ring)
    return ring


@pytest.fixture
def files(tmp_path: Path, keys: KeyRing) -> FileStore:
    return FileStore(tmp_path / "files", keys)


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copied for each test: quicker than migrating."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    database.dispose()
    return path


@pytest.fixture(scope="session")
def published_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR with all that ships published, to copy: publishing takes fifteen seconds, and a run starts a
    dozen servers. Made once for all processes of the run, by whichever needs it first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "published-data"
    with (shared / "published-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = Path(tempfile.mkdtemp(dir=shared))
            command = [sys.executable, "-m", "api.cli", "kb", "build"]
            subprocess.run(
                command, env={**os.environ, "DATA_DIR": str(made)}, check=True, capture_output=True
            )
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Generator[PostgresServer]:
    """The test run's own server, with a migrated database `template_migrated`."""
    binaries = _postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL binaries (initdb, pg_ctl) on this machine: only SQLite is tested")
    server = PostgresServer(binaries)
    try:
        server.administer("CREATE DATABASE template_migrated")
        database = Database(server.url("template_migrated"))
        migrate.upgrade(database)
        database.dispose()
        yield server
    finally:
        server.stop()


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite_file: Path) -> str:
    path = tmp_path / "yuxiaozhi.db"
    shutil.copyfile(migrated_sqlite_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Generator[str]:
    name = f"test_{secrets.token_hex(6)}"
    postgres.administer(f"CREATE DATABASE {name} TEMPLATE template_migrated")
    yield postgres.url(name)
    postgres.administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Of a migrated, empty database: for tests that start processes. Each test runs once on each engine."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def database(database_url: str, keys: KeyRing) -> Generator[Database]:
    """Migrated and empty; each test runs once on SQLite and once on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_database(sqlite_url: str, keys: KeyRing) -> Generator[Database]:
    """For tests of what lies above the database: one engine is enough."""
    opened = Database(sqlite_url)
    yield opened
    opened.dispose()
