"""What sounds like a word that is used here is taken for it; what was said cleanly stays as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.mending import Mender
from speech.soundalike import fold, keys, syllables

WORDS = [
    *(
        "居住证",
        "身份证",
        "公积金",
        "结婚登记",
        "户口本",
        "营业执照",
        "社保卡",
        "居民身份证补领",
        "渝中区",
        "渝北区",
    ),
    *(
        "我的身份证搞丢了咋个办",
        "身份证丢了怎么补",
        "公积金提取要啥子材料",
        "结婚登记要带户口本吗",
        "我想问一下居住证咋个办",
    ),
    *(
        "户口本丢了怎么办",
        "营业执照怎么办",
        "社保卡丢了怎么补",
        "我在渝中区上班",
        "办居住证要好久",
        "我的社保卡不能用了",
    ),
]


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender(WORDS)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("我的身分正搞丢了咋个办", "我的身份证搞丢了咋个办"),
        ("公鸡金提取要啥子材料", "公积金提取要啥子材料"),
        ("结婚等级要带互口本吗", "结婚登记要带户口本吗"),
        ("我在鱼中区上班", "我在渝中区上班"),
        ("我的蛇保卡丢了", "我的社保卡丢了"),
        ("身身份证丢了怎么补", "身份证丢了怎么补"),
        ("赢业直照怎么办要一百二", "营业执照怎么办要120"),
    ],
)
def test_what_sounds_alike_is_put_right(mender: Mender, heard: str, said: str) -> None:
    assert mender.mended(heard) == said


@pytest.mark.parametrize(
    "text",
    [
        *WORDS,
        *(
            "今天天气怎么样",
            "帮我写一首关于山城的诗",
            "有人拿刀在砍人",
            "我叫舒保凯",
            "他的和她的",
            "三晚",
            "",
            "OK",
            "12345",
        ),
        *("孩子的名字是余仲曲", "查一下张舍保的身份证", "巴南区居主正街36号"),
    ],
)
def test_what_was_said_cleanly_stays(mender: Mender, text: str) -> None:
    assert mender.mended(text) == text


def test_sounds_of_here_are_one() -> None:
    assert fold("nan") == fold("lan")
    assert fold("hu") == fold("fu")
    assert fold("zheng") == fold("zen")
    assert list(syllables("重庆a")) == ["chong", "qing", ""]
    assert len(keys("重庆")) >= 2


SMALL = Mender(["居住证"])


@settings(max_examples=50)
@given(st.text(alphabet="身份证正分居住公鸡积金一二三零点了的吗a1，。 \U00020000", max_size=30))
def test_nothing_heard_is_too_strange(text: str) -> None:
    assert isinstance(SMALL.mended(text), str)
