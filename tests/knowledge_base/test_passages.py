"""What answers a question inside one guide: signals, weights, left-out wordings and look-alikes."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.fit import CHANNELS, SIGNALS, About, Fit, Traits
from knowledge_base.passages import PassageIndex
from knowledge_base.search.static import StaticEncoder
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words
from knowledge_base.training.fitting import as_read, learn, left_out, strange, tops
from knowledge_base.types import PublishedGuide
from tests.shipped import loaded

CONTENT = Path("knowledge_base/content")
GUIDES = ("marriage", "id-card-replacement", "household-child", "fund-rent")

DIRECT = 0.35
"""the fit from which the assistant gives a QA pair or a sentence (`assistant/answer/select.py`)"""


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PassageIndex]:
    folder, now = tmp_path_factory.mktemp("words"), datetime.now(UTC)
    Words.write_dictionary(folder, Wording.shipped().terms)
    words, encoder = Words(folder), StaticEncoder.shipped()
    return {
        one.item_id: PassageIndex(
            PublishedGuide(one.item_id, 1, one.guide, now.date(), None, now, "test"), words, encoder
        )
        for one in loaded()
        if one.item_id in GUIDES
    }


def _best(index: PassageIndex, question: str) -> tuple[str, str]:
    scores = Fit.shipped().scores(index.evidence(as_read(question)))
    unit = index.units[int(scores.argmax())]
    return unit.section, unit.told


def test_a_sentence_answers_what_no_pair_asks(indexes: dict[str, PassageIndex]) -> None:
    _, told = _best(indexes["fund-rent"], "提了一次租房的钱，公积金账户是不是就销了？")
    assert "不注销" in told


def test_a_false_belief_meets_its_correction(indexes: dict[str, PassageIndex]) -> None:
    _, told = _best(indexes["marriage"], "听说领结婚证要交九块钱工本费，是真的吗？")
    assert "一分钱都不收" in told or "不收" in told


def test_published_questions_find_their_own_pair(indexes: dict[str, PassageIndex]) -> None:
    for index in indexes.values():
        pairs = [unit for unit in index.units if unit.wordings]
        own = sum(_best(index, unit.wordings[0])[0] == unit.section for unit in pairs)
        assert own >= 0.8 * len(pairs)


def test_questions_about_something_else_are_mostly_left_unanswered(indexes: dict[str, PassageIndex]) -> None:
    """Look-alike negatives: other items' questions that share no topic with the guide."""
    fit, topic = Fit.shipped(), SIGNALS.index("topic_agrees")
    asked = [one for one in strange(indexes, every=1) if not one.evidence[:, topic].any()]
    wrong = [one for one in asked if fit.scores(one.evidence).max() >= DIRECT]
    assert len(asked) > 50
    assert len(wrong) / len(asked) < 0.35


def test_a_left_out_wording_is_out_of_everything(indexes: dict[str, PassageIndex]) -> None:
    """Else the weights would be learned from the answer itself."""
    index = indexes["marriage"]
    row, (at, wording) = next(
        (row, one)
        for row, one in enumerate((at, w) for at, unit in enumerate(index.units) for w in unit.wordings)
    )
    known = index.evidence(as_read(wording))[at, SIGNALS.index("pair_asked_letters")]
    unknown = index.evidence(as_read(wording), without=row)[at, SIGNALS.index("pair_asked_letters")]
    assert known == pytest.approx(1.0)
    assert unknown < known


def test_weights_are_learned_from_left_out_wordings(indexes: dict[str, PassageIndex]) -> None:
    asked = [one for half in (0, 1) for one in left_out({"marriage": indexes["marriage"]}, half)]
    right = np.mean([was for _, was in tops(asked, learn(asked))])
    by_chance = 1 / int(indexes["marriage"].pairs.sum())
    assert right > 5 * by_chance


def test_a_pair_about_children_is_marked_for_an_adult() -> None:
    about = About([Traits.of_unit("qa:a", "未满16周岁的由监护人办。", ["孩子怎么办", "娃儿几岁能办"])])
    signal = SIGNALS[4 * len(CHANNELS) :].index("minor_conflict")
    assert about.signals(Traits.of_question("我能办吗"))[0, signal] == 1
    assert about.signals(Traits.of_question("我娃能办吗"))[0, signal] == 0
