"""A text as a stream of sound: its first piece early, each piece once, in samples a line can carry."""

import io
import wave
from importlib.util import find_spec

import numpy as np
import pytest

from speech.errors import VoiceFailedError
from speech.espeak import EspeakVoice
from speech.pcm import from_pcm16
from speech.speaking import FIRST, LONGEST, Speaking, cut

LONG = (
    "补领身份证，要带上户口簿，到户口所在地的派出所去办，"
    "也可以在网上先申请。一般二十个工作日办好；急用可以办临时身份证。还有什么要问的吗？"
)


class Voice:
    """Speaks each character for a twentieth of a second, with silence around the whole."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def speak(self, text: str, slow: bool = False) -> bytes:
        self.asked.append((text, slow))
        if "摔" in text:
            raise VoiceFailedError("fell")
        sound = io.BytesIO()
        with wave.open(sound, "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(2)
            written.setframerate(22_050)
            written.writeframes(b"\0" * 8_000 + b"\0\x20" * (1_102 * len(text)) + b"\0" * 8_000)
        return sound.getvalue()


def test_the_first_piece_is_small_and_none_is_lost() -> None:
    pieces = cut(LONG)
    assert "".join(pieces) == LONG
    assert len(pieces[0]) <= FIRST + 3
    assert max(map(len, pieces)) <= LONGEST
    assert cut("好。") == ["好。"]
    assert cut("。！") == []


def test_each_sentence_is_made_when_it_is_asked_for() -> None:
    voice = Voice()
    stream = Speaking(voice).pieces("您好。请说。再见。", 8_000)
    assert voice.asked == []
    next(stream)
    assert [text for text, _ in voice.asked] == ["您好。"]
    assert len(list(stream)) == 2


def test_what_was_said_lately_costs_nothing() -> None:
    voice = Voice()
    speaking = Speaking(voice)
    first = list(speaking.pieces("您好。请说。", 8_000))
    assert list(speaking.pieces("您好。", 8_000)) + list(speaking.pieces("请说。", 8_000)) == first
    assert len(voice.asked) == 2
    list(speaking.pieces("您好。", 8_000, slow=True))
    assert voice.asked[2:] == [("您好。", True)]
    assert speaking.whole("您好。") == speaking.whole("您好。")
    assert len(voice.asked) == 4


@pytest.mark.parametrize("hertz", [8_000, 16_000, 22_050, 24_000])
def test_pieces_have_the_asked_rate_and_a_pause_at_their_end(hertz: int) -> None:
    (piece,) = Speaking(Voice()).pieces("您好。", hertz)
    samples = from_pcm16(piece)
    spoken = np.flatnonzero(np.abs(samples) > 0.1)
    assert spoken[0] < 0.01 * hertz, "without the silence that the voice puts before"
    assert (spoken[-1] - spoken[0]) / hertz == pytest.approx(0.15, abs=0.01)
    assert (len(samples) - spoken[-1]) / hertz == pytest.approx(0.35, abs=0.02)


@pytest.mark.parametrize("text", ["", "***", "。\n", "摔了"])
def test_what_cannot_be_said_is_named(text: str) -> None:
    with pytest.raises(VoiceFailedError):
        list(Speaking(Voice()).pieces(text, 8_000))


@pytest.mark.parametrize("sound", [b"", b"RIFF", b"nothing"])
def test_a_voice_that_gives_no_sound_has_failed(sound: bytes) -> None:
    class Broken(Voice):
        def speak(self, text: str, slow: bool = False) -> bytes:
            return sound

    with pytest.raises(VoiceFailedError):
        list(Speaking(Broken()).pieces("您好", 8_000))


@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="no voice here: extra `voice`")
def test_the_shipped_voice_streams() -> None:
    pieces = list(Speaking(EspeakVoice()).pieces("您好，费用40元。请说。", 8_000))
    assert len(pieces) == 2
    assert all(0.5 < len(piece) / 16_000 < 6 for piece in pieces)
    assert np.abs(from_pcm16(pieces[0])).max() > 0.1
