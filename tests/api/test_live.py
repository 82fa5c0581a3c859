"""What is said appears while it is said, over a WebSocket; whatever comes up, a named end comes down."""

import os
from collections.abc import Generator
from random import Random
from time import monotonic, sleep

import numpy as np
import pytest
from fastapi import FastAPI
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from api.bootstrap import Container
from api.identity.caller import SESSION_COOKIE
from api.limits import RateLimit
from api.routes import live
from speech.errors import HearingBusyError
from speech.hearing import Began, Hearing, Utterance
from speech.pcm import Samples
from speech.recogniser import NO_HINTS, NOTHING, Hints, Segment, Transcript

from .conftest import Json, Person

PATH = "/api/v1/speech/live"
SECOND = b"\1\0" * 16_000
SILENCE = b""
"""a message without sound ends the utterance under way: the fake's voice detection"""


class Ears:
    """What the line asks of a Hearing and its Listener; each second heard is one more sign."""

    patience = 0.7
    busy = False
    overrun = False
    confidence = 0.9

    def __init__(self) -> None:
        self.hertz, self._heard = 0, 0

    def listen(self, hertz: int) -> "Ears":
        self.hertz, self._heard = hertz, 0
        return self

    def feed(self, pcm16: bytes) -> list[Began | Utterance]:
        self._heard += len(pcm16)
        return [] if pcm16 else self.flush()

    def flush(self) -> list[Began | Utterance]:
        samples = self.so_far()
        self._heard = 0
        return [Utterance(samples, 0.0, 1.0)] if len(samples) else []

    def so_far(self) -> Samples:
        return np.ones(self._heard // 2, np.float32)

    def understood(self, samples: Samples) -> Transcript:
        if self.overrun:
            raise HearingBusyError("busy")
        said = "身份证丢了怎么办"[: round(len(samples) / 16_000)]
        return Transcript.of((Segment(0, 1, said, self.confidence),), "zh") if said else NOTHING


class Voices:
    def __init__(self, hearing: object) -> None:
        self.hearing = hearing


@pytest.fixture
def ears(container: Container) -> Generator[Ears]:
    before, listening = container.voices, Ears()
    object.__setattr__(container, "voices", Voices(listening))
    yield listening
    object.__setattr__(container, "voices", before)


def line(person: Person, **headers: str) -> WebSocketTestSession:
    return person.http.websocket_connect(PATH, headers=headers)


def ended(socket: WebSocketTestSession) -> list[Json]:
    """Every message until the server closes the line."""
    told: list[Json] = []
    while True:
        try:
            told.append(socket.receive_json())
        except WebSocketDisconnect:
            return told


def test_words_come_while_one_speaks_and_then_the_whole(visitor: Person, ears: Ears) -> None:
    with line(visitor) as socket:
        socket.send_json({"type": "start", "hertz": 48_000})
        socket.send_bytes(SECOND * 2)
        assert socket.receive_json() == {"type": "partial", "text": "身份"}
        socket.send_bytes(SECOND)
        socket.send_bytes(SILENCE)
        assert socket.receive_json() == {"type": "partial", "text": "身份证"}
        socket.send_bytes(SECOND)
        socket.send_json({"type": "stop"})
        *partial, final = ended(socket)
    assert final == {"type": "final", "text": "身份证身", "confidence": 0.9}
    assert {one["type"] for one in partial} <= {"partial"}
    assert ears.hertz == 48_000


def test_nothing_said_is_no_words(visitor: Person, ears: Ears) -> None:
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        socket.send_json({"type": "stop"})
        assert ended(socket) == [{"type": "final", "text": "", "confidence": 0.0}]


def test_the_least_sure_part_says_how_sure_the_whole_is(visitor: Person, ears: Ears) -> None:
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        socket.send_bytes(SECOND)
        socket.send_bytes(SILENCE)
        socket.receive_json()
        ears.confidence = 0.3
        socket.send_bytes(SECOND)
        socket.send_json({"type": "stop"})
        assert ended(socket)[-1]["confidence"] == 0.3


def test_while_others_are_listened_to_only_the_whole_is_written(visitor: Person, ears: Ears) -> None:
    ears.busy = True
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        socket.send_bytes(SECOND)
        socket.send_json({"type": "stop"})
        *partial, final = ended(socket)
    assert partial == [{"type": "partial", "text": "身"}]
    assert final["text"] == "身"


def test_listening_ends_with_its_longest(
    visitor: Person, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LONGEST_S", 2.0)
    ears.busy = True
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        for _ in range(3):
            socket.send_bytes(SECOND)
        assert ended(socket)[-1]["text"] == "身份"


def test_who_falls_silent_on_the_line_is_written_down(
    visitor: Person, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SILENT_S", 0.2)
    with line(visitor) as socket:
        assert ended(socket) == []
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        socket.send_bytes(SECOND)
        assert ended(socket)[-1]["text"] == "身"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", "recording_unreadable"),
        ("[]", "recording_unreadable"),
        ('{"type": "stop"}', "recording_unreadable"),
        ('{"type": "start", "hertz": 1000000}', "recording_unreadable"),
        ('{"type": "start", "hertz": "many"}', "recording_unreadable"),
        ('{"type": "sing"}', "recording_unreadable"),
        (b"\0\0", "recording_unreadable"),
        ("好" * 70_000, "recording_too_long"),
        (b"\0" * 70_000, "recording_too_long"),
    ],
)
def test_what_is_no_recording_ends_in_a_problem(
    visitor: Person, ears: Ears, message: str | bytes, code: str
) -> None:
    with line(visitor) as socket:
        if isinstance(message, str):
            socket.send_text(message)
        else:
            socket.send_bytes(message)
        [problem] = ended(socket)
    assert (problem["type"], problem["code"]) == ("problem", code)
    assert problem["title"]
    assert problem["detail"].endswith("。")


def test_busy_and_missing_are_named(visitor: Person, ears: Ears, container: Container) -> None:
    ears.overrun = True
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        socket.send_bytes(SECOND)
        socket.send_json({"type": "stop"})
        assert ended(socket)[-1]["code"] == "hearing_busy"
    container.voices.hearing = None  # type: ignore[misc]
    with line(visitor) as socket:
        socket.send_json({"type": "start"})
        assert ended(socket)[-1]["code"] == "hearing_missing"


def test_too_many_at_once_and_too_often_are_told_to_wait(
    visitor: Person, ears: Ears, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "AT_ONCE", 1)
    with line(visitor) as first:
        first.send_json({"type": "start"})
        with line(visitor) as second:
            second.send_json({"type": "start"})
            assert ended(second)[-1]["code"] == "hearing_busy"
        first.send_json({"type": "stop"})
        assert ended(first)[-1]["type"] == "final"
    monkeypatch.setattr(container.limits, "uploads", RateLimit(1, lambda: 0.0))
    codes = list[str]()
    for _ in range(2):
        with line(visitor) as socket:
            socket.send_json({"type": "start"})
            socket.send_json({"type": "stop"})
            last = ended(socket)[-1]
            codes.append(last.get("code", last["type"]))
    assert codes == ["final", "too_many_requests"]


def test_pages_of_other_sites_are_refused(visitor: Person, ears: Ears) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, line(visitor, Origin="https://elsewhere.example"):
        pass
    assert refused.value.code == 1008
    with line(visitor, Origin="http://testserver") as socket:
        socket.send_json({"type": "start"})
        socket.send_json({"type": "stop"})
        assert ended(socket)[-1]["type"] == "final"


def test_a_cookie_says_who_speaks_from_our_own_page_only(
    app: FastAPI, ears: Ears, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = list[str]()
    monkeypatch.setattr(container.limits.uploads, "take", counted.append)
    person = Person(app, "chen-xiaoyu")
    session = f"{SESSION_COOKIE}={person.headers['Authorization'].removeprefix('Bearer ')}"
    for origin in ({"Origin": "http://testserver"}, {}):
        with line(person, Cookie=session, **origin) as socket:
            socket.send_json({"type": "start"})
            socket.send_json({"type": "stop"})
            assert ended(socket)[-1]["type"] == "final"
    assert counted == ["chen-xiaoyu", "testclient"]


def test_whoever_goes_away_leaves_no_place_taken(visitor: Person, ears: Ears) -> None:
    for _ in range(3):
        with line(visitor) as socket:
            socket.send_json({"type": "start"})
            socket.send_bytes(SECOND)
            socket.close()
            left = monotonic() + 10
            while live._speaking and monotonic() < left:  # pyright: ignore[reportPrivateUsage]
                sleep(0.01)
    assert not live._speaking  # pyright: ignore[reportPrivateUsage]


class Deaf:
    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        return NOTHING


def test_noise_of_any_kind_ends_in_no_words(visitor: Person, container: Container) -> None:
    """Through the real resampler and voice detection."""
    random, before = Random(8), container.voices
    object.__setattr__(container, "voices", Voices(Hearing(Deaf())))
    try:
        for hertz in (8_000, 44_100, 48_000):
            with line(visitor) as socket:
                socket.send_json({"type": "start", "hertz": hertz})
                for _ in range(6):
                    socket.send_bytes(os.urandom(random.randrange(9_000)))
                socket.send_json({"type": "stop"})
                assert ended(socket)[-1]["type"] == "final"
    finally:
        object.__setattr__(container, "voices", before)
