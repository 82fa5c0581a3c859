"""Protects: a life event over HTTP is one form with an application's shapes, one person's alone, and the chat
names it beside the part that comes next."""

from .conftest import Json, Person

ANSWERS = {
    "parents": "married",
    "who": "mother",
    "born": "cq",
    "hukou": "cq",
    "insured": "uninsured",
    "registered": "done",
}


def _begun(chen: Person) -> Json:
    return chen.call("POST", "/bundles", json={"event_id": "newborn", "answers": ANSWERS})


def test_one_form_for_several_applications(chen: Person) -> None:
    whole = _begun(chen)
    parts = {part["part_id"]: part for part in whole["parts"] if part["application_id"]}
    assert set(parts) == {"household", "insurance", "card", "childcare"}
    assert parts["card"]["waits_for"] == ["household"]
    names = [field["name"] for field in whole["form"]]
    assert len(names) == len(set(names))
    path = f"/bundles/{whole['bundle_id']}"
    changed = chen.call("PATCH", f"{path}/fields", json={"child_name": "王小满"})
    assert {"child_name": "王小满"}.items() <= {f["name"]: f["value"] for f in changed["fields"]}.items()
    card = chen.call("GET", f"/applications/{parts['card']['application_id']}")
    assert "王小满" in [field["value"] for field in card["fields"]]
    stale = chen.raw("PATCH", f"{path}/fields", json={"child_name": "王大满"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (409, "version_conflict")
    assert stale.json()["current"]["bundle_id"] == whole["bundle_id"]
    checked = chen.call("POST", f"{path}/precheck")
    assert not checked["passed"]
    assert {part["part_id"] for part in checked["parts"]} == set(parts)
    refused = chen.raw("POST", f"{path}/submit", headers={"Idempotency-Key": "k1"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ready")
    progress = chen.call("GET", f"{path}/progress")
    assert (progress["done"], progress["of"]) == (0, 4)


def test_parts_are_chosen(chen: Person) -> None:
    path = f"/bundles/{_begun(chen)['bundle_id']}"
    dropped = chen.call("DELETE", f"{path}/parts/childcare")
    assert next(p["role"] for p in dropped["parts"] if p["part_id"] == "childcare") == "dropped"
    again = chen.call("PUT", f"{path}/parts/childcare")
    assert next(p["state"] for p in again["parts"] if p["part_id"] == "childcare") == "draft"
    alone = chen.call("POST", f"{path}/parts/card/alone")
    assert alone["item_id"] == "social-card"
    assert chen.raw("DELETE", f"{path}/parts/nothing").status_code == 409
    gone = chen.call("POST", f"{path}/withdraw")
    assert gone["state"] == "withdrawn"


def test_another_persons_is_unknown_on_every_call(chen: Person, liu: Person, reviewer: Person) -> None:
    path = f"/bundles/{_begun(chen)['bundle_id']}"
    for other in (liu, reviewer):
        for method, call, body in (
            ("GET", "", None),
            ("GET", "/progress", None),
            ("PATCH", "/fields", {"name": "刘桂兰"}),
            ("PATCH", "/situation", {"who": "father"}),
            ("POST", "/confirm", None),
            ("POST", "/precheck", None),
            ("POST", "/withdraw", None),
            ("PUT", "/parts/card", None),
            ("DELETE", "/parts/card", None),
            ("POST", "/parts/card/alone", None),
            ("DELETE", "/materials/id_card", None),
        ):
            answer = other.raw(method, path + call, json=body)
            assert (answer.status_code, answer.json()["code"]) == (404, "bundle_unknown"), (method, call)
        sent = other.raw("POST", f"{path}/submit", headers={"Idempotency-Key": "k"})
        assert sent.status_code == 404


def test_the_chat_names_the_whole_and_the_part_that_comes_next(chen: Person) -> None:
    chen.open()
    chen.say("我要办新生儿一件事")
    reply = chen.say("领过结婚证")
    assert reply["bundle"]["name"] == "新生儿出生“一件事”"
    for said in ("妈妈", "重庆的医院", "重庆", "没有", "办过"):
        reply = chen.say(said)
    whole = chen.call("GET", f"/bundles/{reply['bundle']['bundle_id']}")
    parts = {part["application_id"] for part in whole["parts"]}
    assert reply["application"]["application_id"] in parts
    assert reply["bundle"]["next"] == whole["next"]
