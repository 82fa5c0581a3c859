"""Protects scopes of business: items stay as printed, the regulator's sentences are known word for word."""

import pytest

from ocr.parsing import scopes
from ocr.values import Value

_ENDING = "(除依法须经批准的项目外，凭营业执照依法自主开展经营活动)"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("餐饮管理;餐饮服务", "餐饮管理；餐饮服务"),
        ("房地产经纪：物业管理；停车场服务", "房地产经纪；物业管理；停车场服务"),
        ("种植、销售：水果、蔬菜；水产养殖", "种植、销售：水果、蔬菜；水产养殖"),
        ("一般项目：餐饮管理；批发：日用百货" + _ENDING, "一般项目：餐饮管理；批发：日用百货" + _ENDING),
    ],
)
def test_scopes(printed: str, value: str) -> None:
    assert scopes.scope(printed) == Value(value, "free")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        (
            "土石方工程施工【依法绩经批准的项目，经相关部门批准后方可开展经提活动",
            "土石方工程施工【依法须经批准的项目，经相关部门批准后方可开展经营活动】",
        ),
        ("餐饮管理(除依法须经批隹的项目外，凭营业执照依法自主开展经营活动)", "餐饮管理" + _ENDING),
    ],
)
def test_the_regulators_sentences_are_mended_and_told(printed: str, value: str) -> None:
    assert scopes.scope(printed) == Value(value, "free", note="scope")


def test_brackets_of_the_firms_own_words_are_left_alone() -> None:
    printed = "普通货物仓储服务(不含危险化学品等需要许可审批的项目和仪器)"
    assert scopes.scope(printed) == Value(printed, "free")
    assert scopes.scope("：") is None
