"""Words as callers say them and recognisers write them: wishes, yes and no, digits."""

import pytest

from assistant.phone.digits import said_digits
from assistant.phone.readback import explained, read_out, valid
from assistant.phone.wants import agreed, picked, want
from assistant.understand.control import load_words
from tests.shipped import guides

WANTS = {
    **dict.fromkeys(["没听清", "啥子？", "你再说哈", "在说一遍嘛", "你说啥子哦", "喂？"], "repeat"),
    **dict.fromkeys(["说慢点儿", "你慢点说嘛", "说得太快了"], "slower"),
    **dict.fromkeys(["转人工", "转仁工", "我要找人工", "给我找个真人来说"], "human"),
    **dict.fromkeys(["莫说了", "停", "不用念了"], "stop"),
    **dict.fromkeys(["等一哈", "你等一下，我去拿身份证"], "wait"),
    **dict.fromkeys(["挂了哈", "再见"], "hang_up"),
    **dict.fromkeys(["还有呢", "还有啥子"], "more"),
    **dict.fromkeys(["人工智能专业有补贴吗", "身份证丢了啷个办", "办快一点要加钱不", "对头"], None),
    **dict.fromkeys(["我要挂失身份证", "社保卡我要挂失", "我要挂号", "我老汉听不见办残疾证"], None),
    **dict.fromkeys(["孩子听不到能办残疾证不", "听不懂普通话", "等我拿到证再来", "声音小区"], None),
    **dict.fromkeys(["我要人工授精补助", "换个人来办得行不"], None),
    **dict.fromkeys(["我有事先挂了", "我要挂了"], "hang_up"),
    "大声点，我耳朵背": "louder",
    "声音小得很": "louder",
}
ANSWERS = {
    **dict.fromkeys(["对头", "是的嘛", "对对对", "嗯，是的", "要得", "阔以", "没得错"], True),
    **dict.fromkeys(["没有错啊", "没得错嘛", "不错嘛", "没有说错", "对的没有错"], True),
    **dict.fromkeys(["不对", "不是嘛", "搞错了", "莫", "先不交", "不同意录音", "没有，错了"], False),
    **dict.fromkeys(["是不是要钱", "不对，是三", "身份证", "可以不可以寄"], None),
}
DIGITS = {
    "五零零幺零三": "500103",
    "幺三八三个零幺": "1380001",
    "1956年2月3号": "19560203",
    "嗯一九然后五六": "1956",
    "最后一位是叉": "X",
    "你等一下，第一个是什么": "",
    "洞幺拐": "017",
}


@pytest.mark.parametrize(("said", "wanted"), WANTS.items())
def test_wishes_are_known_in_dialect_and_misheard(said: str, wanted: str | None) -> None:
    assert want(said) == wanted


def test_no_matter_of_the_library_is_taken_for_a_wish_about_the_call() -> None:
    for guide in guides().values():
        item = guide.item
        asked = [text for pair in guide.qa for text in (pair.question, *pair.variants)]
        for text in (item.official_name, item.plain_name, *item.aliases, *item.asked, *asked):
            assert want(text) is None or load_words().has("human", text), text


@pytest.mark.parametrize(("said", "answer"), ANSWERS.items())
def test_yes_and_no(said: str, answer: bool | None) -> None:
    assert agreed(said) is answer


@pytest.mark.parametrize(("said", "digits"), DIGITS.items())
def test_digits_as_they_are_said(said: str, digits: str) -> None:
    assert said_digits(said).digits == digits


def test_a_correction_takes_back_and_an_option_is_named_by_its_number() -> None:
    assert said_digits("不对，是三").wrong
    assert said_digits("重新说").anew
    assert said_digits("幺二，说完了").finished
    assert picked("第二个嘛", 3) == 1
    assert picked("第三个", 2) is None


def test_numbers_are_read_in_groups_and_names_by_their_characters() -> None:
    assert read_out("500112198911030119", (3, 3, 4, 4, 4)) == "五零零，幺幺二，幺九八九，幺幺零三，零幺幺九"
    assert read_out("1989", (3, 3, 4, 4, 4), passed=6) == "幺九八九"
    assert explained("罗文杰") == "罗文杰，四夕罗，文化的文，杰出的杰"
    assert explained("袁熊") == "袁熊，袁隆平的袁"
    assert explained("熊敏") == "熊敏，熊猫的熊，敏捷的敏"
    assert explained("余敏") == "余敏，年年有余的余，敏捷的敏"
    assert valid("id_number", "500112198911030119")
    assert not valid("id_number", "500112198911030118")
