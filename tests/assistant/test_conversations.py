"""A conversation is kept whole, belongs to one person, and takes one turn at a time."""

import threading
from typing import get_args

import pytest

from assistant.conversations import Conversations, Finished, OvertakenError
from assistant.errors import UnknownConversationError
from assistant.reply import Reply, Status
from assistant.state import State
from assistant.turn import TurnReport
from storage.ids import new_id
from storage.sentences import Sentences
from tests.assistant.conftest import House


def test_the_same_message_id_gives_the_same_reply_and_acts_once(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    first = talk.say("身份证丢了，帮我补办", "m1")
    again = talk.say("身份证丢了，帮我补办", "m1")
    assert (again.message_id, again.text, again.status) == (first.message_id, first.text, first.status)
    assert again.application is not None
    assert first.application is not None
    assert again.application.next == first.application.next
    assert len(house.applications.mine(house.people["chen-xiaoyu"])) == 1


def test_turns_at_once_are_all_kept_in_order(house: House) -> None:
    talk = house.talk()
    questions = [f"身份证丢了怎么办{n}" for n in range(8)]
    threads = [threading.Thread(target=talk.say, args=(q, f"m{n}")) for n, q in enumerate(questions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = talk.assistant.history(talk.conversation_id, None).messages
    assert sorted(m.text for m in kept) == questions
    assert len({m.reply.message_id for m in kept}) == 8


def test_one_message_sent_twice_at_once_is_one_turn(house: House) -> None:
    talk = house.talk("chen-xiaoyu")
    threads = [threading.Thread(target=talk.say, args=("身份证丢了，帮我补办", "same")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({reply.message_id for reply in talk.replies}) == 1
    assert len(house.applications.mine(house.people["chen-xiaoyu"])) == 1


def test_a_turn_of_another_process_is_noticed(house: House) -> None:
    """The lock is per process; the version of the conversation is what protects it everywhere."""
    conversations = Conversations(house.database, house.clock)
    opened = conversations.open("web", None, None)
    kept = conversations.read(opened.conversation_id, None, None)

    def finished() -> Finished:
        reply = Reply("answered", "。", message_id=new_id("msg"))
        return Finished(opened.conversation_id, "web", kept.version, None, State(), None, "?", None, reply)

    conversations.record(finished())
    with pytest.raises(OvertakenError):
        conversations.record(finished())


def test_a_visitor_needs_the_token_until_an_account_owns_the_conversation(house: House) -> None:
    assistant = house.assistant()
    opened = assistant.open("web")
    owner, other = house.people["chen-xiaoyu"], house.people["zhang-yang"]
    assert assistant.admits(opened.conversation_id, None, opened.token)
    assert not assistant.admits(opened.conversation_id, None, "guess")
    assert not assistant.admits(opened.conversation_id, owner, None)
    assert not assistant.admits("conv_unknown", owner, opened.token)
    assistant.say(opened.conversation_id, owner, "你好")
    assert assistant.admits(opened.conversation_id, owner, None)
    assert not assistant.admits(opened.conversation_id, None, opened.token)
    assert not assistant.admits(opened.conversation_id, other, None)
    with pytest.raises(UnknownConversationError):
        assistant.history(opened.conversation_id, other)
    with pytest.raises(UnknownConversationError):
        assistant.say(opened.conversation_id, other, "你好")


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060", "\n\n"])
def test_an_empty_message_gets_a_hint(house: House, text: str) -> None:
    reply = house.talk().say(text)
    assert reply.status == "clarify"
    assert reply.options


def test_ten_thousand_characters_are_kept_whole_and_answered(house: House) -> None:
    story = "我的身份证昨天在解放碑丢了，想补办。" + "我跑了好多地方都没有找到。" * 800
    talk = house.talk()
    reply = talk.say(story)
    assert len(story) > 10_000
    assert reply.status == "clarify"
    assert str(len(story)) in reply.text
    assert any("身份证" in option.label for option in reply.options)
    assert talk.assistant.history(talk.conversation_id, None).messages[0].text == story
    assert talk.say(reply.options[0].send).status in ("answered", "clarify")


def test_an_emergency_in_a_long_message_is_seen(house: House) -> None:
    assert house.talk().say("唉。" * 1200 + "我不想活了").status == "emergency"


def test_steps_are_timed_and_the_status_told(house: House) -> None:
    reports: list[TurnReport] = []
    assistant = house.assistant(on_turn=reports.append)
    assistant.say(assistant.open("web").conversation_id, None, "身份证丢了怎么办")
    assistant.say(assistant.open("web").conversation_id, None, "救命啊")
    assert [report.status for report in reports] == ["answered", "emergency"]
    assert list(reports[0].seconds) == ["guard", "understand", "decide", "act", "answer", "check", "record"]
    assert list(reports[1].seconds) == ["guard", "check", "record"]


def test_every_status_has_its_label() -> None:
    sentences = Sentences.of("assistant")
    assert all(sentences.say(f"statuses.{status}") for status in get_args(Status))
