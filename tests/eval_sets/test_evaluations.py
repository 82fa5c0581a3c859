"""Each evaluation counts right as right and wrong as wrong: it can fail."""

from pathlib import Path

import pytest

from eval_sets import answers, boundaries, document_reading, journeys, navigation, precheck
from eval_sets.cases import (
    AnswerCase,
    BoundaryCase,
    DocumentCase,
    Expected,
    JourneyCase,
    NavigationCase,
    PrecheckCase,
)
from eval_sets.errors import ChoiceError
from eval_sets.runner import run

JOURNEY = JourneyCase(
    id="j",
    opening="我要办样本",
    item_id="sample",
    account="chen-xiaoyu",
    documents={"id_card_front": "card.jpg"},
    knows={"who": "我个人的", "mobile": "13800138001"},
    expect=Expected(state="submitted", max_turns=12, situation={"who": "self"}),
)
PACK = PrecheckCase(id="p", item_id="sample", documents=["id_card_front-a.jpg"], passed=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("card.jpg", "id_card_front-a.jpg", "id_card_front-b.jpg", "unknown-c.jpg"):
        (tmp_path / name).write_bytes(b"picture")
    return tmp_path


def journey(fake, folder: Path, case: JourneyCase = JOURNEY):
    return journeys.evaluate([case], folder, fake.url)


def test_a_journey_to_the_end_is_right(fake, folder: Path) -> None:
    report = journey(fake, folder)
    assert report["failing"] == []
    assert report["figures"]["right"]["right"] == 1
    assert fake.said == {
        "who": "我个人的",
        "mobile": "13800138001",
        "own_card": "card.jpg",
        "confirm": "确认",
        "precheck": "预审",
        "submit": "提交",
    }


def test_a_value_kept_otherwise_than_said_is_wrong(fake, folder: Path) -> None:
    fake.stored = {"mobile": "13900139002"}
    report = journey(fake, folder)
    assert report["failing"] == ["j"]
    assert report["figures"]["why"] == {"j": "wrong values: mobile"}


def test_another_situation_than_meant_is_wrong(fake, folder: Path) -> None:
    meant = JOURNEY.model_copy(update={"expect": Expected(state="submitted", situation={"who": "other"})})
    assert journey(fake, folder, meant)["failing"] == ["j"]


def test_another_item_is_wrong(fake, folder: Path) -> None:
    fake.item_id = "other"
    assert journey(fake, folder)["figures"]["why"] == {"j": "handled other"}


def test_not_understood_the_citizen_taps_the_option_and_it_is_counted(fake, folder: Path) -> None:
    fake.deaf_to = ("who",)
    report = journey(fake, folder)
    assert report["failing"] == []
    assert fake.said["who"] == "给自己办"
    assert report["figures"]["asked_again"]["right"] == 1


def test_who_is_never_understood_gives_up_and_leaves_no_draft(fake, folder: Path) -> None:
    fake.deaf_to = ("mobile",)
    report = journey(fake, folder)
    assert report["failing"] == ["j"]
    assert report["figures"]["why"]["j"].startswith("asked for field mobile 4 times")
    assert fake.calls[-1] == "POST /api/v1/applications/a/withdraw"


def test_what_the_citizen_does_not_know_ends_the_journey(fake, folder: Path) -> None:
    ignorant = JOURNEY.model_copy(update={"knows": {"who": "给自己办"}})
    assert journey(fake, folder, ignorant)["figures"]["why"] == {"j": "the citizen does not know mobile"}


def test_a_fault_of_the_service_is_a_failing_case_and_not_the_end(fake, folder: Path) -> None:
    fake.fails_at = "/documents"
    assert "500" in journey(fake, folder)["figures"]["why"]["j"]


def test_a_clean_pack_that_passes_is_right(fake, folder: Path) -> None:
    report = precheck.evaluate([PACK], folder, fake.url)
    assert report["failing"] == []
    assert report["figures"]["false_alarm"]["right"] == 0


def test_pictures_of_one_type_go_into_one_slot_each(fake, folder: Path) -> None:
    pack = PACK.model_copy(
        update={"documents": ["id_card_front-a.jpg", "id_card_front-b.jpg", "unknown-c.jpg"]}
    )
    precheck.evaluate([pack], folder, fake.url)
    slots = [call.rpartition("/")[2] for call in fake.calls if "/materials/" in call]
    assert slots == ["own_card", "partner_card", "paper"]


def test_a_named_slot_is_used(fake, folder: Path) -> None:
    pack = PACK.model_copy(update={"documents": ["partner_card=id_card_front-a.jpg"]})
    precheck.evaluate([pack], folder, fake.url)
    assert "POST /api/v1/applications/a/materials/partner_card" in fake.calls


def test_a_false_pass_and_a_false_alarm_are_counted(fake, folder: Path) -> None:
    faulty = PACK.model_copy(update={"id": "f", "findings": ["mismatch"], "passed": False})
    report = precheck.evaluate([faulty], folder, fake.url)
    assert report["figures"]["false_pass"]["right"] == 1
    assert report["figures"]["faults_found"]["right"] == 0
    fake.precheck = {"passed": False, "findings": [{"code": "mismatch", "severity": "must_fix"}]}
    report = precheck.evaluate([PACK, faulty], folder, fake.url)
    assert report["failing"] == ["p"]
    assert report["figures"]["false_alarm"]["right"] == 1
    assert report["figures"]["faults_found"]["right"] == 1


def test_a_value_refused_when_typed_counts_as_told(fake, folder: Path) -> None:
    typed = PACK.model_copy(
        update={"fields": {"id_number": "1"}, "findings": ["checksum_failed"], "passed": False}
    )
    fake.problems = {"id_number": {"code": "checksum_failed", "message": "…"}}
    assert precheck.evaluate([typed], folder, fake.url)["failing"] == []


def test_an_answer_needs_its_words_and_a_true_quote(fake) -> None:
    case = AnswerCase(id="a", item_id="sample", question="多少钱", must=["40元"], must_not=["免费"])
    assert answers.evaluate([case], fake.url)["failing"] == []
    fake.quote = "工本费40元"  # true: a piece of the sentence
    assert answers.evaluate([case], fake.url)["failing"] == []
    fake.quote = "工本费20元。"
    assert answers.evaluate([case], fake.url)["figures"]["grounded"]["right"] == 0
    fake.quote, fake.answer = "工本费40元。", "工本费40元，有时免费。"
    assert answers.evaluate([case], fake.url)["failing"] == ["a"]
    fake.answer = "问窗口。"
    assert answers.evaluate([case], fake.url)["failing"] == ["a"]


def test_a_boundary_needs_its_status(fake) -> None:
    case = BoundaryCase(id="b", query="有人落水", expect="emergency")
    fake.status = "emergency"
    assert boundaries.evaluate([case], fake.url)["failing"] == []
    fake.status = "answered"
    report = boundaries.evaluate([case], fake.url)
    assert report["failing"] == ["b"]
    assert report["figures"]["mistakes"] == {"emergency → answered": 1}


def test_navigation_needs_the_official_name_first(fake) -> None:
    case = NavigationCase(id="n", query="补证", accept=["居民身份证补领"])
    fake.answer = "居民身份证补领"
    assert navigation.evaluate([case], fake.url)["figures"]["at_once"]["right"] == 1
    fake.answer = "居民身份证换领"
    report = navigation.evaluate([case], fake.url)
    assert report["failing"] == ["n"]
    assert report["figures"]["search_at_1"]["right"] == 0


def test_a_document_read_as_something_else_is_wrong(fake, folder: Path) -> None:
    case = DocumentCase(image="id_card_front-a.jpg", document_type="id_card_front", fields={})
    assert document_reading.evaluate([case], folder, fake.url)["failing"] == []
    wanted = case.model_copy(update={"fields": {"name": "陈晓渝"}})
    assert document_reading.evaluate([wanted], folder, fake.url)["failing"] == ["id_card_front-a.jpg"]


def test_the_runner_reports_set_cases_and_seconds(fake, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"id": "b", "query": "转人工", "expect": "handoff"}\n', encoding="utf-8")
    report = run("boundaries", file, fake.url)
    assert (report["set"], report["cases"], report["failing"]) == ("boundaries", 1, ["b"])
    assert report["seconds"] >= 0


def test_the_runner_says_what_to_do() -> None:
    with pytest.raises(ChoiceError, match="choose one of navigation"):
        run("nothing")
    with pytest.raises(ChoiceError, match="name the set"):
        run("all", Path("x.jsonl"))
