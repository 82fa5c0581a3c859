"""What the ports to registers answer, and what an answer makes of a draft."""

import json
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from applications.registers.consulting import Consulting
from applications.registers.embedded import EmbeddedRegisters, Entry
from applications.registers.http import HttpRegisters
from applications.registers.types import Found, NotFound, Person, Registers, Shared, Unavailable
from applications.service import ApplicationService
from applications.tables import SubmissionRow
from applications.types import Application, MaterialState, NotAllowed
from tests.applications.desk import CITIZEN, ID_NUMBER, Desk, keep_profile, published

WHO, NOBODY = Person("陈晓渝", ID_NUMBER), Person("陈晓渝", "500112199203150999")
DAY = date(2026, 1, 5)
FACTS = {"address": "重庆市渝北区龙溪街道红锦大道88号"}


def _platform(request: httpx.Request) -> httpx.Response:
    asked = json.loads(request.content)
    if ID_NUMBER in str(request.url) or request.url.path != "/v1/population":
        return httpx.Response(404)
    found = asked == {"name": WHO.name, "id_number": WHO.id_number}
    body = {"found": True, "facts": FACTS, "on": "2026-01-05"} if found else {"found": False}
    return httpx.Response(200, json=body)


def _http(handler: Any = _platform) -> HttpRegisters:
    return HttpRegisters("https://share.example/v1", "t", 0.5, httpx.MockTransport(handler))


@pytest.fixture(params=["embedded", "http"])
def registers(request: pytest.FixtureRequest) -> Registers:
    if request.param == "http":
        return _http()
    return EmbeddedRegisters(["population"], [Entry("population", WHO, FACTS, DAY)])


def test_both_answer_alike(registers: Registers) -> None:
    assert registers.look_up(["population"], WHO) == {"population": Found(FACTS, DAY)}
    assert registers.look_up(["population"], NOBODY) == {"population": NotFound()}


def test_a_register_that_is_not_there_says_nothing_of_the_person(registers: Registers) -> None:
    assert registers.look_up(["unheard_of"], WHO) == {"unheard_of": Unavailable()}


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"found": True}),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(200, content=b"x" * 200_000),
    ],
)
def test_what_is_no_answer_is_none(answer: httpx.Response) -> None:
    assert _http(lambda _: answer).look_up(["population"], WHO) == {"population": Unavailable()}


def test_a_register_that_failed_is_left_in_peace_for_a_while() -> None:
    calls: list[str] = []

    def failing(request: httpx.Request) -> httpx.Response:
        calls.append(request.url.path)
        raise httpx.ConnectError("no way")

    registers = _http(failing)
    for _ in range(3):
        assert registers.look_up(["population"], WHO) == {"population": Unavailable()}
    assert len(calls) == 1


class _Asked:
    """Registers that note who asked and answer as told."""

    def __init__(self, answer: Found | NotFound | Unavailable) -> None:
        self.answer, self.calls = answer, 0

    def look_up(self, registers: Any, person: Person) -> dict[str, Any]:
        self.calls += 1
        return dict.fromkeys(registers, self.answer)


def _shared_guide() -> Any:
    household = {
        "id": "household", "name": "户口簿本人页", "how": "请拍。",
        "exempt": [{"by": "data_sharing", "register": "population", "reason": "系统里能查到。"}],
    }  # fmt: skip
    fields = [
        {"name": "address", "label": "住址", "type": "address", "ask": "住哪里？",
         "sources": ["register.population.address"]},
    ]  # fmt: skip
    return published(2, materials=[household], form={"fields": fields}, review=[], situations=[])


def _started(desk: Desk, asked: _Asked) -> tuple[ApplicationService, Application]:
    keep_profile(desk)
    desk.library.publish(_shared_guide())
    service = ApplicationService(desk.database, desk.library, desk.outbox, desk.clock, asked)
    started = service.start(CITIZEN, "card")
    assert isinstance(started, Application)
    return service, started


def _household(view: Application) -> MaterialState:
    return next(m for m in view.materials if m.material_id == "household")


def test_what_a_register_holds_exempts_with_its_day_and_fills(sqlite_desk: Desk) -> None:
    service, view = _started(sqlite_desk, asked := _Asked(Found(FACTS, DAY)))
    material = _household(view)
    assert material.exempt_by == "data_sharing"
    assert "公安人口信息" in material.exempt_reason
    assert view.fields["address"].source_ref == "register.population.address"
    assert view.fields["address"].on == DAY
    service.get(CITIZEN, view.application_id)
    service.set_fields(CITIZEN, view.application_id, {"address": "重庆市渝北区宝圣大道8号2-1"}, "typed")
    assert asked.calls == 1, "looking, and acts of the same day, ask no register again"


def test_a_register_that_does_not_hold_the_person_makes_them_hand_it_in(sqlite_desk: Desk) -> None:
    _, view = _started(sqlite_desk, _Asked(NotFound()))
    assert _household(view).exempt_by is None
    assert "household" in view.missing


def test_a_register_that_fails_asks_nothing_of_the_person_but_staff_look(sqlite_desk: Desk) -> None:
    service, view = _started(sqlite_desk, asked := _Asked(Unavailable()))
    assert _household(view).satisfied
    service.set_fields(CITIZEN, view.application_id, {"address": "重庆市渝北区宝圣大道8号2-1"}, "typed")
    assert asked.calls == 1, "not again within minutes"
    result = service.precheck(CITIZEN, view.application_id)
    assert [(f.code, f.severity, f.material_id) for f in result.findings] == [  # type: ignore[union-attr]
        ("needs_review", "for_staff", "household")
    ]


def _commitment_guide() -> Any:
    form = {
        "id": "form", "name": "申请表", "how": "自己写一份。",
        "exempt": [{"by": "commitment", "reason": "按填的生成。", "promise": "我写的都是真的。"}],
    }  # fmt: skip
    return published(2, materials=[form], form={"fields": []}, review=[], situations=[])


def test_a_commitment_counts_once_it_is_accepted_and_stands_in_the_record(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    desk.library.publish(_commitment_guide())
    view = desk.service.start(CITIZEN, "card")
    assert isinstance(view, Application)
    assert view.next
    assert view.next.kind == "confirm"
    assert view.missing == ()
    desk.service.precheck(CITIZEN, view.application_id)
    refused = desk.service.submit(CITIZEN, view.application_id, "k1")
    assert getattr(refused, "unconfirmed", None) == ("commitment.form",), "never without the person's word"
    desk.service.confirm(CITIZEN, view.application_id)
    desk.service.submit(CITIZEN, view.application_id, "k2")
    desk.service.submit(CITIZEN, view.application_id, "k3")
    with desk.database.reading() as session:
        snapshot = session.query(SubmissionRow).one().snapshot
    ground = snapshot["grounds"]["form"]
    assert ground["commitment"] == "我写的都是真的。"
    assert ground["committed_at"].startswith(desk.clock().date().isoformat())


def test_declining_a_commitment_asks_for_the_material_and_may_be_taken_back(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    desk.library.publish(_commitment_guide())
    view = desk.service.start(CITIZEN, "card")
    assert isinstance(view, Application)
    name = view.application_id
    declined = desk.service.commit(CITIZEN, name, "form", False)
    assert isinstance(declined, Application)
    assert declined.missing == ("form",)
    accepted = desk.service.commit(CITIZEN, name, "form", True)
    assert isinstance(accepted, Application)
    assert accepted.missing == ()
    assert isinstance(desk.service.commit(CITIZEN, name, "photo", True), NotAllowed)


def test_a_field_left_empty_on_purpose_stays_empty_until_it_is_filled(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    keep_profile(desk)
    view = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(view, Application)
    name = view.application_id
    cleared = desk.service.clear(CITIZEN, name, "mobile")
    assert isinstance(cleared, Application)
    assert "mobile" not in cleared.fields
    again = desk.service.set_fields(CITIZEN, name, {"purpose": "办事"}, "typed")
    assert isinstance(again, Application)
    assert "mobile" not in again.fields, "no source fills it again"
    assert "mobile" in again.missing
    filled = desk.service.set_fields(CITIZEN, name, {"mobile": "13800138002"}, "typed")
    assert isinstance(filled, Application)
    assert filled.fields["mobile"].value == "13800138002"


def test_differing_values_are_decided_by_name_never_by_a_blanket_yes(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    keep_profile(desk)
    view = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(view, Application)
    name = view.application_id
    desk.service.attach(CITIZEN, name, desk.card(name="陈晓瑜", id_number=ID_NUMBER, valid_until="长期"))
    agreed = desk.service.confirm(CITIZEN, name)
    assert isinstance(agreed, Application)
    assert agreed.fields["name"].open
    assert agreed.next
    assert (agreed.next.kind, agreed.next.name) == ("field", "name")
    assert all(name in agreed.next.prompt for name in ("陈晓渝", "陈晓瑜"))
    chosen = desk.service.confirm(CITIZEN, name, ["name"])
    assert isinstance(chosen, Application)
    assert not chosen.fields["name"].open


def test_answers_of_yesterday_are_asked_anew(sqlite_desk: Desk) -> None:
    guide, now = _shared_guide().guide, sqlite_desk.clock()
    consulting = Consulting(_Asked(NotFound()), lambda: now)
    fresh = Shared("population", "found", now, DAY)
    old = Shared("population", "found", now - timedelta(days=1), DAY)
    assert not consulting.due(guide, {"population": fresh})
    assert consulting.due(guide, {"population": old})
