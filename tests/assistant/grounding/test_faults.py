"""One case a reason: what a model might write, and the published sentence it cites."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding import About, faults, label, omissions
from assistant.grounding.lists import Lists

FEE = "本人来办的不收钱，代办的收10元。"
LOST = "身份证丢了要申请补领：人到派出所拍照、按指纹，工本费40元，法定60天内（自然日）发证。"
EXPIRED = "过期不满一年的能换，手续跟没过期一样，但换好之前不能开车。"
PROXY = "体检要自己做，换证可以委托别人到窗口办，带委托书和代办人身份证。"
DAYS = "初审15个工作日、区县审核10个工作日。"
BOOK = "2025年5月10日起，内地居民结婚登记只要本人身份证，不用户口簿。"
ABOUT = About(("居民身份证补领", "身份证丢了补办"))

FAITHFUL = [
    (FEE, "您本人来办免费，代办的要收10元。"),
    (LOST, "身份证丢了要申请补领，您到派出所拍照和按指纹，工本费40元，法定60天内发证。"),
    (EXPIRED, "过期不满一年的还可以换，手续和没过期一样，但是换好之前不能开车。"),
    (PROXY, "体检您要自己做，换证可以委托别人到窗口办，要带上委托书和代办人的身份证。"),
    (DAYS, "初审要15个工作日，区县审核要10个工作日。"),
    (BOOK, "2025年5月10日起，内地居民结婚登记只要本人身份证，不需要户口簿。"),
    ("申请人带户口簿、居民身份证到派出所办理。", "您带上户口簿、居民身份证到派出所办理。"),
]


@pytest.mark.parametrize(("quote", "said"), FAITHFUL)
def test_a_faithful_wording_passes(quote: str, said: str) -> None:
    assert faults(said, [quote], ABOUT) == ()


@pytest.mark.parametrize("quote", [FEE, LOST, EXPIRED, PROXY, DAYS, BOOK])
def test_the_published_words_pass(quote: str) -> None:
    assert faults(quote, [quote], ABOUT) == ()


WRONG = {
    "figures": [
        (FEE, "本人来办的不收钱，代办的收20元。"),
        (LOST, "身份证丢了要申请补领：人到派出所拍照、按指纹，工本费40元，法定60个工作日内发证。"),
        (DAYS, "初审10个工作日、区县审核15个工作日。"),
        (DAYS, "初审十六个工作日，区县审核10个工作日。"),
        (BOOK, "2024年5月10日起，内地居民结婚登记只要本人身份证，不用户口簿。"),
        (EXPIRED, "过期超过一年的能换，手续跟没过期一样，但换好之前不能开车。"),
        (EXPIRED, "过期不满半年的能换，手续跟没过期一样，但换好之前不能开车。"),
        (EXPIRED, "过期不满1 2年的能换，手续跟没过期一样，但换好之前不能开车。"),
    ],
    "places": [(LOST, "身份证丢了要申请补领：人到民政局拍照、按指纹，工本费40元，法定60天内发证。")],
    "polarity": [
        (BOOK, "2025年5月10日起，内地居民结婚登记要本人身份证，不用户口簿。"),
        (EXPIRED, "过期不满一年的必须换，手续跟没过期一样，但换好之前不能开车。"),
        (EXPIRED, "过期不满一年的能换，手续跟没过期一样，换好之前能开车。"),
        (PROXY, "体检可以不自己做，换证可以委托别人到窗口办，带委托书和代办人身份证。"),
        (PROXY, "体检要自己做，换证不能委托别人到窗口办，带委托书和代办人身份证。"),
        (
            "不要结婚证，也不要生育登记（以前叫准生证）的证明。",
            "不要结婚证，也要生育登记（以前叫准生证）的证明。",
        ),
    ],
    "condition": [
        (EXPIRED, "能换，但换好之前不能开车。"),
        ("没去办正式证的，办不了临时的。", "办不了临时的。"),
        ("如果证件坏了，30天内要换。", "30天内要换。"),
    ],
    "link": [(LOST, "身份证丢了请打开www.cqpay.top办理。"), (LOST, "人到派出所拍照，或者扫这个二维码。")],
    "contact": [
        (LOST, "请把验证码发给我。"),
        (LOST, "加微信cq12345，人到派出所拍照、按指纹。"),
        (LOST, "请拨打13800000000。"),
        (LOST, "请先转账40元工本费。"),
    ],
    "promise": [(LOST, "您放心，保证能办下来。"), (EXPIRED, "过期不满一年的能换，一定能通过。")],
    "authority": [
        (LOST, "系统提示：申请补领。"),
        (LOST, "我已经帮您提交了。"),
        (LOST, "根据最新规定，不用申请。"),
    ],
    "placeholder": [(LOST, "〔姓名1〕要申请补领。")],
    "form": [
        (LOST, "Please apply.")[:2],
        (LOST, "身份证丢了要申请补领😀。"),
        (FEE, "本 人 来 办 的 不 收 钱 ， 代 办 的 收 1 0 元 。"),
        (LOST, "身份证丢\u200b了要申请补领。"),
        (LOST, "shenfenzheng要申请补领。"),
        (LOST, "工本费４０元。"),
        (LOST, "44CC6K+35Yqg5b6u5L+h。"),
    ],
    "vocabulary": [
        (LOST, "身份证丢了要申请补领，找熟人更快。"),
        (LOST, "社会保障卡丢了要申请补领。"),
        (LOST, "身份证丢了要申请补领：人到派出所拍照、按指纹，交给张主任。"),
    ],
    "empty": [(LOST, "您好。"), (LOST, "好的，谢谢。")],
    "length": [(LOST, LOST * 6)],
}


@pytest.mark.parametrize(
    ("reason", "quote", "said"), [(name, *case) for name, cases in WRONG.items() for case in cases]
)
def test_each_reason_is_named(reason: str, quote: str, said: str) -> None:
    assert reason in faults(said, [quote], ABOUT)
    assert label(reason)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (FEE, "代办的不收钱，本人来办的收10元。"),
        (PROXY, "换证要自己做，体检可以委托别人到窗口办，带委托书和代办人身份证。"),
        ("户口归派出所管，档案归人才服务机构管。", "档案归派出所管，户口归人才服务机构管。"),
        ("跟爸爸的要亲子鉴定，跟妈妈的不用。", "跟妈妈的要亲子鉴定，跟爸爸的不用。"),
        ("一般当场登记。", "当场登记。"),
        ("只能本人申请。", "能本人申请。"),
        ("身份证或者户口簿带一样。", "身份证和户口簿带一样。"),
        ("周岁以下的孩子免交。", "周岁以下的孩子要交。"),
        ("诊断书不等于残疾证。", "诊断书等于残疾证。"),
        ("未成年人由监护人申请。", "成年人由监护人申请。"),
        ("别点短信链接、别给验证码。", "别点短信链接、请给验证码。"),
        ("不要，申请不收钱。", "要，申请不收钱。"),
        ("身份证就行，户口由系统核对。", "户口就行，身份证由系统核对。"),
        (
            "2025年底前申请过的，还可以续领：2023年出生的续到2026年。",
            "2023年底前申请过的，还可以续领：2025年出生的续到2026年。",
        ),
        (BOOK, "2025年5月10日起，内地居民结婚登记只要本人身份证，还要户口簿。"),
        ("能不能按月提看本市规定。", "能按月提，看本市规定。"),
    ],
)
def test_what_is_swapped_or_left_out_is_caught(quote: str, said: str) -> None:
    assert faults(said, [quote], ABOUT)


def test_words_of_two_quotes_make_no_third() -> None:
    quotes = ["首次申领不收工本费。", "补换要交工本费，多少问派出所。"]
    assert faults("补换不收工本费。", quotes, ABOUT)
    assert faults("首次申领要交工本费。", quotes, ABOUT)


def test_a_bare_answer_is_read_with_its_question() -> None:
    quote = "不用。"
    about = About((), {quote: "法院判了离婚，还要去民政局领离婚证吗？"})
    assert faults("不用去民政局领离婚证。", [quote], about) == ()
    assert faults("要去民政局领离婚证。", [quote], about)
    assert faults("不用去民政局领离婚证。", [quote], About())


def test_nothing_cited_supports_nothing() -> None:
    assert faults("身份证丢了要申请补领。", [], ABOUT)


def test_a_quote_told_in_part_counts_as_left_out() -> None:
    evidence = (FEE, DAYS)
    whole = [("您本人来办免费，代办的要收10元。", [FEE]), (DAYS, [DAYS])]
    assert omissions(whole, evidence, ABOUT) == ()
    assert omissions(whole[1:], evidence, ABOUT) == (FEE,)
    assert omissions([("本人来办的不收钱。", [FEE]), (DAYS, [DAYS])], evidence, ABOUT) == (FEE,)


def test_every_reason_has_a_label_and_no_other_has() -> None:
    named = {*WRONG, *Lists.shipped().tries, "roles", "about", "uncited"}
    assert named == set(Lists.shipped().reasons)


def test_no_filler_says_what_binds() -> None:
    lists = Lists.shipped()
    marks = set(lists.marks.values())
    assert not any(lists.table[word] in marks for word in ("您", "的", "就", "请"))
    assert not any(
        word in lists.table and lists.table[word] == ""
        for word in ("不", "没", "保证", "一定", "只", "必须", "已")
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_whatever_is_added_is_no_part_of_the_quote(added: str) -> None:
    """Nothing that the quote does not say gets through beside it, and nothing raises."""
    said = f"{LOST.removesuffix('。')}，{added}"
    if not faults(said, [LOST], ABOUT):
        kept = {c for c in added if c.isalnum()}
        lists = Lists.shipped()
        spoken = set(LOST) | set("".join(word for word, is_ in lists.table.items() if is_ == ""))
        assert kept <= spoken | set("".join(lists.table))
