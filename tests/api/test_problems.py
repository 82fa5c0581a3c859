"""Every error is a problem document that says what to do, tells nothing personal, and hides our faults."""

import json
import logging
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from api.bootstrap import Container
from api.limits import RateLimit
from api.logs import JsonLines
from assistant.errors import BusyConversationError, UnknownConversationError

from .conftest import BASE, Person

ID_NUMBER = "500112199203150026"


def test_an_unknown_path_and_a_wrong_method(visitor: Person) -> None:
    visitor.problem(404, "not_found", "GET", "/nothing/here")
    visitor.problem(405, "method_not_allowed", "DELETE", "/items")
    visitor.problem(405, "method_not_allowed", "GET", "/auth/demo-login")


def test_a_body_that_is_no_json(chen: Person) -> None:
    headers = {"Content-Type": "application/json"}
    chen.problem(400, "not_json", "POST", "/applications", content=b'{"item_id":', headers=headers)


def test_a_large_json_body(chen: Person) -> None:
    chen.problem(413, "too_large", "POST", "/applications", json={"item_id": "x" * 600_000})


def test_mistakes_are_sentences_without_what_was_typed(chen: Person) -> None:
    wrong = {"item_id": 5, "id_number": ID_NUMBER, "situation": {"who": [ID_NUMBER]}}
    answer = chen.raw("POST", "/applications", json=wrong)
    assert answer.status_code == 422
    assert ID_NUMBER not in answer.text
    assert {error["at"] for error in answer.json()["errors"]} == {"item_id", "id_number", "situation.who"}
    assert "item_id" in answer.json()["detail"]


def test_too_often_says_when_to_try_again(
    app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.limits, "messages", RateLimit(2))
    person = Person(app)
    person.open()
    person.say("你好")
    person.headers.pop("X-Conversation-Token")
    answer = person.raw("POST", "/conversations", json={})
    assert answer.status_code == 429
    assert answer.json()["code"] == "too_many_requests"
    assert int(answer.headers["retry-after"]) >= 1


def test_an_invented_token_does_not_begin_to_count_anew(
    app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.limits, "messages", RateLimit(1))
    person = Person(app)
    person.open()
    for number in range(3):
        headers = {"Authorization": f"Bearer invented-{number}"}
        answer = person.raw("POST", "/conversations", json={}, headers=headers)
        assert answer.status_code == 429


def test_one_account_counts_once_however_often_it_signs_in(
    app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.limits, "messages", RateLimit(1))
    Person(app, "chen-xiaoyu").open()
    assert Person(app, "chen-xiaoyu").raw("POST", "/conversations", json={}).status_code == 429
    Person(app, "liu-guilan").open()


def test_a_fault_of_ours_gives_a_reference_and_no_detail(
    app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"something with {ID_NUMBER}")

    monkeypatch.setattr(type(container.library), "search", broken)
    with caplog.at_level(logging.ERROR):
        problem = Person(app).problem(500, "fault", "GET", "/items", params={"q": "x"})
    assert problem["reference"] in problem["detail"]
    assert "RuntimeError" not in json.dumps(problem)
    written = [JsonLines().format(record) for record in caplog.records]
    line = next(json.loads(text) for text in written if problem["reference"] in text)
    assert line["exception"][0] == "RuntimeError"
    assert ID_NUMBER not in json.dumps(line)


def test_logs_carry_the_route_and_never_what_was_asked(
    visitor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = visitor.raw("GET", "/items", params={"q": ID_NUMBER})
    lines = [JsonLines().format(record) for record in caplog.records if record.name == "api.access"]
    assert json.loads(lines[-1])["route"] == f"{BASE}/items"
    assert answer.headers["x-request-id"]
    assert not any(ID_NUMBER in line for line in lines)


def test_answers_are_safe_to_show(visitor: Person) -> None:
    answer = visitor.raw("GET", "/items")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_is_served_and_revalidated(visitor: Person) -> None:
    answer = visitor.http.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    again = visitor.http.get("/", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_readiness_names_each_dependency(visitor: Person) -> None:
    for prefix in ("", BASE):
        ready = visitor.http.get(f"{prefix}/readyz").json()
        assert ready["status"] == "ready"
        assert ready["dependencies"].keys() >= {"database", "knowledge_base", "files", "outbox"}
        assert visitor.http.get(f"{prefix}/healthz").json() == {"status": "ok"}


def test_readiness_fails_with_a_dependency(
    visitor: Person, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise OSError("disk /secret/path is full")

    monkeypatch.setattr(type(container.library), "stats", broken)
    answer = visitor.http.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["dependencies"]["knowledge_base"] == {"ok": False, "detail": "OSError"}


def test_metrics_count_turns_and_requests(visitor: Person) -> None:
    visitor.open()
    visitor.say("身份证搞丢了啷个办")
    text = visitor.http.get("/metrics").text
    assert 'yuxiaozhi_turns_total{status="answered"}' in text
    assert 'yuxiaozhi_turn_step_seconds_sum{step="understand"}' in text
    assert f'route="{BASE}/conversations/{{conversation_id}}/messages"' in text
    assert 'yuxiaozhi_outbox{state="pending"}' in text


def test_openapi_describes_every_call(visitor: Person) -> None:
    described = visitor.call("GET", "/openapi.json")
    assert len(described["paths"]) >= 25
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            good = next(answer for code, answer in operation["responses"].items() if code < "300")
            assert good.get("content") or "204" in operation["responses"], (method, path)
    assert "ProblemDocument" in described["components"]["schemas"]
    for reference in set(_references(described)):
        assert reference.removeprefix("#/components/schemas/") in described["components"]["schemas"]


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [ref for value in node.values() for ref in _references(value)]
    return [ref for value in node for ref in _references(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (BusyConversationError(), 503, "conversation_busy"),
        (UnknownConversationError(), 404, "conversation_unknown"),
        (OperationalError("SELECT", {}, OSError()), 503, "storage_unavailable"),
    ],
)
def test_faults_that_pass_say_to_try_again(
    visitor: Person,
    container: Container,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    status: int,
    code: str,
) -> None:
    def raise_it(*_args: object) -> None:
        raise fault

    visitor.open()
    monkeypatch.setattr(type(container.turns), "say", raise_it)
    path = f"/conversations/{visitor.conversation}/messages"
    visitor.problem(status, code, "POST", path, json={"text": "你好"})


def test_no_log_line_carries_what_is_personal(
    visitor: Person, caplog: pytest.LogCaptureFixture, picture: bytes
) -> None:
    """A whole walk with refused values at debug level; every line as the formatter writes it."""
    caplog.set_level("DEBUG")
    visitor.open()
    visitor.say("我叫陈晓渝，身份证500112199203150026搞丢了，电话13800138001")
    visitor.sign_in("chen-xiaoyu")
    draft = visitor.start("id-card-replacement", who="self", hukou="cq", receive="window")
    there = f"/applications/{draft['application_id']}"
    visitor.raw("PATCH", f"{there}/fields", json={"mobile": "13900139002", "id_number": "500112199203150027"})
    visitor.raw("PATCH", f"{there}/fields", json={"mobile": 13900139002})
    visitor.raw("POST", f"{there}/materials/old_id_card", files={"file": ("陈晓渝.png", picture)})
    visitor.raw("GET", "/items", params={"q": "陈晓渝 13800138001"})
    visitor.raw("GET", "/receipts", params={"key": "500112199203150026"})
    visitor.raw("GET", "/陈晓渝/500112199203150026")
    ours = [
        record
        for record in caplog.records
        if not record.name.startswith(("httpx", "httpcore", "python_multipart"))
    ]
    lines = "\n".join(map(JsonLines().format, ours))
    assert "request" in lines
    for secret in ("陈晓渝", "50011219920315002", "13800138001", "13900139002", "红锦大道"):
        assert secret not in lines
