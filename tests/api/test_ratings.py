"""Ratings of a case over HTTP: voluntary, one a case; a poor one is answered, and the person reads it."""

from collections.abc import Generator

import pytest

from .conftest import Person

TAKEN = {"level": 1, "comment": "排了三次队"}


@pytest.fixture
def case(chen: Person) -> Generator[str]:
    """An id-card replacement of hers that was received."""
    made = chen.start("id-card-replacement", who="self", hukou="cq", receive="window")
    path = f"/applications/{made['application_id']}"
    chen.call("POST", f"{path}/confirm", json={})
    assert chen.call("POST", f"{path}/precheck")["passed"]
    chen.call("POST", f"{path}/submit", headers={"Idempotency-Key": f"rate-{made['application_id']}"})
    yield path
    chen.raw("POST", f"{path}/withdraw")


def test_a_poor_rating_is_answered_and_the_answer_read(case: str, chen: Person, reviewer: Person) -> None:
    taken = chen.call("POST", f"{case}/rating", json=TAKEN)
    assert "五个工作日" in taken["message"]
    rating_id = taken["rating"]["rating_id"]
    assert rating_id in [one["rating_id"] for one in reviewer.call("GET", "/staff/ratings")["ratings"]]
    reviewer.call("POST", f"/staff/ratings/{rating_id}/take")
    reviewer.call("POST", f"/staff/ratings/{rating_id}/answer", json={"text": "已经加开窗口。"})
    seen = chen.call("GET", f"{case}/rating")["rating"]
    assert seen["ticket"] | {"opened_at": ""} == {
        "state": "answered", "opened_at": "", "overdue": False, "answer": "已经加开窗口。"
    }  # fmt: skip
    chen.problem(409, "rating_refused", "POST", f"{case}/rating", json={"level": 5})


def test_said_again_it_replaces_and_a_better_one_takes_the_ticket_back(case: str, chen: Person) -> None:
    first = chen.call("POST", f"{case}/rating", json=TAKEN)["rating"]
    second = chen.call("POST", f"{case}/rating", json={"level": 4})["rating"]
    assert (second["rating_id"], second["ticket"]) == (first["rating_id"], None)


def test_nobody_else_rates_or_reads_it(case: str, chen: Person, liu: Person, reviewer: Person) -> None:
    rating_id = chen.call("POST", f"{case}/rating", json=TAKEN)["rating"]["rating_id"]
    for stranger in (liu, reviewer):
        stranger.problem(404, "application_unknown", "GET", f"{case}/rating")
        stranger.problem(404, "application_unknown", "POST", f"{case}/rating", json={"level": 5})
    liu.problem(403, "reviewer_only", "POST", f"/staff/ratings/{rating_id}/answer", json={"text": "好"})


def test_a_draft_can_not_be_rated_yet(chen: Person) -> None:
    made = chen.start("id-card-replacement")
    path = f"/applications/{made['application_id']}"
    chen.problem(409, "rating_refused", "POST", f"{path}/rating", json={"level": 5})
    chen.problem(422, "invalid_request", "POST", f"{path}/rating", json={"level": 6})
    chen.call("POST", f"{path}/withdraw")


def test_its_papers_open_for_whoever_may_see_it(case: str, chen: Person, liu: Person) -> None:
    for kind in ("form", "receipt"):
        answer = chen.raw("GET", f"{case}/papers/{kind}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")
        liu.problem(404, "application_unknown", "GET", f"{case}/papers/{kind}")


def test_there_is_no_receipt_before_anything_was_received(chen: Person) -> None:
    made = chen.start("id-card-replacement")
    path = f"/applications/{made['application_id']}"
    assert "回执" in chen.problem(409, "not_allowed", "GET", f"{path}/papers/receipt")["detail"]
    chen.call("POST", f"{path}/withdraw")
