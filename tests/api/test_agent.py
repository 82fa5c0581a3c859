"""The agent over HTTP: talks belong to an account, and what binds happens once, at the person's press."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from api.app import create_app
from api.bootstrap import Container
from applications.tables import OutboxRow
from applications.types import Actor, Application
from assistant.model.chat import ServedModel
from assistant.tools.agents import Agents
from assistant.tools.tables import AgentThreadRow
from storage.audit import AuditRow
from tests.assistant.tools.scripted import Scripted, calling, saying, scripted

from .conftest import Json, Person

ITEM = "id-card-replacement"
CHEN = Actor("chen-xiaoyu", "陈晓渝", "citizen")


@pytest.fixture
def model() -> Scripted:
    return scripted(saying("请说说您想办什么。"))


@pytest.fixture
def smart(container: Container, model: Scripted) -> Generator[FastAPI]:
    """The house of all tests with an agent; what it opened is taken back afterwards."""
    served = [ServedModel("scripted", model, 1.0, 1.0)]
    agents = Agents(
        container.database, container.assistant, container.library, container.applications,
        container.approvals, served, lambda _conversation: True, container.clock,
    )  # fmt: skip
    yield create_app(replace(container, agents=agents))
    for one in container.applications.mine(CHEN):
        container.applications.withdraw(CHEN, one.application_id)


@pytest.fixture
def chen(smart: FastAPI) -> Person:
    return Person(smart, "chen-xiaoyu")


@pytest.fixture
def liu(smart: FastAPI) -> Person:
    return Person(smart, "liu-guilan")


def ready(house: Container) -> Application:
    """As far as it gets without the press that sends."""
    view = house.applications.start(CHEN, ITEM)
    for _ in range(30):
        assert isinstance(view, Application)
        step = view.next
        assert step
        if step.kind == "situation":
            guide = house.library.guide(ITEM)
            assert guide
            asked = next(q for q in guide.guide.situations if q.id == step.name)
            answers = {asked.id: asked.options[0].id}
            view = house.applications.answer_situation(CHEN, view.application_id, answers)
        elif step.kind == "confirm":
            view = house.applications.confirm(CHEN, view.application_id)
        elif step.kind == "precheck":
            house.applications.precheck(CHEN, view.application_id)
            view = house.applications.get(CHEN, view.application_id)
        else:
            return view
    raise AssertionError(view)


def waiting(house: Container, chen: Person, model: Scripted) -> Json:
    view = ready(house)
    model.lines[:] = [
        calling("hand_to_person", tokens=100, application_id=view.application_id),
        saying("好了"),
    ]
    model.seen.clear()
    said = chen.call("POST", "/agent", json={"text": "我的身份证补领还差什么"})
    (approval,) = said["approvals"]
    assert (approval["act"], approval["version"]) == ("submit", view.version)
    return approval


def decide(person: Person, approval: Json, approved: bool = True) -> Json:
    return person.call("POST", f"/agent/approvals/{approval['approval_id']}", json={"approved": approved})


def sent(house: Container, application_id: str) -> int:
    with house.database.reading() as session:
        counted = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "submit")
        rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "submit")).all()
        assert session.scalar(counted) == len(rows)
    view = house.applications.get(CHEN, application_id)
    assert isinstance(view, Application)
    return int(view.receipt is not None)


def test_without_a_model_the_agent_says_so(app: FastAPI) -> None:
    Person(app, "chen-xiaoyu").problem(404, "model_missing", "POST", "/agent", json={"text": "你好"})
    Person(app).problem(401, "sign_in_needed", "POST", "/agent", json={"text": "你好"})


def test_a_talk_goes_on_and_belongs_to_its_account(chen: Person, liu: Person, model: Scripted) -> None:
    first = chen.call("POST", "/agent", json={"text": "身份证丢了"})
    assert (first["text"], first["published"]) == ("请说说您想办什么。", "")
    assert first["ai"]["generated"] is True
    again = chen.call("POST", "/agent", json={"text": "再说一遍", "thread_id": first["thread_id"]})
    assert again["thread_id"] == first["thread_id"]
    assert "身份证丢了" in str(model.seen[-1])
    for stranger, thread in ((liu, first["thread_id"]), (chen, "thr_none")):
        stranger.problem(404, "thread_unknown", "POST", "/agent", json={"text": "?", "thread_id": thread})
    chen.problem(422, "message_too_long", "POST", "/agent", json={"text": "好" * 30_000})


def test_published_wording_is_labelled_as_such(chen: Person, model: Scripted) -> None:
    model.lines[:] = [saying("补领只收15元。")]
    said = chen.call("POST", "/agent", json={"text": "身份证补办多少钱"})
    assert (said["published"], said["ai"]["generated"]) == ("unsupported", False)
    assert said["citations"]


def test_an_approval_submits_once_however_often_it_is_pressed(
    container: Container, chen: Person, model: Scripted
) -> None:
    approval = waiting(container, chen, model)
    with ThreadPoolExecutor(4) as pool:
        pressed = list(pool.map(lambda _: decide(chen, approval), range(4)))
    numbers = {one["receipt"]["acceptance_number"] for one in [*pressed, decide(chen, approval)]}
    assert len(numbers) == 1
    assert sent(container, approval["application_id"]) == 1
    path = f"/agent/approvals/{approval['approval_id']}"
    chen.problem(409, "approval_closed", "POST", path, json={"approved": False})
    with container.database.reading() as session:
        noted = session.scalars(
            select(AuditRow.action).where(AuditRow.subject == approval["application_id"])
        ).all()
    assert noted.count("agent.approved") == 1
    assert noted.count("application.submit") == 1


def test_what_changed_since_it_was_shown_is_not_sent(
    container: Container, chen: Person, model: Scripted
) -> None:
    approval = waiting(container, chen, model)
    application_id = approval["application_id"]
    container.applications.set_fields(CHEN, application_id, {"mobile": "13900139002"}, "typed")
    path = f"/agent/approvals/{approval['approval_id']}"
    problem = chen.problem(409, "version_conflict", "POST", path, json={"approved": True})
    assert problem["current"]["version"] > approval["version"]
    assert sent(container, application_id) == 0


def test_nobody_else_decides_and_no_is_no(
    container: Container, chen: Person, liu: Person, model: Scripted
) -> None:
    approval = waiting(container, chen, model)
    path = f"/agent/approvals/{approval['approval_id']}"
    liu.problem(404, "approval_unknown", "POST", path, json={"approved": True})
    assert decide(chen, approval, approved=False)["outcome"] == "declined"
    assert decide(chen, approval, approved=False)["outcome"] == "declined"
    chen.problem(409, "approval_closed", "POST", path, json={"approved": True})
    assert sent(container, approval["application_id"]) == 0


def test_a_run_is_paid_and_forgotten_like_talk(container: Container, chen: Person, model: Scripted) -> None:
    approval = waiting(container, chen, model)
    with container.database.reading() as session:
        thread = session.scalars(select(AgentThreadRow).order_by(AgentThreadRow.updated_at.desc())).first()
        assert thread
    spent = container.modelling.ledger.standing(thread.conversation_id)
    assert spent.conversation.tokens == 100
    exported = container.archives.export(CHEN)
    assert thread.id in str(exported) or isinstance(exported, bytes)
    with container.database.transaction() as session:
        from assistant.kept_talk import KeptTalk

        KeptTalk().remove(session, CHEN.account_id)
    with container.database.reading() as session:
        mine = AgentThreadRow.account_id == CHEN.account_id
        assert session.scalars(select(AgentThreadRow).where(mine)).all() == []
    assert not container.assistant.admits(thread.conversation_id, None, None)
    path = f"/agent/approvals/{approval['approval_id']}"
    chen.problem(404, "approval_unknown", "POST", path, json={"approved": True})
