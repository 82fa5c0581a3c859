"""Pictures strangers sent at unexpected moments, and what they must hear. One test a fault they met."""

from tests.assistant.conftest import House
from tests.assistant.test_dialogues import JOURNEYS
from tests.assistant.test_strangers import CHEN, LUO, drafting
from tests.assistant.walking import Citizen


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
    assert "罗某某的，不是您的" in reply.text
    assert before is not None
    assert reply.application is not None
    assert {n: v.value for n, v in reply.application.fields.items()} == {
        n: v.value for n, v in before.fields.items()
    }
    assert [m.document_id for m in reply.application.materials] == [
        m.document_id for m in before.materials
    ], "a card that is not theirs is not kept to fail the precheck"


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


def test_a_known_paper_in_place_of_a_letter_is_asked_about_and_taken_when_sent_again(house: House) -> None:
    talk = house.talk("zhang-yang")
    talk.say("办个体户执照，帮我办理")
    _, _, answers, papers = JOURNEYS["self-employed-setup"]
    citizen = Citizen(talk, house.documents, {**answers, "premises": "别人免费给我用的"}, papers)
    for _ in range(20):
        view = talk.replies[-1].application
        assert view is not None
        assert view.next is not None
        if view.next.name == "use_consent":
            break
        citizen.answer(talk.replies[-1])
    first = citizen.hand_in("marriage_certificate", {})
    assert "认出这是结婚证，现在要的是“同意使用场所的说明”" in first.text
    assert first.application is not None
    assert "use_consent" in first.application.missing
    again = citizen.hand_in("marriage_certificate", {}).application
    assert again is not None
    assert "use_consent" not in again.missing
