"""Protects: what published guides commonly get wrong is found before publishing, with line and mending."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.figures import bare_days, figures
from knowledge_base.lint import RULES, check
from knowledge_base.lint.form import condition_unreviewed
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.base import Element
from knowledge_base.model.guide import (
    Condition,
    Exemption,
    FeeLine,
    Guide,
    LegalBasis,
    LookAlike,
    QAPair,
    Step,
    TimeLimit,
)
from knowledge_base.model.review import DocumentIs
from knowledge_base.name_files import loaded_names

DAY = date(2026, 11, 22)
FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"
OLD = """items:
  - item_id: reader-card-old
    official_name: 旧证换发
    aliases: [办借书证]
    asked: [绿皮的老证换新, 以前那种纸证还能用不, 老证啷个换, 旧版的卡刷不起了]
"""

Fetch = Callable[[str], Guide]


def _rules(guide: Guide) -> set[str]:
    return {rule for rule, broken in RULES.items() if list(broken(guide, DAY))}


def _with(element: Any, **changes: object) -> Any:
    assert isinstance(element, Element)
    return element.model_copy(update=changes)


def test_sound_content_has_no_findings(loaded: list[LoadedGuide]) -> None:
    assert check(loaded, DAY) == []


def test_a_finding_says_where_why_and_how_to_mend(loaded: list[LoadedGuide]) -> None:
    findings = check(loaded, date(2027, 12, 1))
    assert {(one.file, one.line, one.rule) for one in findings} == {
        ("reader-card-first/guide.yaml", 9, "review-overdue"),
        ("reader-card-replacement/guide.yaml", 9, "review-overdue"),
    }
    assert all(one.why and one.mend and "{" not in one.why for one in findings)


def _law(**changes: object) -> LegalBasis:
    basis = LegalBasis(id="law", law="公共图书馆法", article="第一条", says="规定", in_force=date(2018, 1, 1))
    return _with(basis, **changes)


def _limit(**fields: Any) -> TimeLimit:
    return TimeLimit.model_validate({"kind": "promised", "unit": "working_day", "amount": 3} | fields)


BROKEN: list[tuple[str, str, dict[str, Any]]] = [
    ("limit-amount", "no number", {"time_limits": [_limit(amount=None)]}),
    ("limit-amount", "a number for on the spot", {"time_limits": [_limit(unit="immediate")]}),
    (
        "limits-contradict",
        "promised longer than the law allows",
        {"time_limits": [_limit(amount=20), _limit(kind="statutory", unit="calendar_day", amount=15)]},
    ),
    ("limits-contradict", "two promises", {"time_limits": [_limit(), _limit(amount=5)]}),
    ("law-not-in-force", "repealed", {"legal_basis": [_law(repealed=date(2026, 11, 22))]}),
    ("law-not-in-force", "not yet", {"legal_basis": [_law(in_force=date(2026, 11, 23))]}),
    (
        "law-not-in-force",
        "an older text still copied",
        {"legal_basis": [_law(law="婚姻登记条例", in_force=date(2003, 10, 1))]},
    ),
    ("phones-equal", "complaints come back to the same desk", {"complaint_phone": "12345"}),
    ("validity", "over before it began", {"valid_until": date(2025, 1, 1)}),
    ("review-overdue", "a year ago", {"reviewed_on": date(2025, 11, 1)}),
    ("review-overdue", "in the future", {"reviewed_on": date(2026, 12, 1)}),
    ("unit-missing", "which days?", {"result": "15日内拿到读者证。"}),
    ("steps-empty", "none", {"steps": []}),
    ("steps-empty", "elsewhere", {"steps": [Step(name="申请", text="详见流程图")]}),
    ("summary-length", "says nothing", {"summary": "来办就行。"}),
    ("summary-length", "too long for the ear", {"spoken": "一句。两句。三句。"}),
    ("figure-unbacked", "a fee nobody asks", {"summary": "补一张读者证要到图书馆，工本费30元。"}),
    ("figure-unbacked", "a limit nobody promised", {"spoken": "7个工作日办好。"}),
    ("document-unreviewed", "any picture would pass", {"review": []}),
]


@pytest.mark.parametrize(
    ("rule", "why", "changes"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_rule_finds_its_fault(guide: Fetch, rule: str, why: str, changes: dict[str, Any]) -> None:
    sound = guide(REPLACEMENT)
    assert rule not in _rules(sound)
    assert rule in _rules(_with(sound, **changes)), why


def test_an_age_that_nothing_judges_and_nobody_checks_is_found(guide: Fetch) -> None:
    """Asked of shipped content only: an imported guide comes without review points."""
    assert list(condition_unreviewed(guide(FIRST), DAY)) == []
    aged = _with(guide(FIRST), conditions=[Condition(id="age", text="年满93周岁。")])
    assert list(condition_unreviewed(aged, DAY))


def test_different_situations_may_have_different_limits(guide: Fetch) -> None:
    limits = [_limit(when={"reason": ["lost"]}), _limit(amount=5, when={"reason": ["broken"]})]
    assert "limits-contradict" not in _rules(_with(guide(REPLACEMENT), time_limits=limits))


def test_an_uncertain_limit_needs_no_number(guide: Fetch) -> None:
    assert "limit-amount" not in _rules(
        _with(guide(REPLACEMENT), time_limits=[_limit(amount=None, to_confirm=True)])
    )


def test_fee_and_lines_agree(guide: Fetch) -> None:
    free = guide(FIRST)
    charged = _with(free.fee, lines=[FeeLine(name="工本费", amount=Decimal(5))])
    assert "fee-contradicts" in _rules(_with(free, fee=charged))
    assert "fee-contradicts" in _rules(_with(free, fee=_with(free.fee, charged=True)))
    assert "fee-contradicts" not in _rules(_with(free, fee=_with(free.fee, charged=True, to_confirm=True)))


def test_an_answer_may_use_only_figures_that_the_guide_has(guide: Fetch) -> None:
    sound = guide(REPLACEMENT)
    for answer, broken in (("收10元。", False), ("收15元。", True), ("3个工作日。", False), ("3天。", True)):
        said = _with(sound, qa=[QAPair(id="fee", question="多少？", answer=answer)])
        assert ("figure-unbacked" in _rules(said)) is broken, answer


def test_what_only_some_need_is_not_necessary_for_all(guide: Fetch) -> None:
    sound = guide(REPLACEMENT)
    first, *others = sound.materials
    for name in ("结婚证（已婚的，如有）", "监护证明（未满16周岁时）"):
        hedged = _with(first, name=name)
        assert "conditional-material" in _rules(_with(sound, materials=[hedged, *others])), name
        decided = _with(hedged, when={"reason": ["lost"]})
        assert "conditional-material" not in _rules(_with(sound, materials=[decided, *others])), name


def test_exemptions_make_sense(guide: Fetch) -> None:
    sound = guide(REPLACEMENT)
    first, *others = sound.materials
    twice = [Exemption(by="commitment", reason="可以承诺")] * 2
    for bad in (
        [Exemption(by="certificate", reason="有电子证照")],
        [Exemption(by="data_sharing", certificate="id_card_front", reason="能查到")],
        [Exemption(by="certificate", certificate="bank_card", reason="有电子证照")],
        twice,
    ):
        assert "exemption-sane" in _rules(_with(sound, materials=[_with(first, exempt=bad), *others]))


def test_review_and_material_accept_the_same_documents(guide: Fetch) -> None:
    sound = guide(REPLACEMENT)
    (point,) = sound.review
    assert isinstance(point, DocumentIs)
    assert "document-types-differ" in _rules(_with(sound, review=[_with(point, types=["bank_card"])]))


def test_the_same_question_is_answered_once(guide: Fetch) -> None:
    sound = guide(FIRST)
    again = QAPair(id="again", question="能寄到家里吗", answer="可以。")
    assert "question-twice" in _rules(_with(sound, qa=[*sound.qa, again]))


def test_a_name_of_two_items_needs_a_deciding_question(content: Path, loaded: list[LoadedGuide]) -> None:
    (content / "names" / "old.yaml").write_text(OLD, encoding="utf-8")
    decided = loaded_names(content)[-1:]
    (finding,) = check(loaded, DAY, decided)
    assert (finding.rule, finding.file, finding.line) == ("alias-ambiguous", "names/old.yaml", 4)

    first = loaded[0]
    pair = LookAlike(
        item_id="reader-card-old",
        question="新办还是换？",
        this_if="新办",
        other_if="换",
        this_words=[],
        other_words=[],
    )
    asking = LoadedGuide(_with(first.guide, look_alikes=[*first.guide.look_alikes, pair]), first.sources)
    assert check([asking, loaded[1]], DAY, decided) == []


def test_figures_are_spans_and_money_not_dates() -> None:
    text = "2026年5月10日起，15个工作日内办好，满6个月，收40元，5月领，一次2万元，30日内，12345"
    assert {(str(f.amount), f.unit) for f in figures(text)} == {
        ("15", "working_day"),
        ("6", "month"),
        ("40", "yuan"),
        ("20000", "yuan"),
        ("30", "calendar_day"),
    }
    assert list(bare_days(text)) == ["30日"]
