"""Acting for others over HTTP: how it comes about, what it permits, and that it ends at once."""

import asyncio
from collections.abc import Generator
from datetime import timedelta

import pytest
from fastapi import FastAPI

from api.bootstrap import Container
from api.claims import Claims
from api.placing import Placing

from .conftest import Json, Person, QuickReader

ITEM = "id-card-replacement"
LIU = {"name": "刘桂兰", "id_number": "50010319510820014X"}


def scope(container: Container, **other: object) -> Json:
    until = (container.clock().date() + timedelta(days=30)).isoformat()
    return {
        "items": [ITEM],
        "acts": ["prepare", "submit"],
        "use_profile": True,
        "use_certificates": True,
        "until": until,
    } | other


def agreed_invitation(person: Person, wish: Json) -> Json:
    words = person.call("POST", "/delegations/words", json={"side": "principal", **wish})["words"]
    return person.call("POST", "/delegations/invitations", json={**wish, "agreed": words})


@pytest.fixture
def helper(app: FastAPI) -> Person:
    return Person(app, "tang-bangban")


@pytest.fixture
def granted(liu: Person, chen: Person, container: Container) -> Generator[Json]:
    """刘桂兰 lets 陈晓渝 handle the replacement of her ID card."""
    made = agreed_invitation(liu, {"other_name": "陈晓渝", "relation": "mother", "scope": scope(container)})
    seen = chen.call("POST", "/delegations/redeem", json={"code": made["code"], "name": "刘桂兰"})
    assert (seen["state"], seen["side"], seen["may"]) == ("offered", "agent", ["accept", "refuse"])
    yield chen.call("POST", f"/delegations/{seen['delegation_id']}/accept")
    liu.call("POST", f"/delegations/{seen['delegation_id']}/end")


def begin(person: Person, granted: Json, **more: object) -> Json:
    asked: Json = {"item_id": ITEM, "on_behalf_of": granted["delegation_id"], **more}
    return person.call("POST", "/applications", json=asked)


def test_the_application_is_the_principals_and_filled_from_her_profile(
    granted: Json, liu: Person, chen: Person
) -> None:
    made = begin(chen, granted)
    values = {one["name"]: one["value"] for one in made["fields"]}
    assert (values["name"], values["id_number"]) == (LIU["name"], LIU["id_number"])
    assert not {"陈晓渝", "500112199203150026", "13800138001"} & set(values.values())
    assert made["situation"] == {"who": "self"}, "about whom it is, the delegation says"
    assert made["owner_name"] == "刘桂兰"
    told = made["acting"]
    assert (told["agent"], told["agent_name"], told["kind"]) == ("chen-xiaoyu", "陈晓渝", "family")
    assert made["application_id"] in [
        one["application_id"] for one in liu.call("GET", "/applications")["applications"]
    ]
    listed = chen.call("GET", "/applications")["applications"]
    theirs = next(one for one in listed if one["application_id"] == made["application_id"])
    assert theirs["owner_name"] == "刘桂兰"
    liu.call("DELETE", f"/applications/{made['application_id']}")


def test_it_can_be_sent_with_both_names_and_ends_at_once_when_taken_back(
    granted: Json, liu: Person, chen: Person
) -> None:
    made = begin(chen, granted, situation={"hukou": "cq", "receive": "window"})
    path = f"/applications/{made['application_id']}"
    chen.call("POST", f"{path}/confirm", json={})
    assert chen.call("POST", f"{path}/precheck")["passed"]
    chen.call("POST", f"{path}/submit", headers={"Idempotency-Key": f"both-{made['application_id']}"})
    assert chen.raw("GET", f"{path}/papers/receipt").content.startswith(b"%PDF")
    liu.call("POST", f"/delegations/{granted['delegation_id']}/end")
    for method, part in (("GET", ""), ("GET", "/progress"), ("POST", "/withdraw"), ("GET", "/papers/form")):
        chen.problem(404, "application_unknown", method, f"{path}{part}")
    key = f"both-{made['application_id']}"
    chen.problem(404, "receipt_unknown", "GET", "/receipts", params={"key": key})
    assert liu.call("GET", path)["acting"]["active"] is False
    liu.call("POST", f"{path}/withdraw")


def test_a_form_under_way_when_it_is_taken_back_changes_no_more(
    granted: Json, liu: Person, chen: Person
) -> None:
    made = begin(chen, granted)
    path = f"/applications/{made['application_id']}"
    before = chen.call("PATCH", f"{path}/fields", json={"mobile": "13900139002"})
    liu.call("POST", f"/delegations/{granted['delegation_id']}/end")
    refused = chen.raw("PATCH", f"{path}/fields", json={"mobile": "13800138001"})
    assert refused.status_code == 404
    assert chen.raw("POST", f"{path}/submit", headers={"Idempotency-Key": "late"}).status_code == 404
    assert liu.call("GET", path)["version"] == before["version"]
    liu.call("DELETE", path)


def test_what_is_not_granted_is_told_and_what_is_others_is_unknown(
    app: FastAPI, granted: Json, chen: Person, container: Container
) -> None:
    zhang = Person(app, "zhang-yang")
    other = {"item_id": "no-criminal-record", "on_behalf_of": granted["delegation_id"]}
    chen.problem(409, "delegation_refused", "POST", "/applications", json=other)
    for on_behalf_of in (granted["delegation_id"], "dlg_none"):
        asked = {"item_id": ITEM, "on_behalf_of": on_behalf_of}
        zhang.problem(404, "delegation_unknown", "POST", "/applications", json=asked)
    late = {"other_name": "张洋", "scope": scope(container, until="2099-01-01")}
    words = chen.call("POST", "/delegations/words", json={"side": "principal", **late})["words"]
    chen.problem(
        409, "delegation_refused", "POST", "/delegations/invitations", json={**late, "agreed": words}
    )
    fresh = {"other_name": "张洋", "scope": scope(container)}
    told = chen.problem(409, "delegation_refused", "POST", "/delegations/invitations", json=fresh)
    assert "陈晓渝" in told["words"], "who agreed to nothing is shown the words"


def test_another_answer_to_whom_it_is_for_is_refused(granted: Json, liu: Person, chen: Person) -> None:
    made = begin(chen, granted)
    path = f"/applications/{made['application_id']}"
    changed = chen.call("PATCH", f"{path}/situation", json={"who": "child"})
    assert changed["situation"]["who"] == "self"
    assert "刘桂兰" in changed["problems"]["who"]["message"]
    liu.call("DELETE", path)


def test_a_request_is_agreed_to_word_for_word(liu: Person, chen: Person, container: Container) -> None:
    wish = {"other_name": "刘桂兰", "relation": "mother", "scope": scope(container, acts=["follow"])}
    asked = chen.call("POST", "/delegations/requests", json=wish)
    seen = liu.call("POST", "/delegations/redeem", json={"code": asked["code"], "name": "陈晓渝"})
    path = f"/delegations/{seen['delegation_id']}"
    told = liu.problem(409, "delegation_refused", "POST", f"{path}/accept")
    assert told["words"] == seen["consent"]
    chen.problem(404, "delegation_unknown", "POST", f"{path}/accept", json={"agreed": seen["consent"]})
    held = liu.call("POST", f"{path}/accept", json={"agreed": seen["consent"]})
    assert (held["state"], held["may"]) == ("active", ["end"])
    assert held["scope"]["acts"] == ["prepare", "follow"]
    assert chen.call("POST", f"{path}/end")["state"] == "laid_down"


def test_wrong_codes_are_counted(app: FastAPI) -> None:
    guessing = Person(app, "deng-guangyuan")
    for _ in range(5):
        wrong = {"code": "0000 0000 0000", "name": "刘桂兰"}
        guessing.problem(404, "delegation_unknown", "POST", "/delegations/redeem", json=wrong)
    answer = guessing.raw("POST", "/delegations/redeem", json={"code": "1", "name": "刘桂兰"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_at_the_window_the_card_must_be_there(
    helper: Person, liu: Person, chen: Person, container: Container, reader: QuickReader, picture: bytes
) -> None:
    reader.shows("id_card_front", **LIU)
    card = helper.call("POST", "/delegations/pictures", files={"file": ("card.png", picture)})
    today = container.clock().date().isoformat()
    wish = {"scope": scope(container, until=today), "relation": "other"}
    spoken = {"side": "agent", "other_name": LIU["name"], **wish}
    words = helper.call("POST", "/delegations/words", json=spoken)["words"]
    body = {**LIU, **wish, "document_id": card["document_id"], "agreed": words}
    chen.problem(403, "helper_only", "POST", "/delegations/presence", json=body)
    strange = {**body, "name": "陈晓渝", "id_number": "500112199203150026"}
    helper.problem(409, "delegation_refused", "POST", "/delegations/presence", json=strange)
    helper.problem(409, "delegation_refused", "POST", "/delegations/presence", json={**body, "agreed": "行"})
    held = helper.call("POST", "/delegations/presence", json=body)
    assert (held["kind"], held["state"], held["scope"]["until"]) == ("staff", "active", today)
    made = begin(helper, held)
    assert made["owner_name"] == "刘桂兰"
    assert "唐帮办" in held["evidence"]
    helper.problem(404, "document_unknown", "GET", f"/documents/{card['document_id']}")
    liu.call("DELETE", f"/applications/{made['application_id']}")
    liu.call("POST", f"/delegations/{held['delegation_id']}/end")


def test_a_parent_acts_for_the_child_the_registers_know(app: FastAPI) -> None:
    he = Person(app, "he-min")
    child = {"name": "罗小满", "id_number": "500112202503100025"}
    held = he.call("POST", "/delegations/children", json=child)
    assert (held["kind"], held["state"], held["principal_name"]) == ("guardian", "active", "罗小满")
    made = he.call(
        "POST", "/applications", json={"item_id": "id-card-first", "on_behalf_of": held["delegation_id"]}
    )
    values = {one["name"]: one["value"] for one in made["fields"]}
    assert made["situation"]["who"] == "child"
    assert (values["child_name"], values["child_id_number"]) == ("罗小满", "500112202503100025")
    assert values["name"] == "何敏", "the form asks for the guardian there"
    assert made["owner_name"] == "罗小满"
    marriage = {"item_id": "marriage", "on_behalf_of": held["delegation_id"]}
    he.problem(409, "delegation_refused", "POST", "/applications", json=marriage)
    he.call("DELETE", f"/applications/{made['application_id']}")
    he.call("POST", f"/delegations/{held['delegation_id']}/end")


def test_staff_look_where_nothing_shows_the_child(
    app: FastAPI, chen: Person, reviewer: Person, picture: bytes
) -> None:
    paper = chen.call("POST", "/delegations/pictures", files={"file": ("birth.png", picture)})
    child = {"name": "罗小满", "id_number": "500112202503100025", "document_id": paper["document_id"]}
    waiting = chen.call("POST", "/delegations/children", json=child)
    assert waiting["state"] == "checking"
    path = f"/staff/delegations/{waiting['delegation_id']}"
    listed = reviewer.call("GET", "/staff/delegations")["delegations"]
    assert waiting["delegation_id"] in [one["delegation_id"] for one in listed]
    assert reviewer.raw("GET", f"{path}/picture").content == picture
    chen.problem(403, "reviewer_only", "POST", f"{path}/check", json={"accepted": True, "evidence": "看过"})
    answer = {"accepted": False, "evidence": "照片上不是出生证"}
    decided = reviewer.call("POST", f"{path}/check", json=answer)
    assert decided["state"] == "refused"
    reviewer.problem(404, "delegation_unknown", "GET", f"{path}/picture")
    begun = {"item_id": "id-card-first", "on_behalf_of": waiting["delegation_id"]}
    chen.problem(409, "delegation_refused", "POST", "/applications", json=begun)


def test_pictures_read_later_arrive_in_the_others_case(
    granted: Json,
    app: FastAPI,
    liu: Person,
    chen: Person,
    container: Container,
    reader: QuickReader,
    picture: bytes,
) -> None:
    """Of a child too, who has no account; and what was handed in for her never becomes the agent's again."""
    he = Person(app, "he-min")
    child = {"name": "罗小满", "id_number": "500112202503100025"}
    held = he.call("POST", "/delegations/children", json=child)
    cases = [(he, begin(he, held, item_id="id-card-first")), (chen, begin(chen, granted))]
    reader.busy, handed = True, []
    for person, made in cases:
        material = made["materials"][-1]["material_id"]
        sent = person.call(
            "POST",
            f"/applications/{made['application_id']}/materials/{material}",
            files={"file": ("a.png", picture)},
        )
        handed.append(next(m for m in sent["materials"] if m["material_id"] == material)["document"])
    assert [one["state"] for one in handed] == ["kept", "kept"]
    reader.busy = False
    asyncio.run(container.background.read_waiting())
    for (person, _), document in zip(cases, handed, strict=True):
        assert person.call("GET", f"/documents/{document['document_id']}")["state"] == "read"
    assert container.underway.waiting() == []
    assert liu.call("GET", f"/documents/{handed[1]['document_id']}")["state"] == "read"
    liu.call("POST", f"/delegations/{granted['delegation_id']}/end")
    chen.problem(404, "document_unknown", "GET", f"/documents/{handed[1]['document_id']}/file")
    liu.call("DELETE", f"/applications/{cases[1][1]['application_id']}")
    liu.problem(404, "document_unknown", "GET", f"/documents/{handed[1]['document_id']}")
    he.call("DELETE", f"/applications/{cases[0][1]['application_id']}")
    he.call("POST", f"/delegations/{held['delegation_id']}/end")


def test_what_others_have_in_the_talk_stays_theirs(
    granted: Json, liu: Person, chen: Person, container: Container, reader: QuickReader, picture: bytes
) -> None:
    """A card sent in the agent's talk goes into her case; a later turn about it takes nothing back."""
    made = begin(chen, granted)
    chen.open()
    hers = chen.say("我要补办身份证，替刘桂兰办")
    assert hers["application"]["application_id"] == made["application_id"], hers["text"]
    reader.shows("id_card_front", **LIU)
    sent = chen.raw(
        "POST", f"/conversations/{chen.conversation}/documents", files={"file": ("b.png", picture)}
    ).json()
    path = f"/documents/{sent['document_id']}"
    assert liu.call("GET", path)["state"] == "read", "it went into her case"
    claims = Claims(container.database, container.clock)
    house = container.applications, container.assistant
    placing = Placing(container.database, claims, container.identity, *house)
    placing.told(sent["document_id"], "又看了一遍。")
    assert liu.call("GET", path)["state"] == "read"
    liu.call("DELETE", f"/applications/{made['application_id']}")
