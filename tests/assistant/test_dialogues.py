"""Whole conversations over the real library and applications, from the opening sentence to the receipt."""

import threading
from collections.abc import Mapping

import pytest

from tests.assistant.conftest import House
from tests.assistant.walking import Citizen

Papers = Mapping[str, tuple[str, Mapping[str, str]]]

PHOTO = ("unknown", {"name": "样本"})
HOME = ("household_register_home", {"head_name": "罗文杰", "address": "重庆市渝北区回兴街道宝桐路6号9-2"})
ID_BACK = ("id_card_back", {"valid_from": "2006-12-15", "valid_until": "2026-12-15"})

JOURNEYS: dict[str, tuple[str, str, Mapping[str, str], Papers]] = {
    "id-card-replacement": (
        "chen-xiaoyu",
        "身份证搞丢了啷个办",
        {"who": "我自己的", "hukou": "在重庆", "receive": "到窗口领"},
        {},
    ),
    "id-card-renewal": (
        "liu-guilan",
        "身份证快到期了怎么办",
        {"who": "我自己的", "hukou": "在重庆", "receive": "寄到家"},
        {},
    ),
    "residence-permit": (
        "zhang-yang",
        "居住证怎么办",
        {
            "who": "给自己办",
            "lived": "满半年了",
            "hukou": "户口在重庆，但跨了区县",
            "basis": "有稳定工作",
            "job_kind": "自己开店办公司",
            "residing_since": "2024年3月1日",
            "business_name": "重庆样本渝味餐饮管理有限公司",
        },
        {"portrait": PHOTO},
    ),
    "marriage": (
        "chen-xiaoyu",
        "我要结婚登记",
        {
            "side": "女方",
            "history": "都没结过婚",
            "partner_name": "罗文杰",
            "partner_id_number": "500112198911030119",
            "partner_birth_date": "1989-11-03",
            "partner_ethnicity": "汉",
            "partner_address": "重庆市渝北区回兴街道宝桐路6号9-2",
            "registry": "渝北区婚姻登记处",
        },
        {
            "own_id_card": (
                "id_card_front",
                {
                    "name": "陈晓渝",
                    "id_number": "500112199203150026",
                    "sex": "女",
                    "birth_date": "1992-03-15",
                },
            ),
            "partner_id_card": (
                "id_card_front",
                {
                    "name": "罗文杰",
                    "id_number": "500112198911030119",
                    "sex": "男",
                    "birth_date": "1989-11-03",
                },
            ),
            "declaration": PHOTO,
        },
    ),
    "self-employed-setup": (
        "zhang-yang",
        "我要开个小面馆，办个体户执照",
        {
            "premises": "租的商铺",
            "permit": "不用先批",
            "naming": "不起名字",
            "operation": "个人经营",
            "business_scope": "餐饮服务",
            "premises_address": "重庆市南岸区南坪街道江南大道23号1-1",
            "liaison_name": "张洋",
            "liaison_id_number": "500108198806060311",
            "liaison_mobile": "13700137003",
        },
        {
            "application": PHOTO,
            "rent_contract": (
                "tenancy_contract",
                {"landlord": "李样本", "tenant": "张洋", "address": "重庆市南岸区南坪街道江南大道23号1-1"},
            ),
        },
    ),
    "childcare-subsidy": (
        "he-min",
        "育儿补贴怎么领",
        {
            "kind": "第一次申请",
            "applicant": "父亲或母亲（没有离婚）",
            "child_by": "自己生的",
            "relation": "母亲",
        },
        {"household_home": HOME, "promise": PHOTO},
    ),
}


@pytest.mark.parametrize("item_id", JOURNEYS)
def test_each_item_goes_from_the_opening_sentence_to_a_receipt(house: House, item_id: str) -> None:
    account, opening, answers, papers = JOURNEYS[item_id]
    talk = house.talk(account)
    opened = talk.say(opening)
    if opened.status == "answered":
        assert opened.citations
        talk.say("帮我办理")
    assert talk.replies[-1].application is not None, talk.replies[-1].text
    assert talk.replies[-1].application.item_id == item_id

    reply = Citizen(talk, house.documents, answers, papers).go_on()

    assert reply.status == "submitted", reply.text
    assert reply.application is not None
    assert reply.application.receipt is not None
    assert reply.application.receipt.acceptance_number in reply.text


def test_where_no_limit_is_published_no_day_is_promised(house: House) -> None:
    """The guide says that nobody rules how long it takes: then neither the receipt nor 查进度 may."""
    talk = house.talk("he-min")
    talk.say("异地就医备案")
    talk.say("帮我办理")
    answers = {"insured": "在重庆", "kind": "临时出去、自己去外省看病", "destination": "四川省成都市"}
    reply = Citizen(talk, house.documents, answers).go_on()
    assert reply.status == "submitted", reply.text
    for told in (reply.text, talk.say("查进度").text):
        assert "没有公布确定的办理天数" in told
        assert "前会有结果" not in told


def test_a_question_in_the_middle_keeps_the_draft_and_what_is_next(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证搞丢了啷个办")
    talk.say("帮我办理")
    before = talk.say("我自己的").application
    asked = talk.say("劳动能力鉴定怎么申请")
    assert asked.status == "not_covered"
    assert asked.application is not None
    assert before is not None
    assert asked.application.next == before.next
    assert "居民身份证补领" in asked.text
    answered = talk.say("办下来要好久？")
    assert answered.status == "answered"
    assert answered.citations
    gone_on = talk.say("继续")
    assert gone_on.application is not None
    assert gone_on.application.next == before.next
    assert before.next is not None
    assert before.next.prompt in gone_on.text


def test_a_restart_in_the_middle_loses_nothing(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    for text in ("身份证搞丢了啷个办", "帮我办理", "我自己的"):
        talk.say(text)
    talk.assistant = house.assistant()
    reply = talk.say("在重庆")
    assert reply.application is not None
    assert reply.application.situation == {"who": "self", "hukou": "cq"}
    history = talk.assistant.history(talk.conversation_id, talk.actor)
    assert [m.text for m in history.messages] == ["身份证搞丢了啷个办", "帮我办理", "我自己的", "在重庆"]
    assert history.application == reply.application


def test_another_conversation_goes_on_with_the_same_draft(house: House) -> None:
    first, second = house.talk("chen-xiaoyu"), house.talk("chen-xiaoyu")
    first.say("补领身份证，帮我办")
    begun = first.say("我自己的").application
    resumed = second.say("继续").application
    assert begun is not None
    assert resumed is not None
    assert resumed.application_id == begun.application_id
    second.say("在重庆")
    answered = first.say("到窗口领").application
    assert answered is not None
    assert answered.situation == {"who": "self", "hukou": "cq", "receive": "window"}
    again = second.say("我要补办身份证").application
    assert again is not None
    assert again.application_id == begun.application_id


def test_submitting_twice_at_once_gives_one_receipt(house: House) -> None:
    first, second = house.talk("chen-xiaoyu"), house.talk("chen-xiaoyu")
    first.say("身份证丢了，帮我补办")
    _, _, answers, papers = JOURNEYS["id-card-replacement"]
    Citizen(first, house.documents, answers, papers).go_on(until="submit")
    second.say("继续")
    threads = [threading.Thread(target=talk.say, args=("提交",)) for talk in (first, second, first)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = {
        talk.say("查进度").application.receipt.acceptance_number  # pyright: ignore[reportOptionalMemberAccess]
        for talk in (first, second)
    }
    assert len(numbers) == 1
    sent = [r for talk in (first, second) for r in talk.replies if r.status == "submitted"]
    assert len(sent) == 3
    assert all(next(iter(numbers)) in reply.text for reply in sent)


def test_values_are_corrected_in_everyday_words(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    _, _, answers, papers = JOURNEYS["id-card-replacement"]
    Citizen(talk, house.documents, answers, papers).go_on(until="confirm")
    changed = talk.say("电话改成13900139009").application
    assert changed is not None
    assert changed.fields["mobile"].value == "13900139009"
    asked = talk.say("地址写错了")
    assert "户籍地址" in asked.text
    changed = talk.say("重庆市渝北区龙溪街道红锦大道90号3幢12-4").application
    assert changed is not None
    assert "90号" in changed.fields["address"].value
    changed = talk.say("不是12-4是12-5").application
    assert changed is not None
    assert changed.fields["address"].value.endswith("12-5")
    refused = talk.say("电话改成139")
    assert refused.application is not None
    assert refused.application.fields["mobile"].value == "13900139009"
    assert "手机号码" in refused.text


def test_what_was_said_before_signing_in_is_not_asked_again(house: House) -> None:
    talk = house.talk()
    talk.say("我户口是渝北的，我的身份证昨天丢了，电话13911112222")
    wanted = talk.say("帮我办理")
    assert wanted.sign_in
    # Nothing is handled yet: what was told of the item is the answer.
    assert wanted.status == ("answered" if wanted.citations else "handling")
    assert {citation.section for citation in wanted.citations} == {"summary"}
    talk.actor = house.people["chen-xiaoyu"]
    begun = talk.say("继续").application
    assert begun is not None
    assert begun.item_id == "id-card-replacement"
    assert begun.situation == {"who": "self", "hukou": "cq"}
    assert begun.fields["mobile"].value == "13911112222"


def test_who_was_told_of_the_item_is_only_asked_to_sign_in(house: House) -> None:
    visitor = house.talk()
    told = visitor.say("身份证搞丢了啷个办")
    assert told.status == "answered"
    wanted = visitor.say("帮我办理")
    assert wanted.sign_in
    assert wanted.citations == ()
    assert wanted.status == "handling"


def test_a_sensitive_value_is_shown_masked(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    _, _, answers, papers = JOURNEYS["id-card-replacement"]
    shown = Citizen(talk, house.documents, answers, papers).go_on(until="confirm")
    assert "500112199203150026" not in shown.text
    assert "陈晓渝（来自您的档案）" in shown.text
    assert [option.label for option in shown.options] == ["确认无误", "有地方要改"]


def test_withdrawing_asks_first(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    asked = talk.say("撤回")
    assert asked.application is not None
    assert asked.application.state == "draft"
    kept = talk.say("不")
    assert kept.application is not None
    assert kept.application.next is not None
    talk.say("撤回")
    gone = talk.say("确定撤回")
    assert gone.application is not None
    assert gone.application.state == "withdrawn"


def test_a_person_gets_a_summary_to_show(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    reply = talk.say("转人工")
    assert reply.status == "handoff"
    assert reply.application is not None
    assert reply.application.application_id in reply.text
    assert "居民身份证补领" in reply.text
