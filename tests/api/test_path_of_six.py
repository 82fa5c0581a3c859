"""The whole path over HTTP for each authored item: a draft, what it asks for, precheck, one receipt."""

import io
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from .conftest import Json, Person, QuickReader

VALUES = {
    "name": "罗文杰",
    "id_number": "500112198911030119",
    "mobile": "13800138001",
    "date": "2026-11-01",
    "address": "重庆市渝北区龙溪街道红锦大道88号",
    "text": "餐饮服务",
    "money": "50000",
    "integer": "1",
    "bank_card": "6217003760000000018",
    "credit_code": "91500108MA5YB0002Q",
}
PATHS = [
    ("id-card-replacement", "chen-xiaoyu", {}),
    ("id-card-renewal", "liu-guilan", {}),
    ("residence-permit", "zhang-yang", {"residing_since": "2025-08-20"}),
    ("marriage", "chen-xiaoyu", {"side": "bride", "partner_birth_date": "1989-11-03"}),
    ("self-employed-setup", "zhang-yang", {}),
    ("childcare-subsidy", "he-min", {}),
]


class Handling:
    """One person handling one item: does what `next` says until there is nothing left but to submit."""

    def __init__(self, person: Person, item_id: str, reader: QuickReader, picture: bytes) -> None:
        self._person, self._reader, self._picture = person, reader, picture
        self._guide = person.call("GET", f"/items/{item_id}")
        self.application = person.start(item_id)

    def prepare(self, answers: dict[str, str]) -> None:
        for _ in range(80):
            following = self.application["next"]
            if following is None or following["kind"] in ("precheck", "submit"):
                return
            self.application = getattr(self, f"_{following['kind']}")(following, answers)
        raise AssertionError(f"no end: {following}")

    def _call(self, method: str, more: str, **options: Any) -> Json:
        return self._person.call(
            method, f"/applications/{self.application['application_id']}{more}", **options
        )

    def _situation(self, following: Json, answers: dict[str, str]) -> Json:
        option = answers.get(following["name"], following["options"][0]["id"])
        return self._call("PATCH", "/situation", json={following["name"]: option})

    def _field(self, following: Json, answers: dict[str, str]) -> Json:
        field = next(f for f in self._guide["form"]["fields"] if f["name"] == following["name"])
        choices = [choice["id"] for choice in field["choices"]]
        value = answers.get(field["name"]) or (choices or [VALUES.get(field["type"])])[0]
        given = self._call("PATCH", "/fields", json={field["name"]: value})
        assert not given["problems"], (field["name"], given["problems"])
        return given

    def _document(self, following: Json, _answers: dict[str, str]) -> Json:
        material = next(m for m in self._guide["materials"] if m["id"] == following["name"])
        kind = (material["documents"] or ["unknown"])[0]
        self._reader.shows(kind)
        upload = {"file": ("picture.png", io.BytesIO(self._picture))}
        return self._call("POST", f"/materials/{material['id']}", files=upload)

    def _confirm(self, _following: Json, _answers: dict[str, str]) -> Json:
        return self._call("POST", "/confirm", json={})


@pytest.mark.parametrize(("item_id", "account", "answers"), PATHS, ids=[item for item, _, _ in PATHS])
def test_from_draft_to_receipt(
    app: FastAPI, reader: QuickReader, picture: bytes, item_id: str, account: str, answers: dict[str, str]
) -> None:
    person = Person(app, account)
    handling = Handling(person, item_id, reader, picture)
    handling.prepare(answers)
    there = f"/applications/{handling.application['application_id']}"
    checked = person.call("POST", f"{there}/precheck")
    assert checked["passed"], checked["findings"]
    key = {"Idempotency-Key": uuid4().hex}
    receipt = person.call("POST", f"{there}/submit", headers=key)
    assert receipt["acceptance_number"]
    assert receipt == person.call("POST", f"{there}/submit", headers=key)
    assert person.call("GET", there)["state"] == "submitted"
