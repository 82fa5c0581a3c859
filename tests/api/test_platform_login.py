"""Signing in by a platform's code: the embedded platform and WeChat behind one port, and who becomes whom."""

import json
import logging
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from api.bootstrap import Container
from api.identity.platform import NoPlatform, Platform, PlatformUser, Refused
from api.identity.platform_binding import LIFETIME, BindingUnknown, NotBound, PlatformSignIn
from api.identity.platform_fake import FakePlatform
from api.identity.platform_tables import PlatformIdentityRow
from api.identity.platform_wechat import WeChat
from api.settings import Settings
from storage import audit
from storage.audit import AuditRow
from tests.conftest import FixedClock

from .conftest import Person

SESSION_KEY = "c2Vzc2lvbi1rZXktb2YtYS1wZXJzb24="
_numbers = count()


def code_of(person: str) -> str:
    """A code that nobody has used."""
    return f"{person}.{next(_numbers)}"


@dataclass
class FakeWeChat:
    """Answers as `jscode2session` does; codes are those of the embedded platform."""

    url: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list[dict[str, list[str]]])
    says: bytes | None = None
    used: set[str] = field(default_factory=set[str])

    def answer(self, query: dict[str, list[str]]) -> bytes:
        self.asked.append(query)
        if self.says is not None:
            return self.says
        code = query["js_code"][0]
        if "." not in code:
            return json.dumps({"errcode": 40029, "errmsg": "invalid code"}).encode()
        if code in self.used:
            return json.dumps({"errcode": 40163, "errmsg": "code been used"}).encode()
        self.used.add(code)
        return json.dumps({"openid": f"o-{code.partition('.')[0]}", "session_key": SESSION_KEY}).encode()


@pytest.fixture(scope="module")
def wechat_server() -> Generator[FakeWeChat]:
    fake = FakeWeChat()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            body = fake.answer(parse_qs(asked.query)) if asked.path == "/sns/jscode2session" else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")  # as WeChat does
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def wechat(wechat_server: FakeWeChat) -> FakeWeChat:
    wechat_server.says = None
    wechat_server.asked.clear()
    return wechat_server


@pytest.fixture(params=["embedded", "wechat"])
def platform(request: pytest.FixtureRequest, wechat: FakeWeChat) -> Platform:
    return FakePlatform() if request.param == "embedded" else WeChat("wx-app", "app-secret", wechat.url)


# What both are


def test_a_code_is_exchanged_for_its_user(platform: Platform) -> None:
    one, again, another = (platform.exchange(code_of(who)) for who in ("ann", "ann", "bob"))
    assert isinstance(one, PlatformUser)
    assert isinstance(another, PlatformUser)
    assert one == again
    assert one.digest != another.digest
    assert one.openid not in one.digest


def test_a_code_is_good_once(platform: Platform) -> None:
    code = code_of("ann")
    assert isinstance(platform.exchange(code), PlatformUser)
    assert platform.exchange(code) == Refused("code_used")


def test_what_is_no_code_names_nobody(platform: Platform) -> None:
    assert platform.exchange("invented") == Refused("code_invalid")


# WeChat alone


def test_wechat_is_asked_as_it_documents(wechat: FakeWeChat) -> None:
    WeChat("wx-app", "app-secret", wechat.url).exchange("ann.once")
    assert wechat.asked == [
        {
            "appid": ["wx-app"],
            "secret": ["app-secret"],
            "js_code": ["ann.once"],
            "grant_type": ["authorization_code"],
        }
    ]


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (b'{"errcode": -1, "errmsg": "system error"}', "unavailable"),
        (b'{"errcode": 45011, "errmsg": "api minute-quota reach limit"}', "too_often"),
        (b'{"errcode": 40226, "errmsg": "code blocked"}', "code_invalid"),
        (b'{"errcode": 40125, "errmsg": "invalid appsecret"}', "unavailable"),
        (b'{"openid": ""}', "unavailable"),
        (b"[]", "unavailable"),
        (b"<html>", "unavailable"),
    ],
)
def test_what_wechat_refuses_has_a_name(wechat: FakeWeChat, says: bytes, reason: str) -> None:
    wechat.says = says
    assert WeChat("wx-app", "app-secret", wechat.url).exchange("ann.2") == Refused(reason)  # pyright: ignore[reportArgumentType]


def test_wechat_out_of_reach_is_unavailable() -> None:
    def cut(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("no answer")

    platform = WeChat("wx-app", "app-secret", transport=httpx.MockTransport(cut))
    assert platform.exchange("ann.3") == Refused("unavailable")


def test_neither_session_key_nor_code_nor_secret_is_told(
    wechat: FakeWeChat, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("httpx").setLevel(logging.WARNING)  # as `api.logs.configure` does
        user = WeChat("wx-app", "app-secret", wechat.url).exchange("ann.told")
    assert SESSION_KEY not in repr(user)
    for secret in (SESSION_KEY, "app-secret", "ann.told", "o-ann"):
        assert secret not in caplog.text


def test_the_secret_is_not_in_the_settings_as_printed() -> None:
    assert "hidden" not in repr(Settings(miniprogram_secret="hidden", _env_file=None))


# Over HTTP


def login(person: Person, code: str) -> str:
    """The binding that a user who is nobody's gets."""
    body = {"platform": "wechat", "code": code}
    return str(person.problem(409, "not_bound", "POST", "/auth/platform-login", json=body)["binding"])


def bind(person: Person, binding: str) -> None:
    person.call("POST", "/auth/platform-bind", json={"binding": binding})


def test_not_bound_then_bound_then_signed_in_then_unbound(app: FastAPI, visitor: Person) -> None:
    binding = login(visitor, code_of("chen-phone"))
    chen = Person(app, "chen-xiaoyu")
    bind(chen, binding)
    bind(chen, binding)

    found = visitor.call(
        "POST", "/auth/platform-login", json={"platform": "wechat", "code": code_of("chen-phone")}
    )
    assert found["account"]["account"] == "chen-xiaoyu"
    visitor.headers["Authorization"] = f"Bearer {found['token']}"
    assert visitor.call("GET", "/auth/me")["account"]["name"] == "陈晓渝"

    chen.call("DELETE", "/auth/platform-bind")
    login(Person(app), code_of("chen-phone"))


def test_no_cookie_is_left_by_a_code(app: FastAPI) -> None:
    person = Person(app)
    bind(Person(app, "chen-xiaoyu"), login(person, code_of("no-cookie")))
    answer = person.raw(
        "POST",
        "/auth/platform-login",
        json={"platform": "wechat", "code": code_of("no-cookie")},
        headers={"Origin": "http://testserver"},
    )
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_a_code_sent_again_is_named(visitor: Person) -> None:
    code = code_of("again")
    login(visitor, code)
    body = {"platform": "wechat", "code": code}
    visitor.problem(400, "platform_code_used", "POST", "/auth/platform-login", json=body)


def test_a_made_up_code_is_named(visitor: Person) -> None:
    body = {"platform": "wechat", "code": "the code is a mock one"}
    visitor.problem(400, "platform_code_invalid", "POST", "/auth/platform-login", json=body)


def test_a_user_is_one_account_only(app: FastAPI, visitor: Person) -> None:
    bind(Person(app, "chen-xiaoyu"), login(visitor, code_of("shared")))
    liu, late = Person(app, "liu-guilan"), login(visitor, code_of("shared-2"))
    container: Container = app.state.container
    user = FakePlatform().exchange(code_of("shared"))
    assert isinstance(user, PlatformUser)
    body = {"binding": container.platform.offer(user).binding}
    liu.problem(409, "bound_elsewhere", "POST", "/auth/platform-bind", json=body)
    bind(liu, late)


def test_staff_are_not_signed_in_by_a_phone(reviewer: Person, visitor: Person) -> None:
    body = {"binding": login(visitor, code_of("staff"))}
    reviewer.problem(403, "platform_citizens_only", "POST", "/auth/platform-bind", json=body)


def test_binding_needs_an_identity(visitor: Person) -> None:
    body = {"binding": login(visitor, code_of("anonymous"))}
    visitor.problem(401, "sign_in_needed", "POST", "/auth/platform-bind", json=body)
    visitor.problem(401, "sign_in_needed", "DELETE", "/auth/platform-bind")


@pytest.mark.parametrize("binding", ["x", "AAAA", "ü", "=" * 80])
def test_a_made_up_binding_is_named(chen: Person, binding: str) -> None:
    chen.problem(409, "binding_unknown", "POST", "/auth/platform-bind", json={"binding": binding})


def test_a_binding_ends_with_its_time(container: Container, clock: FixedClock) -> None:
    sign_in = PlatformSignIn(FakePlatform(), container.database, clock)
    offered = sign_in.sign_in(code_of("late"))
    assert isinstance(offered, NotBound)
    clock.now += LIFETIME + timedelta(seconds=1)
    assert sign_in.bind(offered.binding, "chen-xiaoyu") == BindingUnknown()


def test_openid_and_binding_are_kept_nowhere_and_each_change_is_audited(
    app: FastAPI, container: Container, visitor: Person
) -> None:
    binding = login(visitor, code_of("kept"))
    zhang = Person(app, "zhang-yang")
    bind(zhang, binding)
    zhang.call("DELETE", "/auth/platform-bind?platform=wechat")
    bind(zhang, binding)
    with container.database.reading() as session:
        rows = session.scalars(
            select(PlatformIdentityRow).where(PlatformIdentityRow.account_id == "zhang-yang")
        )
        assert [len(row.digest) for row in rows] == [64]
        done = session.scalars(
            select(AuditRow.action).where(
                AuditRow.actor == "zhang-yang", AuditRow.action.startswith("platform.")
            )
        ).all()
        assert audit.verify(session).ok
    assert done == ["platform.bind", "platform.unbind", "platform.bind"]


def test_who_stands_behind_the_settings() -> None:
    from api.bootstrap import _platform  # pyright: ignore[reportPrivateUsage]

    def chosen(**settings: str) -> type:
        return type(_platform(Settings(**settings, _env_file=None)))  # pyright: ignore[reportArgumentType]

    assert chosen() is FakePlatform
    assert chosen(identity="none") is NoPlatform, "the fake believes everybody"
    assert chosen(miniprogram_platform="none") is NoPlatform
    assert chosen(miniprogram_platform="wechat", identity="none") is WeChat
    assert NoPlatform().exchange("any.1") == Refused("not_offered")


def test_signing_in_by_code_is_limited(
    app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.limits import RateLimit

    monkeypatch.setattr(container.limits, "logins", RateLimit(2))
    visitor = Person(app)
    for _ in range(2):
        login(visitor, code_of("often"))
    body = {"platform": "wechat", "code": code_of("often")}
    visitor.problem(429, "too_many_requests", "POST", "/auth/platform-login", json=body)


# What `wx.request` can't send


def test_a_post_that_says_so_is_a_patch(chen: Person) -> None:
    draft = chen.start("id-card-replacement")
    said = {"X-HTTP-Method-Override": "PATCH", "If-Match": f'"{draft["version"]}"'}
    path = f"/applications/{draft['application_id']}/fields"
    changed = chen.call("POST", path, json={"mobile": "13800138000"}, headers=said)
    assert {"13800138000"} == {one["value"] for one in changed["fields"] if one["name"] == "mobile"}
    chen.problem(409, "version_conflict", "POST", path, json={"mobile": "13900139000"}, headers=said)


@pytest.mark.parametrize("method", ["DELETE", "GET", ""])
def test_no_other_method_is_meant_by_a_header(chen: Person, method: str) -> None:
    draft = chen.start("id-card-replacement")
    path = f"/applications/{draft['application_id']}"
    chen.problem(405, "method_not_allowed", "POST", path, headers={"X-HTTP-Method-Override": method})
    assert chen.call("GET", path)["state"] == "draft"
