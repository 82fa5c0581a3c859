"""An answer to the question just put is understood however people happen to say it."""

import pytest

from assistant.understand.answering import answered
from knowledge_base.model.guide import Option, Question


def question(ask: str, **labels: str) -> Question:
    return Question(id="q", ask=ask, options=[Option(id=i, label=label) for i, label in labels.items()])


HUKOU = question("户口在重庆吗？", cq="户口在重庆", away="户口在外省")
RECEIVE = question("新证想怎么拿？", window="到窗口领", mail="寄到家")
WHO = question(
    "给谁办社保卡？", self="给我自己办", child="给未满16周岁的孩子办", proxy="帮满16周岁的家人或者别人办"
)
LIVED = question("在重庆住满半年了吗？", yes="住满半年了", no="还没满半年")
EXPIRY = question(
    "驾照现在到期了吗？", valid="还没到期，快到了", year="过期了，不到一年", over="过期一年以上"
)
HOME = question("您和配偶在重庆有自己的房子吗？", none="都没有", owned="有房子")
PREMISES = question("公司的住所在哪里？", rented="租的房子", borrowed="别人或者单位免费给用的")
WHERE = question(
    "这次是哪种情况到外地看病？",
    resident="长期住在外省",
    worker="单位派驻，或者长期在外省上班",
    trip="临时出去、自己去外省看病",
    emergency="在外省急诊抢救",
)
SHAREHOLDERS = question("公司有哪些股东？", sole="只有我一个人", several="两个以上，都是个人")
HOUSEHOLD = question(
    "跟您一起生活的有哪些家里人？",
    alone="就我一个人",
    spouse="我和配偶，没有要养的孩子",
    child="我一个人带孩子",
)
PAYOUT = question("失业金想发到哪里？", social="社会保障卡的银行账户", bank="本人其他银行卡")
SEVENTH = question("孩子满7周岁了吗？", under="不满7周岁", over="满了7周岁")
RELATION = question("您是办证人的什么人？", parent="父母", spouse="配偶", child="子女")
TIMES = question("今年已经开过3次了吗？", few="没有，这次还在3次以内", many="开过3次了，这是第4次或更多")


@pytest.mark.parametrize(
    ("put", "said", "option"),
    [
        (HUKOU, "四川广安", "away"),
        (HUKOU, "不在，户口还在老家", "away"),
        (HUKOU, "我们都是渝北户口", "cq"),
        (HUKOU, "对头", "cq"),
        (RECEIVE, "麻烦寄过来", "mail"),
        (RECEIVE, "我走路去拿，派出所不远", "window"),
        (RECEIVE, "不用寄", "window"),
        (WHO, "给我办", "self"),
        (WHO, "我屋头那个小的，才五岁", "child"),
        (WHO, "代我老婆", "proxy"),
        (LIVED, "八个月了", "yes"),
        (LIVED, "还差两个月", "no"),
        (EXPIRY, "过了，几个月，没得一年", "year"),
        (EXPIRY, "两年前就过期了", "over"),
        (EXPIRY, "还有四十天", "valid"),
        (HOME, "没得", "none"),
        (HOME, "有一套", "owned"),
        (PREMISES, "亲戚的房子，没收租", "borrowed"),
        (WHERE, "在外地养老", "resident"),
        (WHERE, "在浙江做活路好多年了", "worker"),
        (WHERE, "自己要去上海看病", "trip"),
        (SHAREHOLDERS, "股东不是我一个人", "several"),
        (HOUSEHOLD, "老伴走了，就剩我", "alone"),
        (HOUSEHOLD, "和老婆，没生娃", "spouse"),
        (HOUSEHOLD, "老公死了，我一个人带两个娃儿", "child"),
        (PAYOUT, "社保卡没激活，打银行卡", "bank"),
        (RELATION, "我是她妈妈", "parent"),
        (RELATION, "我妈", "child"),
        (RELATION, "她老公", "spouse"),
        (SEVENTH, "下个月满七岁", "under"),
        (LIVED, "快一年了", "yes"),
        (TIMES, "今年开过一次", "few"),
        (TIMES, "这是第四回", "many"),
    ],
)
def test_other_words_for_an_option_are_the_option(put: Question, said: str, option: str) -> None:
    found = answered(put, said)
    assert found is not None
    assert found.id == option


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (RECEIVE, "到窗口领要多少钱"),
        (HUKOU, "不是这个，我要办把户口迁到爱人那里"),
        (HUKOU, "不是12-4是12-5"),
        (HOME, "不晓得"),
        (HOME, "不办了"),
        (RECEIVE, "等一哈哈，我去找下老花镜"),
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(put: Question, said: str) -> None:
    assert answered(put, said) is None
