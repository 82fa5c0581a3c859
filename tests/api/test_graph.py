"""The graph over HTTP, open to everybody, and on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.api.conftest import SMALL

from .conftest import Person

FIRST = "reader-card-first"
NODE, EDGE = {"id", "kind", "name", "guide"}, {"source", "target", "kind", "text"}


def test_an_item_with_what_comes_before_and_after(visitor: Person) -> None:
    picture = visitor.call("GET", "/items/food-licence/graph")
    assert all(set(node) == NODE for node in picture["nodes"])
    assert all(set(edge) == EDGE for edge in picture["edges"])
    assert picture["nodes"][0] == {
        "id": "food-licence",
        "kind": "item",
        "name": "食品经营许可新设",
        "guide": True,
    }
    ids = {node["id"] for node in picture["nodes"]}
    assert {end for edge in picture["edges"] for end in (edge["source"], edge["target"])} <= ids
    before = {edge["source"] for edge in picture["edges"] if edge["kind"] == "before"}
    assert {"company-setup", "self-employed-setup"} <= before
    issued = [edge for edge in picture["edges"] if edge["kind"] == "issues"]
    assert ("food-licence", "certificate:food_licence") in {(e["source"], e["target"]) for e in issued}


def test_an_item_that_no_guide_names_stands_alone(visitor: Person) -> None:
    picture = visitor.call("GET", "/items/library-card/graph")
    assert [node["guide"] for node in picture["nodes"]] == [False]
    assert picture["edges"] == []


def test_an_unknown_item(visitor: Person) -> None:
    visitor.problem(404, "item_unknown", "GET", "/items/no-such-item/graph")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"DATA_DIR": str(tmp_path / "data"), "CONTENT_DIR": str(SMALL), "LANG": "C"}


def run(environment: dict[str, str], *arguments: str) -> Any:
    done = CliRunner().invoke(app, ["kb", "graph", *arguments], env=environment)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout) if "--json" in arguments else done.stdout


def test_on_the_command_line(environment: dict[str, str], tmp_path: Path) -> None:
    told = run(environment, FIRST, "--json")
    assert told["item"]["name"] == "读者证申领"
    rests = run(environment, "--law", "公共图书馆法", "--article", "第三十四条", "--json")
    assert rests["guides"] == [FIRST, "reader-card-replacement"]
    assert "2 guides rest on it" in run(environment, "--law", "公共图书馆法")
    file = tmp_path / "graph.graphml"
    assert str(file) in run(environment, "--export", str(file))
    assert "graphml" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status"), [((), 2), ((FIRST, "--law", "民法典"), 2), (("no-such-item",), 1)]
)
def test_a_wrong_call_says_what_to_do(
    environment: dict[str, str], arguments: tuple[str, ...], status: int
) -> None:
    done = CliRunner().invoke(app, ["kb", "graph", *arguments], env=environment)
    assert done.exit_code == status
    assert len(done.output.strip().splitlines()) == 1
