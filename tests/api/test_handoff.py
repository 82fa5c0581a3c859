"""The hand-off's own routes: call-backs only when signed, dead letters only for administrators."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.bootstrap import Container
from applications.intake_http.keys import IntakeKeys, introduce
from applications.intake_http.messages import EventMessage
from applications.intake_http.signing import SignedRequest, sign
from storage.clock import CHONGQING

from .conftest import Person

URL = "http://testserver/api/v1/intake/callbacks"
EVENT = EventMessage(
    event_id="evt_1",
    submission_id="sub_of_nobody",
    acceptance_number="CQ1",
    sequence=1,
    kind="accepted",
    at=datetime(2026, 11, 23, 9, tzinfo=CHONGQING),
)


@pytest.fixture
def city(app: FastAPI, tmp_path: Path) -> Generator[IntakeKeys]:
    """The keys of a city that the house trusts for this test."""
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    introduce(theirs, ours, "ed25519")
    introduce(ours, theirs, "ed25519")
    house: Container = app.state.container
    app.state.container = replace(house, intake_keys=IntakeKeys(ours))
    yield IntakeKeys(theirs)
    app.state.container = house


def signed(keys: IntakeKeys, body: bytes, at: datetime) -> dict[str, str]:
    request = SignedRequest("POST", URL, {"content-type": "application/json"}, body)
    sign(request, keys, at)
    return dict(request.headers)


def post(person: Person, body: bytes, headers: dict[str, str], status: int, code: str) -> None:
    options: dict[str, Any] = {"content": body, "headers": headers}
    person.problem(status, code, "POST", "/intake/callbacks", **options)


def test_nobody_unsigned_calls_back(visitor: Person, chen: Person, reviewer: Person) -> None:
    for person in (visitor, chen, reviewer):
        post(person, EVENT.model_dump_json().encode(), {}, 401, "signature_invalid")
        person.problem(401, "signature_invalid", "PUT", f"/intake/files/{'0' * 64}", content=b"%PDF-")


def test_a_signature_holds_for_this_body_now(app: FastAPI, visitor: Person, city: IntakeKeys) -> None:
    body, now = EVENT.model_dump_json().encode(), app.state.container.clock()
    post(visitor, body, signed(city, body, now), 404, "submission_unknown")
    post(visitor, body.replace(b"CQ1", b"CQ2"), signed(city, body, now), 401, "signature_invalid")
    hours_ago = datetime.fromtimestamp(now.timestamp() - 3600, CHONGQING)
    post(visitor, body, signed(city, body, hours_ago), 401, "signature_invalid")
    post(visitor, b"{}", signed(city, b"{}", now), 422, "event_invalid")


def test_dead_letters_are_for_administrators(app: FastAPI, chen: Person, reviewer: Person) -> None:
    for person in (chen, reviewer):
        person.problem(403, "admin_only", "GET", "/admin/outbox")
        person.problem(403, "admin_only", "POST", "/admin/outbox/out_1/resend")
    admin = Person(app, "ma-zongguan")
    assert admin.call("GET", "/admin/outbox") == {"letters": []}
    admin.problem(404, "letter_unknown", "POST", "/admin/outbox/out_1/resend")


def test_the_course_of_another_persons_case_is_nobody_elses(chen: Person, liu: Person) -> None:
    name = chen.call("POST", "/applications", json={"item_id": "id-card-replacement"})["application_id"]
    assert chen.call("GET", f"/applications/{name}/progress")["landmarks"] == []
    chen.problem(404, "result_unknown", "GET", f"/applications/{name}/result")
    for path in ("progress", "result"):
        liu.problem(404, "application_unknown", "GET", f"/applications/{name}/{path}")
