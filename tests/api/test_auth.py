"""Signing in: who may, what proves it, and that a sign-out ends it."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from api.bootstrap import Container
from api.identity.provider import NobodyProvider
from api.identity.tokens import AccessTokens
from api.tables import AccessTokenRow
from knowledge_base.curation.types import GATES
from storage.clock import system_clock

from .conftest import BASE, Person

PAGE = {"Origin": "http://testserver"}


def test_invented_people_of_every_role_can_be_chosen(visitor: Person) -> None:
    accounts = visitor.call("GET", "/auth/demo-accounts")["accounts"]
    assert [a["account"] for a in accounts] == [
        "chen-xiaoyu",
        "liu-guilan",
        "zhang-yang",
        "he-min",
        "deng-guangyuan",
        "zhou-shenyan",
        "zheng-fuhe",
        "tang-bangban",
        "wen-caoni",
        "fang-zhengyan",
        "gu-falin",
        "qin-shoumi",
        "ma-zongguan",
    ]
    assert {a["role"] for a in accounts} == {"citizen", "reviewer", "curator", "admin"}
    assert [a["account"] for a in accounts if a["helper"]] == ["tang-bangban"], "no new role"


def test_the_curators_hold_the_five_gates_between_them_and_the_editor_none(visitor: Person) -> None:
    accounts = visitor.call("GET", "/auth/demo-accounts")["accounts"]
    held = {a["account"]: a["gates"] for a in accounts if a["role"] == "curator"}
    assert sorted(gate for gates in held.values() for gate in gates) == sorted(GATES)
    assert held["wen-caoni"] == []


def test_the_token_stands_for_the_account_until_sign_out(chen: Person) -> None:
    assert chen.call("GET", "/auth/me")["account"]["name"] == "陈晓渝"
    chen.call("POST", "/auth/logout")
    chen.problem(401, "token_expired", "GET", "/applications")


def test_an_unknown_account_gets_no_token(visitor: Person) -> None:
    visitor.problem(404, "account_unknown", "POST", "/auth/demo-login", json={"account": "nobody"})


def test_nobody_signs_in_without_the_demo_identity(
    visitor: Person, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(container.identity), "open_accounts", NobodyProvider.open_accounts)
    assert visitor.call("GET", "/auth/demo-accounts") == {"accounts": []}
    visitor.problem(404, "account_unknown", "POST", "/auth/demo-login", json={"account": "chen-xiaoyu"})


def test_only_the_digest_of_a_token_is_kept(chen: Person, container: Container) -> None:
    token = chen.headers["Authorization"].removeprefix("Bearer ")
    assert len(token) >= 43  # 256 bits
    with container.database.reading() as session:
        digests = session.scalars(select(AccessTokenRow.digest)).all()
    assert token not in digests
    assert all(len(digest) == 64 for digest in digests)


def test_a_token_ends_with_its_time(container: Container) -> None:
    tokens = AccessTokens(container.database, system_clock, timedelta(seconds=-1))
    token = tokens.issue("chen-xiaoyu")
    assert tokens.account_of(token) is None
    assert tokens.forget_expired() >= 1


def test_a_page_of_the_same_origin_gets_a_session_cookie(app: FastAPI) -> None:
    person = Person(app)
    answer = person.raw("POST", "/auth/demo-login", json={"account": "chen-xiaoyu"}, headers=PAGE)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert person.call("GET", "/applications")  # the cookie alone is enough for looking
    assert person.raw("POST", "/auth/logout", headers=PAGE).status_code == 204
    person.problem(401, "sign_in_needed", "GET", "/applications")


def test_a_program_gets_no_cookie(app: FastAPI) -> None:
    answer = Person(app).raw("POST", "/auth/demo-login", json={"account": "chen-xiaoyu"})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "from_elsewhere", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}]
)
def test_a_cookie_changes_nothing_from_another_site(app: FastAPI, from_elsewhere: dict[str, str]) -> None:
    person = Person(app)
    person.raw("POST", "/auth/demo-login", json={"account": "chen-xiaoyu"}, headers=PAGE)
    draft = {"json": {"item_id": "id-card-replacement"}}
    person.problem(401, "sign_in_needed", "POST", "/applications", headers=from_elsewhere, **draft)
    assert person.raw("POST", "/applications", headers=PAGE, **draft).status_code == 201


def test_the_same_address_answers_with_and_without_identity(visitor: Person) -> None:
    answer = visitor.http.get(f"{BASE}/auth/me", headers={"Authorization": "Bearer nonsense"})
    assert answer.json() == {"account": None}
