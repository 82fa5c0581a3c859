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


UNANSWERED = "the guide says it, but no passage fits surely enough to be told (assistant/answer)"
FOLLOW_UPS = [
    # The fee section says the same figure as the pair, and for whom.
    ("那要好多钱", {"fee", "qa:how-much"}),
    ("老人可以代办不", {"qa:proxy", "qa:elder"}),
    # Both say that she cannot go alone; qa:elder adds who comes to the house.
    ("我腿脚不方便，我女儿可以帮我去办不", {"qa:proxy", "qa:elder"}),
    # Of somebody from elsewhere, or elsewhere now: both say that the office where one lives takes it.
    ("我是外地的呢", {"qa:other-province", "qa:away-from-cq"}),
    # The pair on what to bring says what somebody with that register brings in addition.
    ("我户口不在重庆", {"qa:other-province", "qa:what-to-bring"}),
    # Places begin with what can be done on the web.
    ("网上可以不", {"qa:online", "places"}),
    ("要等好久", {"time_limits", "qa:how-long"}),
    ("要带些啥子东西嘛", {"qa:what-to-bring", "materials"}),
    ("怎么走", {"places"}),
    pytest.param("现场能拍照不", {"conditions"}, marks=pytest.mark.xfail(reason=UNANSWERED)),
    ("要不要预约", {"places", "qa:online"}),
]


@pytest.mark.parametrize(("text", "sections"), FOLLOW_UPS)
def test_a_follow_up_stays_with_the_matter_and_gets_its_answer(
    visitor: Talk, text: str, sections: set[str]
) -> None:
    visitor.say("身份证搞丢了啷个办")
    reply = visitor.say(text)
    assert [item for item, _ in reply.items] == ["id-card-replacement"]
    assert reply.status == "answered", reply.text
    assert cited(reply)
    assert cited(reply) <= sections


@pytest.mark.parametrize("text", ["现场能拍照不", "要不要预约", "周末上班不", "我有驾照，要交不"])
def test_a_follow_up_without_an_answer_stays_with_the_matter_too(visitor: Talk, text: str) -> None:
    visitor.say("身份证搞丢了啷个办")
    assert [item for item, _ in visitor.say(text).items] == ["id-card-replacement"]


@pytest.mark.parametrize(
    ("text", "item_id"),
    {
        "社保卡丢了怎么办": "social-card-replacement",
        "低保怎么申请": "minimum-living",
        "身份证到期了": "id-card-renewal",
        "居住证要多少钱": "residence-permit",
    }.items(),
)
def test_another_matter_is_heard_as_another_matter(visitor: Talk, text: str, item_id: str) -> None:
    visitor.say("身份证搞丢了啷个办")
    assert visitor.say(text).items[0][0] == item_id


def test_a_clarifying_question_does_not_swallow_another_matter(visitor: Talk) -> None:
    visitor.say("身份证搞丢了啷个办")
    visitor.say("结婚要带户口本吗")
    assert visitor.say("驾照到期了").items[0][0] == "driver-licence-renewal"


def test_a_topic_without_a_section_is_answered_by_the_sentence_that_speaks_of_it(visitor: Talk) -> None:
    visitor.say("身份证到期了")
    reply = visitor.say("能邮寄不")
    assert reply.status == "answered"
    assert reply.citations
    assert all("寄" in citation.quote or "快递" in citation.quote for citation in reply.citations)


def test_what_the_guide_does_not_say_is_not_answered_with_its_summary(visitor: Talk) -> None:
    visitor.say("身份证到期了")
    reply = visitor.say("周末上班不")
    assert reply.status == "not_covered"
    assert "12345" in reply.text


@pytest.mark.parametrize(
    ("text", "section"),
    {
        "居住证咋办": {"summary"},
        "育儿补贴怎么领": {"summary"},
        # The summary and that pair both say: apply at once, in person, no loss report needed first.
        "身份证搞丢了啷个办": {"summary", "qa:what-to-do"},
    }.items(),
)
def test_how_to_is_answered_in_general_and_not_by_a_detail(
    visitor: Talk, text: str, section: set[str]
) -> None:
    assert cited(visitor.say(text)) <= section


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


def test_a_picture_that_agrees_is_said_to_agree(house: House) -> None:
    _, citizen = drafting(house, "confirm")
    reply = citizen.hand_in("id_card_front", CHEN)
    assert "认出这是身份证人像面：姓名、公民身份号码" in reply.text
    assert "与您的档案一致" in reply.text
    assert "500112199203150026" not in reply.text


def test_a_picture_that_differs_is_said_to_differ(house: House) -> None:
    _, citizen = drafting(house, "confirm")
    reply = citizen.hand_in("id_card_front", CHEN | {"birth_date": "1992-03-16"})
    assert "「出生日期」图上是1992-03-16，表上是1992-03-15" in reply.text


def test_another_persons_card_fills_nothing_and_is_told_kindly(house: House) -> None:
    talk, citizen = drafting(house, "confirm")
    before = talk.replies[-1].application
    reply = citizen.hand_in("id_card_front", LUO)
    assert "另一个人" in reply.text
    assert before is not None
    assert reply.application is not None
    assert {n: v.value for n, v in reply.application.fields.items()} == {
        n: v.value for n, v in before.fields.items()
    }


def test_a_picture_that_is_not_needed_is_named(house: House) -> None:
    _, citizen = drafting(house, "situation")
    assert "认出这是营业执照。这件事不用交" in citizen.hand_in("business_licence", {"name": "样本"}).text


def test_a_picture_before_any_draft_is_recognised_and_used_later(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    kept = Citizen(talk, house.documents, {}).hand_in("id_card_front", CHEN)
    assert "认出是身份证人像面" in kept.text
    begun = talk.say("身份证丢了，我自己的，户口在重庆，帮我补办")
    assert begun.application is not None
    assert "用上了" in begun.text


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


def asked_for_tenancy(house: House) -> Citizen:
    """An application for a shop in rented rooms, up to the contract, a kind no reader knows yet."""
    talk = house.talk("zhang-yang")
    talk.say("办个体户执照，帮我办理")
    _, _, answers, papers = JOURNEYS["self-employed-setup"]
    citizen = Citizen(talk, house.documents, {**answers, "premises": "租的"}, papers)
    for _ in range(20):
        view = talk.replies[-1].application
        assert view is not None
        assert view.next is not None
        if view.next.name == "rent_contract":
            return citizen
        citizen.answer(talk.replies[-1])
    raise AssertionError("the contract was never asked for")


def test_a_picture_no_reader_knows_is_taken_as_the_contract_asked_for(house: House) -> None:
    citizen = asked_for_tenancy(house)
    reply = citizen.hand_in("unknown", {}, ("unknown_document", "没有认出"))
    assert reply.application is not None
    assert "rent_contract" not in reply.application.missing
    assert "由工作人员看" in reply.text
    assert "没有认出" not in reply.text


def test_a_blank_page_is_no_contract(house: House) -> None:
    reply = asked_for_tenancy(house).hand_in("unknown", {}, ("no_text", "照片上没有看到文字。"))
    assert reply.application is not None
    assert "rent_contract" in reply.application.missing
    assert "看不清" in reply.text
    assert "没有看到文字" in reply.text


def test_an_unknown_picture_sent_before_the_draft_is_not_guessed_to_be_the_contract(house: House) -> None:
    talk = house.talk("zhang-yang")
    sent = Citizen(talk, house.documents, {}).hand_in("unknown", {})
    assert sent.application is None
    talk.say("办个体户执照，帮我办理")
    _, _, answers, papers = JOURNEYS["self-employed-setup"]
    citizen = Citizen(talk, house.documents, {**answers, "premises": "租的"}, papers)
    for _ in range(20):
        view = talk.replies[-1].application
        assert view is not None
        assert view.next is not None
        if view.next.name == "rent_contract":
            break
        citizen.answer(talk.replies[-1])
    view = talk.replies[-1].application
    assert view is not None
    assert "rent_contract" in view.missing


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
