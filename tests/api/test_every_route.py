"""Nobody reads or changes what is another person's, on any operation of the OpenAPI document, new ones too.

Every operation is called by people who have nothing to do with the owners, with the owners' real ids. A call
that carries such an id is refused, and told exactly like one with an id that does not exist. Whatever is
called, nothing of the owners is in status line, headers or body; afterwards all of theirs is as it was.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from api.bootstrap import Container
from applications.delegations.service import Delegations
from applications.delegations.types import Offered, Scope, Wish
from applications.reminders.tables import ReminderRow
from applications.types import Actor
from assistant.tools import threads
from assistant.tools.threads import Thread
from storage.encryption import use_keys
from storage.ids import new_id

from .conftest import Json, Person
from .every_call import PERSONAL, Call, EveryCall, Operation

PUBLIC: Mapping[str, str] = {
    "GET /auth/demo-accounts": "the invented people, shown by name to be chosen from",
    "POST /auth/demo-login": "how one becomes an invented person",
    "POST /auth/platform-login": "asks the platform, and tells only who holds its code",
    "GET /items": "published items",
    "GET /items/{item_id}": "a published guide",
    "GET /items/{item_id}/graph": "what published guides say of one another",
    "GET /life-events": "published life events",
    "GET /life-events/{event_id}": "a published life event",
    "GET /life-events/{event_id}/plan": "computed from the answers in the call",
    "POST /life-events/{event_id}/plan": "computed from the answers in the call",
    "GET /about": "tells who answers here",
    "GET /healthz": "tells that the process answers",
    "GET /readyz": "tells of dependencies",
    "GET /metrics": "figures that name nobody",
    "POST /documents/read": "reads the caller's picture and keeps nothing",
    "GET /speech": "tells what the service can do with sound",
    "POST /speech/voice": "speaks the caller's text and keeps nothing",
    "POST /speech/transcripts": "writes the caller's recording down and keeps nothing",
}
OWN: Mapping[str, str] = {
    "POST /auth/logout": "ends the caller's sign-in",
    "GET /auth/me": "the caller",
    "POST /auth/platform-bind": "binds the caller; a binding is encrypted and names no account",
    "DELETE /auth/platform-bind": "unbinds the caller",
    "POST /conversations": "begins one of the caller's",
    "POST /agent": "begins a talk of the caller's; test_agent.py tries another's",
    "GET /applications": "the caller's",
    "POST /applications": "begins one of the caller's",
    "GET /bundles": "the caller's",
    "POST /bundles": "begins one of the caller's",
    "GET /reminders": "the caller's",
    "GET /reminders/wishes": "the caller's",
    "PUT /reminders/wishes": "the caller's",
    "GET /recommendations": "from the caller's profile",
    "GET /profile": "the caller's",
    "DELETE /profile": "the caller's, and only with the word",
    "GET /profile/uses": "the caller's",
    "GET /profile/export": "the caller's",
    "GET /me/recordings": "the caller's",
    "GET /me/settings": "the caller's",
    "PUT /me/settings": "the caller's",
    "GET /delegations": "the caller's",
    "POST /delegations/words": "computed from the call and the caller's name",
    "POST /delegations/invitations": "made by the caller",
    "POST /delegations/requests": "made by the caller",
    "POST /delegations/redeem": "names no id but a code, and guesses are counted",
    "POST /delegations/pictures": "keeps the caller's picture",
    "POST /delegations/children": "the caller's child, or nothing",
}
DESKS: Mapping[str, tuple[str, ...]] = {
    "zhou-shenyan": ("/staff/",),
    "wen-caoni": ("/curation/", "/staff/figures"),
    "ma-zongguan": ("/curation/", "/admin/", "/staff/figures"),
}
"""Where a role's own work is: calls there may succeed as long as they carry no id of an owner."""
NAMES_SHOWN = {
    "GET /auth/demo-accounts", "GET /delegations", "GET /profile", "GET /profile/uses", "GET /profile/export"
}  # fmt: skip
"""Where names of owners may stand: of the invented people, and of whom one acted for."""
STRANGERS = [None, "zhang-yang", "zhou-shenyan", "wen-caoni", "ma-zongguan", "tang-bangban"]
"""nobody, another citizen, a reviewer, a curator, the administrator, a helper"""
VARY = {"x-request-id", "date", "content-length"}
FILES = ("/file", "/picture", "/papers/{kind}", "/result", "/recordings/{recording_id}")


@dataclass
class Owner:
    """Somebody with things of their own, by the names their ids have in paths; and what would betray them."""

    person: Person
    ids: dict[str, str] = field(default_factory=dict[str, str])
    traces: set[str] = field(default_factory=set[str])
    name: str = ""
    handed_in: bool = False

    def betrayed(self, answer: Any, but: set[str], *, name: bool = True) -> set[str]:
        """Traces in an answer. Ids that the caller sent betray nothing."""
        told = f"{answer.status_code} {answer.reason_phrase} {answer.headers} {answer.text}"
        traces = self.traces | ({self.name} if self.name and name else set[str]())
        looked_for = (traces | set(self.ids.values())) - but
        return {one for one in looked_for if one in told or quote(one) in told}


@pytest.fixture(scope="module")
def every(app: FastAPI, picture: bytes) -> EveryCall:
    return EveryCall(Person(app).call("GET", "/openapi.json"), picture)


@pytest.fixture(scope="module")
def owners(app: FastAPI, container: Container, picture: bytes) -> Generator[list[Owner]]:
    """One who prepares, one who has handed in, and a visitor; nobody else in this folder is the first."""
    use_keys(container.keys)
    owners = [_preparing(app, container, picture), _handed_in(app, container), _visiting(app, picture)]
    yield owners
    owners[0].person.call("PUT", "/reminders/wishes", json={"kinds": []})
    owners[1].person.raw("POST", f"/applications/{owners[1].ids['application_id']}/withdraw")


def _preparing(app: FastAPI, container: Container, picture: bytes) -> Owner:
    account = "deng-guangyuan"
    owner = Owner(Person(app, account), name="邓广远")
    person, ids = owner.person, owner.ids
    ids["conversation_id"] = person.open()
    ids["message_id"] = person.say("身份证丢了怎么办")["message_id"]
    sent = person.raw(
        "POST",
        f"/conversations/{person.conversation}/documents",
        files={"file": ("邓家的照片.png", picture)},
    )
    ids["document_id"] = sent.json()["document_id"]
    person.call(
        "POST",
        f"/conversations/{person.conversation}/messages/{ids['message_id']}/feedback",
        json={"wrong": True, "comment": "打我电话13900001111，我叫邓广远"},
    )
    ids["application_id"] = person.start("id-card-replacement")["application_id"]
    person.call("PATCH", f"/applications/{ids['application_id']}/fields", json={"mobile": "13900002222"})
    ids["certificate_id"] = person.call("GET", "/profile")["certificates"][0]["certificate_id"]
    ids["bundle_id"] = person.call("POST", "/bundles", json={"event_id": "newborn"})["bundle_id"]
    ids["delegation_id"] = _delegated(container, Actor(account, owner.name, "citizen"))
    ids["on_behalf_of"] = ids["delegation_id"]
    ids["reminder_id"] = new_id("rem")
    person.call("PUT", "/reminders/wishes", json={"kinds": ["draft"]})
    with container.database.transaction() as session:
        session.add(_reminder(container, account, ids))
    ids["recording_id"] = _recorded(container, account)
    ids["approval_id"] = _approval(container, Actor(account, owner.name, "citizen"), ids)
    owner.traces = {
        "511602199508180020", "13500135005", "北辰街道建安中路77号", "13900001111", "13900002222",
        "邓家的照片",
    }  # fmt: skip
    return owner


def _delegated(container: Container, actor: Actor) -> str:
    """An offer to a person who is none of the strangers."""
    delegations = Delegations(container.database, container.library, container.clock)
    today = container.clock().date()
    scope = Scope(("id-card-replacement",), ("prepare",), True, True, date(today.year + 1, 1, 1))
    wish = Wish("陈晓渝", "other", scope)
    made = delegations.invite(actor, wish, delegations.words(actor.name, "陈晓渝", wish))
    assert isinstance(made, Offered), made
    return made.delegation.delegation_id


def _recorded(container: Container, account: str) -> str:
    """A call of a second."""
    call_id = new_id("call")
    container.recordings.begin(call_id, account, True, words="可以录下来吗？邓广远")
    container.recordings.keep(call_id, "caller", bytes(16000), 8000)
    container.recordings.end(call_id)
    return container.recorded.of(account)[0].recording_id


def _approval(container: Container, actor: Actor, ids: Mapping[str, str]) -> str:
    """What an agent prepared and waits for its person."""
    handed = {"act": "confirm", "application_id": ids["application_id"], "version": 1, "names": []}
    thread = Thread(new_id("thr"), ids["conversation_id"])
    with container.database.transaction() as session:
        threads.keep(session, actor.account_id, thread, (), container.clock())
        (waiting,) = container.approvals.keep(session, actor, thread.thread_id, [handed])
    return waiting.approval_id


def _reminder(container: Container, account: str, ids: Mapping[str, str]) -> ReminderRow:
    return ReminderRow(
        id=ids["reminder_id"],
        owner_id=account,
        kind="draft",
        key="every-route",
        text="13900002222 的草稿还没有交",
        item_id="id-card-replacement",
        application_id=ids["application_id"],
        made_at=container.clock(),
        message="none",
        attempts=0,
    )


def _handed_in(app: FastAPI, container: Container) -> Owner:
    """Begun by one of the strangers who acted for her and no longer does."""
    owner = Owner(Person(app, "liu-guilan"), name="刘桂兰", handed_in=True)
    person, ids = owner.person, owner.ids
    made = _begun_for_her(app, container, person)
    ids["application_id"], ids["key"] = made["application_id"], new_id("key")
    path = f"/applications/{ids['application_id']}"
    person.call("POST", f"{path}/confirm", json={})
    assert person.call("POST", f"{path}/precheck")["passed"]
    receipt = person.call("POST", f"{path}/submit", headers={"Idempotency-Key": ids["key"]})
    rating = person.call("POST", f"{path}/rating", json={"level": 1, "comment": "等了三个钟头"})
    ids["rating_id"] = rating["rating"]["rating_id"]
    owner.traces = {
        "50010319510820014X", "13900139002", "七星岗街道中山一路26号", "等了三个钟头",
        receipt["acceptance_number"], receipt["query_code"],
    }  # fmt: skip
    return owner


def _begun_for_her(app: FastAPI, container: Container, person: Person) -> Json:
    agent, until = Person(app, "zhang-yang"), container.clock().date().isoformat()
    scope = {"items": [], "acts": ["submit"], "use_profile": True, "use_certificates": True, "until": until}
    wish = {"other_name": "张洋", "relation": "other", "scope": scope}
    words = person.call("POST", "/delegations/words", json={"side": "principal", **wish})["words"]
    offered = person.call("POST", "/delegations/invitations", json={**wish, "agreed": words})
    grant = offered["delegation"]["delegation_id"]
    agent.call("POST", "/delegations/redeem", json={"code": offered["code"], "name": "刘桂兰"})
    agent.call("POST", f"/delegations/{grant}/accept")
    case = {"hukou": "cq", "receive": "window"}
    asked = {"item_id": "id-card-replacement", "situation": case, "on_behalf_of": grant}
    made = agent.call("POST", "/applications", json=asked)
    assert agent.call("GET", f"/applications/{made['application_id']}")["owner_name"] == "刘桂兰"
    person.call("POST", f"/delegations/{grant}/end")
    return made


def _visiting(app: FastAPI, picture: bytes) -> Owner:
    """Has not signed in: the conversation's token is the only key."""
    owner = Owner(Person(app))
    person, ids = owner.person, owner.ids
    ids["conversation_id"] = person.open()
    ids["message_id"] = person.say("我是钱不二，居住证怎么办")["message_id"]
    sent = person.raw(
        "POST", f"/conversations/{person.conversation}/documents", files={"file": ("钱家.png", picture)}
    )
    ids["document_id"] = sent.json()["document_id"]
    owner.traces = {"钱不二", "钱家", person.headers["X-Conversation-Token"]}
    return owner


def send(person: Person, call: Call) -> Any:
    return person.raw(call.operation.method, call.path, **call.options)


def told(answer: Any, sent: set[str]) -> tuple[Any, ...]:
    """The answer without what differs each time and without the ids that were sent."""
    text = answer.text.replace(answer.headers.get("x-request-id", "\0"), "")
    for one in sorted(sent):
        text = text.replace(one, "*")
    headers = {name: value for name, value in answer.headers.items() if name not in VARY}
    return answer.status_code, headers, text


def made_up(ids: Mapping[str, str]) -> dict[str, str]:
    """Ids of the same shape that are nobody's."""
    return {name: one[:4] + "0" * (len(one) - 4) for name, one in ids.items()}


def everything_of(owner: Owner, every: EveryCall) -> dict[str, Json]:
    """What the owner is told by every call that only looks."""
    found: dict[str, Json] = {}
    for operation in every.operations:
        call = every.call(operation, owner.ids)
        others = operation.name in PUBLIC or operation.path.startswith(("/staff/", "/curation/", "/admin/"))
        told = operation.method == "GET" and not operation.path.endswith(FILES)
        if told and not others and not call.lacks:
            answer = send(owner.person, call)
            if answer.is_success:
                found[operation.name] = answer.json()
    return found


def allowed(stranger: str | None, operation: Operation) -> bool:
    desk = DESKS.get(stranger or "", ())
    return operation.name in PUBLIC or operation.name in OWN or operation.path.startswith(desk)


def test_the_tables_name_what_there_is(every: EveryCall, owners: list[Owner]) -> None:
    names = {operation.name for operation in every.operations}
    assert names >= PUBLIC.keys() | OWN.keys()
    assert len(names) >= 90
    had = {name for owner in owners for name in owner.ids}
    assert had == PERSONAL, "every id that is somebody's must be tried"
    for operation in every.operations:
        possible = [owner for owner in owners if not every.call(operation, owner.ids).lacks]
        assert possible, f"{operation.name}: no owner here has all that it is about"


def test_the_owners_get_through(every: EveryCall, owners: list[Owner]) -> None:
    """The ids are real: what strangers are refused below, the owner is given."""
    given: set[str] = set()
    for owner in owners:
        seen = everything_of(owner, every)
        given |= seen.keys()
        betraying = [name for name, body in seen.items() if any(one in str(body) for one in owner.traces)]
        assert betraying, "the traces that strangers must not find are to be found"
    looking = [one for one in every.operations if one.method == "GET" and every.call(one, {}).lacks]
    by_id = {one.name for one in looking if not one.path.endswith(FILES) and "/staff/" not in one.path}
    assert by_id <= given, f"no owner here can look at {by_id - given}"


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_is_refused_and_told_nothing(
    app: FastAPI, every: EveryCall, owners: list[Owner], stranger: str | None
) -> None:
    before = [everything_of(owner, every) for owner in owners]
    person = Person(app, stranger)
    person.open()  # a visitor's own token opens no other conversation
    reviews = stranger == "zhou-shenyan"
    strange = [owner for owner in owners if not (reviews and owner.handed_in)]
    for operation in every.operations:
        if not every.call(operation, {}).lacks:
            _call_without_ids(person, stranger, every.call(operation, {}), strange)
        for owner in strange:
            call = every.call(operation, owner.ids)
            if call.sent and not call.lacks:
                _call_with_ids(person, call, every.call(operation, made_up(owner.ids)), strange)
    assert [everything_of(owner, every) for owner in owners] == before


def _call_without_ids(person: Person, stranger: str | None, call: Call, owners: list[Owner]) -> None:
    answer = send(person, call)
    at = f"{stranger} {call.operation.name}: {answer.status_code} {answer.text[:300]}"
    assert allowed(stranger, call.operation) or answer.status_code in {401, 403, 404}, (
        f"{at}\nif this may succeed for anybody, say why in PUBLIC or OWN"
    )
    for owner in owners:
        assert not owner.betrayed(answer, set(), name=call.operation.name not in NAMES_SHOWN), at


def _call_with_ids(person: Person, call: Call, nobodys: Call, owners: list[Owner]) -> None:
    answer = send(person, call)
    at = f"{call.operation.name}: {answer.status_code} {answer.text[:300]}"
    assert answer.status_code in {401, 403, 404}, at
    for owner in owners:
        assert not owner.betrayed(answer, call.sent), at
    assert told(answer, call.sent) == told(send(person, nobodys), nobodys.sent), at
