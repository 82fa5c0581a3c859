"""Submission happens exactly once, whatever is pressed, however often, from wherever."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from applications.intake import IntakeCase
from applications.intake_embedded import EmbeddedIntake
from applications.tables import IntakeCaseRow, OutboxRow, SubmissionRow
from applications.types import Application, Conflict, NotAllowed, NotReady, Receipt, Unknown
from prefill.types import Fact
from tests.applications.desk import CITIZEN, GUIDE, ID_NUMBER, OTHER, Desk, is_receipt, published

THREADS = 24


def count(desk: Desk, table: Any) -> int:
    with desk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def the_case(desk: Desk) -> dict[str, Any]:
    """What the one submission sent."""
    with desk.database.reading() as session:
        return session.scalars(select(SubmissionRow.snapshot)).one()


def test_a_receipt_has_a_number_of_the_day_and_the_promised_deadline(desk: Desk) -> None:
    ready = desk.ready()
    receipt = is_receipt(desk.service.submit(CITIZEN, ready.application_id, "k1"))
    assert receipt.acceptance_number == "YK20261122000001"
    assert receipt.deadline == date(2026, 11, 27)
    assert len(receipt.query_code) == 6
    view = desk.service.get(CITIZEN, ready.application_id)
    assert isinstance(view, Application)
    assert (view.state, view.receipt, view.next) == ("submitted", receipt, None)


def test_a_day_that_no_rule_gives_is_told_as_a_guess(desk: Desk) -> None:
    """Else a receipt would promise what the guide says is not published."""
    uncertain = {"kind": "promised", "unit": "working_day", "to_confirm": True}
    desk.library.publish(published(2, time_limits=[uncertain]))
    ready = desk.ready()
    receipt = is_receipt(desk.service.submit(CITIZEN, ready.application_id, "k1"))
    assert not receipt.deadline_binds
    assert "没有公布确定的办理天数" in receipt.note
    assert receipt.deadline.isoformat() in receipt.note
    view = desk.service.get(CITIZEN, ready.application_id)
    assert isinstance(view, Application)
    assert view.receipt == receipt


def test_the_same_key_and_another_key_lead_to_the_same_receipt(desk: Desk) -> None:
    name = desk.ready().application_id
    first = desk.service.submit(CITIZEN, name, "k1")
    assert desk.service.submit(CITIZEN, name, "k1") == first
    assert desk.service.submit(CITIZEN, name, "k2") == first
    assert desk.service.receipt_by_key(CITIZEN, "k1") == first
    assert desk.service.receipt_by_key(CITIZEN, "k2") == first
    assert count(desk, IntakeCaseRow) == 1


def test_a_key_used_for_another_application_is_refused(desk: Desk) -> None:
    one, two = desk.ready().application_id, desk.ready().application_id
    desk.service.submit(CITIZEN, one, "k1")
    refused = desk.service.submit(CITIZEN, two, "k1")
    assert isinstance(refused, NotAllowed)
    assert refused.current.state == "ready"


def test_keys_belong_to_their_owner(desk: Desk) -> None:
    mine, theirs = desk.ready(), desk.ready(OTHER)
    receipt = is_receipt(desk.service.submit(CITIZEN, mine.application_id, "k1"))
    other = is_receipt(desk.service.submit(OTHER, theirs.application_id, "k1"))
    assert other.acceptance_number == "YK20261122000002" != receipt.acceptance_number
    assert desk.service.receipt_by_key(OTHER, "k2") == Unknown()


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_that_is_none_is_refused(sqlite_desk: Desk, key: str) -> None:
    assert isinstance(
        sqlite_desk.service.submit(CITIZEN, sqlite_desk.ready().application_id, key), NotAllowed
    )


def test_what_is_not_ready_is_not_sent_and_says_what_is_wrong(desk: Desk) -> None:
    draft = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(draft, Application)
    refused = desk.service.submit(CITIZEN, draft.application_id, "k1")
    assert isinstance(refused, NotReady)
    assert {f.code for f in refused.findings} == {"field_missing", "missing_material"}
    assert count(desk, SubmissionRow) == count(desk, OutboxRow) == 0


def test_nothing_unconfirmed_is_sent(desk: Desk) -> None:
    ready = desk.ready()
    name = ready.application_id
    desk.service.attach(CITIZEN, name, desk.card(name="陈小渝", valid_until="长期"))
    refused = desk.service.submit(CITIZEN, name, "k1")
    assert isinstance(refused, NotReady)
    assert refused.unconfirmed == ("name",)
    assert count(desk, SubmissionRow) == 0


def test_only_what_is_ready_is_sent(desk: Desk) -> None:
    """Another tab changed a value between the look at it and the send: it would pass, but was not seen."""
    name = desk.ready().application_id
    desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed")
    refused = desk.service.submit(CITIZEN, name, "k1")
    assert isinstance(refused, NotAllowed)
    assert "再看一遍" in refused.message
    assert refused.current.state == "ready", "it was checked meanwhile, so that pressing again sends it"
    assert count(desk, SubmissionRow) == 0
    is_receipt(desk.service.submit(CITIZEN, name, "k1"))


def test_a_change_during_the_send_is_either_sent_after_a_look_or_refused(desk: Desk) -> None:
    """Whatever comes first: what the office got is what the application shows."""
    name = desk.ready().application_id
    barrier = Barrier(2)

    def change() -> object:
        barrier.wait()
        return desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed")

    def send() -> object:
        barrier.wait()
        return desk.service.submit(CITIZEN, name, "k1")

    with ThreadPoolExecutor(2) as pool:
        changed, sent = pool.submit(change), pool.submit(send)
    assert isinstance(changed.result(), NotAllowed) == isinstance(sent.result(), Receipt)
    if isinstance(sent.result(), Receipt):
        assert the_case(desk)["fields"]["mobile"] == "13800138001"
    else:
        assert count(desk, SubmissionRow) == 0


def test_what_no_longer_applies_is_not_sent(desk: Desk) -> None:
    """A page handed in and a value known for a situation that was changed since are nobody's business."""
    form = deepcopy(GUIDE["form"])
    form["fields"].append(
        {"name": "village", "label": "村", "type": "text", "ask": "哪个村？", "when": {"together": ["no"]},
         "sources": ["profile.village"]}
    )  # fmt: skip
    desk.library.publish(published(2, form=form))
    desk.profiles.keep_facts("chen", [Fact("village", "和平村", "公安", date(2025, 6, 1))])
    name = desk.ready().application_id
    desk.service.answer_situation(CITIZEN, name, {"who": "child", "together": "no"})
    desk.service.set_fields(CITIZEN, name, {"child_name": "陈小满"}, "typed")
    desk.service.attach(CITIZEN, name, desk.card(kind="household_register_member"), "household")
    desk.service.answer_situation(CITIZEN, name, {"who": "self"})
    desk.service.precheck(CITIZEN, name)
    is_receipt(desk.service.submit(CITIZEN, name, "k1"))
    case = the_case(desk)
    assert case["fields"] == {"name": "陈晓渝", "id_number": ID_NUMBER, "mobile": "13800138001"}
    assert set(case["documents"]) == {"id_card"}
    assert case["situation"] == {"who": "self"}


def test_a_guide_withdrawn_meanwhile_moves_the_draft_to_the_new_version(desk: Desk) -> None:
    ready = desk.ready()
    desk.library.withdraw("card", 1)
    gone = desk.service.submit(CITIZEN, ready.application_id, "k1")
    assert isinstance(gone, NotAllowed)
    assert gone.current.guide_version == 1
    desk.library.publish(published(2))
    moved = desk.service.submit(CITIZEN, ready.application_id, "k1")
    assert isinstance(moved, NotAllowed)
    assert (moved.current.guide_version, moved.current.state) == (2, "draft")
    assert moved.current.fields == ready.fields
    desk.service.precheck(CITIZEN, ready.application_id)
    is_receipt(desk.service.submit(CITIZEN, ready.application_id, "k1"))


def test_a_new_version_does_not_disturb_a_draft_on_a_version_still_in_force(desk: Desk) -> None:
    ready = desk.ready()
    desk.library.publish(published(2))
    is_receipt(desk.service.submit(CITIZEN, ready.application_id, "k1"))


def test_at_once_from_many_places_makes_one_case(desk: Desk) -> None:
    """Half press with one key, half each with their own: one case, one receipt."""
    name = desk.ready().application_id
    barrier = Barrier(THREADS)

    def press(number: int) -> object:
        barrier.wait()
        return desk.service.submit(CITIZEN, name, "same" if number % 2 else f"own-{number}")

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(press, range(THREADS)))
    receipts = {is_receipt(outcome).acceptance_number for outcome in outcomes}
    assert receipts == {"YK20261122000001"}
    assert count(desk, IntakeCaseRow) == count(desk, SubmissionRow) == count(desk, OutboxRow) == 1


def test_one_key_at_once_for_two_applications_serves_one_of_them(desk: Desk) -> None:
    names = [desk.ready().application_id, desk.ready().application_id]
    barrier = Barrier(2)

    def press(name: str) -> object:
        barrier.wait()
        return desk.service.submit(CITIZEN, name, "k")

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(press, names))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotAllowed", "Receipt"]
    assert count(desk, IntakeCaseRow) == 1


def test_numbers_given_at_once_are_unique_and_without_gaps(desk: Desk) -> None:
    intake = EmbeddedIntake(desk.database, desk.clock)
    case = IntakeCase("", "", 1, "card", "证件补领", 1, "chen", {}, {}, {}, {}, "working_day", 5)
    barrier = Barrier(THREADS)

    def receive(number: int) -> str:
        barrier.wait()
        return intake.receive(replace(case, submission_id=f"sub_{number // 2}")).acceptance_number

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = list(pool.map(receive, range(THREADS)))
    assert sorted(set(numbers)) == [f"YK20261122{n:06d}" for n in range(1, THREADS // 2 + 1)]


def test_edits_at_once_are_all_kept(desk: Desk) -> None:
    """Acts without a version wait for each other; none is lost."""
    draft = desk.service.start(CITIZEN, "card", {"who": "child"})
    assert isinstance(draft, Application)
    texts = {"name": "陈晓渝", "mobile": "13800138001", "child_name": "陈小满", "purpose": "上学"}

    def write(entry: tuple[str, str]) -> object:
        return desk.service.set_fields(CITIZEN, draft.application_id, dict([entry]), "typed")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, [*texts.items()] * 5))
    view = desk.service.get(CITIZEN, draft.application_id)
    assert isinstance(view, Application)
    assert {name: value.value for name, value in view.fields.items()} == texts


def test_a_draft_is_withdrawn_and_can_not_be_sent(desk: Desk) -> None:
    name = desk.ready().application_id
    view = desk.service.withdraw(CITIZEN, name)
    assert isinstance(view, Application)
    assert (view.state, view.next) == ("withdrawn", None)
    assert isinstance(desk.service.submit(CITIZEN, name, "k1"), NotAllowed)
    assert isinstance(desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed"), NotAllowed)


def test_what_was_not_seen_is_not_sent(sqlite_desk: Desk) -> None:
    """Another tab changed and checked it: it is ready again, but not what this tab shows."""
    ready = sqlite_desk.ready()
    name = ready.application_id
    sqlite_desk.service.set_fields(CITIZEN, name, {"mobile": "13900139002"}, "typed")
    sqlite_desk.service.precheck(CITIZEN, name)
    old = sqlite_desk.service.submit(CITIZEN, name, "k1", ready.version)
    assert isinstance(old, Conflict)
    assert count(sqlite_desk, SubmissionRow) == 0
    receipt = is_receipt(sqlite_desk.service.submit(CITIZEN, name, "k1", old.current.version))
    assert sqlite_desk.service.submit(CITIZEN, name, "k1", ready.version) == receipt, "it was sent already"
    assert sqlite_desk.service.submit(CITIZEN, name, "k2", ready.version) == receipt
