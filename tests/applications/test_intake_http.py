"""The hand-off to a city over HTTP: nothing unsigned counts, nothing is told twice, nothing is lost."""

import json
from collections.abc import Generator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from applications.intake import IntakeCase
from applications.intake_http.callbacks import Callbacks
from applications.intake_http.gateway import message_of
from applications.intake_http.keys import introduce
from applications.intake_http.messages import EventMessage, FileNote, FindingMessage, ResultMessage, schema
from applications.outbox import Outbox
from applications.results import Results
from applications.service import ApplicationService
from applications.types import Application, Pending, Unknown
from storage import audit
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeyRing
from tests.applications.desk import CITIZEN, Desk, is_receipt, wire
from tests.applications.intake_sides import City, city
from tests.conftest import FixedClock

PDF = b"%PDF-1.7 result"
SCHEMA = Path(__file__).parents[2] / "docs" / "intake.schema.json"
POSTED = ResultMessage(title="居民身份证", by="post", carrier="中国邮政", tracking_number="115")


@dataclass
class Both:
    desk: Desk
    city: City
    callbacks: Callbacks
    results: Results

    def state(self, name: str) -> str:
        view = self.desk.service.get(CITIZEN, name)
        assert isinstance(view, Application)
        return view.state

    def submitted(self) -> tuple[str, str]:
        """Application and submission."""
        name = self.desk.ready().application_id
        is_receipt(self.desk.service.submit(CITIZEN, name, f"k-{name}"))
        return name, self.city.house.cases.cases()[0]["submission_id"]

    def events(self) -> list[bytes]:
        """What the city would send, as signed bodies, in the order it happened."""
        from sqlalchemy import select

        from api.intake_service.tables import EventRow

        with self.city.house.database.reading() as session:
            rows = session.scalars(select(EventRow).order_by(EventRow.sequence)).all()
        return [EventMessage.model_validate(row.body).model_dump_json().encode() for row in rows]

    def take(self, body: bytes) -> object:
        return self.callbacks.take(EventMessage.model_validate_json(body), body)


@pytest.fixture
def both(
    sqlite_database: Database, clock: FixedClock, files: FileStore, keys: KeyRing, tmp_path: Path
) -> Generator[Both]:
    desk = wire(sqlite_database, clock, files)
    there = city(tmp_path, desk.documents, clock, keys, files)
    desk.outbox = Outbox(sqlite_database, there.gateway, clock)
    desk.service = ApplicationService(sqlite_database, desk.library, desk.outbox, clock)
    callbacks = Callbacks(sqlite_database, desk.library, files, clock)
    there.connect(callbacks)
    yield Both(desk, there, callbacks, Results(sqlite_database, desk.library, files, clock))
    there.house.release()


def test_files_travel_once_by_their_digest(both: Both) -> None:
    both.submitted()
    assert both.city.wire.seen[0] == both.city.wire.seen[2] == ("POST", "/v1/cases")
    assert both.city.wire.seen[1][0] == "PUT"
    both.city.wire.seen.clear()
    both.submitted()
    assert both.city.wire.seen == [("POST", "/v1/cases")], "the same picture is there already"


@pytest.mark.parametrize("lost", [["question"], ["answer"], ["", "answer"], ["", "", "answer"]])
def test_a_lost_question_or_answer_costs_neither_case_nor_receipt(
    both: Both, clock: FixedClock, lost: list[str]
) -> None:
    name = both.desk.ready().application_id
    both.city.wire.lost = lost
    assert isinstance(both.desk.service.submit(CITIZEN, name, "k"), Pending)
    clock.advance(minutes=1)
    assert both.desk.outbox.deliver_due() == 1
    is_receipt(both.desk.service.receipt_by_key(CITIZEN, "k"))
    assert both.city.held() == 1


def _unsigned(answer: httpx.Response) -> httpx.Response:
    headers = {k: v for k, v in answer.headers.items() if not k.startswith("signature")}
    return httpx.Response(answer.status_code, headers=headers, content=answer.content)


def _altered(answer: httpx.Response) -> httpx.Response:
    said = json.loads(answer.content)
    said["acceptance_number"] = "CQ-forged"
    return httpx.Response(answer.status_code, headers=answer.headers, content=json.dumps(said).encode())


def _gateway_page(_answer: httpx.Response) -> httpx.Response:
    return httpx.Response(404, content=b"<html>nginx</html>")


@pytest.mark.parametrize("forge", [_unsigned, _altered, _gateway_page])
def test_a_receipt_nobody_trusted_signed_is_none(both: Both, clock: FixedClock, forge: object) -> None:
    """It is a named fault, tried again, and at the end a dead letter that can be sent again."""
    both.city.wire.alter = forge  # type: ignore[assignment]
    name = both.desk.ready().application_id
    assert isinstance(both.desk.service.submit(CITIZEN, name, "k"), Pending)
    (letter,) = both.desk.outbox.dead(waiting=True)
    assert (letter.state, letter.why) == ("pending", "IntakeUntrustedError")
    for _ in range(60):
        clock.advance(hours=1, seconds=1)
        both.desk.outbox.deliver_due()
    (letter,) = both.desk.outbox.dead()
    both.city.wire.alter = None
    assert both.desk.outbox.resend(letter.outbox_id) == "done"
    assert both.city.held() == 1
    assert both.desk.outbox.resend("out_of_nobody") == Unknown()


def test_a_receipt_of_another_question_does_not_count(both: Both) -> None:
    """A signed answer recorded before and played again: it is bound to the request it answered."""
    kept: list[httpx.Response] = []

    def record(answer: httpx.Response) -> httpx.Response:
        kept.append(answer)
        return answer

    both.city.wire.alter = record
    both.submitted()
    both.city.wire.alter = lambda _answer: kept[-1]
    assert isinstance(both.desk.service.submit(CITIZEN, both.desk.ready().application_id, "k2"), Pending)
    assert [letter.why for letter in both.desk.outbox.dead(waiting=True)] == ["IntakeUntrustedError"]


def test_who_does_not_sign_is_refused_by_the_city(both: Both) -> None:
    stranger = httpx.Client(transport=both.city.wire)
    answer = stranger.post("http://city/v1/cases", json={})
    assert (answer.status_code, both.city.held()) == (401, 0)
    assert stranger.get("http://city/admin/cases", headers={"authorization": "Bearer "}).status_code == 401


def test_a_key_the_city_does_not_know_and_a_clock_that_is_off_are_named(
    both: Both, clock: FixedClock, tmp_path: Path
) -> None:
    introduce(tmp_path / "ours.json", tmp_path / "of_nobody.json", "ed25519")
    assert isinstance(both.desk.service.submit(CITIZEN, both.desk.ready().application_id, "k"), Pending)
    assert [letter.why for letter in both.desk.outbox.dead(waiting=True)] == ["IntakeUnauthorisedError"]
    introduce(tmp_path / "ours.json", tmp_path / "theirs.json", "hmac-sha256")
    clock.advance(minutes=1)
    assert both.desk.outbox.deliver_due() == 1, "rotated beside the running server"


def test_accepted_and_done_with_a_file_reach_the_person(both: Both) -> None:
    name, submission = both.submitted()
    digest = sha256(PDF).hexdigest()
    both.city.house.cases.keep_file(digest, PDF, "application/pdf")
    note = FileNote(digest=digest, filename="证.pdf", media_type="application/pdf", size=len(PDF))
    both.city.house.cases.tell(submission, "accepted")
    both.city.house.cases.tell(
        submission, "done", result=ResultMessage(title="居民身份证", by="download", file=note)
    )
    assert both.city.house.calling.send_due() == 2
    assert both.state(name) == "done"
    file = both.results.file(CITIZEN, name)
    assert not isinstance(file, Unknown)
    assert (file.data, file.filename) == (PDF, "证.pdf")
    with both.desk.database.reading() as session:
        assert audit.verify(session).ok


def test_a_return_asks_only_for_what_was_returned_and_makes_a_second_case(both: Both) -> None:
    name, submission = both.submitted()
    finding = FindingMessage(code="unreadable", message="请重拍身份证", clause="指南", material_id="id_card")
    both.city.house.cases.tell(submission, "returned", findings=[finding])
    assert both.city.house.calling.send_due() == 1
    returned = both.desk.service.get(CITIZEN, name)
    assert isinstance(returned, Application)
    assert (returned.state, returned.round) == ("returned", 2)
    assert returned.next is not None
    assert (returned.next.kind, returned.next.name) == ("document", "id_card")
    card = both.desk.card(name="陈晓渝", id_number="500112199203150026", valid_until="长期")
    both.desk.service.attach(CITIZEN, name, card, "id_card")
    both.desk.service.confirm(CITIZEN, name)
    both.desk.service.precheck(CITIZEN, name)
    is_receipt(both.desk.service.submit(CITIZEN, name, "k2"))
    assert both.city.held() == 2
    assert both.take(both.events()[0]) == "kept", "told again it changes nothing"
    assert both.state(name) == "submitted"


def test_events_act_once_and_in_their_order_however_they_come(both: Both) -> None:
    name, submission = both.submitted()
    both.city.house.cases.tell(submission, "overdue")
    both.city.house.cases.tell(submission, "accepted")
    both.city.house.cases.tell(submission, "done", result=POSTED)
    overdue, accepted, done = both.events()
    assert both.take(done) == both.take(done) == "kept"
    assert both.take(accepted) == "kept"
    assert (both.state(name), both.callbacks.waiting()) == ("submitted", 2)
    assert both.take(overdue) == "kept"
    assert (both.state(name), both.callbacks.waiting()) == ("done", 0)
    course = both.desk.service.progress(CITIZEN, name)
    assert not isinstance(course, Unknown)
    kinds = [landmark.kind for landmark in course.landmarks]
    assert kinds == ["submitted", "received", "overdue", "accepted", "done"]


def test_an_event_before_our_receipt_waits_for_it(both: Both, clock: FixedClock) -> None:
    """The city acted, its answer was lost, and its call-back is quicker than our next attempt."""
    name = both.desk.ready().application_id
    both.city.wire.lost = ["", "", "answer"]
    both.desk.service.submit(CITIZEN, name, "k")
    submission = both.city.house.cases.cases()[0]["submission_id"]
    both.city.house.cases.tell(submission, "accepted")
    assert both.city.house.calling.send_due() == 1
    assert both.state(name) == "submitted"
    clock.advance(minutes=1)
    both.desk.outbox.deliver_due()
    both.callbacks.carry_out_waiting()
    assert both.state(name) == "accepted"


def test_another_event_under_a_known_id_or_place_is_refused(both: Both) -> None:
    name, submission = both.submitted()
    both.city.house.cases.tell(submission, "accepted")
    event = EventMessage.model_validate_json(both.events()[0])
    both.take(event.model_dump_json().encode())
    forged = event.model_copy(update={"note": "别的"})
    assert both.take(forged.model_dump_json().encode()) == "changed"
    second = event.model_copy(update={"event_id": "evt_other"})
    assert both.take(second.model_dump_json().encode()) == "changed"
    stranger = event.model_copy(update={"event_id": "evt_3", "submission_id": "sub_of_nobody"})
    assert both.take(stranger.model_dump_json().encode()) == Unknown()
    assert both.state(name) == "accepted"


def test_a_withdrawal_overtakes_what_is_decided_but_not_what_is_done(both: Both) -> None:
    name, submission = both.submitted()
    both.city.house.cases.tell(submission, "accepted")
    both.desk.service.withdraw(CITIZEN, name)
    both.city.house.calling.send_due()
    assert (both.state(name), both.city.state(submission)) == ("withdrawn", "withdrawn")

    other, second = both.submitted()
    both.city.house.cases.tell(second, "done", result=POSTED)
    both.desk.service.withdraw(CITIZEN, other)
    both.city.house.calling.send_due()
    assert (both.state(other), both.city.state(second)) == ("done", "done")


def test_the_city_calls_again_until_we_have_taken_it(both: Both, clock: FixedClock) -> None:
    name, submission = both.submitted()
    there = both.city.connect(both.callbacks)
    there.down = True
    both.city.house.cases.tell(submission, "accepted")
    assert both.city.house.calling.send_due() == 0
    there.down = False
    clock.advance(minutes=1)
    assert both.city.house.calling.send_due() == 1
    assert both.state(name) == "accepted"


def test_a_case_carries_everything_that_was_submitted() -> None:
    case = IntakeCase("s", "a", 1, "i", "n", 1, "o", {"q": "a"}, {"f": "v"}, {"m": ["d"]},
                      {"x": "commitment"}, "working_day", 5, corrects="YK1",
                      grounds={"x": {"reason": "承诺", "commitment": "本人承诺无误", "consequences": "撤销"}},
                      acting={"kind": "agent", "principal": "刘桂兰", "agent": "陈晓渝"})  # fmt: skip
    note = FileNote(digest="0" * 64, filename="证.jpg", media_type="image/jpeg", size=1)
    sent = message_of(case, {"d": note}).model_dump()
    limit = sent.pop("limit")
    assert sent.pop("materials") == {"m": [note.model_dump()]}
    known = {k: v for k, v in case.to_json().items() if not k.startswith("limit_") and k != "documents"}
    assert sent == known, "a new field of the case must travel too"
    assert limit == {"unit": "working_day", "amount": 5, "binds": True}
    assert replace(case, round=2).round == 2


def test_the_published_schema_is_that_of_the_code() -> None:
    made = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == made, "write it again: python -m applications.intake_http"
