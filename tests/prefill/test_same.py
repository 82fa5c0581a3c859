"""The same value printed in two ways is no conflict; two values that only look alike are one."""

import pytest

from prefill.same import same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("重庆市渝北区龙溪街道红锦大道88号3幢12-4", "渝北区龙溪街道 红锦大道88号3幢12－4"),
        ("阿布都拉·买买提", "阿布都拉•买买提"),
        ("汉", "汉族"),
        ("6217 0037 6000", "621700376000"),
        ("有限责任公司(自然人独资)", "有限责任公司（自然人独资）"),
    ],
)
def test_the_same_value_in_another_print(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("红锦大道88号3幢12-4", "红锦大道88号3幢1-24"),
        ("3600.50", "360050"),
        ("陈晓渝", "陈小渝"),
    ],
)
def test_a_mark_between_digits_tells_values_apart(one: str, other: str) -> None:
    assert not same(one, other)
