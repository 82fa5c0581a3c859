"""Protects: what answers quote is short, complete, and never says more than the guide knows."""

from collections.abc import Callable

from knowledge_base.model.guide import Fee, Guide, TimeLimit
from knowledge_base.sections import Section, sections

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"

Fetch = Callable[[str], Guide]


def _by_id(guide: Guide, situation: dict[str, str] | None = None) -> dict[str, Section]:
    return {section.id: section for section in sections(guide, situation)}


def test_every_part_of_the_guide_has_its_section(guide: Fetch) -> None:
    found = _by_id(guide(REPLACEMENT))
    parts = (
        "summary conditions materials steps time_limits fee places result legal_basis notes qa:fee qa:proxy"
    )
    assert list(found) == parts.split()
    assert all(sentence[-1] in "。！？）" for one in found.values() for sentence in one.sentences)


def test_limits_say_their_unit(guide: Fetch) -> None:
    assert _by_id(guide(REPLACEMENT))["time_limits"].sentences == (
        "法律规定最长5个工作日。",
        "承诺3个工作日办好。周末顺延。",
    )
    assert "当场" in _by_id(guide(FIRST))["time_limits"].text


def test_money_is_written_without_empty_decimals(guide: Fetch) -> None:
    fee = _by_id(guide(REPLACEMENT))["fee"].sentences
    assert fee == ("工本费：10元（证丢了时）。", "换新费：2.5元（证坏了时）。")
    assert _by_id(guide(FIRST))["fee"].sentences == ("不收钱。",)


def test_a_situation_leaves_out_what_it_rules_out(guide: Fetch) -> None:
    lost = _by_id(guide(REPLACEMENT), {"reason": "lost", "holder": "self"})
    assert lost["fee"].sentences == ("工本费：10元。",)
    assert not any("旧读者证" in sentence or "委托书" in sentence for sentence in lost["materials"].sentences)


def test_what_is_undecided_keeps_its_condition(guide: Fetch) -> None:
    broken = _by_id(guide(REPLACEMENT), {"reason": "broken"})["materials"].sentences
    assert "旧读者证：把坏了的证带来。" in broken
    assert "委托书（本人来办吗选“否”时）：写明委托谁来办，本人签名。" in broken


def test_exemptions_are_said_with_their_reason(guide: Fetch) -> None:
    assert "居民身份证可以免交：电子身份证能核对身份。" in _by_id(guide(REPLACEMENT))["materials"].sentences


def test_law_comes_with_article_and_date(guide: Fetch) -> None:
    (sentence,) = _by_id(guide(FIRST))["legal_basis"].sentences
    assert "《公共图书馆法》第三十四条" in sentence
    assert "2018-01-01起施行" in sentence


def test_a_place_names_the_district(guide: Fetch) -> None:
    assert "渝中区" in _by_id(guide(FIRST))["places"].text


def test_an_answer_stands_word_for_word(guide: Fetch) -> None:
    one = guide(REPLACEMENT)
    assert _by_id(one)["qa:fee"].sentences == ("丢了补证收10元工本费。", "坏了换新收2.5元。")
    assert all(_by_id(one)[f"qa:{pair.id}"].text == pair.answer for pair in one.qa)


def test_what_is_to_confirm_never_shows_a_figure(guide: Fetch) -> None:
    limit = TimeLimit(kind="promised", unit="working_day", amount=9, to_confirm=True)
    unsure = guide(FIRST).model_copy(
        update={
            "time_limits": [limit],
            "fee": Fee(charged=True, to_confirm=True, lines=guide(REPLACEMENT).fee.lines),
        }
    )
    found = _by_id(unsure)
    assert "9" not in found["time_limits"].text
    assert "10" not in found["fee"].text
    assert "12345" in found["fee"].text
