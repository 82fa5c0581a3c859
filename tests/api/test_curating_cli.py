"""Governance on the command line: the operator names an account, and the exit status says how it went."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.cli import app

from .conftest import SMALL

ITEM = "reader-card-first"
GATES = {
    "fang-zhengyan": ("political", "policy"),
    "gu-falin": ("legal",),
    "qin-shoumi": ("secrecy", "procedure"),
}


class Desk:
    """The command line over a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(SMALL, self.content)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, ["kb", *words])

    def json(self, *words: str, status: int = 0) -> Any:
        result = self.run(*words, "--json")
        assert result.exit_code == status, result.output
        return json.loads(result.stdout)

    def draft(self, result: str) -> str:
        """A draft of content files that say what the result is."""
        guide = self.content / ITEM / "guide.yaml"
        written = (SMALL / ITEM / "guide.yaml").read_text(encoding="utf-8")
        guide.write_text(written.replace("拿到读者证。", result), encoding="utf-8")
        (made,) = self.json("draft", ITEM, "--content", str(self.content), "--by", "wen-caoni")["drafts"]
        return made["draft_id"]

    def sign(self, draft_id: str) -> None:
        for account, gates in GATES.items():
            for gate in gates:
                self.json("review", draft_id, "--gate", gate, "--verdict", "passed", "--by", account)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONTENT_DIR", str(SMALL))
    monkeypatch.setattr("api.logs.configure", lambda *_args, **_more: None)
    return Desk(tmp_path)


def test_from_files_to_published_version_and_back(desk: Desk) -> None:
    draft_id = desk.draft("拿到新式读者证。")
    assert desk.draft("拿到新式读者证。") == draft_id, "the same files again change nothing"
    assert [one["place"] for one in desk.json("diff", "--draft", draft_id)["changes"]] == ["result"]
    waiting = desk.json("publish", "--by", "wen-caoni")["published"]
    assert waiting[draft_id]["code"] == "draft_not_ready", "without names that is no failure"
    refused = desk.json("publish", ITEM, "--by", "wen-caoni", status=1)["published"][ITEM]
    assert "还没有审政治关" in refused["detail"]

    desk.sign(draft_id)
    assert "5/5 gates" in desk.run("drafts", ITEM).stdout
    assert desk.json("publish", ITEM, "--by", "wen-caoni")["published"][ITEM]["version"] == 2
    new, old = desk.json("history", ITEM)["versions"]
    assert (new["state"], len(new["reviews"]), old["sample"]) == ("in_force", 5, True)
    assert [one["place"] for one in desk.json("diff", ITEM, "1", "2")["changes"]] == ["result"]
    assert desk.json("build")["kept"] == [ITEM]

    why = ("--why", "有误")
    assert desk.json("withdraw", ITEM, *why, "--by", "ma-zongguan")["versions"] == [1, 2]
    assert desk.json("rollback", ITEM, "2", *why, "--by", "wen-caoni")["draft_id"]
    restored = desk.json("rollback", ITEM, "2", *why, "--by", "ma-zongguan", "--emergency")
    assert restored["version"] == 3


def test_what_is_refused_is_one_sentence(desk: Desk) -> None:
    draft_id = desk.draft("拿到新式读者证。")
    verdict = ("--verdict", "passed", "--by")
    refused = {
        ("review", draft_id, "--gate", "legal", *verdict, "wen-caoni"): 1,
        ("review", draft_id, "--gate", "legal", *verdict, "chen-xiaoyu"): 2,
        ("review", draft_id, "--gate", "taste", *verdict, "gu-falin"): 2,
        ("publish", "no-such-item", "--by", "wen-caoni"): 1,
        ("withdraw", "no-such-item", "--why", "有误", "--by", "ma-zongguan"): 1,
        ("rollback", ITEM, "9", "--by", "wen-caoni"): 1,
        ("rollback", ITEM, "1", "--by", "wen-caoni", "--emergency"): 1,
        ("diff", ITEM): 2,
        ("diff", "--draft", "draft_none"): 1,
        ("draft", "no-such-item", "--by", "wen-caoni"): 2,
        ("history", "no-such-item"): 1,
    }
    for words, status in refused.items():
        result = desk.run(*words)
        assert result.exit_code == status, (words, result.output)
        assert "Traceback" not in result.output
        assert result.stderr.strip()
