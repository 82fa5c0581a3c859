"""我的办件到哪了: what happened, what is due, what to do now; which of several is asked, none is invented."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from applications.tables import SubmissionRow
from applications.types import Actor, Application, Finding
from assistant.reply import Reply
from assistant.understand.control import load_words
from tests.assistant.conftest import House
from tests.assistant.test_dialogues import JOURNEYS
from tests.assistant.walking import Citizen
from tests.conftest import FixedClock

REVIEWER = Actor("zhou-shenyan", "周审言", "reviewer")


def handed_in(house: House, item_id: str) -> Application:
    account, opening, answers, papers = JOURNEYS[item_id]
    talk = house.talk(account)
    if talk.say(opening).status == "answered":
        talk.say("帮我办理")
    reply = Citizen(talk, house.documents, answers, papers).go_on()
    assert reply.status == "submitted", reply.text
    assert reply.application is not None
    return reply.application


def asked(house: House, text: str, account: str = "chen-xiaoyu") -> Reply:
    """In a new conversation, as on another day."""
    return house.talk(account).say(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("我的身份证办好没有", "身份证"),
        ("居住证办到哪一步了", "居住证"),
        ("查受理编号YK20261123000001的进度", "yk20261123000001"),
        ("身份证办好要好久", ""),
        ("怎么查进度", ""),
        ("上户口办到哪里", ""),
    ],
)
def test_a_named_case_is_taken_from_the_question(text: str, named: str) -> None:
    assert load_words().named_case(text).lower() == named


def test_one_case_is_told_from_its_submission_to_its_result(house: House, clock: FixedClock) -> None:
    case = handed_in(house, "id-card-replacement")
    assert case.receipt is not None
    told = asked(house, "我的办件到哪了")
    assert told.status == "progress"
    for part in (case.receipt.acceptance_number, "您提交了申请", "个工作日", "2026-11-22"):
        assert part in told.text

    late = case.receipt.received_at.date() - timedelta(days=4)
    with house.database.transaction() as session:
        session.execute(update(SubmissionRow).values(deadline=late))
    assert "超过公布的时限" in asked(house, "办好没有").text

    card = case.materials[0].material_id
    finding = Finding("needs_review", "must_fix", "照片太暗，请重拍", "办事指南", card)
    house.applications.decide(REVIEWER, case.application_id, "return", [finding], "请改好再交")
    returned = asked(house, "查进度")
    for part in ("退回补正", "1. 照片太暗，请重拍", "只改退回的这些"):
        assert part in returned.text
    assert "超过" not in returned.text, "it is the citizen's turn"
    assert "继续办理" in [one.label for one in returned.options]


def test_several_cases_are_asked_about_and_each_can_be_chosen(house: House) -> None:
    card, marriage = handed_in(house, "id-card-replacement"), handed_in(house, "marriage")
    which = asked(house, "我的办件到哪了")
    assert which.status == "clarify"
    assert {one.label for one in which.options} == {"居民身份证补领", "内地居民结婚登记"}
    talk = house.talk("chen-xiaoyu")
    talk.say("办好没有")
    for case in (card, marriage):
        assert case.receipt is not None
        send = next(o.send for o in which.options if case.receipt.acceptance_number in o.send)
        told = talk.say(send)
        assert told.status == "progress"
        assert case.receipt.acceptance_number in told.text
    named = asked(house, "我的身份证办好没有")
    assert named.status == "progress"
    assert card.receipt is not None
    assert card.receipt.acceptance_number in named.text
    strange = asked(house, "驾驶证办好没有")
    assert strange.status == "clarify"
    assert "没有找到「驾驶证」" in strange.text


def test_nobody_elses_case_is_told(house: House) -> None:
    case = handed_in(house, "id-card-replacement")
    assert case.receipt is not None
    number = case.receipt.acceptance_number
    told = asked(house, f"查受理编号{number}的进度", "liu-guilan")
    assert "您还没有申请" in told.text
    assert house.talk().say("身份证办好没有").application is None
