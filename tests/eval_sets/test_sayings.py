"""A journey is judged by what its citizen meant, not by how they happened to put it."""

import pytest

from eval_sets.sayings import says


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("女娃儿", "female", "女"),
        ("2025年3月10号", "2025-03-10", None),
        ("工商银行", "中国工商银行", None),
        ("580", "580.00", None),
        ("汉族", "汉", None),
    ],
)
def test_other_words_for_the_value_are_the_value(words: str, value: str, shown: str | None) -> None:
    assert says(words, value, shown)


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("男", "female", "女"),
        ("2025年3月1号", "2025-03-10", None),
        ("建行", "中国工商银行", None),
        ("罗小满", "", None),
    ],
)
def test_another_value_is_not(words: str, value: str, shown: str | None) -> None:
    assert not says(words, value, shown)
