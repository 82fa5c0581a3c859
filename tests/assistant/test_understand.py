"""What messages mean. Each line is a message as people write it, and the commands it must give."""

from dataclasses import replace

import pytest

from applications.types import Application
from assistant import commands as c
from assistant.state import Clarifying, State, Way
from assistant.turn import Turn
from assistant.understand.control import load_words
from assistant.understand.rules import RuleProposer
from knowledge_base.model.guide import Guide
from tests.assistant.conftest import House
from tests.assistant.walking import Citizen

LOST = "id-card-replacement"


def propose(
    house: House,
    text: str,
    state: State | None = None,
    view: Application | None = None,
    guide: Guide | None = None,
) -> list[c.Command]:
    turn = Turn("msg", "conv", "web", None, None, text, None, house.clock(), state or State(), text=text)
    turn.application, turn.guide = view, guide
    return RuleProposer(house.library).propose(turn)


STEERING = {
    "提交": c.Submit,
    "确认提交": c.Submit,
    "帮我提交吧": c.Submit,
    "预审": c.Precheck,
    "帮我检查一下": c.Precheck,
    "看看有没有问题": c.Precheck,
    "继续": c.Resume,
    "接着办": c.Resume,
    "继续办理": c.Resume,
    "我回来了": c.Resume,
    "查进度": c.AskProgress,
    "我的申请到哪一步了": c.AskProgress,
    "办好没有": c.AskProgress,
    "批下来没有": c.AskProgress,
    "撤回": c.Withdraw,
    "我不想办了": c.Withdraw,
    "取消申请": c.Withdraw,
    "不是这个": c.SwitchItem,
    "搞错了": c.SwitchItem,
    "都不是": c.SwitchItem,
    "转人工": c.AskHuman,
    "我要找真人客服": c.AskHuman,
    "我要投诉你们窗口": c.AskHuman,
    "你好": c.Greet,
    "谢谢你": c.Greet,
    "再见": c.Greet,
    "你是谁": c.Greet,
    "今天天气怎么样": c.OutOfScope,
    "讲个笑话": c.OutOfScope,
    "帮我写一首诗": c.OutOfScope,
}

ABOUT = {
    "身份证搞丢了啷个办": LOST,
    "身份证遭偷了咋个办": LOST,
    "身份证不见了怎么补": LOST,
    "补办身份证要多少钱": LOST,
    "身份证过期了怎么办": "id-card-renewal",
    "身份证断成两半了": "id-card-renewal",
    "身份证快到期了": "id-card-renewal",
    "居住证怎么办": "residence-permit",
    "暂住证在哪里办": "residence-permit",
    "领结婚证要户口本吗": "marriage",
    "扯结婚证要带啥子": "marriage",
    "个体户执照怎么办": "self-employed-setup",
    "开个小店办执照要什么材料": "self-employed-setup",
    "育儿补贴怎么领": "childcare-subsidy",
    "三岁以下娃儿的补贴好久发": "childcare-subsidy",
    "驾照到期了怎么换": "driver-licence-renewal",
    "低保怎么申请": "minimum-living",
}

WISHES = {
    "我要补办身份证": LOST,
    "身份证丢了，帮我补办": LOST,
    "我想申请居住证": "residence-permit",
    "我要结婚登记": "marriage",
    "我要办个体户营业执照": "self-employed-setup",
    "帮我申请育儿补贴": "childcare-subsidy",
}

ONLY_ASKED = [
    # 要办, 要领 or 用办 in a question: whether or what one must, and no wish to begin
    "开餐馆要办食品经营许可证吗",
    "办居住证要登记吗",
    "离婚要办什么",
    "结婚要领什么证",
    "孩子出生要办哪些手续",
    "租房子要办居住证不",
    "开小卖部，要办食品经营许可证吗？",
    "听说摆摊要办营业执照，是吗",
    "身份证丢了要补办吗",
    "残疾证到期了要换领吗",
    "外地人需要办居住证吗",
    "卖菜用不用办执照",
    "现在要办居住证吗",
    # 先问清楚 says itself that nothing is to begin yet
    "听说开网店也要办执照，先帮我问清楚再办",
    "我要办居住证吗",
    "我开面馆要不要办许可证",
    "结婚我要办什么手续",
]

WISHED = [
    # the same words, said as a wish, and wishes put as a question
    "我要办居住证",
    "要办居住证",
    "帮我办食品证可以吗",
    "我想申请低保，能不能办",
    "我要补办身份证，可以吗",
    "我今天要办居住证，行不行",
    "我们要领结婚证，可以吗",
    "要办居住证，可以吗",
    "我要办行驶证行吗",
    "我要领育儿补贴行不行",
    "我要办身份证怎么办",
    "我要办居住证需要什么材料",
    "要办个体户执照，怎么弄",
    "老汉要申请低保，能不能帮我办",
]

FOLLOW_UPS = [
    "要多少钱",
    "多久能办好",
    "在哪里办",
    "需要什么材料",
    "网上能办吗",
    "要本人去吗",
    "好久拿得到证",
    "周末上班吗",
]

DURING = {
    # a draft of the lost ID card, the question 户口在重庆吗 just put
    "在重庆": [c.AnswerSituation("hukou", "cq")],
    "户口是渝北的": [c.AnswerSituation("hukou", "cq")],
    "在外省": [c.AnswerSituation("hukou", "other_province")],
    "不在重庆": [c.AnswerSituation("hukou", "other_province")],
    "四川户口": [c.AnswerSituation("hukou", "other_province")],
    "在重庆，寄到家": [c.AnswerSituation("hukou", "cq"), c.AnswerSituation("receive", "mail")],
    "在重庆，新证快递给我，电话是13900139009": [
        c.AnswerSituation("hukou", "cq"),
        c.AnswerSituation("receive", "mail"),
        c.SetField("mobile", "13900139009"),
    ],
    "电话改成13800138009": [c.Correct("mobile", "13800138009")],
    "手机号换成139 0013 9009": [c.Correct("mobile", "139 0013 9009")],
    "手机号填错了": [c.Correct("mobile")],
    "地址写错了": [c.Correct("address")],
    "不是12-4是12-5": [c.Correct("address", "重庆市渝北区龙溪街道红锦大道88号3幢12-5")],
    "出生日期不是15号是16号": [c.Correct("birth_date", "1992-03-16")],
    "有地方要改": [c.Correct("")],
    "我的电话是13911112222": [c.SetField("mobile", "13911112222")],
    "提交": [c.Submit()],
    "撤回": [c.Withdraw()],
    "要多少钱": [c.AskAbout("要多少钱", ((LOST, 1.0),), LOST)],
    "要好久？": [c.AskAbout("要好久？", ((LOST, 1.0),), LOST)],
    "哈哈哈": [],
}


@pytest.mark.parametrize(("text", "kind"), STEERING.items())
def test_steering_words_are_known_whole(house: House, text: str, kind: type) -> None:
    commands = propose(house, text)
    assert [type(one) for one in commands] == [kind]


@pytest.mark.parametrize(("text", "item_id"), ABOUT.items())
def test_a_question_finds_its_item_first(house: House, text: str, item_id: str) -> None:
    (about,) = propose(house, text)
    assert isinstance(about, c.AskAbout)
    assert about.candidates[0][0] == item_id


@pytest.mark.parametrize(("text", "item_id"), WISHES.items())
def test_a_wish_to_handle_is_told_from_a_question(house: House, text: str, item_id: str) -> None:
    wish, about = propose(house, text)
    assert wish == c.StartApplication(None)
    assert isinstance(about, c.AskAbout)
    assert about.candidates[0][0] == item_id


@pytest.mark.parametrize("text", ONLY_ASKED)
def test_asking_what_is_needed_begins_nothing(house: House, text: str) -> None:
    (asked,) = propose(house, text)
    assert isinstance(asked, c.AskAbout | c.AskEvent)
    assert not isinstance(asked, c.AskEvent) or not asked.start


@pytest.mark.parametrize(
    "text",
    [
        "给我念一下“我要办理营业执照注销”这句话用重庆话怎么说",
        "短信说系统会自动开始办理育儿补贴，是真的吗",
        "莫给我开新单子，我就想晓得残疾证要哪些东西",
    ],
)
def test_what_is_quoted_goes_by_itself_or_is_unwanted_is_no_wish(text: str) -> None:
    assert not load_words().wishes(text)
    assert load_words().wishes("我要办“居住证”")
    assert load_words().wishes("“我要办居住证”")


@pytest.mark.parametrize("text", WISHED)
def test_a_wish_stays_one_in_the_form_of_a_question(house: House, text: str) -> None:
    assert propose(house, text)[0] == c.StartApplication(None)


@pytest.mark.parametrize("text", FOLLOW_UPS)
def test_a_question_without_a_matter_is_about_the_one_talked_of(house: House, text: str) -> None:
    (about,) = propose(house, text, State(item_id=LOST))
    assert isinstance(about, c.AskAbout)
    assert about.item_id == LOST


@pytest.mark.parametrize("text", ["帮我办理", "我要办", "开始办理", "就办这个", "申请"])
def test_handling_without_a_name_means_the_item_talked_of(house: House, text: str) -> None:
    assert propose(house, text, State(item_id=LOST)) == [c.StartApplication(LOST)]


@pytest.mark.parametrize(("text", "commands"), DURING.items())
def test_messages_while_a_draft_is_open(house: House, text: str, commands: list[c.Command]) -> None:
    actor = house.people["chen-xiaoyu"]
    view = house.applications.start(actor, LOST, {"who": "self"})
    assert isinstance(view, Application)
    published = house.library.guide(LOST)
    assert published is not None
    state = State(item_id=LOST, application_id=view.application_id)
    assert propose(house, text, state, view, published.guide) == commands


@pytest.mark.parametrize(
    ("text", "command"), {"好的": c.Confirm(), "对头": c.Confirm(), "要得": c.Confirm()}.items()
)
def test_yes_means_what_was_asked(house: House, text: str, command: c.Command) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    answers = {"who": "我自己的", "hukou": "在重庆", "receive": "到窗口领"}
    view = Citizen(talk, house.documents, answers).go_on(until="confirm").application
    published = house.library.guide(LOST)
    assert view is not None
    assert published is not None
    shown = State(application_id=view.application_id, status="handling")
    assert propose(house, text, shown, view, published.guide) == [command]


WAYS = (
    Way("丢了、找不到了", LOST, ("丢", "补办")),
    Way("还在手里（到期、损坏、信息变了）", "id-card-renewal", ("到期", "坏了")),
)


@pytest.mark.parametrize(
    ("text", "item_id"),
    {
        "丢了、找不到了": LOST,
        "丢了": LOST,
        "第一个": LOST,
        "1": LOST,
        "后者": "id-card-renewal",
        "没丢，是到期了": "id-card-renewal",
        "第二个": "id-card-renewal",
        "坏了": "id-card-renewal",
    }.items(),
)
def test_answers_to_a_clarifying_question(house: House, text: str, item_id: str) -> None:
    asked = State(clarifying=Clarifying("身份证怎么办", "ask", WAYS))
    (about,) = propose(house, text, asked)
    assert about == c.AskAbout("身份证怎么办", ((item_id, 1.0),), item_id)
    wished = replace(asked, clarifying=Clarifying("我要办身份证", "start", WAYS))
    assert propose(house, text, wished) == [c.StartApplication(item_id)]
