"""A number that no source has is found, however it is written; one that is there is not called wrong."""

import pytest

from eval_sets.amounts import amounts, has_figure, unfounded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("补领收工本费 40 元。", {"40元"}),
        ("四十元，二十个工作日，一千二百元", {"40元", "20工作日", "1200元"}),
        ("年满18周岁，60日内", {"18岁", "60天"}),
        ("3个月到1,200元", {"3月", "1200元"}),
        ("二〇二五年，2025年5月10日起", {"2025年", "5月", "10天"}),
        ("拨打12345，或到2号窗口", set()),
        ("第十五条说的一元化登记", set()),
    ],
)
def test_numbers_with_their_unit(text: str, found: set[str]) -> None:
    assert amounts(text) == found


def test_a_figure_needs_a_source_with_the_same_unit() -> None:
    assert unfounded("工本费40元，20天办好。", "工本费40元。") == {"20天"}
    assert unfounded("40个工作日", "40天") == {"40工作日"}
    assert not unfounded("您16岁，收40元", "我16周岁", "每证40元")


def test_whether_a_number_stands_there() -> None:
    assert has_figure("20")
    assert has_figure("十元")
    assert not has_figure("免费")
