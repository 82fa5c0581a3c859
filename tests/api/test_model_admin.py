"""The switch over HTTP and on the command line; `model check` against a service that answers or doesn't."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from click.testing import Result
from fastapi import FastAPI
from sqlalchemy import text
from typer.testing import CliRunner

from api.bootstrap import Container
from api.cli import app as commands
from eval_sets.model.server import Server, running
from eval_sets.model.wire import Answer, asked_shape, structured
from storage.encryption import use_keys

from .conftest import Person

PATH = "/admin/model"
Run = Callable[..., Result]


class Served:
    """Stands in for a service that is set."""

    def resting(self) -> Mapping[str, bool]:
        return {"qwen-plus": False, "deepseek-chat": True}

    def close(self) -> None:
        pass


@pytest.fixture
def admin(app: FastAPI, container: Container, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(container.modelling, "service", Served())
    return Person(app, "ma-zongguan")


def test_an_administrator_switches_off_and_on_again(admin: Person, container: Container) -> None:
    first = admin.call("GET", PATH)
    assert (first["state"], first["tokens_today"], first["yuan_today"]) == ("on", 0, "0.0000")
    assert first["models"] == [
        {"name": "qwen-plus", "resting": False},
        {"name": "deepseek-chat", "resting": True},
    ]
    off = admin.call("POST", PATH, json={"on": False})
    assert (off["state"], off["changed_by"]) == ("paused", "ma-zongguan")
    assert admin.call("GET", PATH) == off
    assert admin.call("POST", PATH, json={"on": True})["state"] == "on"
    use_keys(container.keys)
    with container.database.reading() as session:
        acts = session.execute(text("SELECT action FROM audit_entries WHERE subject = 'model' ORDER BY seq"))
        assert [action for (action,) in acts][-2:] == ["model.off", "model.on"]


def test_nobody_else_may(app: FastAPI, reviewer: Person, chen: Person, visitor: Person) -> None:
    for method in ("GET", "POST"):
        more: dict[str, Any] = {"json": {"on": False}} if method == "POST" else {}
        visitor.problem(401, "sign_in_needed", method, PATH, **more)
        for person in (reviewer, chen):
            person.problem(403, "admin_only", method, PATH, **more)


def test_without_a_model_it_says_so(app: FastAPI) -> None:
    told = Person(app, "ma-zongguan").call("GET", PATH)
    assert (told["state"], told["models"]) == ("off", [])


def test_metrics_tell_of_models(admin: Person, container: Container) -> None:
    page = admin.http.get("/metrics").text
    assert 'yuxiaozhi_model_paused{model="deepseek-chat"} 1.0' in page
    assert 'yuxiaozhi_model_paused{model="qwen-plus"} 0.0' in page


@pytest.fixture
def run(container: Container, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(container.settings.data_dir))
    monkeypatch.setattr("api.logs.configure", lambda *_args, **_more: None)
    return lambda *words: CliRunner().invoke(commands, list(words))


def test_the_command_line_switches_too(run: Run) -> None:
    off = json.loads(run("model", "off", "--json").stdout)
    assert (off["switch"], off["changed_by"], off["state"]) == ("off", "command line", "off")
    assert "switch: off, by command line" in run("model", "status").stdout
    assert "switch: on" in run("model", "on").stdout


def checks(request: Mapping[str, Any]) -> Answer:
    return structured(request, {"number": 23, "word": "收到"}) if asked_shape(request) else "收到"


@pytest.fixture
def served(run: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    with running(checks) as server:
        monkeypatch.setenv("MODEL", "scripted")
        monkeypatch.setenv("MODEL_URL", server.url)
        monkeypatch.setenv("MODEL_KEY", "sk-invented")
        monkeypatch.setenv("MODEL_PRICE_IN", "2")
        yield server


def test_check_asks_one_plain_and_one_structured_question(run: Run, served: Server) -> None:
    result = run("model", "check", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [(one["question"], one["outcome"]) for one in told["questions"]] == [
        ("plain", "told"),
        ("structured", "told"),
    ]
    assert all(one["tokens_in"] > 0 and one["yuan"] > 0 for one in told["questions"])
    assert "sk-invented" not in result.output + run("model", "check").output


def test_check_says_what_is_wrong(run: Run, served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    served.fault = "error_500"
    failed = run("model", "check", "--json")
    assert failed.exit_code == 1
    assert {one["outcome"] for one in json.loads(failed.stdout)["questions"]} == {"refused"}
    served.fault, served.script = "ok", lambda _request: "23"
    assert run("model", "check").exit_code == 1, "no structured answer"
    monkeypatch.delenv("MODEL")
    unset = run("model", "check")
    assert (unset.exit_code, "MODEL_URL" in unset.stderr) == (1, True)
