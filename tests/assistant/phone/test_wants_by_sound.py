"""Yes and no are understood as recognisers write them; what only begins like one is neither."""

import pytest

from assistant.phone.wants import agreed, plainly_agreed
from assistant.understand.control import load_words


@pytest.mark.parametrize("heard", ["补统一", "补同一", "嗯那个不兑", "步是", "说措", "没的"])
def test_a_no_that_is_written_by_its_sound_is_a_no(heard):
    assert agreed(heard) is False


@pytest.mark.parametrize("heard", ["统一", "确任", "四的", "没措", "嗯队"])
def test_a_yes_that_is_written_by_its_sound_is_a_yes(heard):
    assert agreed(heard) is True
    assert not plainly_agreed(heard)


def test_some_words_are_a_yes_to_one_question_only():
    assert agreed("可以路", "to_record") is True
    assert agreed("接着办嘛", "to_go_on") is True
    assert agreed("是的，接着办", "to_go_on") is True
    assert agreed("对，发给我嘛", "to_be_sent") is True
    assert agreed("不接着办", "to_go_on") is False
    assert [agreed(one) for one in ("可以路", "接着办嘛", "继续", "发", "录")] == [None] * 5


@pytest.mark.parametrize(
    "heard", ["户口", "身份证丢了", "我要办不动产", "四", "路", "好多钱", "不动产统一登记"]
)
def test_other_words_are_neither(heard):
    assert agreed(heard) is None


@pytest.mark.parametrize(
    ("heard", "control"),
    [
        ("帮我查一下这个办理进度", "progress"),
        ("你晓得不帮我查下办理进度", "progress"),
        ("嗯那个继续办", "resume"),
        ("呃题交", "submit"),
        ("确任", "confirm"),
        ("转仁公", "human"),
        ("四的", "none"),
        ("部队", "none"),
        ("这个", "none"),
    ],
)
def test_controls_are_heard_through_fillers_and_common_mishearings(heard, control):
    said = load_words().steering(heard)
    assert control in said if control != "none" else not said
