"""What a district hands over is found and led on from, over HTTP and by command; faults are one sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi import FastAPI
from typer.testing import CliRunner

from api.bootstrap import Container
from api.cli import app
from knowledge_base.catalogue import CatalogueRow
from knowledge_base.registry.mapping import load, shipped
from knowledge_base.registry.service import Imported
from tests.knowledge_base.exports import CARD, TALK, changed, write_csv, write_json

from .conftest import SMALL, Person

Run = Callable[..., Result]
FIRST = "reader-card-first"
PAGE = "https://portal.example/guide/1"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONTENT_DIR", str(SMALL))
    monkeypatch.setattr("api.logs.configure", lambda *_args, **_more: None)
    return lambda *words: CliRunner().invoke(app, list(words))


def answer(result: Result, status: int = 0) -> Any:
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)


def test_a_name_is_found_and_leads_to_the_portal(small_house: Container, small: FastAPI) -> None:
    rows = [CatalogueRow("讲座报名", authority="市文化局", link=PAGE), CatalogueRow("古籍阅览预约")]
    small_house.publisher.import_catalogue(rows, "jiangbei")
    visitor = Person(small)
    (found, *_) = visitor.call("GET", "/items", params={"q": "讲座报名"})["items"]
    assert (found["name"], found["guide"], found["link"]) == ("讲座报名", False, PAGE)
    with_guide = visitor.call("GET", "/items", params={"q": "读者证申领"})["items"][0]
    assert (with_guide["guide"], with_guide["link"]) == (True, None)

    problem = visitor.problem(404, "no_guide", "GET", f"/items/{found['item_id']}")
    assert {key: problem[key] for key in ("name", "authority", "link", "guide")} == {
        "name": "讲座报名",
        "authority": "市文化局",
        "link": PAGE,
        "guide": False,
    }
    assert "讲座报名" in problem["detail"]


def test_the_assistant_names_the_item_and_where_to_go_on(small_house: Container, small: FastAPI) -> None:
    rows = [CatalogueRow("讲座报名", authority="市文化局", link=PAGE)]
    small_house.publisher.import_catalogue(rows, "jiangbei")
    visitor = Person(small)
    visitor.open()
    reply = visitor.say("讲座报名怎么办")
    assert reply["status"] == "not_covered"
    assert [item["name"] for item in reply["items"]] == ["讲座报名"]
    assert all(part in reply["text"] for part in ("讲座报名", "市文化局", PAGE, "12345"))
    assert "http" not in reply["spoken_text"], "nobody reads out a web address"
    assert reply["citations"] == []


def test_a_draft_of_an_import_says_what_is_still_to_write(small_house: Container, tmp_path: Path) -> None:
    plan = small_house.registry.plan(
        write_json(tmp_path / "a.json", [CARD, TALK]), load(shipped("gbt39554")), "jiangbei"
    )
    done = small_house.registry.carry_out(plan, "wen-caoni")
    assert isinstance(done, Imported)
    missing = {
        item_id: {finding.place for finding in small_house.curation.findings(draft)}
        for item_id, draft_id in done.drafts.items()
        if (draft := small_house.curation.drafts.get(draft_id)) is not None
    }
    (fresh,) = set(missing) - {FIRST}
    assert any("time_limits" in place and "unit" in place for place in missing[FIRST]), missing[FIRST]
    assert {"summary", "spoken"} <= missing[fresh], missing[fresh]


def test_an_import_by_command_shows_the_difference_and_is_not_repeated(run: Run, tmp_path: Path) -> None:
    export = str(write_csv(tmp_path / "a.csv", [CARD, TALK], "gbk"))
    words = ("kb", "import", export, "--mapping", "gbt39554", "--origin", "jb", "--by", "wen-caoni")
    tried = answer(run(*words, "--dry-run", "--json"))
    assert (tried["done"], [item["change"] for item in tried["items"]]) == (False, ["changed", "new"])
    assert answer(run("kb", "drafts", "--json"))["drafts"] == []

    done = answer(run(*words, "--json"))
    places = {change["place"]: change["after"] for change in done["items"][0]["differences"]}
    assert places["consult_phone"] == "023-11111111"
    assert all(item["draft_id"] for item in done["items"])
    assert "0 drafts made, 2 items unchanged" in run(*words).stdout


def test_a_truncated_export_is_refused_in_one_sentence(run: Run, tmp_path: Path) -> None:
    words = ("--mapping", "gbt39554", "--origin", "jb", "--by", "wen-caoni")
    run("kb", "import", str(write_json(tmp_path / "a.json", [CARD, TALK])), *words)
    less = str(write_json(tmp_path / "b.json", [TALK]))
    refused = run("kb", "import", less, *words)
    assert refused.exit_code == 1
    assert "1 of 2 items" in refused.stderr
    assert "--allow-withdrawals" in refused.stderr
    told = answer(run("kb", "import", less, *words, "--allow-withdrawals", "--json"))
    assert [gone["item_id"] for gone in told["withdrawn"]] == [FIRST]


@pytest.mark.parametrize(
    ("words", "status", "named"),
    [
        (("--mapping", "no-such", "--by", "wen-caoni"), 1, "gbt39554, ykb"),
        (("--mapping", "ykb", "--by", "nobody"), 2, "nobody"),
        (("--mapping", "ykb", "--by", "chen-xiaoyu"), 2, "chen-xiaoyu"),
        (("--mapping", "ykb", "--by", "wen-caoni", "--origin", "a:b"), 2, "--origin"),
        (("--mapping", "ykb", "--by", "wen-caoni", "--district", "110101"), 2, "110101"),
        (("--mapping", "ykb", "--by", "wen-caoni"), 1, "no entries"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence(
    run: Run, tmp_path: Path, words: tuple[str, ...], status: int, named: str
) -> None:
    export = str(write_json(tmp_path / "a.json", [{"unknown": "x"}]))
    result = run("kb", "import", export, *words)
    assert (result.exit_code, result.stderr.count("\n")) == (status, 1), result.output
    assert named in result.stderr


def test_a_list_of_names_by_command(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("official_name,row_guid\n讲座报名,g 1\n,g2\n讲座 报名,g3\n", encoding="utf-8")
    link = "https://portal.example/?rowGuid={row_guid}"
    done = answer(run("kb", "import-catalogue", str(names), "--link", link, "--json"))
    assert (done["added"], done["duplicates"], [one["line"] for one in done["skipped"]]) == (1, 1, [3])
    (found, *_) = answer(run("search", "讲座报名", "--json"))["items"]
    assert found["link"] == "https://portal.example/?rowGuid=g%201"
    assert "暂无指南" in run("search", "讲座报名").stdout
    again = run("kb", "import-catalogue", str(names), "--link", link)
    assert "0 added, 0 changed, 0 withdrawn, 1 unchanged" in again.stdout
    assert run("kb", "import-catalogue", str(names), "--link", "portal").exit_code == 2


def test_progress_is_shown_beside_the_result(run: Run, tmp_path: Path) -> None:
    """On standard error, so that what a program reads stays clean."""
    export = str(write_json(tmp_path / "a.json", [changed(TALK, row_guid="9")]))
    words = ("kb", "import", export, "--mapping", "gbt39554", "--by", "wen-caoni")
    shown = run(*words)
    assert "index" in shown.stderr
    assert "index" not in shown.stdout
