"""One's archive over HTTP: masked until asked for, corrected, kept for next time, exported whole, deleted."""

from fastapi import FastAPI

from api.bootstrap import Container, build
from api.preferences import Preferences

from .conftest import Json, Person, QuickReader

WORD = {"word": "全部删除"}


def fact(person: Person, name: str) -> Json:
    return next(one for one in person.call("GET", "/profile")["facts"] if one["name"] == name)


def test_numbers_are_masked_until_they_are_asked_for(chen: Person) -> None:
    whole = chen.call("GET", "/profile")
    assert "500112199203150026" not in str(whole)
    assert "13800138001" not in str(whole)
    assert "A12345678" not in str(whole)
    assert fact(chen, "id_number")["value"] == "5001****0026"
    assert chen.call("GET", "/profile/facts/id_number")["value"] == "500112199203150026"
    card = whole["certificates"][0]
    assert (card["label"], card["state"], card["valid_until"]) == ("社会保障卡", "valid", None)
    shown = chen.call("GET", f"/profile/certificates/{card['certificate_id']}")
    assert {"label": "卡号", "value": "A12345678"}.items() <= shown["fields"][2].items()
    assert whole["retention"] == {
        "own_fact": 1095, "certificate": 365, "picture": 30, "conversation": 180, "recording": 30,
    }  # fmt: skip


def test_only_who_is_signed_in_has_one(visitor: Person, liu: Person, chen: Person) -> None:
    for path in ("/profile", "/profile/uses", "/profile/export", "/profile/facts/mobile"):
        visitor.problem(401, "sign_in_needed", "GET", path)
    visitor.problem(401, "sign_in_needed", "DELETE", "/profile", json=WORD)
    theirs = chen.call("GET", "/profile")["certificates"][0]["certificate_id"]
    liu.problem(404, "certificate_unknown", "GET", f"/profile/certificates/{theirs}")
    liu.problem(404, "certificate_unknown", "DELETE", f"/profile/certificates/{theirs}")
    liu.problem(404, "fact_unknown", "GET", "/profile/facts/child_name")
    assert "陈晓渝" not in liu.raw("GET", "/profile/export").text


def test_ones_own_word_is_changed_a_registers_is_disputed(app: FastAPI) -> None:
    person = Person(app, "deng-guangyuan")
    before = fact(person, "mobile")
    told = person.problem(422, "value_refused", "PUT", "/profile/facts/mobile", json={"value": "123"})
    assert "手机" in told["detail"]
    assert fact(person, "mobile") == before
    changed = person.call("PUT", "/profile/facts/mobile", json={"value": "13599998888"})
    assert (changed["value"], changed["own"], changed["source"]) == ("13599998888", True, "本人填写")
    disputed = person.call("PUT", "/profile/facts/ethnicity", json={"value": "土家"})
    assert (disputed["value"], disputed["own"], disputed["dispute"]["said"]) == ("汉", False, "土家")
    assert "派出所" in disputed["how"]
    person.problem(404, "fact_unknown", "PUT", "/profile/facts/degree", json={"value": "大学"})
    person.call("PUT", "/profile/facts/mobile", json={"value": "13500135005"})


def test_an_expiring_card_leads_to_its_renewal(liu: Person, container: Container) -> None:
    front = liu.call("GET", "/profile")["certificates"][0]
    left = front["days_left"]
    assert front["valid_until"] == "2026-12-15"
    assert front["state"] == ("valid" if left > 90 else "expiring" if left >= 0 else "expired")
    assert front["renewal_item_id"] == (None if left > 90 else "id-card-renewal")


def test_from_the_receipt_to_the_next_form(app: FastAPI) -> None:
    """What was typed once is kept because the person says so, and stands in the next form."""
    person = Person(app, "he-min")
    person.call("DELETE", "/profile/facts/mobile")
    begun = handed_in(person, "id-card-replacement", mobile="13912345678")
    offered = person.call("GET", "/profile/keepable", params={"application_id": begun})["keepable"]
    assert [(one["name"], one["value"]) for one in offered] == [("mobile", "139****5678")]
    left = person.call("POST", "/profile/keep", json={"application_id": begun, "names": ["mobile"]})
    assert left == {"keepable": []}
    assert fact(person, "mobile")["application_id"] == begun
    again = person.start("id-card-replacement")
    mobile = next(one for one in again["fields"] if one["name"] == "mobile")
    assert (mobile["value"], mobile["source_ref"], mobile["confirmed"]) == (
        "13912345678", "profile.mobile", False
    )  # fmt: skip
    used = {one["application_id"]: one["facts"] for one in person.call("GET", "/profile/uses")["uses"]}
    assert "手机号码" in used[again["application_id"]]
    assert "手机号码" not in used[begun], "there it was typed"
    liu = Person(app, "liu-guilan")
    liu.problem(
        404, "application_unknown", "POST", "/profile/keep", json={"application_id": begun, "names": []}
    )
    person.call("PUT", "/profile/facts/mobile", json={"value": "13600136004"})
    person.call("DELETE", f"/applications/{again['application_id']}")
    person.call("POST", f"/applications/{begun}/withdraw")


def handed_in(person: Person, item_id: str, **typed: str) -> str:
    name = person.start(item_id)["application_id"]
    path = f"/applications/{name}"
    if typed:
        person.call("PATCH", f"{path}/fields", json=typed)
    while (step := person.call("GET", path)["next"]) and step["kind"] == "situation":
        person.call("PATCH", f"{path}/situation", json={step["name"]: step["options"][0]["id"]})
    person.call("POST", f"{path}/confirm", json={})
    assert person.call("POST", f"{path}/precheck")["passed"], person.call("GET", path)
    person.call("POST", f"{path}/submit", headers={"Idempotency-Key": name})
    return name


def test_all_of_it_is_exported_deleted_and_does_not_come_back(
    small: FastAPI, small_house: Container, reader: QuickReader, picture: bytes
) -> None:
    person, other = Person(small, "he-min"), Person(small, "liu-guilan")
    person.open()
    person.say("身份证丢了怎么办")
    sent = person.raw(
        "POST", f"/conversations/{person.conversation}/documents", files={"file": ("a.png", picture)}
    )
    document = sent.json()["document_id"]
    case = handed_in(person, "reader-card-replacement")
    small_house.preferences.keep("he-min", Preferences(elder=True, theme="dark"))
    file = person.raw("GET", "/profile/export")
    assert file.headers["content-disposition"] == 'attachment; filename="my-archive.json"'
    assert file.headers["cache-control"] == "no-store"
    whole = file.json()
    assert {one["name"] for one in whole["facts"]} == {
        one["name"] for one in person.call("GET", "/profile")["facts"]
    }
    assert "500112199007120065" in file.text
    assert whole["settings"] == {
        "elder": True, "theme": "dark", "tone": "standard", "read_aloud": False, "less_motion": False
    }  # fmt: skip
    assert whole["conversations"][0]["turns"][0]["said"] == "身份证丢了怎么办"
    assert [one["application_id"] for one in whole["applications"]] == [case]

    theirs = other.raw("GET", "/profile/export").text
    told = person.problem(422, "word_needed", "DELETE", "/profile", json={"word": "删除"})
    assert "全部删除" in told["detail"]
    done = person.call("DELETE", "/profile", json=WORD)
    assert (done["facts"], done["certificates"], done["pictures"]) == (18, 3, 1)
    assert [one["kind"] for one in done["stays"]] == ["cases", "account", "audit"]
    person.problem(404, "document_unknown", "GET", f"/documents/{document}")
    person.problem(404, "conversation_unknown", "GET", f"/conversations/{person.conversation}")
    assert other.raw("GET", "/profile/export").text == theirs
    build(small_house.settings, small_house.clock, reader=reader).release()
    left = person.call("GET", "/profile")
    assert (left["facts"], left["certificates"], left["pictures"], left["conversations"]) == ([], [], [], 0)
    assert left["cases"] == 1
    assert person.call("DELETE", "/profile", json=WORD)["facts"] == 0
    person.problem(404, "picture_stays", "DELETE", f"/profile/pictures/{document}")
