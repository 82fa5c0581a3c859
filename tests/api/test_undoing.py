"""Undo over HTTP: what was done is as if it had not been, and a picture from before is back in its place."""

import io

from .conftest import Json, Person, QuickReader

SITUATION = {"who": "self", "hukou": "cq", "receive": "window"}


def begun(person: Person) -> tuple[Json, str]:
    draft = person.start("id-card-replacement", **SITUATION)
    return draft, f"/applications/{draft['application_id']}"


def test_confirmed_typed_and_answered_are_taken_back(chen: Person) -> None:
    before, path = begun(chen)
    chen.call("POST", f"{path}/confirm", json={})
    chen.call("PATCH", f"{path}/fields", json={"mobile": "13912345678"})
    open_before = [one["name"] for one in before["fields"] if not one["confirmed"]]
    after = chen.raw("POST", f"{path}/take-back", json={"fields": ["mobile"], "confirmed": open_before})
    assert after.json()["fields"] == before["fields"]
    assert after.headers["ETag"] == f'"{after.json()["version"]}"'
    opened = chen.call("POST", f"{path}/take-back", json={"answers": ["receive"]})
    assert opened["next"]["name"] == "receive"


def test_a_picture_replaced_is_put_back(chen: Person, reader: QuickReader, picture: bytes) -> None:
    _, path = begun(chen)
    reader.shows("id_card_front", name="陈晓渝", id_number="500112199203150026")
    handed = [
        chen.call("POST", f"{path}/materials/old_id_card", files={"file": (name, io.BytesIO(picture))})
        for name in ("first.png", "second.png")
    ]
    first, second = (document_of(one) for one in handed)
    assert first != second
    again = chen.call("PUT", f"{path}/materials/old_id_card", json={"document_id": first})
    assert document_of(again) == first


def document_of(application: Json) -> str:
    material = next(one for one in application["materials"] if one["material_id"] == "old_id_card")
    return material["document"]["document_id"]


def test_another_persons_is_told_like_none_and_an_old_version_with_the_newer(
    chen: Person, liu: Person
) -> None:
    _, path = begun(chen)
    liu.problem(404, "application_unknown", "POST", f"{path}/take-back", json={"answers": ["who"]})
    body = {"document_id": "doc_none"}
    chen.problem(404, "application_unknown", "PUT", f"{path}/materials/old_id_card", json=body)
    old = {"json": {"confirmed": ["name"]}, "headers": {"If-Match": '"99"'}}
    chen.problem(409, "version_conflict", "POST", f"{path}/take-back", **old)
