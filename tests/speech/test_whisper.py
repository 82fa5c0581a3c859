"""faster-whisper for real, on a model that is made here; and what it says without one."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from speech.errors import RecogniserMissingError
from speech.pcm import HERTZ, Samples
from speech.recogniser import NOTHING, Hints, Recogniser, Segment, Transcript
from speech.whisper import MODEL_FILES, WhisperRecogniser
from tests.speech.tiny_whisper import WORDS, make

NOISE: Samples = (np.random.default_rng(8).standard_normal(2 * HERTZ) * 0.1).astype(np.float32)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="module")
def recogniser(tiny: Path) -> WhisperRecogniser:
    return WhisperRecogniser(tiny)


def test_a_model_is_loaded_and_decodes(recogniser: Recogniser) -> None:
    heard = recogniser.recognise(NOISE)
    assert heard.language == "zh"
    assert heard.text
    assert heard.text in WORDS
    assert 0.3 < heard.confidence < 1.0
    assert [one.text for one in heard.segments] == [heard.text]


def test_hints_come_before_what_is_decoded(recogniser: Recogniser) -> None:
    """The tiny model tells its place: each word before it is one place further."""
    plain = recogniser.recognise(NOISE).text
    prompted = recogniser.recognise(NOISE, Hints(prompt="我要办")).text
    named = recogniser.recognise(NOISE, Hints(hotwords=("身份证", "我"))).text
    assert len({plain, prompted, named}) == 3
    assert plain.endswith(prompted)


def test_a_list_of_names_that_is_too_long_is_cut(recogniser: Recogniser) -> None:
    """More than its context has room for would be an error of the engine."""
    assert recogniser.recognise(NOISE, Hints("我要办" * 40, ("身份证丢了",) * 500)).text in WORDS


def test_no_sound_is_nothing(recogniser: Recogniser) -> None:
    assert recogniser.recognise(NOISE[:0]) == NOTHING


def test_what_the_engine_finds_becomes_a_transcript(recogniser: WhisperRecogniser) -> None:
    asked: dict[str, Any] = {}
    found = (
        SimpleNamespace(start=0.0, end=3.0, text=" 身份证丢了", avg_logprob=0.0),
        SimpleNamespace(start=3.0, end=3.5, text=" ", avg_logprob=-3.0),
        SimpleNamespace(start=3.0, end=4.0, text="啷个办 ", avg_logprob=-0.6931471805599453),
    )

    def transcribe(_: Samples, **options: Any) -> tuple[Any, Any]:
        asked.update(options)
        return iter(found), SimpleNamespace(language=options["language"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recogniser, "_model", SimpleNamespace(transcribe=transcribe))
        heard = recogniser.recognise(NOISE, Hints("政务服务", ("居住证", "社保卡")))
    assert (heard.text, heard.language) == ("身份证丢了啷个办", "zh")
    assert [one.confidence for one in heard.segments] == pytest.approx([1.0, 0.5])
    assert heard.confidence == pytest.approx(0.875)
    assert (asked["initial_prompt"], asked["hotwords"]) == ("政务服务", "居住证、社保卡")
    assert asked["condition_on_previous_text"] is False
    assert asked["vad_filter"] is False, "silence is cut out once, before"


def test_without_the_package_it_says_what_to_install(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(RecogniserMissingError, match="pip install"):
        WhisperRecogniser(tiny)


@pytest.mark.parametrize("name", MODEL_FILES)
def test_without_a_file_of_the_model_it_says_what_to_put_where(tmp_path: Path, name: str) -> None:
    for other in MODEL_FILES:
        if other != name:
            (tmp_path / other).touch()
    with pytest.raises(RecogniserMissingError, match=name) as raised:
        WhisperRecogniser(tmp_path)
    assert str(tmp_path) in str(raised.value)


def test_confidence_weighs_segments_by_their_length() -> None:
    segments = (Segment(0, 1, "好", 1.0), Segment(1, 4, "的", 0.6))
    assert Transcript.of(segments, "zh").confidence == pytest.approx(0.7)
