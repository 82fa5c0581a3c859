"""The encoder that tells a guide's questions apart: what it must learn, and that it learns the same again."""

import numpy as np
import pytest

from knowledge_base.search.static import StaticEncoder
from knowledge_base.training.questions import Pair, Recipe, train
from knowledge_base.training.saving import in_steps

SHORT = Recipe(steps=60, guides=2, dimension=8)


def _pair(*wordings: str, answer: str) -> Pair:
    return Pair([list(wording) for wording in wordings], list(answer))


GUIDES = {
    name: [
        _pair(f"{name}多少钱", f"{name}收费吗", f"办{name}好多钱", answer="不收钱，免费"),
        _pair(f"{name}多久办好", f"{name}要几天", f"办{name}好久", answer="七天内发证"),
    ]
    for name in ("甲证", "乙证")
}


def _vector(text: str, vocabulary: list[str], vectors: np.ndarray) -> np.ndarray:
    found = vectors[[vocabulary.index(letter) for letter in text if letter in vocabulary]].mean(axis=0)
    return found / np.linalg.norm(found)


def test_questions_about_the_same_come_nearer_than_the_same_item() -> None:
    vocabulary, vectors = train(GUIDES, SHORT)
    fee, free, days = (_vector(text, vocabulary, vectors) for text in ("甲证多少钱", "甲证收费", "甲证几天"))
    assert fee @ free > fee @ days


def test_the_same_guides_give_the_same_encoder() -> None:
    one, other = train(GUIDES, SHORT), train(GUIDES, SHORT)
    assert one[0] == other[0]
    assert np.array_equal(one[1], other[1])


def test_steps_keep_the_vectors() -> None:
    vectors = np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32)
    steps, scales = in_steps(vectors)
    assert steps * scales[:, None] == pytest.approx(vectors, abs=0.01)


def test_the_shipped_one_knows_what_is_asked_for() -> None:
    """In an item's words as in another's: how much beside how long."""
    how_much, fee, how_long = StaticEncoder.of_questions().encode(["要 好多 钱", "收费 吗", "几天 能 拿到"])
    assert how_much @ fee > how_much @ how_long
