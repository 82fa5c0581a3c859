"""Grouping by meaning, measured: different questions stay apart, enough that mean the same come together."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from knowledge_base.corrections.likeness import SAME, likeness, meanings
from knowledge_base.library import Library
from knowledge_base.loader import load_content
from knowledge_base.name_files import load_names
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage.clock import Clock
from storage.database import Database

PAIRS = Path(__file__).parent / "meaning_pairs.yaml"
HERE = Path(__file__).parent / "content"
FOUND = {"same": 23, "different": 0}
"""joined at the threshold, which was chosen on all pairs: none is held out any more"""

Likeness = Callable[[str, str], float]


@pytest.fixture
def alike(sqlite_database: Database, tmp_path: Path, clock: Clock) -> Likeness:
    encoder = StaticEncoder.shipped()
    publisher = Publisher(sqlite_database, tmp_path / "index", encoder, clock)
    publisher.build(load_content(HERE), "curator", load_names(HERE))
    library = Library(sqlite_database, tmp_path / "index", encoder, clock)

    def measured(one: str, other: str) -> float:
        both = [library.read(one), library.read(other)]
        return likeness(*meanings(both, StaticEncoder.of_questions()))

    return measured


def test_the_figures_hold(alike: Likeness) -> None:
    pairs: dict[str, list[list[str]]] = yaml.safe_load(PAIRS.read_text("utf-8"))
    assert {kind: len(group) for kind, group in pairs.items()} == {"same": 42, "different": 50}
    joined = {kind: [p for p in group if alike(*p) >= SAME] for kind, group in pairs.items()}
    assert joined["different"] == []
    assert len(joined["same"]) >= FOUND["same"]


def test_what_is_asked_for_decides_before_the_words_do(alike: Likeness) -> None:
    """All words but the last two are the same."""
    questions = ["补读者证要多少钱", "补读者证要多久", "补读者证在哪里", "补读者证要带什么"]
    assert all(alike(one, other) == 0.0 for one, other in pairwise(questions))


def test_it_does_not_matter_which_comes_first(alike: Likeness) -> None:
    one, other = "残疾证可以在网上申请吗", "残疾人证能不能网上办"
    assert alike(one, other) == alike(other, one) > SAME


def test_a_question_without_a_telling_word_is_like_none_but_itself(alike: Likeness) -> None:
    assert alike("怎么办", "什么时候可以") == 0.0
    assert alike("怎么办", "啷个办") == 1.0
