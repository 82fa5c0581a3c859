"""espeak-ng in processes of its own: real sound, and a fall that costs one text."""

import gc
import io
import subprocess
import sys
import wave
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from speech.errors import VoiceFailedError, VoiceMissingError
from speech.espeak import EspeakVoice
from speech.speakable import speakable
from speech.synthesiser import Kept, Synthesiser

needs_voice = pytest.mark.skipif(
    find_spec("espeakng_loader") is None, reason="no voice here: `pip install 'yuxiaozhi[voice]'` brings it"
)


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        return read.getnframes() / read.getframerate()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Synthesiser]:
    """A voice whose process is this instead."""

    def made(code: str) -> Synthesiser:
        (tmp_path / "p.py").write_text(code)
        voice = EspeakVoice()
        monkeypatch.setattr(voice, "_command", [sys.executable, str(tmp_path / "p.py")])
        return voice

    return made


@needs_voice
def test_a_longer_text_is_a_longer_sound() -> None:
    voice: Synthesiser = EspeakVoice()
    short, long = voice.speak("您好"), voice.speak("您好，请带上户口簿，到户口所在地的派出所补领。")
    assert short.startswith(b"RIFF")
    assert 0.2 < seconds(short) < 2
    assert seconds(long) > 2 * seconds(short)


@needs_voice
def test_what_the_eye_reads_is_heard_as_people_say_it() -> None:
    """A number read out digit by digit by the engine would take another time."""
    voice = EspeakVoice()
    assert speakable("费用20元") == "费用二十元"
    said, spelled = seconds(voice.speak(speakable("费用20元"))), seconds(voice.speak("费用二十元"))
    assert said == pytest.approx(spelled, abs=0.01)


@needs_voice
@pytest.mark.parametrize("text", ["<speak>您好</speak>", "[[x]] 您好", "\x01 您好", "😀您好", "您好" * 300])
def test_no_text_brings_it_down(text: str) -> None:
    assert seconds(EspeakVoice().speak(text)) > 0


@needs_voice
@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "import sys; sys.exit(3)", "print('no sound')", "raise OSError('x')"]
)
def test_a_process_that_falls_costs_one_text(code: str, program: Callable[[str], Synthesiser]) -> None:
    voice = program(code)
    for _ in range(3):  # more often than processes may run at once: each gave its place back
        with pytest.raises(VoiceFailedError):
            voice.speak("您好")
    assert seconds(EspeakVoice().speak("您好")) > 0


@needs_voice
def test_one_process_speaks_many_texts_and_a_killed_one_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr("subprocess.Popen", Noted)
    voice = EspeakVoice()
    for text in ("您好", "请说", "再见"):
        assert seconds(voice.speak(text)) > 0
    assert len(started) == 1
    started[0].kill()
    started[0].wait()
    assert seconds(voice.speak("您好")) > 0
    assert len(started) == 2
    del voice
    gc.collect()
    assert started[1].poll() is not None, "nobody holds it: it ends"


@needs_voice
def test_slowly_is_slower_and_only_where_asked_for() -> None:
    voice = EspeakVoice()
    usual, slow = seconds(voice.speak("请带上户口簿")), seconds(voice.speak("请带上户口簿", slow=True))
    assert slow > 1.2 * usual
    assert seconds(voice.speak("请带上户口簿")) == pytest.approx(usual, abs=0.01)


@needs_voice
def test_a_process_that_hangs_is_ended(
    program: Callable[[str], Synthesiser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.espeak.SECONDS", 0.2)
    with pytest.raises(VoiceFailedError, match="in time"):
        program("import time; time.sleep(60)").speak("您好")


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speech.espeak.find_spec", lambda name: None)
    with pytest.raises(VoiceMissingError, match="pip install"):
        EspeakVoice()


def test_the_same_again_is_not_made_again_and_memory_has_an_end() -> None:
    made: list[str] = []
    kept = Kept(most_bytes=100)

    def get(text: str) -> bytes:
        def make() -> bytes:
            made.append(text)
            return text.encode() * 10

        return kept.get(text, make)

    assert get("abc") == get("abc") == b"abc" * 10
    get("defg")
    get("abc")  # heard last: the other goes
    get("hijk")
    get("abc")
    assert made == ["abc", "defg", "hijk"]
    get("defg")
    assert made[-1] == "defg"
    get("x" * 50)  # more than all of it: made, not kept
    assert get("abc") == b"abc" * 10
    assert made[-2:] == ["x" * 50, "abc"]
