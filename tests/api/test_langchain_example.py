"""The example of docs/examples runs as it stands, on the assembled house."""

import runpy
from pathlib import Path

import pytest

from api.bootstrap import Container

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_langchain_example_runs(
    container: Container, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Retriever, tools and an agent together, offline; only the data folder is the test's."""
    monkeypatch.syspath_prepend(EXAMPLES)
    monkeypatch.setattr("api.bootstrap.build", lambda settings: container)
    monkeypatch.setattr(Container, "release", lambda self: None)
    ran = runpy.run_path(str(EXAMPLES / "langchain_agent.py"))
    shown = capsys.readouterr().out
    assert "居民身份证补领 · qa:" in shown, "documents with what to cite"
    assert "'section': 'summary'" in shown, "a tool called by hand gives citations"
    assert "ask done\nstart_application done\n" in shown, "the agent's tool opened a draft"
    assert shown.rstrip().endswith("请告诉我您为什么要补领。")

    draft = container.applications.mine(ran["person"])[0]
    container.applications.withdraw(ran["person"], draft.application_id)  # other tests share this house
