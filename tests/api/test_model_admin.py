"""The switch over HTTP and on the command line; `model check` against a service that answers or doesn't."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi import FastAPI
from sqlalchemy import text
from typer.testing import CliRunner

from api.bootstrap import Container
from api.cli import app as commands
from assistant.consulted import Ask, Call, Line, Spent, Told
from assistant.conversations import Conversations, Finished
from assistant.model.shape import Choices, shape_of
from assistant.prompts import prompt
from assistant.reply import Reply
from assistant.state import State
from eval_sets.model.server import Server, running
from eval_sets.model.wire import Answer, asked_shape, structured
from storage.encryption import use_keys
from storage.ids import new_id

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
    use_keys(container.keys)
    container.modelling.switch.turn(True, "test")
    return Person(app, "ma-zongguan")


def test_an_administrator_switches_off_and_on_again(admin: Person, container: Container) -> None:
    first = admin.call("GET", PATH)
    assert first["state"] == "on"
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


@pytest.fixture
def asked_before(container: Container) -> str:
    """One question on record; gives its day."""
    use_keys(container.keys)
    shipped = prompt("understand")
    system = shipped.filled(items="passport｜护照|<b>", draft="—")
    shape = shape_of(Choices(items=("passport",)))
    ask = Ask("understand", shipped.version, system, (Line("person", "出国的本本<i>"),), shape)
    answer = Told("before", '{"commands": [{"kind": "unclear"}]}', spent=Spent(900, 100, 0.5, 0.002))
    talk = Conversations(container.database, container.clock)
    kept = talk.read(talk.open("web", None, None).conversation_id, None, None)
    reply = Reply("clarify", "?", message_id=new_id("msg"))
    calls = [Call(ask, answer)]
    talk.record(
        Finished(kept.conversation_id, "web", kept.version, None, State(), None, "?", None, reply, calls)
    )
    return container.clock().date().isoformat()


def test_replay_asks_again_and_reports(run: Run, served: Server, asked_before: str, tmp_path: Path) -> None:
    served.script = lambda request: structured(request, {"commands": [{"kind": "ask", "item": "passport"}]})
    page, text_file = tmp_path / "replay.html", tmp_path / "replay.md"
    result = run("model", "replay", "--since", asked_before, "--out", str(page), "--json")
    assert result.exit_code == 0, result.output
    [task] = json.loads(result.stdout)["tasks"]
    assert (task["task"], task["count"], task["same"]) == ("understand", 1, 0)
    html = page.read_text(encoding="utf-8")
    assert "出国的本本&lt;i&gt;" in html
    assert "recorded: before" in html
    assert "now: scripted" in html
    other = tmp_path / "other.md"
    other.write_text("---\nversion: 2\n---\n短一点。$items$draft", encoding="utf-8")
    more = ("--since", asked_before, "--out", str(text_file), "--prompt", f"understand={other}")
    assert run("model", "replay", *more).exit_code == 0
    assert served.requests[-1]["messages"][0]["content"].startswith("短一点。passport｜护照")
    assert "| scripted | told |" in text_file.read_text(encoding="utf-8")
    assert "sk-invented" not in html


def test_replay_says_what_is_wrong_with_its_words(run: Run, served: Server, tmp_path: Path) -> None:
    for more in (
        ("--since", "yesterday", "--out", "a.md"),
        ("--since", "2026-11-23", "--out", "a.pdf"),
        ("--since", "2026-11-23", "--out", "a.md", "--prompt", f"understand={_file(tmp_path, '没有版本')}"),
    ):
        assert run("model", "replay", *more).exit_code == 2


def _file(folder: Path, text: str) -> Path:
    (folder / "some.md").write_text(text, encoding="utf-8")
    return folder / "some.md"
