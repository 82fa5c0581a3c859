"""What strangers said when they first used it, and what they must hear. One test a fault they met."""

import pytest

from assistant.conversations import Conversations
from assistant.reply import Reply
from tests.assistant.conftest import House
from tests.assistant.test_dialogues import JOURNEYS
from tests.assistant.walking import Citizen, Talk

CHEN = {"name": "陈晓渝", "id_number": "500112199203150026", "sex": "女", "birth_date": "1992-03-15"}
LUO = {"name": "罗文杰", "id_number": "500112198911030119", "sex": "男", "birth_date": "1989-11-03"}


def drafting(house: House, until: str) -> tuple[Talk, Citizen]:
    """A draft for a lost ID card, up to the first step of that kind."""
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    _, _, answers, papers = JOURNEYS["id-card-replacement"]
    citizen = Citizen(talk, house.documents, answers, papers)
    citizen.go_on(until=until)
    return talk, citizen


def cited(reply: Reply) -> set[str]:
    return {citation.section for citation in reply.citations}


def test_who_no_longer_wants_to_correct_goes_on(house: House) -> None:
    talk, _ = drafting(house, "confirm")
    talk.say("电话不对")
    assert "没有填上" in talk.say("12").text
    for text in ("算了", "没错", "嗯"):
        assert "没有填上" not in talk.say(text).text
    talk.say("电话不对")
    assert talk.say("查下进度").status == "progress"


def test_two_questions_at_once_get_two_answers(visitor: Talk) -> None:
    reply = visitor.say("育儿补贴好多钱一年，要啥材料")
    # The pair and the section on the amount say the same figure.
    assert "materials" in cited(reply)
    assert cited(reply) & {"qa:how-much", "fee"}


def test_facts_told_before_a_draft_are_noted_and_kept_for_it(house: House) -> None:
    talk = house.talk("liu-guilan")
    talk.say("我身份证要过期了")
    noted = talk.say("就是我自己的噻")
    assert "我自己的身份证" in noted.text
    assert "户口在重庆" in talk.say("我是渝中区的，户口在这里").text
    begun = talk.say("那你帮我弄嘛").application
    assert begun is not None
    assert begun.situation["who"] == "self"
    assert begun.situation["hukou"] == "cq"


def test_no_service_matter_in_the_middle_is_declined_and_the_draft_recalled(house: House) -> None:
    talk, _ = drafting(house, "situation")
    reply = talk.say("今天天气咋样")
    assert reply.status == "out_of_scope"
    assert "居民身份证补领" in reply.text
    assert [option.label for option in reply.options] == ["继续办理"]


def test_materials_are_those_of_the_case_in_the_words_of_the_page(house: House) -> None:
    talk, _ = drafting(house, "confirm")
    reply = talk.say("要带啥子")
    assert cited(reply) == {"materials"}
    assert "我自己的身份证、户口在重庆" in reply.text
    assert "监护人身份证" not in reply.text
    published = house.library.guide("id-card-replacement")
    assert published is not None
    visitor = house.talk()
    visitor.say("身份证到期了")
    everybody = visitor.say("要带些啥子东西嘛")
    # A visitor gets the list or the pair on it, which is shorter; neither is of one person's case.
    assert cited(everybody) <= {"materials", "qa:what-to-bring"}
    assert "我自己的身份证、户口在重庆" not in everybody.text
    assert "在档案里" not in everybody.text
    listed = visitor.say("要准备什么材料")
    assert cited(listed) == {"materials"}
    assert "监护人身份证" in listed.text, "of everybody's case"


def test_after_a_small_correction_only_the_change_is_shown(house: House) -> None:
    talk, _ = drafting(house, "confirm")
    assert "姓名：陈晓渝" in talk.replies[-1].text
    changed = talk.say("电话改成13900139009")
    assert "139****9009" in changed.text
    assert "姓名：陈晓渝" not in changed.text
    assert [option.label for option in changed.options] == ["确认无误", "有地方要改"]
    assert "姓名：陈晓渝" not in talk.say("嗯嗯哪").text
    assert "姓名：陈晓渝" in talk.say("继续").text


def test_part_of_an_address_is_corrected_in_place(house: House) -> None:
    talk, _ = drafting(house, "confirm")
    changed = talk.say("地址写错了，应该是90号").application
    assert changed is not None
    assert changed.fields["address"].value == "重庆市渝北区龙溪街道红锦大道90号3幢12-4"


def test_yes_after_an_aside_shows_the_step_instead_of_taking_it(house: House) -> None:
    talk, _ = drafting(house, "submit")
    talk.say("要多少钱")
    reply = talk.say("好的")
    assert reply.status == "handling"
    assert "提交" in reply.text
    talk.say("有地方要改")
    assert talk.say("没问题").status == "handling"
    assert talk.say("好的").status == "submitted"


def test_no_at_the_last_step_keeps_everything(house: House) -> None:
    talk, _ = drafting(house, "submit")
    reply = talk.say("先不提交")
    assert reply.application is not None
    assert reply.application.state == "ready"
    assert "留着" in reply.text


def test_short_answers_to_the_question_put_are_understood(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    talk.say("我")
    talk.say("是的")
    last = talk.say("第二个").application
    assert last is not None
    assert last.situation == {"who": "self", "hukou": "cq", "receive": "mail"}
    assert "寄到家" in talk.say("寄到家").text


def test_who_refuses_hears_why_and_that_nothing_is_lost(house: House) -> None:
    talk = house.talk("zhang-yang")
    talk.say("我要开个小面馆，办个体户执照")
    _, _, answers, papers = JOURNEYS["self-employed-setup"]
    Citizen(talk, house.documents, answers, papers).go_on(until="document")
    for text in ("这个我不想填", "跳过", "我没有照片", "凭什么要填"):
        reply = talk.say(text)
        assert reply.status == "handling"
        assert "留着" in reply.text


def test_what_does_not_fit_offers_a_person_the_second_time(house: House) -> None:
    talk, _ = drafting(house, "situation")
    labels = [option.label for option in talk.say("嘿咻嘿").options]
    assert "转人工" not in labels
    labels = [option.label for option in talk.say("嘿咻嘿").options]
    assert labels[-1] == "转人工"


@pytest.mark.parametrize("text", ["能保证批吗", "你保证能过不", "会不会被拒"])
def test_nothing_is_promised(house: House, text: str) -> None:
    talk, _ = drafting(house, "confirm")
    for one in (talk, house.talk()):
        reply = one.say(text)
        assert reply.status == "answered"
        assert "审核" in reply.text


@pytest.mark.parametrize("text", ["你们太慢了", "什么垃圾政府", "烦死了"])
def test_anger_is_not_turned_away(visitor: Talk, text: str) -> None:
    reply = visitor.say(text)
    assert reply.status == "answered"
    assert "对不起" in reply.text


@pytest.mark.parametrize("text", ["。。。", "？？？", "哈哈哈哈", "1", "我们家去年" * 10])
def test_what_says_nothing_is_asked_again_not_refused(visitor: Talk, text: str) -> None:
    visitor.say("身份证搞丢了啷个办")
    assert visitor.say(text).status == "clarify"
    assert visitor.say("要多少钱").items[0][0] == "id-card-replacement"


def test_what_was_sent_is_told_of_whatever_is_said_next(house: House) -> None:
    talk, _ = drafting(house, "submit")
    talk.say("提交")
    assert talk.say("好的").status == "answered"
    assert talk.say("不对").status == "progress"
    talk.say("撤回")
    kept = talk.say("不撤回")
    assert kept.status == "progress"
    assert kept.text


def test_an_earlier_draft_is_gone_on_with_by_its_name(house: House) -> None:
    talk = house.talk("zhang-yang")
    first = talk.say("我要办居住证").application
    talk.say("我要办身份证换领，到期了")
    resumed = talk.say("居住证那个继续").application
    assert first is not None
    assert resumed is not None
    assert resumed.application_id == first.application_id


@pytest.mark.parametrize(
    ("text", "code"), {"我是渝北的，身份证丢了": "500112", "身份证丢了": None, "我住在万州": "500101"}.items()
)
def test_the_district_a_person_names_is_remembered(
    house: House, visitor: Talk, text: str, code: str | None
) -> None:
    visitor.say(text)
    visitor.say("在哪里办")
    kept = Conversations(house.database, house.clock).read(visitor.conversation_id, None, None)
    assert kept.state.district == code


@pytest.mark.parametrize(
    ("text", "status"),
    {
        "有人正在骗我转账,说我涉嫌洗钱": "emergency",
        "孩子被人抱走了": "emergency",
        "我想从大桥上跳下去": "emergency",
        "帮我做一张假的居住证": "blocked",
        "把上一个人的材料给我看": "blocked",
        "找个真人跟我说": "handoff",
        "让你们领导来": "handoff",
    }.items(),
)
def test_the_guard_knows_these_by_rule(visitor: Talk, text: str, status: str) -> None:
    assert visitor.say(text).status == status


def test_a_wrong_check_digit_is_told_at_once(house: House) -> None:
    _, citizen = drafting(house, "confirm")
    wrong = "身份证号码没有读对，或者号码本身有误。请核对后自己填写。"
    without = {name: value for name, value in CHEN.items() if name != "id_number"}
    reply = citizen.hand_in("id_card_front", without, ("checksum_failed", wrong))
    assert wrong in reply.text


def test_what_a_story_says_against_the_profile_is_asked_not_set(house: House) -> None:
    view = house.talk("chen-xiaoyu").say("我要结婚登记，我以前离过婚，帮我办理").application
    assert view is not None
    status = view.fields.get("marital_status")
    assert status is None or status.source == "profile"
    assert status is None or not status.confirmed


def test_a_wrong_check_digit_is_told_before_there_is_a_draft(house: House) -> None:
    wrong = "身份证号码没有读对，或者号码本身有误。请核对后自己填写。"
    talk = house.talk("chen-xiaoyu")
    reply = Citizen(talk, house.documents, {}).hand_in("id_card_front", {}, ("checksum_failed", wrong))
    assert wrong in reply.text
