"""The comparison counts what the service counted, names what changed, and fails where quality is lower."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from api.metrics import Metrics
from assistant.consulted import Ask, Call, Failed, PromptVersion, Spent, Told, Wording
from eval_sets.client import ask, timed
from eval_sets.errors import ChoiceError
from eval_sets.model import beside, beside_table
from eval_sets.model.counted import between, parse

ASK = Ask("understand", PromptVersion("understand", 1, "0123456789ab"), "系统", ())
WORD = Ask("word", PromptVersion("word", 1, "0123456789ab"), "系统", ())


@pytest.fixture
def services(fake, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The settings that services were started with; the one with a model answers right."""
    started: list[dict[str, str]] = []

    @contextmanager
    def service(settings: dict[str, str]) -> Generator[str]:
        started.append(settings)
        fake.answer = "工本费40元。" if settings["MODEL"] else "工本费20元。"
        yield fake.url

    monkeypatch.setattr(beside, "service", service)
    monkeypatch.setattr(beside, "read", lambda _url: {})
    return started


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"id": f"a{at}", "item_id": "sample", "question": "好多钱", "must": ["40" if at else "20"]}
        for at in range(5)
    ]
    for part in ("dev", "test"):
        file = tmp_path / f"answers.{part}.jsonl"
        file.write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    monkeypatch.setattr("eval_sets.parts.choose.__defaults__", ("", tmp_path))


def counters() -> Metrics:
    metrics = Metrics()
    metrics.turn("answered", {})
    return metrics


def test_what_a_service_counted_between_two_readings_is_told() -> None:
    metrics = counters()
    before = parse(metrics.text().decode())
    calls = [
        Call(ASK, Told("m", "答", spent=Spent(900, 100, 0.5, 0.002))),
        Call(WORD, Failed("m", "timeout", spent=Spent(400, 0, 4.0, 0.001))),
    ]
    for _ in range(2):
        metrics.turn("answered", {})
    metrics.model.turn(calls, Wording(3, ["figures"]))
    counted = between(before, parse(metrics.text().decode()))
    assert (counted.turns, counted.calls, counted.failed) == (2, 2, {"timeout": 1})
    assert counted.asked == {"understand": 1, "word": 1}
    assert (counted.written, counted.rejected) == (3, {"figures": 1})
    assert (counted.tokens_in, counted.tokens_out) == (1300, 100)
    assert counted.told()["yuan_a_turn"] == pytest.approx(0.0015)


def test_other_peoples_metrics_are_left_out() -> None:
    assert parse(generate_latest(CollectorRegistry()).decode()) == {}
    assert parse('# TYPE go_x counter\ngo_x_total{a="b"} 1\n') == {}


def test_both_ways_run_the_same_cases_and_changes_are_named(services, cases) -> None:
    [report] = beside.beside(["answers"], "dev", 0, 2, {"MODEL": "x"})
    assert [one["MODEL"] for one in services] == ["", "x"]
    assert report["rules"]["figures"]["right"]["right"] == 1
    assert report["model"]["figures"]["right"]["right"] == 4
    assert (report["better"], report["worse"]) == (["a1", "a2", "a3", "a4"], ["a0"])
    assert report["model"]["seconds_a_turn"]["turns"] == 10
    assert beside_table.lower(report) == []


def test_a_sample_is_the_same_both_times_and_says_so(services, cases) -> None:
    [report] = beside.beside(["answers"], "dev", 3, 2, {"MODEL": "x"})
    assert (report["cases"], report["part"]) == (3, "dev, 3 drawn")
    assert report["rules"]["figures"]["right"]["of"] == report["model"]["figures"]["right"]["of"] == 3


def test_lower_quality_is_named_and_shown(services, cases) -> None:
    [report] = beside.beside(["answers"], "dev", 0, 2, {"MODEL": "x"})
    turned = {**report, "rules": report["model"], "model": report["rules"]}
    assert "right" in beside_table.lower(turned)
    shown = beside_table.table("x", [turned])
    assert "| quality | right | 0.8 | 0.2 |" in shown
    assert "worse (1): a0" in shown


def test_an_unknown_set_is_refused(services) -> None:
    with pytest.raises(ChoiceError, match="navigation"):
        beside.beside(["nosuch"], "dev", 0, 1, {"MODEL": "x"})
    assert services == []


def test_the_environment_names_the_model_else_it_is_the_helpful_one() -> None:
    assert beside.settings_of({})["MODEL"] == beside.HELPFUL
    assert "MODEL" not in beside.settings_of({"MODEL": "qwen-plus"})
    assert "MODEL" not in beside.settings_of({"MODELS_FILE": "m.yaml"})
    assert "MODEL_TOKENS_A_DAY" not in beside.settings_of({"MODEL_TOKENS_A_DAY": "1000"})


def test_turns_are_timed_while_the_block_is_open(fake) -> None:
    with timed() as seconds:
        ask(fake.url, "办样本", "要多少钱")
    ask(fake.url, "办样本")
    assert len(seconds) == 2
    assert all(one > 0 for one in seconds)
