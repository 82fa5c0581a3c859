"""Which turns leave a question open, and that what is none of anybody's business is not passed on."""

from datetime import datetime

import pytest

from assistant import decisions as d
from assistant.gaps import gap
from assistant.reply import Reply, Status
from assistant.state import Clarifying, State, Way
from assistant.turn import Gap, Turn, TurnReport
from storage.clock import CHONGQING
from tests.assistant.conftest import House

WAYS = (Way("补领", "id-card-replacement"), Way("换领", "id-card-renewal"))
ASKED = State(clarifying=Clarifying("身份证怎么办", "ask", WAYS))


def turn(status: Status, *decisions: d.Decision, text: str = "这个呢") -> Turn:
    return Turn(
        message_id="msg_1",
        conversation_id="conv_1",
        channel="web",
        district=None,
        actor=None,
        raw=text,
        document_id=None,
        at=datetime(2026, 11, 22, tzinfo=CHONGQING),
        state=State(),
        text=text,
        decisions=list(decisions),
        reply=Reply(status, "……"),
    )


@pytest.mark.parametrize(
    ("decision", "question", "item_id"),
    [
        (d.NothingFound("宠物寄养要办证吗"), "宠物寄养要办证吗", None),
        (d.Explain("id-card-renewal", "能刷脸吗"), "能刷脸吗", "id-card-renewal"),
        (d.NameOnly("hall-booking"), "这个呢", "hall-booking"),
    ],
)
def test_what_nothing_published_answers_is_unanswered(
    decision: d.Decision, question: str, item_id: str | None
) -> None:
    assert gap(State(), turn("not_covered", decision)) == Gap("unanswered", "msg_1", question, item_id)


@pytest.mark.parametrize(
    "decision",
    [
        d.AskForDescription(),
        d.AskForDescription(anew=True),
        d.HandOver(),
        d.AskWhich("哪一件？", WAYS[:1], "是那个", "ask", "key"),
    ],
)
def test_a_choice_that_did_not_come_about_is_told_with_the_question_that_led_to_it(
    decision: d.Decision,
) -> None:
    assert gap(ASKED, turn("clarify", decision)) == Gap("clarify_failed", "msg_1", "身份证怎么办", None)
    assert gap(State(), turn("clarify", decision)) is None, "nothing had been asked"


def test_another_matter_is_no_failed_choice() -> None:
    other = d.AskWhich("哪一件？", (Way("签注", "residence-permit-endorsement"),), "居住证", "ask", "key")
    assert gap(ASKED, turn("clarify", other)) is None
    assert gap(ASKED, turn("answered", d.Explain("id-card-renewal", "换领"))) is None


@pytest.mark.parametrize("status", ["blocked", "emergency", "error", "clarify"])
def test_what_the_guard_answered_leaves_no_gap(status: Status) -> None:
    assert gap(ASKED, turn(status)) is None


def test_no_service_matter_leaves_no_gap() -> None:
    assert gap(State(), turn("out_of_scope", d.Decline())) is None
    assert gap(ASKED, turn("out_of_scope", d.Decline())) is None


def test_it_is_told_once_after_the_turn(house: House) -> None:
    told: list[TurnReport] = []
    assistant = house.assistant(on_turn=told.append)
    conversation = assistant.open("web").conversation_id
    for _ in range(2):
        reply = assistant.say(conversation, None, "宠物寄养要办证吗", "one")
    assert reply.status == "not_covered"
    assert [one.gap and one.gap.message_id for one in told] == [reply.message_id]
