"""The audit chain: every entry added, changed, removed or slipped in behind its back is found."""

import threading
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.audit import AuditReport, AuditRow, append, verify
from storage.base import Base
from storage.clock import Clock
from storage.database import Database
from storage.encryption import use_keys
from storage.keys import KeyRing
from storage.reencryption import reencrypt


@pytest.fixture
def chained(database: Database, clock: Clock) -> Database:
    """Five entries, 1 to 5."""
    with database.transaction() as session:
        for number in range(1, 6):
            add(session, clock, {"round": number, "姓名": "张桂芳"})
    return database


def add(session: Session, clock: Clock, detail: dict[str, Any]) -> int:
    return append(
        session, at=clock(), actor="acct_1", action="application.submit", subject="app_1", detail=detail
    )


def checked(database: Database, noted_head: str | None = None) -> AuditReport:
    with database.reading() as session:
        return verify(session, noted_head)


def tamper(database: Database, *statements: str) -> None:
    with database.transaction() as session:
        for statement in statements:
            session.execute(text(statement))


def test_an_untouched_chain_is_whole(chained: Database) -> None:
    report = checked(chained)
    assert (report.ok, report.entries) == (True, 5)


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert checked(database) == AuditReport(0, "", ())


def test_entries_are_numbered_without_gaps_and_keep_what_they_say(chained: Database, clock: Clock) -> None:
    with chained.reading() as session:
        rows = session.query(AuditRow).order_by(AuditRow.seq).all()
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    assert (rows[2].at, rows[2].actor, rows[2].detail) == (clock(), "acct_1", {"round": 3, "姓名": "张桂芳"})


def test_an_entry_goes_with_its_transaction(chained: Database, clock: Clock) -> None:
    def fail_after_appending() -> None:
        with chained.transaction() as session:
            add(session, clock, {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_appending()
    assert checked(chained).entries == 5


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'acct_2'",
        "action = 'x'",
        "subject = 'app_2'",
        "at = (SELECT at FROM (SELECT '2020-01-01 00:00:00.000000' AS at) AS early)",
        "detail = (SELECT detail FROM audit_entries WHERE seq = 1)",
        "detail = x''",
        "seal = (SELECT seal FROM audit_entries WHERE seq = 1)",
    ],
)
def test_a_changed_entry_is_found(chained: Database, change: str) -> None:
    if chained.dialect == "postgresql":
        change = change.replace("AS at)", "::timestamptz AS at)").replace("x''", "''")
    tamper(chained, f"UPDATE audit_entries SET {change} WHERE seq = 3")
    assert checked(chained).problems[0].seq == 3


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_removed_entry_is_found_wherever_it_stood(chained: Database, seq: int) -> None:
    tamper(chained, f"DELETE FROM audit_entries WHERE seq = {seq}")
    assert not checked(chained).ok


def test_a_removed_entry_is_found_when_the_others_are_renumbered(chained: Database) -> None:
    tamper(
        chained,
        "DELETE FROM audit_entries WHERE seq = 3",
        "UPDATE audit_entries SET seq = 3 WHERE seq = 4",
        "UPDATE audit_entries SET seq = 4 WHERE seq = 5",
    )
    assert not checked(chained).ok


def test_an_inserted_entry_is_found(chained: Database) -> None:
    tamper(
        chained,
        "UPDATE audit_entries SET seq = 7 WHERE seq = 5",
        "INSERT INTO audit_entries (seq, at, actor, action, subject, detail, seal) "
        "SELECT 5, at, actor, 'invented', subject, detail, seal FROM audit_entries WHERE seq = 4",
        "UPDATE audit_entries SET seq = 6 WHERE seq = 7",
    )
    assert [problem.seq for problem in checked(chained).problems] == [5, 6, 5]


def test_the_end_cannot_be_cut_off_even_with_the_head_moved_back(chained: Database) -> None:
    tamper(
        chained,
        "DELETE FROM audit_entries WHERE seq > 3",
        "UPDATE audit_head SET seq = 3, entry_seal = (SELECT seal FROM audit_entries WHERE seq = 3)",
    )
    assert [problem.what for problem in checked(chained).problems] == [
        "the audit head was changed, or does not follow what is before it"
    ]


def test_a_missing_head_is_found(chained: Database) -> None:
    tamper(chained, "DELETE FROM audit_head")
    assert not checked(chained).ok


def test_an_older_copy_put_back_is_found_by_the_noted_head(chained: Database, clock: Clock) -> None:
    with chained.reading() as session:
        older = dict(session.execute(text("SELECT seq, entry_seal, seal FROM audit_head")).one()._mapping)
    with chained.transaction() as session:
        add(session, clock, {"round": 6})
    noted = checked(chained).head
    with chained.transaction() as session:
        session.execute(text("DELETE FROM audit_entries WHERE seq = 6"))
        session.execute(
            text("UPDATE audit_head SET seq = :seq, entry_seal = :entry_seal, seal = :seal"), older
        )
    assert checked(chained).ok
    assert not checked(chained, noted).ok


def test_a_chain_that_grew_still_holds_the_noted_head(chained: Database, clock: Clock) -> None:
    noted = checked(chained).head
    with chained.transaction() as session:
        add(session, clock, {})
    assert checked(chained, noted).ok


def test_nobody_without_the_keys_can_make_a_chain_that_fits(
    chained: Database, keys: KeyRing, clock: Clock, tmp_path: Any
) -> None:
    use_keys(KeyRing.open(tmp_path / "forger.json"))
    tamper(chained, "DELETE FROM audit_entries", "UPDATE audit_head SET seq = 0, entry_seal = '', seal = ''")
    with chained.transaction() as session:
        add(session, clock, {})
    use_keys(keys)
    assert not checked(chained).ok


def test_the_chain_holds_after_rotation_and_reencryption(
    chained: Database, keys: KeyRing, clock: Clock
) -> None:
    keys.rotate()
    assert reencrypt(chained, Base.metadata, keys) == 5
    with chained.transaction() as session:
        add(session, clock, {"after": True})
    report = checked(chained)
    assert (report.ok, report.entries) == (True, 6)


def test_writers_at_once_make_one_chain(database: Database, clock: Clock) -> None:
    def write() -> None:
        for number in range(10):
            with database.transaction() as session:
                add(session, clock, {"number": number})

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = checked(database)
    assert (report.ok, report.entries) == (True, 60)


def test_details_are_not_readable_in_the_database(chained: Database) -> None:
    with chained.reading() as session:
        details = session.scalars(text("SELECT detail FROM audit_entries")).all()
    assert all("张桂芳".encode() not in bytes(detail) for detail in details)
