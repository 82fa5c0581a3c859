"""Protects: a life event asks every question once, every paper once, and says what comes first."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from knowledge_base.errors import ContentError
from knowledge_base.life_events.loading import LoadedEvent, load_life_events
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.planning import Plan, bad_answers, plan
from knowledge_base.life_events.sections import event_sections
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.model.guide import Guide

EVENT = Path(__file__).parent / "life_events" / "new-reader.yaml"


@pytest.fixture
def written(content: Path) -> Path:
    """The event's file in a content folder that a test may spoil."""
    (content / "life_events").mkdir()
    return Path(shutil.copy(EVENT, content / "life_events"))


@pytest.fixture
def entry(content: Path, written: Path) -> LoadedEvent:
    (found,) = load_life_events(content)
    return found


@pytest.fixture
def event(entry: LoadedEvent) -> LifeEvent:
    return entry.event


@pytest.fixture
def guides(loaded: list[LoadedGuide]) -> dict[str, Guide]:
    return {one.item_id: one.guide for one in loaded}


def _problems(content: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(ContentError) as caught:
        load_life_events(content)
    return caught.value.problems


def _spoil(file: Path, old: str, new: str) -> int:
    """Replaces the first `old`; gives its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _applying(made: Plan) -> Mapping[str, bool | None]:
    return {one.part.id: one.applies for one in made.parts}


def test_the_folder_of_life_events_is_no_item(content: Path, written: Path) -> None:
    assert "life_events" not in {one.item_id for one in load_content(content)}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("after: [card]", "after: [nowhere]", "nowhere"),
        ("when: {had: [never]}\n    who", "when: {gone: [never]}\n    who", "gone"),
        ("when: {had: [never]}\n    who", "when: {had: [sold]}\n    who", "sold"),
        ("{question: had, options: {lost: lost", "{question: has, options: {lost: lost", "has"),
        ("gives: residence_permit", "gives: reader_card", "reader_card"),
        ("basis: [law]", "basis: [laws]", "laws"),
        ("plain_name: 搬来以后", "plain: 搬来以后", "plain"),
        ("id: cost, question", "id: order, question", "order"),
    ],
)
def test_what_leads_nowhere_is_told_with_file_and_line(
    content: Path, written: Path, old: str, new: str, word: str
) -> None:
    line = _spoil(written, old, new)
    found = [(file, at) for file, at, what in _problems(content) if word in what]
    assert any(file == "life_events/new-reader.yaml" and abs(at - line) <= 2 for file, at in found)


def test_parts_that_wait_for_each_other_are_refused(content: Path, written: Path) -> None:
    _spoil(written, "    why: 办证要核对住处。", "    why: 办证要核对住处。\n    after: [tour]")
    (problem,) = _problems(content)
    assert all(part in problem[2] for part in ("stay", "card", "tour"))


def test_without_answers_everything_possible_is_in_the_plan(
    event: LifeEvent, guides: dict[str, Guide]
) -> None:
    made = plan(event, guides, {})
    assert _applying(made) == {"stay": True, "card": None, "again": None, "tour": None}
    assert [name for name, _ in made.questions] == ["had", "guided"]
    assert made.form
    assert all(not field.certain for field in made.form)
    assert "以前办过读者证吗" in made.parts[1].why, "what has to be known first"
    assert made.stages == (("stay",), ("card", "again"), ("tour",))


def test_answers_decide_the_parts_and_say_why(event: LifeEvent, guides: dict[str, Guide]) -> None:
    made = plan(event, guides, {"had": "broken"})
    assert _applying(made) == {"stay": True, "card": False, "again": True, "tour": False}
    again = next(one for one in made.parts if one.part.id == "again")
    assert again.situation == {"reason": "broken"}
    assert [name for name, _ in made.questions] == ["again.holder"]
    assert "办过，坏了" in made.parts[1].why, "why it is not needed"
    assert made.parts[3].why, "its question is never asked, and that is said too"
    assert made.stages == (("stay",), ("again",))


def test_an_item_question_is_answered_under_the_part_name(event: LifeEvent, guides: dict[str, Guide]) -> None:
    made = plan(event, guides, {"had": "broken", "again.holder": "other"})
    assert made.questions == ()
    assert {"id_card", "old_card", "letter"} == {one.id for one in made.materials}
    mine = plan(event, guides, {"had": "broken", "again.holder": "self"})
    assert {"id_card", "old_card"} == {one.id for one in mine.materials}


def test_a_question_that_two_items_ask_is_put_once(event: LifeEvent, guides: dict[str, Guide]) -> None:
    made = plan(event, guides, {})
    names = [field.name for field in made.form]
    assert names == ["full_name", "id_number"]
    name = made.form[0]
    assert [use.part for use in name.used_by] == ["card", "again"]
    assert name.required
    assert name.sources == ("profile.name", "document.id_card.name"), "sources of both, best first"
    assert made.figures.fields_before == 3
    assert made.figures.fields_after == 2


def test_an_answer_may_say_whose_name_a_field_is(event: LifeEvent, guides: dict[str, Guide]) -> None:
    assert [field.name for field in plan(event, guides, {"had": "lost"}).form] == ["loser"]


def test_a_paper_is_exempt_only_when_every_item_exempts_it(
    event: LifeEvent, guides: dict[str, Guide]
) -> None:
    both = next(one for one in plan(event, guides, {}).materials if one.id == "id_card")
    assert both.exempt == ()
    assert both.to_hand_in
    assert both.how == "拍一张共用。", "in the event's words"
    one = next(one for one in plan(event, guides, {"had": "lost"}).materials if one.id == "id_card")
    assert [way.certificate for way in one.exempt] == ["id_card_front"]
    assert not one.to_hand_in


def test_what_an_earlier_part_issues_need_not_be_there_at_the_beginning(
    event: LifeEvent, guides: dict[str, Guide]
) -> None:
    card = guides["reader-card-first"]
    permit = card.materials[0].model_copy(update={"id": "permit", "documents": ["residence_permit"]})
    asking = card.model_copy(update={"materials": [*card.materials, permit]})
    made = plan(event, guides | {"reader-card-first": asking}, {"had": "never"})
    found = next(one for one in made.materials if one.id == "permit")
    assert found.from_part == "stay"
    assert not found.to_hand_in


def test_who_does_not_fit_is_told_the_single_items(event: LifeEvent, guides: dict[str, Guide]) -> None:
    made = plan(event, guides, {"had": "lost"})
    (misfit,) = made.misfits
    assert made.items_of(misfit) == ["reader-card-replacement"]
    assert plan(event, guides, {"had": "never"}).misfits == ()


def test_an_item_without_a_guide_is_planned_by_name(event: LifeEvent) -> None:
    made = plan(event, {}, {"had": "never"})
    card = next(one for one in made.parts if one.part.id == "card")
    assert (card.applies, card.guide, made.form) == (True, None, ())


def test_answers_that_nobody_asked_for_are_named(event: LifeEvent, guides: dict[str, Guide]) -> None:
    wrong = {"had": "sold", "who": "me", "again.holder": "cat", "again.reason": "lost", "district": "500103"}
    assert [one.question for one in bad_answers(event, guides, wrong)] == ["had", "who", "again.holder"]


def test_the_order_survives_a_part_that_falls_away(event: LifeEvent, guides: dict[str, Guide]) -> None:
    """The tour waits for the card, and through it for the registration."""
    without = event.model_copy(
        update={"parts": [p.model_copy(update={"when": {}}) if p.id == "tour" else p for p in event.parts]}
    )
    made = plan(without, guides, {"had": "broken"})
    assert made.stages == (("stay",), ("again", "tour"))


def test_the_event_as_text(event: LifeEvent) -> None:
    told = {section.id: section for section in event_sections(event)}
    wanted = {"summary", "parts", "order", "conditions", "materials", "time_limits", "fee", "places"}
    assert wanted | {"legal_basis", "notes", "mistakes", "qa:order"} <= told.keys()
    assert told["parts"].sentences[1] == "2. 办读者证（没办过的）：有证才能借。"
    assert told["order"].sentences == (
        "第1步：住处登记。",
        "第2步（可以同时办）：办读者证（没办过的）、读者证丢了补办（办过的）。",
        "第3步：导览预约（想逛的）。",
    )
    assert told["outside"].sentences[0] == "住处登记找社区：到社区登记。带什么问社区。"
    assert "先还书" in told["conditions"].text, "who does not fit is told so"
    assert all(sentence[-1] in "。！？”）" for section in told.values() for sentence in section.sentences)
