"""Each evaluation counts right as right and wrong as wrong: it can fail."""

import json
from datetime import date
from pathlib import Path

import pytest

from eval_sets import answers, boundaries, document_reading, journeys, precheck
from eval_sets.cases import (
    AnswerCase,
    BoundaryCase,
    Deviation,
    DocumentCase,
    Expected,
    JourneyCase,
    PrecheckCase,
)
from eval_sets.days import dated, dated_case
from eval_sets.documents.fonts import NoChineseFontError
from eval_sets.errors import CaseFileError, ChoiceError
from eval_sets.pictures import find
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


def test_a_deviation_comes_once_at_its_step_and_then_the_journey_goes_on(fake, folder: Path) -> None:
    """The fake takes whatever is said for the answer, so the deviations stand where answers would."""
    script = [
        Deviation(at="field:mobile", come_back="接着办"),
        Deviation(at="document", send="unknown-c.jpg"),
        Deviation(at="confirm", form={"mobile": "13700137000"}),
        Deviation(at="field:mobile", say="never: that step is over"),
    ]
    journey(fake, folder, JOURNEY.model_copy(update={"script": script}))
    assert fake.calls.count("POST /api/v1/conversations") == 2
    assert fake.form == {"mobile": "13700137000"}
    assert [fake.said[name] for name in ("mobile", "own_card", "confirm", "precheck", "submit")] == [
        "接着办",
        "unknown-c.jpg",
        "继续",
        "预审",
        "提交",
    ]


def test_a_form_of_an_old_version_must_not_be_taken(fake, folder: Path) -> None:
    """The fake takes everything: that is the lost update which the citizen must notice."""
    stale = Deviation(at="confirm", form={"mobile": "13900139002"}, stale=True)
    report = journey(fake, folder, JOURNEY.model_copy(update={"script": [stale]}))
    assert report["figures"]["why"]["j"].startswith("the form was taken though")


def test_what_must_be_told_is_waited_for(fake, folder: Path) -> None:
    told = JOURNEY.model_copy(update={"expect": Expected(state="draft", max_turns=12, says=["不能.*换"])})
    assert journey(fake, folder, told)["failing"] == ["j"], "submitted without ever being told"
    fake.step, fake.begun, fake.signed_in, fake.answer = 0, False, False, "现在不能\n直接换证。"
    assert journey(fake, folder, told)["failing"] == []


def test_figures_are_given_by_temper_and_item(fake, folder: Path) -> None:
    figures = journey(fake, folder, JOURNEY.model_copy(update={"temper": "slow"}))["figures"]
    assert set(figures["by_temper"]) == {"slow"}
    assert figures["by_item"]["sample"]["right"] == 1


def test_days_in_a_case_are_counted_from_today() -> None:
    today = date(2026, 11, 23)
    assert dated("{day+45} {日-22} {month-11}", today) == "2027-01-07 2026年11月1日 2025-12"
    case = JOURNEY.model_copy(update={"knows": {"expires_on": "{day+1}"}})
    assert dated_case(case, today).knows == {"expires_on": "2026-11-24"}


def test_a_picture_is_drawn_once_when_it_is_described(tmp_path: Path) -> None:
    row = {"image": "note.jpg", "paper": "证明", "lines": ["{日+0}"]}
    (tmp_path / "drawn.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    try:
        drawn = find(tmp_path / "note.jpg")
    except NoChineseFontError:
        pytest.skip("no Chinese font on this machine")
    assert find(tmp_path / "note.jpg") == drawn
    assert drawn.read_bytes()[:2] == b"\xff\xd8"
    with pytest.raises(CaseFileError, match="describe it"):
        find(tmp_path / "none.jpg")


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


def test_a_wrong_figure_is_one_that_must_not_be_said_or_that_no_quote_has(fake) -> None:
    case = AnswerCase(id="a", item_id="sample", question="多少钱", must=["元"], must_not=["20元", "免费"])

    def wrong_figure() -> int:
        return answers.evaluate([case], fake.url)["figures"]["wrong_figure"]["right"]

    assert wrong_figure() == 0
    fake.answer = "工本费40元，免费。"
    assert wrong_figure() == 0, "wrong, but no figure"
    fake.answer = "工本费40元，补领20元。"
    assert wrong_figure() == 1
    fake.answer = "工本费40元，30天办好。"
    assert wrong_figure() == 1, "no quote says 30 days"


def test_a_direct_answer_is_wrong_when_it_answers_something_else(fake) -> None:
    case = AnswerCase(id="a", item_id="sample", question="要多久", must=["天"])

    def direct() -> tuple[int, int]:
        found = answers.evaluate([case], fake.url)["figures"]["wrong_direct_answer"]
        return found["right"], found["of"]

    assert direct() == (0, 0), "no QA pair is quoted"
    fake.section = "qa:1"
    assert direct() == (1, 1)
    fake.answer = "40元，等几天。"
    assert direct() == (0, 1)


def test_a_boundary_needs_its_status(fake) -> None:
    case = BoundaryCase(id="b", query="有人落水", expect="emergency")
    fake.status = "emergency"
    assert boundaries.evaluate([case], fake.url)["failing"] == []
    fake.status = "answered"
    report = boundaries.evaluate([case], fake.url)
    assert report["failing"] == ["b"]
    assert report["figures"]["mistakes"] == {"emergency → answered": 1}
    assert report["figures"]["wrongly_answered"]["right"] == 1


def test_who_has_a_matter_and_is_turned_away_is_counted(fake) -> None:
    cases = [
        BoundaryCase(id="in", query="身份证掉了", expect="answered", kind="near_miss"),
        BoundaryCase(
            id="out", query="写首诗", expect="out_of_scope", accept_options=["blocked"], kind="poem"
        ),
    ]
    fake.status = "blocked"
    report = boundaries.evaluate(cases, fake.url)
    assert report["failing"] == ["in"]
    assert report["figures"]["wrongly_refused"]["right"] == 1
    assert report["figures"]["wrongly_answered"]["right"] == 0
    assert {kind: one["right"] for kind, one in report["figures"]["by_kind"].items()} == {
        "near_miss": 0,
        "poem": 1,
    }


def test_a_fault_of_the_service_is_a_wrong_status_and_not_the_end(fake) -> None:
    fake.fails_at = "/messages"
    cases = [BoundaryCase(id=str(n), query="身份证掉了", expect="answered") for n in range(3)]
    report = boundaries.evaluate(cases, fake.url)
    assert report["failing"] == ["0", "1", "2"]
    assert report["figures"]["mistakes"] == {"answered → fault": 3}


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
    assert (report["part"], report["known"]) == ("whole", {"items": 1795, "guides": 66})


def test_the_runner_says_what_to_do() -> None:
    with pytest.raises(ChoiceError, match="choose one of navigation"):
        run("nothing")
    with pytest.raises(ChoiceError, match="name the set"):
        run("all", Path("x.jsonl"))
    with pytest.raises(ChoiceError, match="don't go together"):
        run("answers", Path("x.jsonl"), part="dev")
