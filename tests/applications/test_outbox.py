"""An intake that is down or refuses: the case is told later, once, and withdrawals reach it too."""

from contextlib import suppress

import pytest
from sqlalchemy import select

from applications.errors import IntakeRefusedError, IntakeUnavailableError
from applications.intake import IntakeCase, IntakeReceipt
from applications.intake_embedded import EmbeddedIntake
from applications.tables import IntakeCaseRow, OutboxRow, SubmissionRow
from applications.types import Pending
from storage.database import Database
from storage.files import FileStore
from tests.applications.desk import CITIZEN, Desk, is_receipt, wire
from tests.conftest import FixedClock


class BrokenIntake(EmbeddedIntake):
    """The embedded intake, down or refusing for as long as a test says."""

    fault: Exception | None = None

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        if self.fault:
            raise self.fault
        return super().receive(case)

    def withdraw(self, submission_id: str) -> None:
        if self.fault:
            raise self.fault
        super().withdraw(submission_id)


@pytest.fixture
def broken(database: Database, clock: FixedClock) -> BrokenIntake:
    return BrokenIntake(database, clock)


@pytest.fixture
def frail(database: Database, clock: FixedClock, files: FileStore, broken: BrokenIntake) -> Desk:
    return wire(database, clock, files, broken)


def test_an_intake_that_is_down_is_told_later(frail: Desk, broken: BrokenIntake, clock: FixedClock) -> None:
    broken.fault = IntakeUnavailableError("down")
    name = frail.ready().application_id
    pending = frail.service.submit(CITIZEN, name, "k1")
    assert isinstance(pending, Pending)
    assert (pending.current.state, pending.current.receipt) == ("submitted", None)
    assert isinstance(frail.service.receipt_by_key(CITIZEN, "k1"), Pending)
    assert frail.outbox.deliver_due() == 0
    broken.fault = None
    clock.advance(seconds=29)
    assert frail.outbox.deliver_due() == 0, "it waits before it tries again"
    clock.advance(seconds=2)
    assert frail.outbox.deliver_due() == 1
    is_receipt(frail.service.receipt_by_key(CITIZEN, "k1"))


def test_pressing_again_while_the_intake_was_down_gives_the_receipt_at_once(
    frail: Desk, broken: BrokenIntake
) -> None:
    broken.fault = IntakeUnavailableError("down")
    name = frail.ready().application_id
    frail.service.submit(CITIZEN, name, "k1")
    broken.fault = None
    is_receipt(frail.service.submit(CITIZEN, name, "k1"))


def test_waits_grow_and_end_in_a_dead_letter_a_person_can_resend(
    frail: Desk, broken: BrokenIntake, clock: FixedClock
) -> None:
    broken.fault = IntakeUnavailableError("down")
    name = frail.ready().application_id
    frail.service.submit(CITIZEN, name, "k1")
    for _ in range(60):
        clock.advance(hours=1, seconds=1)
        frail.outbox.deliver_due()
    (dead,) = frail.outbox.dead()
    assert (dead.kind, dead.attempts, dead.why) == ("submit", 48, "IntakeUnavailableError")
    broken.fault = None
    assert frail.outbox.resend(dead.outbox_id) == "done"
    is_receipt(frail.service.receipt_by_key(CITIZEN, "k1"))


def test_a_refused_case_is_not_tried_again(frail: Desk, broken: BrokenIntake, clock: FixedClock) -> None:
    broken.fault = IntakeRefusedError("no")
    frail.service.submit(CITIZEN, frail.ready().application_id, "k1")
    assert [letter.why for letter in frail.outbox.dead()] == ["IntakeRefusedError"]
    clock.advance(days=3)
    assert frail.outbox.deliver_due() == 0


def test_one_case_that_can_not_be_told_does_not_hold_up_the_others(
    frail: Desk, broken: BrokenIntake, clock: FixedClock
) -> None:
    """Its snapshot is of a shape this version does not know: a fault each time, until a person looks."""
    broken.fault = IntakeUnavailableError("down")
    stuck, fine = frail.ready().application_id, frail.ready().application_id
    frail.service.submit(CITIZEN, stuck, "k1")
    clock.advance(seconds=1)
    frail.service.submit(CITIZEN, fine, "k2")
    broken.fault = None
    with frail.database.transaction() as session:
        case = session.scalars(select(SubmissionRow).where(SubmissionRow.application_id == stuck)).one()
        case.snapshot = {**case.snapshot, "of_the_future": 1}
    clock.advance(hours=2)
    for _ in range(60):
        with suppress(TypeError):
            frail.outbox.deliver_due()
        clock.advance(hours=1, seconds=1)
    is_receipt(frail.service.receipt_by_key(CITIZEN, "k2"))
    assert [letter.attempts for letter in frail.outbox.dead()] == [48]


def test_a_clock_that_went_back_keeps_no_case_waiting(
    frail: Desk, broken: BrokenIntake, clock: FixedClock
) -> None:
    broken.fault = IntakeUnavailableError("down")
    clock.advance(days=400)
    frail.service.submit(CITIZEN, frail.ready().application_id, "k1")
    broken.fault = None
    clock.advance(days=-400)
    assert frail.outbox.deliver_due() == 1


def test_a_dead_submission_sent_after_all_is_still_withdrawn(frail: Desk, broken: BrokenIntake) -> None:
    """Else the office would work on a case its citizen has taken back."""
    broken.fault = IntakeRefusedError("no")
    name = frail.ready().application_id
    frail.service.submit(CITIZEN, name, "k1")
    broken.fault = None
    frail.service.withdraw(CITIZEN, name)
    (dead,) = frail.outbox.dead()
    assert frail.outbox.resend(dead.outbox_id) == "done"
    frail.outbox.deliver_due()
    with frail.database.reading() as session:
        assert session.scalars(select(IntakeCaseRow)).one().withdrawn_at is not None


def test_a_withdrawal_reaches_the_intake_after_its_submission(frail: Desk, broken: BrokenIntake) -> None:
    """Even when both had to wait: the intake must not hear of the withdrawal first."""
    broken.fault = IntakeUnavailableError("down")
    name = frail.ready().application_id
    frail.service.submit(CITIZEN, name, "k1")
    frail.service.withdraw(CITIZEN, name)
    broken.fault = None
    frail.outbox.recover()
    frail.clock.advance(hours=1)  # type: ignore[attr-defined]
    frail.outbox.deliver_due()
    with frail.database.reading() as session:
        case = session.scalars(select(IntakeCaseRow)).one()
        assert case.withdrawn_at is not None
        assert {row.state for row in session.scalars(select(OutboxRow))} == {"done"}
