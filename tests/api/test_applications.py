"""Applications over HTTP: versions, confirmation, precheck, one receipt, withdrawal."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from .conftest import Json, Person, QuickReader

ITEM = "id-card-replacement"
SITUATION = {"who": "self", "hukou": "cq", "receive": "window"}


def path(application: Json, more: str = "") -> str:
    return f"/applications/{application['application_id']}{more}"


def field(application: Json, name: str) -> Json:
    return next(each for each in application["fields"] if each["name"] == name)


def ready(person: Person) -> Json:
    """An application that passes its precheck."""
    draft = person.start(ITEM, **SITUATION)
    for name in draft["missing"]:
        person.call("PATCH", path(draft, "/fields"), json={name: KNOWS[name]})
    person.call("POST", path(draft, "/confirm"), json={})
    checked = person.call("POST", path(draft, "/precheck"))
    assert checked["passed"], checked
    return person.call("GET", path(draft))


KNOWS = {"lost_on": "2026-11-01", "reason": "lost"}


def submit(person: Person, application: Json, key: str) -> Any:
    return person.raw("POST", path(application, "/submit"), headers={"Idempotency-Key": key})


def test_a_draft_comes_prefilled_with_its_sources(chen: Person) -> None:
    answer = chen.raw("POST", "/applications", json={"item_id": ITEM, "situation": SITUATION})
    draft = answer.json()
    assert answer.status_code == 201
    assert answer.headers["etag"] == f'"{draft["version"]}"'
    assert answer.headers["location"].endswith(draft["application_id"])
    assert draft["state"] == "draft"
    assert field(draft, "name") | {"value": "陈晓渝", "source": "profile"} == field(draft, "name")
    assert field(draft, "name")["label"] == "姓名"
    assert not field(draft, "name")["confirmed"]
    assert draft["situation"] == SITUATION
    assert draft["application_id"] in {
        a["application_id"] for a in chen.call("GET", "/applications")["applications"]
    }


def test_handling_needs_an_identity(visitor: Person) -> None:
    visitor.problem(401, "sign_in_needed", "POST", "/applications", json={"item_id": ITEM})
    visitor.problem(401, "sign_in_needed", "GET", "/applications")


def test_an_unknown_item_and_one_without_guide(chen: Person) -> None:
    chen.problem(404, "item_unknown", "POST", "/applications", json={"item_id": "no-such-item"})
    chen.problem(404, "no_guide", "POST", "/applications", json={"item_id": "name-change"})


def test_two_tabs_editing_one_draft(chen: Person) -> None:
    """The slower tab is told, with what the quicker one wrote; nothing is overwritten."""
    draft = chen.start(ITEM, **SITUATION)
    seen = {"If-Match": f'"{draft["version"]}"'}
    first = chen.raw("PATCH", path(draft, "/fields"), json={"mobile": "13800138009"}, headers=seen)
    assert first.status_code == 200
    assert first.headers["etag"] != seen["If-Match"]
    problem = chen.problem(
        409, "version_conflict", "PATCH", path(draft, "/fields"), json={"mobile": "13700137009"}, headers=seen
    )
    assert field(problem["current"], "mobile")["value"] == "13800138009"
    newer = {"If-Match": first.headers["etag"]}
    second = chen.raw("PATCH", path(draft, "/fields"), json={"mobile": "13700137009"}, headers=newer)
    assert field(second.json(), "mobile")["value"] == "13700137009"
    situation = {"json": {"receive": "mail"}, "headers": seen}
    chen.problem(409, "version_conflict", "PATCH", path(draft, "/situation"), **situation)
    bad = {"json": {"mobile": "1"}, "headers": {"If-Match": "yesterday"}}
    chen.problem(400, "if_match_invalid", "PATCH", path(draft, "/fields"), **bad)


def test_a_wrong_check_digit_is_never_kept(chen: Person) -> None:
    draft = chen.start(ITEM, **SITUATION)
    answer = chen.call("PATCH", path(draft, "/fields"), json={"id_number": "500112199203150027"})
    assert answer["problems"]["id_number"]["code"] == "checksum_failed"
    assert answer["problems"]["id_number"]["message"]
    assert field(answer, "id_number")["value"] == "500112199203150026"


def test_the_situation_decides_the_materials(chen: Person) -> None:
    draft = chen.start(ITEM)
    assert draft["next"]["kind"] == "situation"
    assert draft["next"]["options"]
    answered = chen.call("PATCH", path(draft, "/situation"), json={"who": "child"})
    assert "guardian_id" in {material["material_id"] for material in answered["materials"]}


def test_a_material_is_handed_in_and_fills_the_form(
    chen: Person, reader: QuickReader, picture: bytes
) -> None:
    draft = chen.start(ITEM, **SITUATION)
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    upload = {"files": {"file": ("id.png", io.BytesIO(picture))}}
    given = chen.call("POST", path(draft, "/materials/old_id_card"), **upload)
    material = next(m for m in given["materials"] if m["material_id"] == "old_id_card")
    assert material["document"]["state"] == "read"
    assert material["document"]["document_type"] == "id_card_front"
    assert chen.raw("GET", f"/documents/{material['document']['document_id']}/file").content == picture
    upload = {"files": {"file": ("id.png", io.BytesIO(picture))}}
    chen.problem(404, "material_unknown", "POST", path(draft, "/materials/no_such"), **upload)


def test_nothing_leaves_the_draft_unconfirmed(chen: Person) -> None:
    draft = chen.start(ITEM, **SITUATION)
    problem = chen.problem(
        409, "not_ready", "POST", path(draft, "/submit"), headers={"Idempotency-Key": uuid4().hex}
    )
    assert "mobile" in problem["unconfirmed"]
    assert problem["current"]["state"] == "draft"


def test_a_submission_needs_a_key(chen: Person) -> None:
    draft = chen.start(ITEM, **SITUATION)
    problem = chen.problem(400, "idempotency_key_missing", "POST", path(draft, "/submit"))
    assert "Idempotency-Key" in problem["detail"]
    bad = {"headers": {"Idempotency-Key": "a b"}}
    chen.problem(400, "idempotency_key_invalid", "POST", path(draft, "/submit"), **bad)


def test_many_submissions_at_once_make_one_case(chen: Person) -> None:
    application, keys = ready(chen), [uuid4().hex, uuid4().hex]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: submit(chen, application, keys[n % 2]), range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["acceptance_number"] for answer in answers}) == 1
    receipt = chen.call("GET", "/receipts", params={"key": keys[0]})
    assert receipt.keys() == {
        "acceptance_number",
        "application_id",
        "received_at",
        "deadline",
        "query_code",
        "note",
    }
    assert receipt["received_at"].endswith("+08:00")
    done = chen.call("GET", path(application))
    assert (done["state"], done["receipt"]) == ("submitted", receipt)


def test_a_receipt_is_found_by_its_own_person_only(chen: Person, liu: Person) -> None:
    key = uuid4().hex
    assert submit(chen, ready(chen), key).status_code == 200
    liu.problem(404, "receipt_unknown", "GET", "/receipts", params={"key": key})
    chen.problem(404, "receipt_unknown", "GET", "/receipts", params={"key": uuid4().hex})


def test_what_is_withdrawn_is_not_changed_any_more(chen: Person) -> None:
    draft = chen.start(ITEM, **SITUATION)
    assert chen.call("POST", path(draft, "/withdraw"))["state"] == "withdrawn"
    problem = chen.problem(
        409, "not_allowed", "PATCH", path(draft, "/fields"), json={"mobile": "13800138001"}
    )
    assert problem["current"]["state"] == "withdrawn"


def test_the_desk_is_for_reviewers(chen: Person, visitor: Person) -> None:
    chen.problem(403, "reviewer_only", "GET", "/staff/applications")
    visitor.problem(401, "sign_in_needed", "GET", "/staff/applications")


@pytest.mark.parametrize(("decision", "state"), [("accept", "accepted"), ("return", "returned")])
def test_a_reviewer_decides(chen: Person, reviewer: Person, decision: str, state: str) -> None:
    application = ready(chen)
    submit(chen, application, uuid4().hex)
    desk = reviewer.call("GET", "/staff/applications", params={"state": "submitted"})["applications"]
    assert application["application_id"] in {each["application_id"] for each in desk}
    finding = {
        "code": "needs_review",
        "severity": "must_fix",
        "field": "mobile",
        "message": "请核对手机号码。",
        "clause": "办事指南",
    }
    body = {"decision": decision, "note": "请改", "findings": [finding] if decision == "return" else []}
    decided = reviewer.call("POST", f"/staff{path(application)}/decision", json=body)
    assert decided["state"] == state
    mine = chen.call("GET", path(application))
    assert mine["state"] == state
    returned = "mobile" in {finding["field"] for finding in mine["findings"]}
    assert returned == (decision == "return")


def test_the_reviewer_sees_what_was_handed_in(
    chen: Person, reviewer: Person, reader: QuickReader, picture: bytes
) -> None:
    draft = chen.start(ITEM, **SITUATION)
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    upload = {"files": {"file": ("id.png", io.BytesIO(picture))}}
    given = chen.call("POST", path(draft, "/materials/old_id_card"), **upload)
    document = next(m["document"] for m in given["materials"] if m["document"])
    seen = f"/staff{path(draft)}/documents/{document['document_id']}/file"
    reviewer.problem(404, "application_unknown", "GET", seen)
    chen.call("POST", path(draft, "/confirm"), json={})
    assert chen.call("POST", path(draft, "/precheck"))["passed"]
    submit(chen, draft, uuid4().hex)
    assert reviewer.raw("GET", seen).content == picture


def test_the_reviewer_sees_every_page_handed_in(
    chen: Person, liu: Person, reviewer: Person, reader: QuickReader, picture: bytes
) -> None:
    """What was read, too; and nobody but a reviewer."""
    application = ready(chen)
    upload = {"files": {"file": ("front.png", io.BytesIO(picture))}}
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    given = chen.call("POST", path(application, "/materials/old_id_card"), **upload)
    document = next(m for m in given["materials"] if m["material_id"] == "old_id_card")["documents"][0]
    chen.call("POST", path(application, "/confirm"), json={})
    chen.call("POST", path(application, "/precheck"))
    assert submit(chen, application, uuid4().hex).status_code == 200
    seen = next(
        a
        for a in reviewer.call("GET", "/staff/applications")["applications"]
        if a["application_id"] == application["application_id"]
    )
    assert seen["receipt"]["deadline"]
    assert document in next(m for m in seen["materials"] if m["material_id"] == "old_id_card")["documents"]
    there = f"/staff{path(application)}/documents/{document['document_id']}"
    assert reviewer.call("GET", there)["pages"][0]["document_type"] == "id_card_front"
    assert reviewer.raw("GET", f"{there}/file").content == picture
    assert reviewer.raw("GET", f"{there}/pages/1/picture").headers["content-type"] == "image/jpeg"
    none = f"/staff{path(application)}/documents/doc_none"
    for stranger in (chen, liu):
        stranger.problem(403, "reviewer_only", "GET", there)
        stranger.problem(403, "reviewer_only", "GET", f"{there}/pages/1/picture")
    for unknown in (none, f"{none}/pages/1/picture"):
        reviewer.problem(404, "document_unknown", "GET", unknown)


def test_a_commitment_is_shown_answered_and_counts_only_then(chen: Person) -> None:
    draft = chen.start("flexible-employment")
    promised = next(m for m in draft["materials"] if m["commitment"])
    assert promised["exempt_by"] == "commitment"
    assert promised["commitment"]["asked"]
    assert promised["commitment"]["text"]
    assert promised["commitment"]["clause"]
    answer = f"/commitments/{promised['material_id']}"
    declined = chen.call("POST", path(draft, answer), json={"accepted": False})
    assert promised["material_id"] in declined["missing"]
    accepted = chen.call("POST", path(draft, answer), json={"accepted": True})
    assert promised["material_id"] not in accepted["missing"]
    chen.problem(409, "not_allowed", "POST", path(draft, "/commitments/nothing"), json={"accepted": True})
    headers = {"If-Match": f'"{draft["version"]}"'}
    chen.problem(409, "version_conflict", "POST", path(draft, "/confirm"), json={}, headers=headers)


def test_a_field_is_left_empty_on_purpose(chen: Person) -> None:
    draft = chen.start(ITEM, **SITUATION)
    emptied = chen.call("DELETE", path(draft, "/fields/mobile"))
    assert "mobile" not in {each["name"] for each in emptied["fields"]}
    chen.problem(409, "not_allowed", "DELETE", path(draft, "/fields/nothing"))
