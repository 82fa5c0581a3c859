"""Taking a piece of evidence out takes out just that, and what it is worth shows."""

import numpy as np
import pytest

from eval_sets.ablation import Candidates, channels, rank, relearned
from eval_sets.cases import NavigationCase
from knowledge_base.search.evidence import FEATURES
from knowledge_base.training.ranking import Choice

TELLING, IDLE = FEATURES[0], FEATURES[-1]
EVIDENCE = np.zeros((2, len(FEATURES)), dtype=np.float32)
EVIDENCE[0, FEATURES.index(TELLING)] = 1.0
EVIDENCE[1, FEATURES.index(IDLE)] = 1.0
TRAIN = [Choice(EVIDENCE, np.array([True, False]))] * 5
CASE = NavigationCase(id="n", query="q", accept=["right"])


def test_every_feature_is_taken_out_once_with_its_channel() -> None:
    taken = [feature for own in channels().values() if len(own) > 1 for feature in own]
    alone = {feature for own in channels().values() if len(own) == 1 for feature in own}
    assert sorted(set(taken)) == sorted(taken)
    assert alone == set(FEATURES)


def test_weights_are_learned_as_if_the_evidence_did_not_exist() -> None:
    weights = dict(zip(FEATURES, relearned(TRAIN, frozenset({TELLING})), strict=True))
    assert weights[TELLING] == 0
    assert weights[IDLE] < 0
    assert relearned(TRAIN, frozenset())[FEATURES.index(TELLING)] > 0


@pytest.mark.parametrize(("without", "right"), [((), 1), ((TELLING, IDLE), 0)])
def test_what_told_the_items_apart_is_missed(without: tuple[str, ...], right: int) -> None:
    asked = [Candidates(CASE, ["wrong", "right"], EVIDENCE[::-1].copy())]
    assert rank(asked, relearned(TRAIN, frozenset(without)))["hit_at_1"]["right"] == right


def test_a_message_without_candidates_is_a_miss() -> None:
    nothing = Candidates(CASE, [], np.zeros((0, len(FEATURES)), dtype=np.float32))
    assert rank([nothing], relearned(TRAIN, frozenset()))["hit_at_3"] == {
        "right": 0, "of": 1, "share": 0.0, "low": 0.0, "high": 0.7935,
    }  # fmt: skip
