"""The contract of an intake: the embedded one and a city's over HTTP are held to the same."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from applications.documents import DocumentService
from applications.intake import IntakeCase, IntakeGateway
from applications.intake_embedded import EmbeddedIntake
from applications.tables import IntakeCaseRow
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeyRing
from tests.applications.intake_sides import city
from tests.conftest import FixedClock

CASE = IntakeCase(
    "sub_1", "app_1", 1, "card", "证件补领", 1, "chen", {"who": "self"}, {"name": "陈晓渝"}, {}, {},
    "working_day", 5,
)  # fmt: skip


@dataclass
class Side:
    gateway: IntakeGateway
    held: Callable[[], int]


@pytest.fixture(params=["embedded", "http"])
def side(
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    clock: FixedClock,
    files: FileStore,
    keys: KeyRing,
    tmp_path: Path,
) -> Generator[Side]:
    if request.param == "embedded":

        def held() -> int:
            with sqlite_database.reading() as session:
                return session.scalar(select(func.count()).select_from(IntakeCaseRow)) or 0

        yield Side(EmbeddedIntake(sqlite_database, clock), held)
        return
    there = city(tmp_path, DocumentService(sqlite_database, files, clock), clock, keys, files)
    yield Side(there.gateway, there.held)
    there.house.release()


def test_the_same_submission_gives_the_same_receipt(side: Side, clock: FixedClock) -> None:
    first = side.gateway.receive(CASE)
    clock.advance(minutes=4)
    assert side.gateway.receive(CASE) == first
    assert side.held() == 1
    assert (first.deadline.isoformat(), len(first.query_code)) == ("2026-11-27", 6)


def test_other_submissions_have_other_numbers(side: Side) -> None:
    numbers = {side.gateway.receive(replace(CASE, submission_id=f"sub_{n}")).acceptance_number for n in "123"}
    assert len(numbers) == 3


def test_a_withdrawal_may_be_told_twice_and_of_what_never_came(side: Side) -> None:
    receipt = side.gateway.receive(CASE)
    side.gateway.withdraw("sub_1")
    side.gateway.withdraw("sub_1")
    side.gateway.withdraw("sub_of_nobody")
    assert side.gateway.receive(CASE) == receipt, "a lost answer may be asked for again even then"
