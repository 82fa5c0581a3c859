"""Switch, ceilings, time and places of the door to a model: no model, no house, a timer that is set."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Thread
from typing import Literal

import pytest
from pydantic import create_model

from assistant.consulted import Ask, Failed, Spent, Told
from assistant.model.consulting import Ceilings, Consultant
from assistant.model.ledger import Standing, Sum
from assistant.state import State
from assistant.turn import Turn
from tests.assistant.model.scripted import COSTS, ScriptedService, asking, told


@dataclass
class Books:
    """Ledger, switch and timer at once."""

    kept: Standing = field(default_factory=Standing)
    is_on: bool = True
    now: float = 0.0

    def standing(self, conversation_id: str) -> Standing:
        return self.kept

    def on(self) -> bool:
        return self.is_on

    def timer(self) -> float:
        return self.now


def shaped(choice: str) -> Ask:
    return replace(asking(), shape=create_model("Shape", item=(Literal[choice], ...)))  # pyright: ignore


def turn(channel: str = "web") -> Turn:
    at = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
    return Turn("msg_1", "conv_1", channel, None, None, "问", None, at, State())


def consultant(service: ScriptedService, books: Books, **limits: object) -> Consultant:
    return Consultant(service, books, books, replace(Ceilings(), **limits), books.timer)  # pyright: ignore


def test_a_call_is_noted_in_the_turn_with_the_seconds_it_really_took() -> None:
    books, talked = Books(), turn()

    def slow(_ask: object) -> Told:
        books.now += 1.25
        return told()

    answer = consultant(ScriptedService(slow), books)(talked, asking())
    assert answer == told(spent=replace(COSTS, seconds=1.25))
    assert [call.answer for call in talked.calls] == [answer]


def test_all_calls_of_a_turn_share_its_seconds() -> None:
    books, talked = Books(), turn()

    def slow(_ask: object) -> Told:
        books.now += 1.5
        return told()

    service = ScriptedService(slow)
    consult = consultant(service, books, seconds=4.0)
    answers = [consult(talked, asking(text, "word")) for text in "甲乙丙丁"]
    assert [within for _, within in service.heard] == [4.0, 2.5, 1.0]
    assert answers[3] == Failed("", "spent"), "no time is left, so nothing is begun"


def test_on_the_phone_time_is_shorter_and_nobody_waits_for_finer_words() -> None:
    books, talked, service = Books(), turn("phone"), ScriptedService()
    consult = consultant(service, books, seconds_by_phone=1.5)
    assert isinstance(consult(talked, asking(task="understand")), Told)
    assert consult(talked, asking(task="word")) == Failed("", "off")
    assert consult(talked, asking(task="repair")) == Failed("", "off")
    assert [within for _, within in service.heard] == [1.5]


def test_what_the_settings_leave_out_is_not_asked_nor_noted() -> None:
    service, talked = ScriptedService(), turn()
    consult = consultant(service, Books(), tasks=("understand",))
    assert consult(talked, asking(task="word")) == Failed("", "off")
    assert consult(talked, asking(task="repair")) == Failed("", "off")
    assert (service.heard, talked.calls) == ([], [])


def test_switched_off_nothing_goes_out() -> None:
    service, talked, books = ScriptedService(), turn(), Books(is_on=False)
    consult = consultant(service, books)
    assert consult(talked, asking()) == Failed("", "off")
    assert (service.heard, talked.calls) == ([], [])
    books.is_on = True
    assert isinstance(consult(talked, asking()), Told)


@pytest.mark.parametrize(
    ("kept", "ceiling"),
    [
        (Standing(conversation=Sum(30_000)), {"tokens_a_conversation": 30_000}),
        (Standing(conversation=Sum(yuan=0.5)), {"yuan_a_conversation": 0.5}),
        (Standing(day=Sum(5_000_000)), {"tokens_a_day": 5_000_000}),
        (Standing(day=Sum(yuan=20.0)), {"yuan_a_day": 20.0}),
    ],
)
def test_beyond_a_ceiling_rules_alone_answer_and_it_is_noted(
    kept: Standing, ceiling: dict[str, float]
) -> None:
    service, talked = ScriptedService(), turn()
    assert consultant(service, Books(kept), **ceiling)(talked, asking()) == Failed("", "spent")
    assert not service.heard
    assert [call.answer for call in talked.calls] == [Failed("", "spent")]
    anywhere = {name: limit + 1 for name, limit in ceiling.items()}
    assert isinstance(consultant(service, Books(kept), **anywhere)(turn(), asking()), Told)
    nowhere = dict.fromkeys(ceiling, 0)
    assert isinstance(consultant(service, Books(kept), **nowhere)(turn(), asking()), Told), "0: no ceiling"


def test_what_this_turn_has_used_already_counts() -> None:
    service, talked = ScriptedService(), turn()
    consult = consultant(service, Books(Standing(Sum(500))), tokens_a_conversation=1500)
    assert isinstance(consult(talked, asking("甲")), Told), "900 and 100 tokens"
    assert consult(talked, asking("乙")) == Failed("", "spent")


def test_an_overtaken_turn_does_not_ask_the_same_again() -> None:
    service, first, second = ScriptedService(), turn(), turn()
    consult = consultant(service, Books())
    answer = consult(first, shaped("甲"))
    second.calls = first.calls
    assert consult(second, shaped("甲")) is answer, "its shape is another class of the same schema"
    assert (len(service.heard), len(second.calls)) == (1, 1)
    consult(second, shaped("乙"))
    assert len(service.heard) == 2, "other choices make another question"


def test_a_failed_question_may_be_asked_again() -> None:
    service, talked = ScriptedService(lambda _ask: Failed("invented", "timeout", spent=Spent())), turn()
    consult = consultant(service, Books())
    assert [consult(talked, asking()).model for _ in range(2)] == ["invented", "invented"]
    assert len(service.heard) == 2


def test_more_than_the_places_are_not_waited_for() -> None:
    held, go_on = Event(), Event()

    def stalled(_ask: object) -> Told:
        held.set()
        assert go_on.wait(10)
        return told()

    consult = consultant(ScriptedService(stalled), Books(), at_once=1)
    talking = Thread(target=consult, args=(turn(), asking()))
    talking.start()
    assert held.wait(10)
    assert consult(turn(), asking()) == Failed("", "spent")
    go_on.set()
    talking.join(10)
    held.clear()
    assert isinstance(consult(turn(), asking()), Told), "the place is free again"
