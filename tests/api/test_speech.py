"""Sound over HTTP: spoken, written down, or a named problem; the service stands whatever happens."""

import random
from collections.abc import Generator
from importlib.util import find_spec

import numpy as np
import pytest
from fastapi import FastAPI

from api.bootstrap import Container
from api.limits import RateLimit
from api.voices import Voices, hearing_by, voice_by
from speech.errors import VoiceFailedError
from speech.espeak import EspeakVoice
from speech.hearing import Hearing
from speech.pcm import Samples
from speech.recogniser import NO_HINTS, Hints, Segment, Transcript
from tests.speech.sounds import CONTAINERS, encoded, silence, tone, wav

from .conftest import Person

SOUND = b"RIFF....WAVE"


class Ears:
    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        return Transcript.of((Segment(0, 2, "身份证丢了啷个办", 0.75),), "zh")


class Mouth:
    def speak(self, text: str, slow: bool = False) -> bytes:
        if "摔" in text:
            raise VoiceFailedError("fell")
        return SOUND + text.encode()


SPOKEN = np.concatenate([silence(0.2), tone(220, 900, length=0.6), silence(0.2)])
FILES = {name: encoded(SPOKEN, name) for name in CONTAINERS}


@pytest.fixture
def voices(container: Container) -> Generator[Voices]:
    """The shared house with ears and a mouth, and as it was afterwards."""
    before = container.voices
    object.__setattr__(container, "voices", Voices(Mouth(), Hearing(Ears())))
    yield container.voices
    object.__setattr__(container, "voices", before)


@pytest.mark.usefixtures("voices")
def test_a_text_is_spoken_as_people_say_it(visitor: Person) -> None:
    answer = visitor.raw("POST", "/speech/voice", json={"text": "请在**2026-12-05**前来，费用20元"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.headers["cache-control"] == "no-store"
    spoken, _, label = answer.content[len(SOUND) :].partition(b"LIST")
    assert spoken.rstrip(b"\0").decode() == "请在二〇二六年十二月五日前来，费用二十元"
    assert b'"Label":"1"' in label


@pytest.mark.usefixtures("voices")
def test_a_recording_is_written_down_for_anybody(visitor: Person, chen: Person) -> None:
    spoken = EspeakVoice().speak("身份证丢了怎么办")
    for person in (visitor, chen):
        heard = person.call("POST", "/speech/transcripts", files={"file": ("a.webm", spoken)})
        assert heard == {"text": "身份证丢了啷个办", "confidence": 0.75}
    silence = visitor.call(
        "POST", "/speech/transcripts", files={"file": ("a.webm", wav(b"\0" * 32_000, 8_000))}
    )
    assert silence == {"text": "", "confidence": 0}
    assert visitor.call("GET", "/speech") == {"transcribe": True, "voice": True}


@pytest.mark.usefixtures("voices")
@pytest.mark.parametrize(
    ("audio", "status", "code"),
    [
        (b"hello", 422, "recording_unreadable"),
        (wav(b"\0" * 2 * 8_000 * 91, 8_000), 413, "recording_too_long"),
        (wav(b"0" * 2 * 1024 * 1024), 413, "recording_too_long"),
    ],
)
def test_what_cannot_be_listened_to_is_named(visitor: Person, audio: bytes, status: int, code: str) -> None:
    visitor.problem(status, code, "POST", "/speech/transcripts", files={"file": ("a.webm", audio)})


@pytest.mark.usefixtures("voices")
def test_no_recording_brings_the_service_down(visitor: Person) -> None:
    """Random, cut and damaged files of each container; seeded, so that a failure can be looked at."""
    dice = random.Random(8)
    for number in range(60):
        file = bytearray(FILES[dice.choice(sorted(FILES))])
        if number % 3 == 0:
            del file[dice.randrange(len(file)) :]
        for _ in range(dice.randrange(12)):
            if file:
                file[dice.randrange(min(len(file), dice.choice((200, len(file)))))] = dice.randrange(256)
        if number % 10 == 0:
            file = bytearray(dice.randbytes(dice.randrange(5_000)))
        answer = visitor.raw("POST", "/speech/transcripts", files={"file": ("录音.webm", bytes(file))})
        assert answer.status_code in (200, 413, 422), (number, answer.text)


@pytest.mark.usefixtures("voices")
@pytest.mark.parametrize("text", ["", "好" * 601, None, 3])
def test_what_is_no_text_or_too_much_is_refused(visitor: Person, text: object) -> None:
    visitor.problem(422, "invalid_request", "POST", "/speech/voice", json={"text": text})


@pytest.mark.usefixtures("voices")
@pytest.mark.parametrize("text", ["摔了", "***", "。\n"])
def test_a_text_that_cannot_be_spoken_is_named(visitor: Person, text: str) -> None:
    nothing = text != "摔了"
    status, code = (422, "voice_nothing") if nothing else (503, "voice_failed")
    visitor.problem(status, code, "POST", "/speech/voice", json={"text": text})


@pytest.mark.usefixtures("voices")
def test_who_asks_too_often_waits(
    visitor: Person, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.limits, "voices", RateLimit(2, lambda: 0.0))
    for _ in range(2):
        visitor.raw("POST", "/speech/voice", json={"text": "您好"}).raise_for_status()
    visitor.problem(429, "too_many_requests", "POST", "/speech/voice", json={"text": "您好"})


def test_without_either_the_page_is_told_and_calls_are_named(
    visitor: Person, container: Container, app: FastAPI
) -> None:
    before = container.voices
    object.__setattr__(container, "voices", Voices(voice_by("none"), hearing_by("faster-whisper", None)))
    try:
        assert visitor.call("GET", "/speech") == {"transcribe": False, "voice": False}
        visitor.problem(404, "voice_missing", "POST", "/speech/voice", json={"text": "您好"})
        visitor.problem(
            404, "hearing_missing", "POST", "/speech/transcripts", files={"file": ("a.webm", SOUND)}
        )
    finally:
        object.__setattr__(container, "voices", before)


def test_a_folder_without_a_model_leaves_the_service_standing(
    container: Container, caplog: pytest.LogCaptureFixture
) -> None:
    assert hearing_by("faster-whisper", container.settings.data_dir) is None
    assert "model.bin" in caplog.text


@pytest.mark.skipif(
    find_spec("espeakng_loader") is None, reason="no voice here: `pip install 'yuxiaozhi[voice]'`"
)
def test_the_shipped_voice_speaks_over_http(visitor: Person) -> None:
    assert visitor.call("GET", "/speech")["voice"] is True
    answer = visitor.raw("POST", "/speech/voice", json={"text": "您好，我是渝小智。"})
    assert answer.content[:4] == b"RIFF"
    assert len(answer.content) > 40_000
