"""Callers show who they are by a code: short-lived, few tries, seen by its person, guessed at by nobody."""

import json
import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text

from api.calls.identity import MOST_FOR_A_NUMBER, MOST_IN_ALL, MOST_TRIES, CallerIdentity
from api.calls.tables import CallCodeRow
from api.identity.demo import DemoIdentity
from api.identity.provider import Account, NobodyProvider
from applications.reminders.asked import Outside
from applications.reminders.messenger import Messenger, NoMessenger, WebhookMessenger
from applications.reminders.tables import ReminderRow
from applications.types import Actor
from storage import audit
from storage.database import Database
from tests.conftest import FixedClock

from .logged import logged

CHEN, NOBODYS = "13800138001", "13811112222"


def at_once(act: object) -> None:
    assert callable(act)
    act()


@dataclass
class Gateway:
    """An SMS gateway that takes everything."""

    sent: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def messenger(self) -> Messenger:
        def answer(request: httpx.Request) -> httpx.Response:
            self.sent.append(json.loads(request.content))
            return httpx.Response(202)

        return WebhookMessenger("https://sms.invalid", "token", httpx.MockTransport(answer))


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def callers(sqlite_database: Database, clock: FixedClock, gateway: Gateway) -> CallerIdentity:
    return _callers(sqlite_database, clock, gateway)


def _callers(database: Database, clock: FixedClock, gateway: Gateway) -> CallerIdentity:
    return CallerIdentity(database, DemoIdentity(), Outside(gateway.messenger(), at_once), clock)


def seen(database: Database, account: str = "chen-xiaoyu") -> list[str]:
    """Codes that stand among what the person is to mind."""
    with database.reading() as session:
        told = session.scalars(select(ReminderRow.text).where(ReminderRow.owner_id == account)).all()
    return [found[0] for one in told if (found := re.findall(r"\d{6}", one))]


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_code_shows_who_calls_once(database: Database, clock: FixedClock, gateway: Gateway) -> None:
    callers = _callers(database, clock, gateway)
    assert callers.send_code("138 0013 8001")
    [code] = seen(database)
    assert callers.check(CHEN, f"{code[:3]} {code[3:]}") == Actor("chen-xiaoyu", "陈晓渝", "citizen")
    assert seen(database) == [], "a used code is shown nowhere"
    assert callers.check(CHEN, code) is None
    with database.reading() as session:
        assert audit.verify(session).ok
        [entry] = session.scalars(select(audit.AuditRow)).all()
    assert (entry.actor, entry.action, entry.detail) == ("chen-xiaoyu", "call.identify", {"by": "code"})


def test_it_is_also_sent_to_the_telephone_without_the_number(
    callers: CallerIdentity, sqlite_database: Database, gateway: Gateway
) -> None:
    assert callers.send_code(f"+86{CHEN}")
    [sent] = gateway.sent
    assert (sent["account"], seen(sqlite_database)) == ("chen-xiaoyu", re.findall(r"\d{6}", sent["text"]))
    assert CHEN not in str(sent)
    assert "陈" not in str(sent)


def test_known_and_unknown_numbers_are_told_alike(
    database: Database, clock: FixedClock, gateway: Gateway
) -> None:
    """The same answers to the last, and rows that look the same: nobody learns who has an account."""
    callers = _callers(database, clock, gateway)
    for number in (CHEN, NOBODYS):
        answers = [callers.send_code(number) for _ in range(MOST_FOR_A_NUMBER + 1)]
        assert answers == [True] * MOST_FOR_A_NUMBER + [False]
        assert callers.check(number, "12345") is None
    with database.reading() as session:
        rows = session.scalars(select(CallCodeRow).order_by(CallCodeRow.made_at, CallCodeRow.id)).all()
    shapes = {(len(row.number_seal), len(row.code_seal) if row.code_seal else 0, row.tries) for row in rows}
    assert len(shapes) == 2, "valid and void; neither tells whose number it was"
    assert len(rows) == 2 * MOST_FOR_A_NUMBER
    assert {one["account"] for one in gateway.sent} == {"chen-xiaoyu"}
    assert len(seen(database)) == len(seen(database, "")) == 1, "as much is written for either"


def test_no_code_makes_anybody_of_a_number_without_account(
    callers: CallerIdentity, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.calls.identity.drawn", "1".__mul__)
    assert callers.send_code(NOBODYS)
    assert callers.check(NOBODYS, "111111") is None


def test_three_wrong_answers_are_the_end_of_a_code(
    callers: CallerIdentity, sqlite_database: Database
) -> None:
    callers.send_code(CHEN)
    [code] = seen(sqlite_database)
    for _ in range(MOST_TRIES):
        assert callers.check(CHEN, other(code)) is None
    assert callers.check(CHEN, code) is None
    assert seen(sqlite_database) == []


def test_a_right_answer_after_two_wrong_ones_counts(
    callers: CallerIdentity, sqlite_database: Database
) -> None:
    callers.send_code(CHEN)
    [code] = seen(sqlite_database)
    for _ in range(MOST_TRIES - 1):
        assert callers.check(CHEN, other(code)) is None
    assert callers.check(CHEN, code)


def test_after_five_minutes_it_is_void_and_gone(
    callers: CallerIdentity, sqlite_database: Database, clock: FixedClock
) -> None:
    callers.send_code(CHEN)
    [code] = seen(sqlite_database)
    clock.advance(minutes=5)
    assert callers.check(CHEN, code) is None
    callers.forget()
    assert seen(sqlite_database) == []
    with sqlite_database.reading() as session:
        assert session.scalars(select(CallCodeRow)).all(), "kept to count codes within the hour"
    clock.advance(hours=1)
    callers.forget()
    with sqlite_database.reading() as session:
        assert session.scalars(select(CallCodeRow)).all() == []


def test_a_new_code_replaces_the_one_before(callers: CallerIdentity, sqlite_database: Database) -> None:
    callers.send_code(CHEN)
    [first] = seen(sqlite_database)
    callers.send_code(CHEN)
    [second] = seen(sqlite_database)
    assert callers.check(CHEN, first) is None or first == second
    assert callers.check(CHEN, second)


def test_a_code_is_for_its_number_alone(callers: CallerIdentity, sqlite_database: Database) -> None:
    callers.send_code(CHEN)
    callers.send_code("13900139002")
    [code] = seen(sqlite_database)
    assert callers.check("13900139002", code) is None or seen(sqlite_database, "liu-guilan") == [code]
    assert callers.check(CHEN, code)


def test_an_hour_later_codes_are_sent_again(
    callers: CallerIdentity, sqlite_database: Database, clock: FixedClock
) -> None:
    assert [callers.send_code(CHEN) for _ in range(MOST_FOR_A_NUMBER + 1)][-1] is False
    clock.advance(hours=1)
    assert callers.send_code(CHEN)


def test_all_numbers_together_are_limited(
    callers: CallerIdentity, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_IN_ALL * MOST_TRIES <= 2000, "guesses an hour at one in a million"
    monkeypatch.setattr("api.calls.identity.MOST_IN_ALL", 2)
    assert [callers.send_code(one) for one in (CHEN, NOBODYS, "13900139002")] == [True, True, False]


@pytest.mark.parametrize(
    "number", ["", "12345", "1380013800", "138001380011", "02366668888", "abc", "１３８"]
)
def test_what_is_no_mobile_number_gets_none(callers: CallerIdentity, number: str) -> None:
    assert not callers.send_code(number)
    assert callers.check(number, "000000") is None


def test_staff_are_nobody_on_the_telephone() -> None:
    people = DemoIdentity()
    for account in people.open_accounts():
        if account.role != "citizen":
            profile = next(one for one in people.profiles() if one.owner_id == account.account_id)
            number = profile.value("mobile")
            assert number is None or people.by_mobile(number) is None
    assert NobodyProvider().by_mobile(CHEN) is None


def test_a_number_that_was_only_written_into_the_archive_proves_nothing(
    sqlite_database: Database, clock: FixedClock
) -> None:
    """The port is the provider's: what a person corrects in their archive never reaches it."""

    class City(NobodyProvider):
        def by_mobile(self, number: str) -> Account | None:
            return Account("city-7", "冉启华", "citizen") if number == "13711113333" else None

        def account(self, account_id: str) -> Account | None:
            return Account("city-7", "冉启华", "citizen") if account_id == "city-7" else None

    callers = CallerIdentity(sqlite_database, City(), Outside(NoMessenger(), at_once), clock)
    assert callers.send_code("13711113333")
    [code] = seen(sqlite_database, "city-7")
    assert callers.check("13711113333", code) == Actor("city-7", "冉启华", "citizen")


def test_neither_number_nor_code_lies_in_the_database_file(
    sqlite_database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    callers = CallerIdentity(sqlite_database, DemoIdentity(), Outside(NoMessenger(), at_once), clock)
    callers.send_code(CHEN)
    callers.send_code(NOBODYS)
    [code] = seen(sqlite_database)
    with sqlite_database.reading() as session:
        file = next(row[2] for row in session.execute(text("PRAGMA database_list")))
    dump = "\n".join(sqlite3.connect(file).iterdump())
    raw = Path(file).read_bytes() + Path(f"{file}-wal").read_bytes()
    for secret in (CHEN, NOBODYS, code):
        assert secret not in dump
        assert secret.encode() not in raw


def test_logs_tell_neither_number_nor_code_nor_name(
    callers: CallerIdentity, sqlite_database: Database
) -> None:
    with logged() as lines:
        callers.send_code(CHEN)
        [code] = seen(sqlite_database)
        callers.check(CHEN, other(code))
        assert callers.check(CHEN, code)
    for secret in (CHEN, code, "陈晓渝"):
        assert secret not in lines.getvalue()
