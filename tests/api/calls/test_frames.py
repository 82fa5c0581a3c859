"""AudioSocket's frames, JSON messages and numbers, whatever comes."""

import random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.calls.audiosocket_frames import Frame, Frames
from api.calls.line import MisusedError
from api.calls.messages import Pressed, Start, read
from api.calls.numbers import KEPT, Numbers

FRAMES = st.lists(st.builds(Frame, st.integers(0, 255), st.binary(max_size=700)), max_size=8)


@given(FRAMES, st.randoms(use_true_random=False))
def test_frames_come_out_as_they_went_in_however_they_are_cut(sent: list[Frame], dice: random.Random) -> None:
    stream, frames, found = b"".join(frame.dump() for frame in sent), Frames(), list[Frame]()
    while stream:
        cut = dice.randint(1, 500)
        found += frames.feed(stream[:cut])
        stream = stream[cut:]
    assert found == sent


@given(st.text(max_size=200) | st.binary(max_size=100).map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_message_or_misuse(text: str) -> None:
    with pytest.raises(MisusedError):
        read(text)


def test_messages_are_as_described_and_nothing_else() -> None:
    start = read('{"type": "start", "hertz": 8000, "number": "13800000000", "later": 1}')
    assert isinstance(start, Start)
    assert (start.hertz, start.number, start.token) == (8000, "13800000000", "")
    assert read('{"type": "keys", "keys": "12#*"}') == Pressed(type="keys", keys="12#*")
    for wrong in (
        '{"type": "start", "hertz": 44100}',
        '{"type": "start", "number": "call me"}',
        '{"type": "keys", "keys": "abc"}',
        '{"type": "keys", "keys": ""}',
        '{"type": "keys", "keys": 5}',
        '{"type": "dance"}',
        "[" * 5000,
        "x" * 9000,
    ):
        with pytest.raises(MisusedError):
            read(wrong)


def test_numbers_are_given_once_and_forgotten_after_minutes() -> None:
    now = 0.0
    numbers, call, other = Numbers(lambda: now), uuid4(), uuid4()
    numbers.announce(call, "13800000000")
    assert numbers.take(other) is None
    assert [numbers.take(call), numbers.take(call)] == ["13800000000", None]
    numbers.ended(call, "handoff")
    numbers.announce(other, "13900000000")
    now = 599.0
    assert numbers.reason(call) == "handoff"
    now = 601.0
    assert [numbers.reason(call), numbers.take(other)] == [None, None]
    for _ in range(KEPT + 5):
        numbers.announce(uuid4(), "1")
    assert len(numbers._numbers) == KEPT
