"""The command line: every command has JSON, faults are one sentence, the exit status says how it went."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.cli import app, evaluating
from api.settings import Settings
from knowledge_base.loader import shipped_content

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, container: object, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the data folder of these tests."""
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    monkeypatch.setattr("api.logs.configure", lambda *_args, **_more: None)

    def call(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return call


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_ask_answers_with_citations(run: Run) -> None:
    reply = answer(run("ask", "身份证搞丢了啷个办", "--json"))
    assert reply["status"] == "answered"
    assert reply["citations"]
    assert "40元" in run("ask", "补身份证要多少钱").stdout


def test_search_lists_the_best_first(run: Run) -> None:
    items = answer(run("search", "身份证丢了", "--limit", "2", "--json"))["items"]
    assert items[0]["item_id"] == "id-card-replacement"
    assert len(items) <= 2


def test_demo_ends_in_a_receipt(run: Run) -> None:
    walked = answer(run("demo", "--desk", "--json"))
    assert walked["status"] == "submitted"
    told = [step["text"] for step in walked["desk"]]
    assert any("退回补正" in text for text in told)
    assert "办结" in told[-1], "and on at the desk, to the result"


def test_kb_commands(run: Run) -> None:
    guides = len(list(shipped_content().glob("*/guide.yaml")))
    assert answer(run("kb", "stats", "--json"))["guides"] == guides
    assert answer(run("kb", "build", "--json"))["guides"] == guides
    assert answer(run("kb", "diff", "--json")) == {"changes": []}


def test_kb_check_names_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "guide.yaml").write_text("item: [", encoding="utf-8")
    result = run("kb", "check", "--content", str(tmp_path), "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)["findings"][0]
    assert found["file"].endswith("guide.yaml")
    assert found["line"] >= 1


def test_withdrawing_nothing_says_so(run: Run) -> None:
    result = run("kb", "withdraw", "no-such-item", "--why", "test", "--by", "ma-zongguan")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_the_audit_chain_is_whole(run: Run) -> None:
    assert answer(run("audit", "verify", "--json"))["ok"] is True


def test_keys_rotate_and_everything_still_opens(run: Run) -> None:
    assert answer(run("keys", "rotate", "--json"))["key_id"]
    assert answer(run("audit", "verify", "--json"))["ok"] is True


def test_database_upgrade(run: Run) -> None:
    assert answer(run("db", "upgrade", "--json"))["version"]


def test_doctor_names_what_works(run: Run) -> None:
    names = {finding["name"] for finding in answer(run("doctor", "--json"))["findings"]}
    assert {"python", "database", "knowledge_base", "ocr", "speech"} <= names


def test_a_file_that_is_no_picture_is_one_sentence(run: Run, tmp_path: Path) -> None:
    program = tmp_path / "program.jpg"
    program.write_bytes(b"MZ" + bytes(100))
    result = run("read-document", str(program), "--json")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert result.stderr.strip().endswith("。")


def test_transcribe_without_a_model_says_where_to_put_one(run: Run, tmp_path: Path) -> None:
    sound = tmp_path / "sound.wav"
    sound.write_bytes(b"RIFF")
    result = run("transcribe", str(sound))
    assert result.exit_code == 1
    assert "SPEECH_MODEL_DIR" in result.stderr


@pytest.mark.parametrize("words", [("nonsense",), ("ask",), ("search", "x", "--limit", "0")])
def test_wrong_usage_is_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_an_unusable_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    result = run("kb", "stats")
    assert result.exit_code == 2
    assert "PORT" in result.stderr


class _Plugin:
    def __init__(self, loaded: Any) -> None:
        self._loaded = loaded

    def load(self) -> Any:
        return self._loaded


@pytest.mark.parametrize(("failing", "status"), [([], 0), (["case-1"], 1)])
def test_an_evaluation_plugs_in(
    run: Run, monkeypatch: pytest.MonkeyPatch, failing: list[str], status: int
) -> None:
    def report(
        name: str, cases: Path | None, url: str | None, *, part: str, jobs: int, read: bool
    ) -> dict[str, Any]:
        return {"set": name, "part": part, "jobs": jobs, "failing": failing}

    def found(*, group: str, name: str) -> list[_Plugin]:
        return [_Plugin(report)] if (group, name) == ("yuxiaozhi.evals", "run") else []

    monkeypatch.setattr(evaluating, "entry_points", found)
    result = run("eval", "navigation", "--part", "dev", "--jobs", "2", "--json")
    assert result.exit_code == status
    assert json.loads(result.stdout) == {"set": "navigation", "part": "dev", "jobs": 2, "failing": failing}


def test_corrections_are_listed(run: Run) -> None:
    """What was asked and not answered is there, without what tells who asked."""
    run("ask", "我叫陈晓渝，宠物寄养要办证吗")
    found = answer(run("kb", "corrections", "--state", "open", "--json"))
    assert "我叫〔姓名〕，宠物寄养要办证吗" in [one["question"] for one in found["tickets"]]
    assert found["overdue"] == 0
    assert "宠物寄养要办证吗" in run("kb", "corrections").stdout
