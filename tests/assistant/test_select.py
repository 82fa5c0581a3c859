"""Which sections answer: the enforced threshold, near matches, reasons for a refusal, two questions."""

import pytest

from assistant.answer.select import NEAREST, SURE_PAIR, nearest, select, tied
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section, sections
from knowledge_base.types import Passage
from tests.shipped import guides

QUESTION = "名下没有房子，公积金能提出来交房租吗"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return guides()["fund-rent"]


def _passage(guide: Guide, pair: str, fit: float) -> Passage:
    found = next(section for section in sections(guide) if section.id == f"qa:{pair}")
    return Passage("fund-rent", 1, found.id, found.title, found.text, score=fit, sentence=found.text, fit=fit)


def _selected(guide: Guide, fits: dict[str, float], question: str = QUESTION) -> list[Section]:
    passages = [_passage(guide, pair, fit) for pair, fit in fits.items()]
    return select(question, guide, sections(guide), passages)


def _ids(found: list[Section]) -> list[str]:
    return [section.id for section in found]


def test_a_near_match_below_the_threshold_is_not_given(guide: Guide) -> None:
    """A pair that answers something else misleads whole."""
    assert _selected(guide, {"couple": SURE_PAIR - 0.01}) == []
    assert _ids(_selected(guide, {"couple": SURE_PAIR})) == ["qa:couple"]


def test_what_comes_nearest_is_found_from_its_own_threshold(guide: Guide) -> None:
    for fit, expected in ((NEAREST, ["qa:couple"]), (NEAREST - 0.01, [])):
        assert _ids(nearest(QUESTION, sections(guide), [_passage(guide, "couple", fit)])) == expected


def test_what_comes_nearest_must_speak_of_what_was_asked(guide: Guide) -> None:
    """Who asks whether it can be posted learns nothing from what is near otherwise."""
    passages = [_passage(guide, "couple", SURE_PAIR - 0.01)]
    assert nearest("材料能邮寄不", sections(guide), passages) == []


def test_two_pairs_that_fit_alike_are_both_said(guide: Guide) -> None:
    found = _selected(guide, {"couple": 0.8, "spouse-home": 0.78})
    assert _ids(found) == ["qa:couple", "qa:spouse-home"]
    assert tied(found)


def test_a_pair_that_fits_clearly_better_stands_alone(guide: Guide) -> None:
    assert _ids(_selected(guide, {"couple": 0.8, "spouse-home": 0.6})) == ["qa:couple"]
    assert _ids(_selected(guide, {"couple": 0.95, "spouse-home": 0.94})) == ["qa:couple"]


def test_beside_every_reason_stands_the_persons_own(guide: Guide) -> None:
    """Who says why it may have been refused wants that reason confirmed, not only the list."""
    refused = next(pair.id for pair in guide.qa if pair.id.startswith("why-"))
    found = _selected(guide, {refused: 0.92, "spouse-home": 0.7}, "老婆有房，提取没通过是不是这个原因")
    assert _ids(found) == [f"qa:{refused}", "qa:spouse-home"]


def test_the_second_question_of_a_message_is_answered_too(guide: Guide) -> None:
    found = _selected(guide, {"couple": 0.95}, "夫妻两个人都能提吗，要带啥材料")
    assert _ids(found) == ["qa:couple", "materials"]
