"""Our own case files are well-formed: what they name exists, so a failing case is the system's fault."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from PIL import Image

from applications.types import FindingCode
from assistant.reply import Status
from eval_sets.cases import OWN_CASES, AnswerCase, BoundaryCase, Case, JourneyCase, PrecheckCase, read_cases
from eval_sets.documents.draw import DRAWERS
from eval_sets.errors import CaseFileError
from eval_sets.parts import ALL, choose, split
from eval_sets.pictures import FOLDER, LARGEST
from eval_sets.runner import SETS
from knowledge_base.model.guide import Guide
from ocr.identifiers import credit_code_valid, id_number_valid
from tests.shipped import guides

CONTENT = Path(__file__).parents[2] / "knowledge_base" / "content"
GUIDES = guides()
C = TypeVar("C", bound=Case)


def own(name: str, shape: type[C]) -> list[C]:
    """All cases of a set of ours, whatever parts it has."""
    return [case for file in choose(name, ALL).files for case in read_cases(shape, file)]


ACCOUNTS = {"chen-xiaoyu", "liu-guilan", "zhang-yang", "he-min", "deng-guangyuan"}
PRECHECK = own("precheck", PrecheckCase)
JOURNEYS = own("journeys", JourneyCase)
WRITTEN = [name for name in SETS if name != "documents"]
"""sets whose cases are written by hand and have ids; pictures are drawn"""


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_cases_of_its_shape(name: str) -> None:
    assert own(name, SETS[name].shape)


@pytest.mark.parametrize("name", WRITTEN)
def test_no_id_twice_and_no_unknown_key(name: str) -> None:
    """A misspelt key would silently be left out."""
    found = [line for file in choose(name, ALL).files for line in lines(file)]
    ids = [line["id"] for line in found]
    assert sorted(set(ids)) == sorted(ids)
    for line in found:
        assert set(line) <= set(SETS[name].shape.model_fields), line["id"]


@pytest.mark.parametrize("name", WRITTEN)
def test_no_part_repeats_what_another_says(name: str) -> None:
    """What was tuned on is no test."""
    said: dict[str, str] = {}
    for part, file in split(name).items():
        for line in lines(file):
            words = json.dumps({k: v for k, v in line.items() if k not in ("id", "kind")}, sort_keys=True)
            assert said.setdefault(words, part) == part, line["id"]


@pytest.mark.parametrize("case", PRECHECK, ids=lambda c: c.id)
def test_precheck_case_names_what_exists(case: PrecheckCase) -> None:
    guide = GUIDES[case.item_id]
    assert case.account in ACCOUNTS
    assert_situation(guide, case.situation)
    assert set(case.fields) <= {field.name for field in guide.form.fields}
    assert set(case.findings) <= set(get_args(FindingCode))
    assert case.passed or case.findings
    for entry in case.documents:
        slot, _, picture = entry.rpartition("=")
        assert not slot or slot in {material.id for material in guide.materials}
        assert_picture(picture)


@pytest.mark.parametrize("case", JOURNEYS, ids=lambda c: c.id)
def test_journey_names_what_exists(case: JourneyCase) -> None:
    guide = GUIDES[case.item_id]
    fields, questions = {f.name for f in guide.form.fields}, {q.id for q in guide.situations}
    assert case.account in ACCOUNTS
    assert set(case.knows) <= fields | questions
    assert set(case.expect.fields) <= fields
    assert_situation(guide, case.expect.situation)
    taken = {m.id for m in guide.materials} | {kind for m in guide.materials for kind in m.documents}
    assert set(case.documents) <= taken | {"any"}
    sent = [one.send for one in case.script if one.send]
    for picture in (*case.documents.values(), *sent):
        assert_picture(picture)
    for one in case.script:
        kind, _, name = one.at.partition(":")
        known = {"situation": questions, "field": fields, "document": {m.id for m in guide.materials}}
        assert kind in {"confirm", "submit", "precheck"} or not name or name in known[kind]
        assert sum(map(bool, (one.say and not one.form, one.send, one.form, one.come_back))) == 1, one
        assert set(one.form) <= fields
    assert all(re.compile(pattern) for pattern in case.expect.says)


def test_each_item_is_walked_and_prechecked_often_enough() -> None:
    """The wave-1 items in full; of the others, those that are walked or prechecked at all."""
    walked = Counter(case.item_id for case in JOURNEYS)
    assert len(walked) >= 22
    assert len(JOURNEYS) >= 120
    assert min(walked.values()) >= 4, walked
    for item_id in {case.item_id for case in PRECHECK}:
        assert sum(case.item_id == item_id and case.passed for case in PRECHECK) >= 1
        assert sum(case.item_id == item_id and not case.passed for case in PRECHECK) >= 3


@pytest.mark.parametrize("case", own("boundaries", BoundaryCase), ids=lambda c: c.id)
def test_boundary_case_expects_a_status(case: BoundaryCase) -> None:
    assert {case.expect, *case.accept_options} <= set(get_args(Status))


@pytest.mark.parametrize("case", own("answers", AnswerCase), ids=lambda c: c.id)
def test_answer_case_has_patterns_and_a_guide(case: AnswerCase) -> None:
    assert case.item_id in GUIDES
    assert [re.compile(pattern) for pattern in (*case.must, *case.must_not)]


def test_pictures_drawn_on_demand_can_be_drawn_and_their_numbers_are_valid() -> None:
    for row in lines(FOLDER / "drawn.jsonl"):
        assert sum(key in row for key in ("portrait", "paper", "document_type")) == 1
        assert row.get("document_type", "unknown") in DRAWERS
        for name, value in row.get("fields", {}).items():
            if name.endswith("id_number"):
                assert id_number_valid(value), row["image"]
            if name == "credit_code":
                assert credit_code_valid(value), row["image"]


def test_drawn_pictures_are_small_and_their_numbers_valid() -> None:
    rows = [json.loads(line) for line in (FOLDER / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["image"] for row in rows} == {picture.name for picture in FOLDER.glob("*.jpg")}
    for row in rows:
        assert (FOLDER / row["image"]).stat().st_size <= LARGEST
        assert "paper" in row or row["document_type"] in DRAWERS
        fields = row.get("fields", {})
        if "id_number" in fields:
            assert id_number_valid(fields["id_number"]) != ("wrong-check-digit" in row["image"])
        if "credit_code" in fields:
            assert credit_code_valid(fields["credit_code"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "holds no case"),
        ('{"id": "a", "query": "q"}', ":1: expect: Field required"),
        ('{"id": "a", "query": "q", "expect": "blocked"}\n{nonsense', ":2: "),
    ],
)
def test_a_wrong_case_file_is_told_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "boundaries.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CaseFileError, match=re.escape(says)):
        read_cases(BoundaryCase, file)


def test_a_missing_case_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="--cases"):
        read_cases(BoundaryCase, tmp_path / "none.jsonl")


def assert_situation(guide: Guide, situation: dict[str, str]) -> None:
    options = {question.id: {option.id for option in question.options} for question in guide.situations}
    for question, option in situation.items():
        assert option in options[question], question


def assert_picture(picture: str) -> None:
    file = OWN_CASES / picture
    listed = file.parent / "drawn.jsonl"
    if not file.is_file() and listed.is_file():
        assert file.name in {row["image"] for row in lines(listed)}
        return
    with Image.open(file) as image:
        assert image.format == "JPEG"
