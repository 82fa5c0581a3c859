"""The mode is switched off and on in the middle of a conversation: nothing is lost, whatever was open."""

from dataclasses import replace
from threading import Event, Thread

import pytest
from sqlalchemy import text

from assistant.answer import QuotingComposer
from assistant.consulted import Failed, Told
from assistant.model.consulting import Ceilings, Consultant
from assistant.model.ledger import Ledger
from assistant.model.switch import Switch
from assistant.pipeline import Assistant
from assistant.reply import Reply
from assistant.rooms import Consult
from assistant.turn import Said, Turn, TurnReport
from assistant.understand.rules import RuleProposer
from tests.assistant.conftest import House
from tests.assistant.model.scripted import AskingProposer, ScriptedService, asking, told
from tests.assistant.walking import Talk


class Rewording(QuotingComposer):
    """Has the model asked, and marks what it answers as the model's words."""

    def __init__(self, consult: Consult) -> None:
        super().__init__()
        self._consult = consult

    def compose(self, turn: Turn, *rest: object) -> list[Said]:
        said = super().compose(turn, *rest)  # pyright: ignore
        answer = self._consult(turn, asking(turn.text, "word"))
        return [replace(one, worded=True) for one in said] if isinstance(answer, Told) else said


class Mode:
    """A house with the mode in it, and what went out."""

    def __init__(self, house: House) -> None:
        self.house, self.service = house, ScriptedService()
        self.switch = Switch(house.database, house.clock)
        self.reports: list[TurnReport] = []

    def assistant(self) -> Assistant:
        ledger = Ledger(self.house.database, self.house.clock)
        consult = Consultant(self.service, ledger, self.switch, Ceilings(seconds=60))
        return self.house.assistant(
            on_turn=self.reports.append,
            proposer=AskingProposer(RuleProposer(self.house.library), consult),
            composer=Rewording(consult),
        )


@pytest.fixture
def mode(house: House) -> Mode:
    return Mode(house)


def talk(mode: Mode, account: str | None = None) -> Talk:
    assistant, actor = mode.assistant(), mode.house.people[account] if account else None
    return Talk(assistant, assistant.open("web", None, actor).conversation_id, actor)


def alike(reply: Reply) -> tuple[object, ...]:
    """What a reply says, without what tells one turn from another."""
    view = reply.application
    return (
        reply.status,
        reply.text,
        reply.options,
        reply.items,
        view and (view.state, view.missing, view.fields),
    )


WORDS = ("身份证丢了怎么办", "要多少钱", "帮我补办", "今天天气如何", "继续")


def test_switched_off_and_on_anywhere_the_talk_is_that_of_rules(mode: Mode) -> None:
    """A model-worded answer before, a draft open, off for two turns, on again."""
    by_rules = [alike(reply) for reply in _said(mode.house.talk("chen-xiaoyu"))]
    with_mode = talk(mode, "zhang-yang")
    for at, words in enumerate(WORDS):
        if at in (2, 4):
            mode.switch.turn(at == 4, "ma-zongguan")
        with_mode.say(words)
    assert [reply.status for reply in with_mode.replies] == [one[0] for one in by_rules]
    assert [alike(reply) for reply in with_mode.replies[:2]] == by_rules[:2]
    assert with_mode.replies[0].model == "invented"
    assert [reply.model for reply in with_mode.replies[2:4]] == ["", ""]
    asked = [len(report.calls) for report in mode.reports[-len(WORDS) :]]
    assert asked[0] > 0
    assert asked[2:4] == [0, 0], "off: nothing goes out"
    assert asked[4] > 0, "on again"
    draft = with_mode.replies[-1].application
    assert draft is not None
    assert draft.item_id == "id-card-replacement"


def test_an_open_question_is_answered_by_rules_after_a_restart_without_a_model(mode: Mode) -> None:
    asked_which = talk(mode)
    first = asked_which.say("社保")
    assert first.status == "clarify"
    assert mode.reports[-1].calls
    without = Talk(mode.house.assistant(), asked_which.conversation_id, None)
    after = without.say(first.options[0].send)
    alone = mode.house.talk()
    alone.say("社保")
    assert alike(after) == alike(alone.say(first.options[0].send))
    history = without.assistant.history(asked_which.conversation_id, None)
    assert [message.reply.text for message in history.messages] == [first.text, after.text]


def test_a_failing_model_changes_no_turn(mode: Mode) -> None:
    mode.service.script = lambda _ask: Failed("invented", "unreachable")
    failing = _said(talk(mode, "zhang-yang"))
    by_rules = _said(mode.house.talk("zhang-yang"))
    assert [one.status for one in failing] == [one.status for one in by_rules]
    assert [one.text for one in failing[:2]] == [one.text for one in by_rules[:2]]
    assert all(one.model == "" for one in failing)


def test_no_connection_is_held_while_a_model_is_asked(mode: Mode) -> None:
    held: list[int] = []

    def looking(_ask: object) -> Told:
        held.append(sum(engine.pool.checkedout() for engine in mode.house.database._engines))  # pyright: ignore
        return told()

    mode.service.script = looking
    _said(talk(mode, "chen-xiaoyu"))
    assert len(held) > len(WORDS)
    assert set(held) == {0}


def test_what_an_overtaken_turn_asked_is_paid_for_once_and_on_record(mode: Mode) -> None:
    """Another process answers in the same conversation while the model thinks."""
    first = talk(mode)
    elsewhere = mode.house.assistant()

    def overtaking(_ask: object) -> Told:
        mode.service.script = lambda _ask: told()
        elsewhere.say(first.conversation_id, None, "你好")
        return told()

    mode.service.script = overtaking
    first.say("身份证丢了怎么办")
    assert len(mode.reports[-1].calls) == len(mode.service.heard) == 2, "one to understand, one to word"
    with mode.house.database.reading() as session:
        kept = session.execute(text("SELECT count(*), sum(tokens_in) FROM model_calls")).one()
    assert tuple(kept) == (2, 1800)
    ledger = Ledger(mode.house.database, mode.house.clock)
    assert ledger.standing(first.conversation_id).conversation.tokens == 2000


def test_a_slow_model_holds_up_no_other_conversation(mode: Mode) -> None:
    """One turn waits for its model; a hundred other conversations are answered meanwhile."""
    held, go_on = Event(), Event()

    def stalled(_ask: object) -> Told:
        held.set()
        assert go_on.wait(60)
        return told()

    mode.service.script = stalled
    waiting = talk(mode)
    thread = Thread(target=waiting.say, args=("你好",))
    thread.start()
    assert held.wait(10)
    mode.switch.turn(False, "ma-zongguan")
    others = [
        Talk(waiting.assistant, waiting.assistant.open("web").conversation_id, None) for _ in range(100)
    ]
    assert all(other.say("你好").text for other in others)
    assert not waiting.replies
    go_on.set()
    thread.join(10)
    assert waiting.replies


def _said(talking: Talk) -> list[Reply]:
    return [talking.say(words) for words in WORDS]
