"""The desk over HTTP: reviewers only, a decision from end to end, rules often wrong go to the curators."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from api.bootstrap import Container
from applications.desk.tables import DeskVerdictRow
from applications.tables import IntakeCaseRow
from storage.ids import new_id
from tests.api.conftest import Person

NOBODY = "/staff/applications/app_none"
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/staff/queue", {}),
    ("GET", "/staff/agreement", {}),
    ("GET", NOBODY, {}),
    ("POST", f"{NOBODY}/claim", {}),
    ("DELETE", f"{NOBODY}/claim", {}),
    ("POST", f"{NOBODY}/verdicts", {"json": {"finding": "a", "verdict": "upheld"}}),
    ("POST", f"{NOBODY}/second", {"json": {"agree": True, "reason": "齐"}}),
    ("DELETE", f"{NOBODY}/second", {}),
    ("POST", f"{NOBODY}/finish", {"json": {"title": "身份证"}}),
    ("POST", f"{NOBODY}/notice", {"json": {"findings": []}}),
    ("POST", f"{NOBODY}/result", {"files": {"file": ("a.pdf", b"%PDF-1.7")}, "data": {"title": "身份证"}}),
    ("POST", "/staff/agreement/corrections", {"json": {"item_id": "a", "rule": "b"}}),
]


@pytest.fixture
def colleague(app: FastAPI) -> Person:
    return Person(app, "zheng-fuhe")


def submitted(person: Person) -> str:
    made = person.start("id-card-replacement", who="self", hukou="cq", receive="window")
    name = made["application_id"]
    person.call("POST", f"/applications/{name}/confirm", json={})
    person.call("POST", f"/applications/{name}/precheck")
    person.call("POST", f"/applications/{name}/submit", headers={"Idempotency-Key": new_id("key")})
    return name


@pytest.mark.parametrize(("method", "path", "options"), CALLS)
def test_only_reviewers(
    app: FastAPI, visitor: Person, reviewer: Person, method: str, path: str, options: dict[str, Any]
) -> None:
    """A citizen, a curator and the administrator are told the same whether the case exists or not."""
    visitor.problem(401, "sign_in_needed", method, path, **options)
    for account in ("chen-xiaoyu", "wen-caoni", "ma-zongguan"):
        Person(app, account).problem(403, "reviewer_only", method, path, **options)
    if NOBODY in path:
        reviewer.problem(404, "application_unknown", method, path, **options)


def test_a_decision_with_second_eyes_to_the_result(chen: Person, reviewer: Person, colleague: Person) -> None:
    name = submitted(chen)
    path = f"/staff/applications/{name}"
    lines = reviewer.call("GET", "/staff/queue", params={"limit": 200})["cases"]
    (line,) = [one for one in lines if one["application_id"] == name]
    assert (line["applicant"], line["overdue"], line["claim"]) == ("陈晓渝", False, None)
    assert line["risk"]["score"] == sum(reason["points"] for reason in line["risk"]["reasons"])

    reviewer.call("POST", f"{path}/claim")
    seen = colleague.call("GET", path)
    assert (seen["claim"]["name"], seen["claim"]["mine"]) == ("周审言", False)
    body = {"decision": "accept", "note": "材料齐", "ask_second": True}
    colleague.problem(409, "not_allowed", "POST", f"{path}/decision", json=body)
    for finding in seen["findings"]:
        verdict = {"finding": finding["key"], "verdict": "upheld"}
        reviewer.call("POST", f"{path}/verdicts", json=verdict)
    stale = {**body, "seen_version": seen["application"]["version"] + 7}
    reviewer.problem(409, "version_conflict", "POST", f"{path}/decision", json=stale)
    reviewer.call("POST", f"{path}/decision", json=body)
    reviewer.problem(409, "not_allowed", "POST", f"{path}/second", json={"agree": True, "reason": "齐"})
    agreed = colleague.call("POST", f"{path}/second", json={"agree": True, "reason": "无误"})
    assert agreed["state"] == "accepted"
    done = reviewer.call("POST", f"{path}/finish", json={"title": "居民身份证"})
    assert done["state"] == "done"
    (round_one,) = reviewer.call("GET", path)["rounds"]
    (decision,) = round_one["decisions"]
    assert (decision["reviewer"], decision["second"], decision["reason"]) == ("周审言", "郑复核", "材料齐")


def test_a_result_is_a_file_known_by_its_content(chen: Person, liu: Person, reviewer: Person) -> None:
    name = submitted(chen)
    path = f"/staff/applications/{name}"
    reviewer.call("POST", f"{path}/decision", json={"decision": "accept", "note": "材料齐"})
    for content, title in ((b"<script>alert(1)</script>", "居民身份证"), (b"%PDF-1.7 x", " ")):
        files = {"file": ("result.pdf", content, "application/pdf")}
        reviewer.problem(409, "not_allowed", "POST", f"{path}/result", files=files, data={"title": title})
    files = {"file": ("结果.pdf", b"%PDF-1.7 x", "text/html")}
    done = reviewer.call(
        "POST", f"{path}/result", files=files, data={"title": "居民身份证", "note": "请下载"}
    )
    assert done["state"] == "done"
    got = chen.raw("GET", f"/applications/{name}/result")
    assert (got.content, got.headers["content-type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert "attachment" in got.headers["content-disposition"]
    liu.problem(404, "application_unknown", "GET", f"/applications/{name}/result")
    reviewer.problem(409, "not_allowed", "POST", f"{path}/result", files=files, data={"title": "再来一份"})


def test_by_post_needs_carrier_and_number(chen: Person, reviewer: Person) -> None:
    path = f"/staff/applications/{submitted(chen)}"
    reviewer.call("POST", f"{path}/decision", json={"decision": "accept", "note": "材料齐"})
    posted = {"title": "居民身份证", "by": "post", "carrier": "邮政"}
    reviewer.problem(409, "not_allowed", "POST", f"{path}/finish", json=posted)
    done = reviewer.call("POST", f"{path}/finish", json={**posted, "tracking_number": "EA123456789CN"})
    assert done["state"] == "done"


def test_the_notice_looked_at_is_the_one_the_citizen_reads(chen: Person, reviewer: Person) -> None:
    name = submitted(chen)
    path = f"/staff/applications/{name}"
    finding = {
        "code": "field_invalid", "severity": "warning", "message": "手机号打不通，请换一个。",
        "clause": "办事指南", "field": "mobile",
    }  # fmt: skip
    body = {"findings": [finding], "note": "改好再提交。"}
    before = reviewer.call("GET", path)["application"]["version"]
    looked_at = reviewer.call("POST", f"{path}/notice", json=body)
    assert looked_at["groups"][0]["lines"][0]["message"] == "手机号打不通，请换一个。"
    after = reviewer.call("GET", path)["application"]
    assert (after["version"], after["state"]) == (before, "submitted"), "looking decides nothing"
    reviewer.call("POST", f"{path}/decision", json={"decision": "return", **body})
    assert chen.call("GET", f"/applications/{name}/notice") == looked_at


def test_rules_often_wrong_become_tickets_of_their_own(
    app: FastAPI, container: Container, chen: Person, reviewer: Person
) -> None:
    """Two rules of one item are two tickets; reasons go along, and what is personal in them does not."""
    name = submitted(chen)
    with container.database.transaction() as session:
        for rule in ("built_in.unreadable", "built_in.expired"):
            for number in range(3):
                session.add(_overridden(container, name, rule, number))
    path = "/staff/agreement"
    offered = reviewer.call("GET", path, params={"item_id": "id-card-replacement"})["rules"]
    rules = [one["rule"] for one in offered if one["offered"]]
    assert sorted(rules) == ["built_in.expired", "built_in.unreadable"]
    bodies = [{"item_id": "id-card-replacement", "rule": rule} for rule in rules]
    tickets = [reviewer.call("POST", f"{path}/corrections", json=one)["ticket_id"] for one in bodies]
    assert len(set(tickets)) == 2
    assert not any(one["offered"] for one in reviewer.call("GET", path)["rules"])
    ticket = Person(app, "wen-caoni").call("GET", f"/curation/corrections/{tickets[0]}")
    assert ticket["kind"] == "rule_overridden"
    assert "13800138001" not in str(ticket)
    unknown = {"item_id": "id-card-replacement", "rule": "none"}
    reviewer.problem(404, "rule_unknown", "POST", f"{path}/corrections", json=unknown)


def _overridden(container: Container, application_id: str, rule: str, number: int) -> DeskVerdictRow:
    return DeskVerdictRow(
        id=new_id("verd"),
        application_id=application_id,
        round=1,
        finding=f"{rule}:{number}",
        item_id="id-card-replacement",
        guide_version=1,
        rule=rule,
        verdict="overridden",
        reason="原件看过，打过13800138001核实",
        reviewer_id="zhou-shenyan",
        at=container.clock(),
    )


def test_where_the_city_decides_the_desk_looks_on(
    chen: Person, reviewer: Person, colleague: Person, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the embedded intake took before stays ours; everything else is refused by name, and told so."""
    name = submitted(chen)
    path = f"/staff/applications/{name}"
    monkeypatch.setattr(container.deciding, "_to_city", True)
    seen = reviewer.call("GET", path)
    assert not seen["city_decides"], "no city has this case"
    number = seen["application"]["receipt"]["acceptance_number"]
    reviewer.call("POST", f"{path}/claim")
    reviewer.call("DELETE", f"{path}/claim")
    with container.database.transaction() as session:
        theirs = IntakeCaseRow.acceptance_number == number
        session.execute(update(IntakeCaseRow).where(theirs).values(submission_key=f"city-{number}"))
    assert reviewer.call("GET", path)["city_decides"]
    for act, body in (
        ("claim", None),
        ("verdicts", {"finding": "a", "verdict": "upheld"}),
        ("second", {"agree": True, "reason": "齐"}),
        ("decision", {"decision": "accept", "note": "材料齐"}),
        ("finish", {"title": "身份证"}),
    ):
        reviewer.problem(409, "city_decides", "POST", f"{path}/{act}", json=body)
    assert reviewer.call("GET", path)["application"]["state"] == "submitted"
    reviewer.problem(404, "application_unknown", "POST", f"{NOBODY}/claim")
