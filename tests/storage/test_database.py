"""The contract of the database, kept by both engines."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from applications.tables import IntakeCounterRow, SubmissionRow
from assistant.tables import ConversationRow
from storage.database import Database
from storage.errors import StorageError

MOMENT = datetime(2026, 11, 22, 2, 30, 0, 123456, tzinfo=UTC)


def conversation(conversation_id: str = "conv_1", at: datetime = MOMENT) -> ConversationRow:
    return ConversationRow(id=conversation_id, channel="web", state={"事": 1}, created_at=at, updated_at=at)


def test_a_transaction_commits_at_its_end(database: Database) -> None:
    with database.transaction() as session:
        session.add(conversation())
    with database.reading() as session:
        assert session.get_one(ConversationRow, "conv_1").state == {"事": 1}


def test_an_exception_takes_everything_back(database: Database) -> None:
    def fail_half_way() -> None:
        with database.transaction() as session:
            session.add(conversation())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with database.reading() as session:
        assert session.get(ConversationRow, "conv_1") is None


def test_reading_refuses_to_write(database: Database) -> None:
    with database.reading() as session:
        session.add(conversation())
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.flush()


def test_reading_is_one_snapshot(database: Database) -> None:
    with database.reading() as session:
        assert session.scalars(select(ConversationRow)).all() == []
        with database.transaction() as other:
            other.add(conversation())
        assert session.scalars(select(ConversationRow)).all() == []


def test_rows_stay_usable_after_the_session(database: Database) -> None:
    with database.transaction() as session:
        row = conversation()
        session.add(row)
    assert row.channel == "web"


def test_a_second_transaction_inside_is_refused_instead_of_waiting_for_itself(database: Database) -> None:
    with (
        database.transaction(),
        pytest.raises(StorageError, match="already open"),
        database.transaction(),
    ):
        pass
    with database.transaction() as session:
        session.add(conversation())


def test_moments_come_back_as_the_same_moment_in_utc(database: Database) -> None:
    in_chongqing = MOMENT.astimezone(timezone(timedelta(hours=8)))
    with database.transaction() as session:
        session.add(conversation(at=in_chongqing))
    with database.reading() as session:
        kept = session.get_one(ConversationRow, "conv_1").created_at
    assert (kept, kept.utcoffset()) == (MOMENT, timedelta(0))


def test_foreign_keys_are_enforced(database: Database) -> None:
    orphan = SubmissionRow(
        id="sub_1", application_id="app_none", round=1, owner_id="p", snapshot={}, created_at=MOMENT
    )
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(orphan)


def test_writers_at_once_lose_no_update(database: Database) -> None:
    """Read, add one, write, from eight threads. PostgreSQL needs the row lock; SQLite has it anyway."""
    day = MOMENT.date()
    with database.transaction() as session:
        session.add(IntakeCounterRow(day=day, last=0))

    def count() -> None:
        for _ in range(10):
            with database.transaction() as session:
                session.get_one(IntakeCounterRow, day, with_for_update=True).last += 1

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get_one(IntakeCounterRow, day).last == 80


def test_it_can_be_used_again_after_dispose(database: Database) -> None:
    database.dispose()
    with database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 1)])
def test_sqlite_writes_ahead_and_flushes_durable_commits(
    sqlite_database: Database, durable: bool, synchronous: int
) -> None:
    with sqlite_database.transaction(durable) as session:
        settings = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    expected = {"journal_mode": "wal", "synchronous": synchronous, "foreign_keys": 1, "busy_timeout": 15_000}
    assert settings == expected


def test_durable_and_quick_transactions_see_each_other(database: Database) -> None:
    with database.transaction(durable=False) as session:
        session.add(conversation())
    with database.transaction() as session:
        session.get_one(ConversationRow, "conv_1").channel = "phone"
    with database.transaction(durable=False) as session:
        assert session.get_one(ConversationRow, "conv_1").channel == "phone"


def test_a_writer_that_waits_too_long_gives_up(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.LOCK_WAIT", 0.01)
    refused: list[BaseException] = []

    def write() -> None:
        try:
            with sqlite_database.transaction():
                pass
        except StorageError as error:
            refused.append(error)

    with sqlite_database.transaction():
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert len(refused) == 1


def test_sqlite_readers_do_not_wait_for_a_writer(sqlite_database: Database) -> None:
    with sqlite_database.transaction() as writer:
        writer.add(conversation())
        writer.flush()
        with sqlite_database.reading() as reader:
            assert reader.get(ConversationRow, "conv_1") is None


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://u@h/n"])
def test_a_url_that_cannot_serve_is_refused_with_what_to_do(url: str) -> None:
    with pytest.raises(StorageError, match=r"sqlite"):
        Database(url)


def test_plain_postgresql_urls_get_the_installed_driver(postgres_url: str) -> None:
    database = Database(postgres_url.replace("postgresql+psycopg", "postgresql"))
    with database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
    database.dispose()
