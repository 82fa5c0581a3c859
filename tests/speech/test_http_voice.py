"""A voice by HTTP, espeak-ng and a fake one pass the same checks; a service that fails costs one attempt."""

import io
import json
import wave
from collections.abc import Generator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread
from typing import Any

import pytest

from speech.errors import VoiceFailedError
from speech.espeak import EspeakVoice
from speech.http_voice import REST, HttpVoice, Service
from speech.speaking import Speaking
from speech.synthesiser import Synthesiser


def wav(count: int, hertz: int = 24_000, channels: int = 1) -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(hertz)
        written.writeframes(b"\x00\x20" * count * channels)
    return sound.getvalue()


def lengths_left_open(sound: bytes) -> bytes:
    """As services write them that don't know the end when they begin."""
    return sound[:4] + b"\xff" * 4 + sound[8:40] + b"\xff" * 4 + sound[44:]


@dataclass
class Studio:
    """What the local service is asked and what it answers."""

    url: str = ""
    status: int = 200
    sound: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def answer(self, wanted: dict[str, Any]) -> bytes:
        speed = float(wanted["speed"])
        return lengths_left_open(wav(int(2_000 * len(wanted["input"]) / speed)))


@pytest.fixture(scope="module")
def server() -> Generator[Studio]:
    studio = Studio()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/audio/speech"
            wanted = json.loads(self.rfile.read(int(self.headers["content-length"])))
            studio.asked.append(wanted)
            studio.tokens.append(self.headers.get("authorization", ""))
            sound = studio.answer(wanted) if studio.sound is None else studio.sound
            self.send_response(studio.status)
            self.send_header("content-type", "audio/wav")
            self.send_header("content-length", str(len(sound)))
            self.end_headers()
            self.wfile.write(sound)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    studio.url = f"http://127.0.0.1:{listening.server_port}"
    yield studio
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.fixture
def studio(server: Studio) -> Studio:
    server.status, server.sound = 200, None
    server.asked.clear()
    server.tokens.clear()
    return server


def service(studio: Studio) -> Service:
    return Service(studio.url, name="xiaoyu", model="tts-1", token="secret-token")


class Fake:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def speak(self, text: str, slow: bool = False) -> bytes:
        self.asked.append(text)
        return wav(len(text) * (3_000 if slow else 2_000), 22_050)


@pytest.fixture(params=["espeak", "http", "fake"])
def voice(request: pytest.FixtureRequest, studio: Studio) -> Synthesiser:
    if request.param == "espeak" and find_spec("espeakng_loader") is None:
        pytest.skip("no voice here: `pip install 'yuxiaozhi[voice]'`")
    made = {"espeak": EspeakVoice, "http": lambda: HttpVoice(service(studio)), "fake": Fake}
    return made[request.param]()


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        assert len(read.readframes(read.getnframes())) == 2 * read.getnframes()
        return read.getnframes() / read.getframerate()


def test_every_voice_gives_wav_longer_for_more_and_longer_when_slow(voice: Synthesiser) -> None:
    short = seconds(voice.speak("您好"))
    assert 0.1 < short < 3
    assert seconds(voice.speak("您好，请带上户口簿到派出所。")) > 2 * short
    assert seconds(voice.speak("您好", slow=True)) > 1.1 * short


def test_every_voice_streams_at_the_rate_of_a_telephone(voice: Synthesiser) -> None:
    speaking = Speaking(voice)
    eight, sixteen = (b"".join(speaking.pieces("您好。请说。", hertz)) for hertz in (8_000, 16_000))
    assert len(sixteen) == pytest.approx(2 * len(eight), rel=0.02)


def test_the_service_gets_text_voice_and_token(studio: Studio) -> None:
    HttpVoice(service(studio)).speak("您好", slow=True)
    assert studio.asked == [
        {"model": "tts-1", "voice": "xiaoyu", "input": "您好", "response_format": "wav", "speed": 0.75}
    ]
    assert studio.tokens == ["Bearer secret-token"]
    assert "secret-token" not in repr(service(studio))


@pytest.mark.parametrize(
    ("status", "sound"),
    [
        (500, None), (401, None), (302, None), (200, b""), (200, b"RIFF"), (200, b"{}"),
        (200, wav(100, channels=2)), (200, b"0" * 17 * 1024 * 1024),
    ],
)  # fmt: skip
def test_a_service_that_fails_is_left_alone_for_a_while(
    studio: Studio, status: int, sound: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    now, instead = [100.0], Fake()
    voice = HttpVoice(service(studio), instead, clock=lambda: now[0])
    studio.status, studio.sound = status, sound
    for _ in range(3):
        assert voice.speak("张三的号码") == wav(10_000, 22_050)
    assert len(studio.asked) == 1, "asked once, then left alone"
    assert "张三" not in caplog.text
    studio.status, studio.sound = 200, None
    now[0] += REST
    voice.speak("您好")
    assert len(studio.asked) == 2
    assert instead.asked == ["张三的号码"] * 3


def test_without_another_voice_a_failure_is_one(studio: Studio) -> None:
    studio.status = 503
    with pytest.raises(VoiceFailedError):
        HttpVoice(service(studio)).speak("您好")


def test_a_service_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(VoiceFailedError):
        HttpVoice(Service("http://127.0.0.1:9", name="x", model="y")).speak("您好")
