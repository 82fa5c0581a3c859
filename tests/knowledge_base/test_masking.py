"""Masking: what tells who wrote a question is not kept, what it is about is. People are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.corrections.masking import Masking
from knowledge_base.corrections.reporting import masked

CASES = {
    "an id number": ("身份证500112199203150026丢了", "身份证〔号码〕丢了"),
    "one ending in x, in groups": ("500112 19920315 002X 能查吗", "〔号码〕 能查吗"),
    "full width": ("５００１１２１９９２０３１５００２６ 办居住证", "〔号码〕 办居住证"),
    "a phone": ("打我电话13800138001", "打我电话〔号码〕"),
    "a phone with dashes": ("138-0013-8001回我", "〔号码〕回我"),
    "a phone as spoken": ("号码是一三八零零一三八零零一", "号码是〔号码〕"),
    "a phone as soldiers say it": ("打幺三八洞洞幺三八洞洞两", "打〔号码〕"),
    "a phone with strokes": ("138/0013/8001回我", "〔号码〕回我"),
    "a phone far apart": ("138   0013\t8001回我", "〔号码〕回我"),
    "a fixed line": ("023-63151234打不通", "〔号码〕打不通"),
    "a bank card": ("卡号6222 0212 3456 7890 123，没到账", "卡号〔号码〕，没到账"),
    "a credit code": ("91500000MA5U123456的执照怎么注销", "〔号码〕的执照怎么注销"),
    "a passport": ("护照E12345678过期了", "护照〔号码〕过期了"),
    "a plate": ("渝A12345要年检了", "〔号码〕要年检了"),
    "a name said": ("我叫陈晓渝，身份证丢了", "我叫〔姓名〕，身份证丢了"),
    "a name run on": ("我叫陈晓渝身份证丢了怎么补", "我叫〔姓名〕身份证丢了怎么补"),
    "a name with 我是": ("我是王建国，退休了怎么办", "我是〔姓名〕，退休了怎么办"),
    "a rare surname": ("我叫么小草，怎么办", "我叫〔姓名〕，怎么办"),
    "a double surname": ("名字叫欧阳晓", "名字叫〔姓名〕"),
    "a name with a dot": ("姓名：买买提·艾力 办护照", "姓名：〔姓名〕 办护照"),
    "somebody else": ("帮李小明补社保卡", "帮〔姓名〕补社保卡"),
    "a title": ("张伟先生的证丢了", "〔姓名〕先生的证丢了"),
    "a mail address": ("发到 zhang.wei@example.com", "发到 〔账号〕"),
    "a mail address run on": ("我的邮箱是zhang.wei@example.com收不到", "我的邮箱是〔账号〕收不到"),
    "an account": ("微信号zw_19920", "微信号〔账号〕"),
    "a door": ("住在红锦大道88号3幢12-4，办居住证", "住在红锦大道〔门牌〕，办居住证"),
}
UNTOUCHED = [
    "身份证搞丢了啷个办",
    "补办要多少钱，三年五年十年二十年的有什么区别",
    "2025年5月10日以后领证要户口本吗",
    "我是重庆人，外地户口能办吗",
    "我是高中生，能领身份证吗",
    "我是江北的，在哪里办",
    "打12345没人接",
    "名字改了身份证要换吗",
    "姓名写错了怎么改",
    "给孩子上户口要什么",
    "帮我查一下进度",
    "满60岁、70岁、80岁各领多少高龄津贴",
]


@pytest.mark.parametrize(("text", "kept"), CASES.values(), ids=list(CASES))
def test_personal_data_is_taken_out(text: str, kept: str) -> None:
    assert Masking.shipped().masked(text) == kept


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_the_question_is_about_stays(text: str) -> None:
    assert Masking.shipped().masked(text) == text


@pytest.mark.parametrize(("text", "kept"), CASES.values(), ids=list(CASES))
def test_masking_again_changes_nothing(text: str, kept: str) -> None:
    assert Masking.shipped().masked(kept) == kept
    assert Masking.shipped().has_mark(kept)


@given(
    st.text(alphabet="我的身份证号是电话 ，", max_size=8),
    st.integers(10**10, 10**18 - 1),
    st.text(alphabet="丢了怎么办abc 。", max_size=8),
)
def test_no_long_number_ever_stays(before: str, number: int, after: str) -> None:
    assert str(number) not in Masking.shipped().masked(f"{before}{number}{after}")


def test_what_can_not_be_seen_hides_no_number() -> None:
    assert masked("打138\u200b0013\u20608001，5001\u00a01219\ufeff9203150026") == "打〔号码〕，〔号码〕"


@pytest.mark.parametrize("piece", ["1", "1.", "a", "a.", "一", "1号", "路1-", "微信:", "我叫", "张·", "1 "])
def test_twenty_thousand_characters_take_no_time_to_speak_of(piece: str) -> None:
    """It holds the whole process: a run that is read anew from each of its characters takes minutes."""
    long = piece * (20_000 // len(piece))
    assert len(Masking.shipped().masked(long)) <= len(long) * 4
