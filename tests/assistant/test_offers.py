"""Whatever we offer, in any state we offer it in, leads somewhere when it is tapped."""

from collections.abc import Iterator

import pytest

from assistant import commands as c
from assistant import decisions as d
from assistant.conversations import Conversations
from assistant.decide import decisions
from assistant.turn import Turn
from assistant.understand.rules import RuleProposer
from tests.assistant.conftest import House
from tests.assistant.test_dialogues import JOURNEYS
from tests.assistant.walking import Citizen, Talk

ASIDES = ("今天天气咋样", "要多少钱", "低保怎么申请", "有地方要改", "撤回", "不", "哈哈哈", "转人工", "谢谢")


def taps(house: House, talk: Talk) -> Iterator[tuple[str, list[c.Command], list[d.Decision]]]:
    """Every option of the last reply, and what tapping it would mean; nothing is done."""
    account = talk.actor.account_id if talk.actor else None
    kept = Conversations(house.database, house.clock).read(talk.conversation_id, account, None)
    view = talk.replies[-1].application
    for option in talk.replies[-1].options:
        turn = Turn(
            "msg", talk.conversation_id, "web", None, talk.actor, option.send, None, house.clock(), kept.state
        )
        turn.text, turn.application = option.send, view
        published = house.library.guide(view.item_id) if view else None
        turn.guide = published.guide if published else None
        commands = RuleProposer(house.library).propose(turn)
        signed_in = talk.actor is not None
        yield (
            option.send,
            commands,
            decisions(kept.state, view, commands, {}, signed_in=signed_in, which="?"),
        )


def check_taps(house: House, talk: Talk) -> None:
    for sent, commands, made in taps(house, talk):
        said = talk.replies[-1].text
        assert commands, f"{sent!r} means nothing after {said!r}"
        assert not any(isinstance(one, c.OutOfScope) for one in commands), f"{sent!r} after {said!r}"
        assert d.GoOn(understood=False) not in made, f"{sent!r} not understood after {said!r}"


@pytest.mark.parametrize("item_id", JOURNEYS)
def test_every_option_on_the_way_to_the_receipt_leads_somewhere(house: House, item_id: str) -> None:
    account, opening, answers, papers = JOURNEYS[item_id]
    talk = house.talk(account)
    citizen = Citizen(talk, house.documents, answers, papers)
    talk.say(opening)
    check_taps(house, talk)
    if talk.replies[-1].application is None:
        talk.say("帮我办理")
    kinds: set[str] = set()
    while (view := talk.replies[-1].application) is not None and view.next is not None:
        check_taps(house, talk)
        if view.next.kind not in kinds:
            kinds.add(view.next.kind)
            for aside in ASIDES:
                talk.say(aside)
                check_taps(house, talk)
            talk.say("继续办理")
            check_taps(house, talk)
        citizen.answer(talk.replies[-1])
    assert talk.replies[-1].status == "submitted"
    for closing in ("查进度", "撤回", "不撤回", "好的", "不对", "继续办理"):
        assert talk.say(closing).text
        check_taps(house, talk)


@pytest.mark.parametrize(
    "text", ["。。。", "你好", "身份证怎么办", "查进度", "继续办理", "低保", "asdf", "不是这个"]
)
def test_every_option_before_any_draft_leads_somewhere(house: House, text: str) -> None:
    for talk in (house.talk(), house.talk("chen-xiaoyu")):
        talk.say(text)
        check_taps(house, talk)


def test_a_field_offered_for_correction_asks_for_its_value(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    talk.say("身份证丢了，帮我补办")
    _, _, answers, papers = JOURNEYS["id-card-replacement"]
    Citizen(talk, house.documents, answers, papers).go_on(until="submit")
    for option in talk.say("有地方要改").options:
        assert f"「{option.label}」改成什么" in talk.say(option.send).text
        talk.say("有地方要改")
    assert "手机号码" in talk.say("电话").text
