"""One call with fakes all round: order, interruptions, silence, keys, endings."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from api.calls.line import Keys, Sound
from assistant.phone.types import (
    Answered,
    HandOff,
    HangUp,
    KeepRecording,
    Say,
    SendCode,
    SendLink,
    Turn,
)
from speech.errors import HearingBusyError
from tests.api.calls.parts import QUIET, FakeTalk, OneCall, Shape
from tests.assistant.phone.transcripts import talk


def play(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


def test_what_is_said_is_heard_handed_on_and_answered_in_order() -> None:
    async def scene() -> None:
        async with OneCall("one", "two") as one:
            await one.line.until("speech_end")
            one.line.speak()
            await one.line.until("speech_end", 2)
            one.line.speak()
            await one.line.until("speech_end", 3)
            assert one.clerk.turns == ["one", "two"]
            assert one.line.says == ["hello", "re one", "re two"]
            names = [name for name, _ in one.line.told]
            assert names.index("heard") < names.index("reply") < names.index("says", 3)
            one.line.hang_up()
            assert await one.ended() == "caller"
        figures = one.metrics.text().decode()
        assert "yuxiaozhi_call_turns_total 2.0" in figures
        assert 'yuxiaozhi_call_answer_seconds_count{part="rest"}' in figures

    play(scene())


def test_a_caller_who_surely_speaks_interrupts_and_no_more_is_said() -> None:
    async def scene() -> None:
        async with OneCall("wait", seconds=5.0, paced=True) as one:
            one.line.speak(0.3, pause=0)
            await one.line.until("interrupted")
            sent = len(one.line.played)
            assert sent < 25, "of 250 frames only those up to the interruption"
            one.line.send(*[Sound(QUIET)] * 50)
            await one.line.until("says", 2)
            assert one.line.says == ["hello", "re wait"]
            assert "yuxiaozhi_call_barge_ins_total 1.0" in one.metrics.text().decode()

    play(scene())


def test_a_cough_or_an_echo_does_not_interrupt() -> None:
    async def scene() -> None:
        async with OneCall("", seconds=0.4, paced=True) as one:
            one.line.speak(0.2, pause=0.8)
            await one.line.until("speech_end")
            assert not [name for name, _ in one.line.told if name == "interrupted"]

    play(scene())


def test_without_barge_in_nothing_is_heard_while_we_speak() -> None:
    async def scene() -> None:
        async with OneCall("later", seconds=0.4, paced=True, barge_in=False) as one:
            one.line.speak(0.6, pause=1.0)
            await one.line.until("speech_end")
            assert one.talk.happened == []
            one.line.speak()
            await one.line.until("says", 2)
            assert one.clerk.turns == ["later"]

    play(scene())


def test_keys_stop_our_speech_and_come_one_at_a_time_in_order() -> None:
    async def scene() -> None:
        async with OneCall(seconds=5.0, paced=True) as one:
            one.line.press("12")
            one.line.press("#")
            await one.line.until("interrupted")
            while len(one.talk.happened) < 3:
                await asyncio.sleep(0)
            assert one.talk.happened == [("pressed", key) for key in "12#"]

    play(scene())


def test_silence_is_counted_in_sound_and_only_when_it_is_the_callers_turn() -> None:
    async def scene() -> None:
        async with OneCall("word", silence=2.0) as one:
            await one.line.until("speech_end")
            one.line.send(*[Sound(QUIET)] * 80)
            one.line.speak(0.4, pause=0.8)
            await one.line.until("speech_end", 2)
            assert [name for name, _ in one.talk.happened] == ["heard", "replied"]
            one.line.send(*[Sound(QUIET)] * 130)
            await one.line.until("says", 3)
            assert one.line.says[2] == "still there?"

    play(scene())


@pytest.mark.parametrize("words", ["", HearingBusyError("others")])
def test_noise_and_a_busy_recogniser_are_told_to_the_talk(words: str | Exception) -> None:
    async def scene() -> None:
        async with OneCall(words) as one:
            one.line.speak()
            await one.line.until("says", 2)
            assert one.line.says[1] == "pardon?"
            assert one.clerk.turns == []

    play(scene())


def test_somebody_who_waits_is_told_once() -> None:
    async def scene() -> None:
        async with OneCall("slow", slowly=0.2, hearing=0.2, filler=0.05) as one:
            one.line.speak()
            await one.line.until("says", 3)
            assert one.line.says == ["hello", "calls.wait", "re slow"], "once, not for each step"

    play(scene())


def test_codes_links_and_recording_are_done_before_what_follows() -> None:
    def heard(_text: str) -> list[Any]:
        return [KeepRecording(True), SendCode("13800000000"), SendLink("app_1"), Say("last")]

    async def scene() -> None:
        async with OneCall("go", talk=FakeTalk(heard=heard), seconds=1.5) as one:
            one.line.speak()
            assert (await one.line.until("link"))["sent"] is True
            await one.line.until("speech_end", 2)
            assert one.talk.happened[1:] == [("code_sent", True), ("link_sent", True)]
            one.tape.end()
            assert one.recordings.calls[0] == ("begin", "call_1", None, True, "may we?", "conv_1")
            kept = sum(len(call[3]) for call in one.recordings.calls if call[0] == "keep")
            assert kept >= 1.5 * 8_000 * 2
            assert one.recordings.calls[-1] == ("end", "call_1")

    play(scene())


@pytest.mark.parametrize(("act", "reason"), [(HangUp(), "done"), (HandOff("asked"), "handoff")])
def test_we_end_after_our_last_word(act: Any, reason: str) -> None:
    talk = FakeTalk(heard=lambda _text: [Say("goodbye"), act])

    async def scene() -> None:
        async with OneCall("bye", talk=talk) as one:
            one.line.speak()
            assert await one.ended() == reason
            assert one.line.says == ["hello", "goodbye"]
            assert [data for name, data in one.line.told if name == "handoff"] == (
                [{"reason": "asked"}] if reason == "handoff" else []
            )

    play(scene())


def test_an_idle_line_a_long_call_and_a_flood_end() -> None:
    async def scene() -> None:
        async with OneCall(idle=0.05) as idle:
            assert await idle.ended() == "idle"
        async with OneCall(longest=0.05) as long:
            assert await long.ended() == "longest"
        async with OneCall(paced=True, ahead=1.0) as flood:
            flood.line.send(*[Sound(QUIET * 50)] * 3)
            assert await flood.ended() == "refused"
            assert ("problem", {"code": "call_too_fast"}) in flood.line.told

    play(scene())


def test_a_line_that_breaks_and_a_fault_of_ours_end_the_call() -> None:
    def fault(_text: str) -> list[Any]:
        raise ValueError("a fault")

    async def scene() -> None:
        async with OneCall("x") as one:
            await one.line.until("speech_end")
            one.line.broken = True
            one.line.speak()
            assert await one.ended() == "lost"
        async with OneCall("x", talk=FakeTalk(heard=fault)) as one:
            one.line.speak()
            assert await one.ended() == "fault"

    play(scene())


def test_more_is_held_back_than_a_caller_can_have_said() -> None:
    """A flood of keys waits in the line, not in memory; hanging up is heard when its turn comes."""

    async def scene() -> None:
        async with OneCall("x", hearing=0.05) as one:
            one.line.speak()
            one.line.send(*[Keys("1")] * 200)
            one.line.hang_up()
            await asyncio.sleep(0.02)
            assert one.line.coming.qsize() > 150
            assert await one.ended() == "caller"

    play(scene())


def test_what_comes_while_a_turn_runs_goes_to_the_talk_at_once() -> None:
    def pressed(key: str) -> list[Any]:
        return [Turn("looked up")] if key == "1" else [Say("busy")]

    async def scene() -> None:
        async with OneCall(
            "and this?", talk=FakeTalk(pressed=pressed, heard=lambda _: []), slowly=0.2
        ) as one:
            await one.line.until("speech_end")
            one.line.press("12")
            one.line.speak()
            await one.line.until("says", 3)
            assert one.line.says == ["hello", "busy", "re looked up"]
            assert [name for name, _ in one.talk.happened if name != "unsaid"] == [
                "pressed",
                "pressed",
                "heard",
                "replied",
            ]

    play(scene())


def test_a_person_is_reached_while_a_turn_runs() -> None:
    async def scene() -> None:
        async with OneCall("身份证丢了", "转人工", talk=talk(), slowly=60) as one:
            await one.line.until("speech_end")
            one.line.speak()
            await one.line.until("heard")
            one.line.speak()
            assert await one.ended() == "handoff"
            assert one.clerk.turns == [], "the turn was still under way"

    play(scene())


def test_what_is_pressed_beyond_a_yes_answers_no_question_that_was_not_heard() -> None:
    """11 at the last question before handing in: the second 1 comes before that question is put."""
    one = talk()

    def reply(text: str) -> tuple[Answered, Any]:
        asks = {"继续": "confirm", "确认无误": "submit"}.get(text, "")
        spoken = "姓名：陈晓渝。" if asks == "confirm" else "批不批，由办理部门审核决定。"
        status: Any = "handling" if asks else "clarify"
        return Answered(status, spoken, spoken, asks=asks, application_id="app_1"), Shape()

    async def scene() -> None:
        async with OneCall("继续", talk=one) as call:
            call.clerk.reply = reply
            await call.line.until("speech_end")
            call.line.speak()
            await call.line.until("speech_end", 2)
            assert "姓名：陈晓渝。对吗？" in call.line.says
            call.line.press("11")
            await call.line.until("speech_end", 3)
            assert call.clerk.turns[-1] == "确认无误"
            assert "说“提交”" in call.line.says[-1]
            call.line.press("1")
            await call.line.until("speech_end", 4)
            assert call.clerk.turns[-1] == "提交"

    play(scene())


def test_nobody_agrees_to_be_recorded_during_the_greeting() -> None:
    async def scene() -> None:
        async with OneCall(talk=talk(recording=True), seconds=5.0, paced=True) as one:
            await one.line.until("says")
            one.line.press("1")
            await one.line.until("interrupted")
            await one.line.until("says", 2)
            assert "录下来，可以吗" in one.line.says[1], "put again, or at last"
            assert one.recordings.calls == []
            while not one.mouth.asked(one.mouth.begun()):
                await asyncio.sleep(0)
            one.line.press("1")
            await one.line.until("says", 3)
            assert one.recordings.calls[0][3] is True

    play(scene())


def test_a_key_that_says_nothing_new_does_not_interrupt() -> None:
    async def scene() -> None:
        async with OneCall(seconds=0.2, paced=True) as one:
            one.line.press("*")
            await one.line.until("speech_end")
            assert "interrupted" not in [name for name, _ in one.line.told]
            assert ("pressed", "*") in one.talk.happened

    play(scene())
