"""Protects: each channel of the search does its one thing, in the right direction."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge_base.divisions import Divisions
from knowledge_base.errors import EncoderMissingError
from knowledge_base.search.corpus import Text
from knowledge_base.search.encoder import SentenceTransformerEncoder
from knowledge_base.search.evidence import FEATURES, Rows
from knowledge_base.search.features import features
from knowledge_base.search.ranker import CERTAIN, CLOSE, FITS, Ranker, ranked
from knowledge_base.search.sound import SoundAlikes
from knowledge_base.search.static import StaticEncoder
from knowledge_base.search.terms import terms_of
from knowledge_base.search.vectors import VectorStore, similarity
from knowledge_base.search.wording import Wording, clauses
from knowledge_base.search.words import TextIndex, Words
from knowledge_base.training.ranking import Choice, learn


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    folder = tmp_path_factory.mktemp("words")
    Words.write_dictionary(folder, Wording.shipped().terms)
    return Words(folder)


def test_a_smaller_distance_is_a_larger_similarity() -> None:
    assert similarity(0.0) == 1.0
    assert similarity(0.2) > similarity(0.9)


def test_chroma_gives_the_nearest_first_with_cosines(tmp_path: Path) -> None:
    encoder = StaticEncoder.shipped()
    texts = ["身份证 丢 补办", "公积金 租房 提取", "结婚 登记"]
    store = VectorStore(tmp_path, 1)
    store.fill([encoder.encode(texts)])
    query = encoder.encode(["租房 公积金"])[0]
    found = store.nearest(query, 3)
    store.close()
    assert found[0][0] == 1
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    exact = encoder.encode(texts) @ query
    assert {row: pytest.approx(score, abs=1e-4) for row, score in found} == dict(enumerate(exact.tolist()))


def test_a_generation_that_was_half_filled_is_filled_anew(tmp_path: Path) -> None:
    vectors = StaticEncoder.shipped().encode(["一 二", "三 四", "五 六"])
    store = VectorStore(tmp_path, 7)
    store.fill([vectors[:2]])
    store.fill([vectors])
    assert len(store.nearest(vectors[0], 3)) == 3
    store.close()


def test_vectors_have_length_one_and_unknown_texts_have_none() -> None:
    first, empty = StaticEncoder.shipped().encode(["身份证 丢", ""])
    assert np.linalg.norm(first) == pytest.approx(1.0)
    assert not empty.any()
    assert first.dtype == np.float32


def test_the_shipped_encoder_tells_look_alikes_apart() -> None:
    lost, renewed, kept = StaticEncoder.shipped().encode(
        ["身份证 掉 了", "居民 身份证 补领", "居民 身份证 换领"]
    )
    assert lost @ renewed > lost @ kept


def test_a_missing_encoder_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(EncoderMissingError, match=r"\[encoder\]"):
        SentenceTransformerEncoder("BAAI/bge-small-zh-v1.5")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("身份证搞丢了啷个办", "身份证丢了怎么办"),
        ("居民身份证不见了咋办", "身份证丢了怎么办"),
        ("ＳＦＺ丢了", "身份证丢了"),
        ("身\u200b份证", "身份证"),
        ("暂住证", "居住证"),
        ("机动车驾驶证", "驾照"),
        ("给娃儿上户口", "给小孩上户口"),
        ("新农合", "城乡居民基本医疗保险"),
    ],
)
def test_the_same_thing_has_one_wording(said: str, meant: str) -> None:
    wording = Wording.shipped()
    assert wording.one(said) == wording.one(meant)


@pytest.mark.parametrize(
    ("message", "said", "denied"),
    [
        ("没丢,是到期了", {"expired"}, {"lost"}),
        ("身份证不是丢了，是过期了", {"expired"}, {"lost"}),
        ("身份证丢了", {"lost"}, set()),
        ("先挂失再补办", {"loss_report", "lost"}, set()),
        ("办身份证", set(), set()),
    ],
)
def test_what_is_denied_does_not_count_as_said(message: str, said: set[str], denied: set[str]) -> None:
    wording = Wording.shipped()
    facts = wording.facts(wording.one(message))
    assert (facts.said, facts.denied) == (said, denied)


def test_a_clause_that_says_what_is_not_meant_is_left_out() -> None:
    wording = Wording.shipped()
    assert wording.meant(clauses("不是开公司,就是办个个体户")) == ["就是办个个体户"]
    assert wording.meant(["不想办了"]) == ["不想办了"], "when there is nothing else it stays"


def test_words_keep_our_terms_whole_and_drop_what_says_nothing(words: Words) -> None:
    assert "居住证" in words.cut("我想办个居住证")
    assert words.tokens("请问怎么办理呢") == ()
    assert set(words.tokens("身份证丢了")) >= {"@lost", "身份证"}
    assert words.tokens("补领身份证") == words.tokens("身份证丢了"), (
        "what happened and what is done about it meet"
    )


def test_bm25_finds_rows_by_words_and_survives_saving(tmp_path: Path, words: Words) -> None:
    texts = ["身份证丢了", "租房提公积金", "结婚登记"]
    TextIndex.build(tmp_path, "words", [words.tokens(text) for text in texts])
    index = TextIndex.load(tmp_path, "words")
    shares = index.shares(words.tokens("公积金"))
    assert shares is not None
    assert shares.argmax() == 1
    assert 0 < shares[1] <= 1
    half = index.shares((*words.tokens("公积金"), "没人说过"))
    assert half is not None
    assert half[1] < shares[1], "words that no text has count against all"
    assert index.shares(words.tokens("火锅")) is None
    assert index.shares(()) is None


def test_the_dictionary_cache_stays_in_the_data_folder(tmp_path: Path) -> None:
    Words.write_dictionary(tmp_path, ["居住证"])
    Words(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"words.dict", "words.cache"}


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("公鸡金", "公积金"), ("办居住正", "办居住证"), ("身分正", "身份证"), ("猪房公积金", "猪房公积金")],
)
def test_what_sounds_like_a_term_becomes_the_term(heard: str, meant: str) -> None:
    assert SoundAlikes(["公积金", "居住证", "身份证", "户口"]).corrected(heard) == meant


def test_two_syllables_are_too_few_to_correct() -> None:
    assert SoundAlikes(["护照"]).corrected("糊照") == "糊照"


def test_terms_come_from_official_names() -> None:
    names = [Text("a", 0, "居住证签注", official=True), Text("b", 0, "随便叫什么", official=False)]
    found = terms_of(names)
    assert "居住证" in found
    assert "随便叫什么" not in found


def test_districts_are_found_and_taken_out() -> None:
    divisions = Divisions.shipped()
    codes = [one.code for one in divisions.all if one.code]
    assert len(codes) == len(set(codes)) == 38
    assert divisions.without("江津区怎么办居住证") == "怎么办居住证"
    jiangbei, jiangjin = divisions.find("观音桥哪里办"), divisions.find("我在江津")
    assert jiangbei is not None
    assert jiangjin is not None
    assert (jiangbei.code, jiangjin.code) == ("500105", "500116")
    assert divisions.find("身份证丢了") is None
    assert divisions.name("500243") == "彭水苗族土家族自治县"


NONE = dict.fromkeys(FEATURES, 0.0)
GUIDED = np.ones(3, dtype=np.bool_)


def ranker(**weights: float) -> Ranker:
    fit = {"meaning_best": 10.0}
    shares = {"sure": 0.6, "sure_by_name": 0.4, "offered": 0.2}
    return Ranker.read({"weights": NONE | weights, "fit": fit, "bias": -5.0, **shares})


def rows(*values: float, feature: str = "meaning_best") -> NDArray[np.float32]:
    """Items that differ in one piece of evidence."""
    evidence = np.zeros((len(values), len(FEATURES)), dtype=np.float32)
    evidence[:, FEATURES.index(feature)] = values
    return evidence


def test_one_item_far_ahead_is_certain_and_no_other_is_close() -> None:
    scores = ranker(meaning_best=20).scores(rows(0.9, 0.5, 0.1), GUIDED[:3])
    assert scores[0] >= CERTAIN
    assert scores[1] < CLOSE * scores[0]


def test_nobody_is_certain_while_a_rival_fits_as_well() -> None:
    scores = ranker(meaning_best=20).scores(rows(0.9, 0.89, 0.1), GUIDED[:3])
    assert FITS <= scores[0] < CERTAIN
    assert scores[1] >= CLOSE * scores[0], "it is offered in the question which is meant"
    assert scores[2] < CLOSE * scores[0], "and what is far behind is not"


def test_of_an_item_without_a_guide_less_is_enough() -> None:
    evidence = rows(0.9, 0.89, 0.1)
    scores = ranker(meaning_best=20).scores(evidence, np.array([False, True, True]))
    assert scores[0] >= CERTAIN, "its name and entry are told; nobody is led through a wrong guide"
    assert ranker(meaning_best=20).scores(evidence, ~GUIDED, bare=True)[0] < CERTAIN, "a mere thing asks"


def test_what_is_near_nothing_known_is_not_given() -> None:
    scores = ranker(meaning_best=20).scores(rows(0.1, 0.05), GUIDED[:2])
    assert ranked([("a", scores[0]), ("b", scores[1])], 5) == []


def test_what_fits_is_given_best_first() -> None:
    assert ranked([("a", 0.36), ("b", 0.9), ("c", 0.34)], 5) == [("b", 0.9), ("a", 0.36)]
    assert ranked([("a", 0.5), ("b", 0.9)], 1) == [("b", 0.9)]


def test_the_best_text_counts_and_several_count_more_than_one() -> None:
    two = Rows.of([(0, 2), (2, 4)])
    values = np.array([0.8, 0.8, 0.8, 0.0], dtype=np.float32)
    assert two.best(values).tolist() == pytest.approx([0.8, 0.8])
    both, one = two.together(values)
    assert both > one


def test_what_sounds_alike_shares_features() -> None:
    assert set(features(["公鸡金"])) & set(features(["公积金"])) - {"c公", "c金"}
    assert not set(features(["公鸡金"])) & set(features(["身份证"]))


def choice(meant: int, *values: float) -> Choice:
    return Choice(rows(*values), np.arange(len(values)) == meant)


def test_weights_learn_which_evidence_counts() -> None:
    weights = learn([choice(0, 0.9, 0.1), choice(1, 0.2, 0.8), choice(0, 0.7, 0.3)])
    assert weights[FEATURES.index("meaning_best")] > 0
    assert weights[FEATURES.index("words_best")] == 0, "what never differs counts for nothing"
