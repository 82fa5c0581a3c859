"""Holes in speech are filled, short ones only; what a telephone makes itself is no voice."""

import numpy as np
import pytest

from speech.audio import decode
from speech.concealment import BLOCK, FADING, Concealment
from speech.pcm import HERTZ, from_pcm16, to_pcm16
from speech.tones import is_signal
from tests.speech.sounds import CLIPS, silence, tone, unspoken

SIZE = round(HERTZ * BLOCK) * 2
UNSPOKEN = unspoken()


def test_a_lost_packet_is_filled_with_what_came_before_fading() -> None:
    sound = to_pcm16(tone(300, length=0.2))
    lost = sound[: 10 * SIZE] + b"\0" * (2 * SIZE) + sound[12 * SIZE :]
    filled = Concealment(HERTZ).feed(lost)
    assert len(filled) == len(lost)
    assert filled[: 10 * SIZE] == sound[: 10 * SIZE]
    assert filled[12 * SIZE :] == sound[12 * SIZE :]
    hole = from_pcm16(filled[10 * SIZE : 12 * SIZE])
    assert 0.1 < np.sqrt(np.mean(hole**2)) < 0.4
    assert abs(hole[0] - from_pcm16(sound)[10 * SIZE // 2 - 1]) < 0.05, "without a click"


def test_silence_stays_silence_after_a_moment() -> None:
    concealment = Concealment(HERTZ)
    sound = concealment.feed(to_pcm16(np.concatenate([tone(300, length=0.2), silence(1.0)])))
    after = from_pcm16(sound)[round(0.2 * HERTZ) + len(FADING) * SIZE // 2 :]
    assert not after.any()
    assert not any(Concealment(HERTZ).feed(bytes(32_000))), "nothing came before"


def test_pieces_of_any_size_are_the_same_stream() -> None:
    sound = to_pcm16(UNSPOKEN["keys"])
    whole, pieces = Concealment(HERTZ), Concealment(HERTZ)
    expected = whole.feed(sound) + whole.flush()
    got = b"".join(pieces.feed(sound[at : at + 333]) for at in range(0, len(sound), 333)) + pieces.flush()
    assert got == expected


@pytest.mark.parametrize("name", ["keys", "ring-back", "dial tone", "mains hum", "a chord"])
@pytest.mark.parametrize("loud", [1.0, 0.02])
def test_signals_are_known(name: str, loud: float) -> None:
    assert is_signal(UNSPOKEN[name] * np.float32(loud))


@pytest.mark.parametrize("name", ["white noise", "silence", "clicks"])
def test_other_sounds_are_left_to_others(name: str) -> None:
    assert not is_signal(UNSPOKEN[name])
    assert not is_signal(UNSPOKEN[name][:100])


@pytest.mark.skipif(not CLIPS.is_dir(), reason=f"no real clips in {CLIPS}")
def test_no_real_speech_is_taken_for_a_signal() -> None:
    for clip in CLIPS.glob("*.wav"):
        samples = decode(clip.read_bytes())
        for at in range(0, len(samples) - HERTZ, HERTZ // 4):
            assert not is_signal(samples[at : at + HERTZ]), (clip.name, at / HERTZ)
