"""sherpa-onnx for real, on models of some kilobytes that are made here: each kind loaded and decoded."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from speech.errors import RecogniserMissingError
from speech.pcm import HERTZ, Samples
from speech.recogniser import NOTHING, Hints, Recogniser
from speech.sherpa import AT_PACE, OFF_PACE, SherpaRecogniser, by_pace, kind_of
from tests.speech.tiny_onnx import WORDS, paraformer, sense_voice, zipformer

Make = Callable[[Path], Path]
NOISE: Samples = (np.random.default_rng(8).standard_normal(2 * HERTZ) * 0.1).astype(np.float32)
KINDS = {"sense_voice": sense_voice, "paraformer": paraformer, "zipformer": zipformer}


@pytest.mark.parametrize(("kind", "make"), KINDS.items())
def test_each_kind_is_told_by_its_files_and_decodes(kind: str, make: Make, tmp_path: Path) -> None:
    assert kind_of(make(tmp_path)) == kind
    recogniser: Recogniser = SherpaRecogniser(tmp_path)
    heard = recogniser.recognise(NOISE, Hints("", (WORDS[3:6], "没有的字")))
    assert (heard.text, heard.language) == (WORDS, "zh")
    assert heard.segments[0].end == pytest.approx(2.0)
    assert recogniser.recognise(NOISE[:0]) == NOTHING
    for samples in (1, 159, 400, 1_000):
        recogniser.recognise(NOISE[:samples])  # shorter than a window: no words promised, no fall either


@pytest.mark.parametrize(("logit", "sure"), [(6.0, (0.9, 1.0)), (2.0, (0.3, 0.45))])
def test_a_transducer_tells_how_sure_it_is(logit: float, sure: tuple[float, float], tmp_path: Path) -> None:
    """e^6 / (e^6 + 12) is 0.97, e^2 / (e^2 + 12) is 0.38."""
    heard = SherpaRecogniser(zipformer(tmp_path, logit)).recognise(NOISE)
    assert heard.text.startswith(WORDS)
    assert sure[0] < heard.confidence < sure[1]


def test_where_the_engine_tells_nothing_the_pace_of_speech_stands_in(tmp_path: Path) -> None:
    assert SherpaRecogniser(sense_voice(tmp_path)).recognise(NOISE).confidence == AT_PACE
    assert by_pace("我要办身份证", 1.5) == AT_PACE
    assert by_pace("是。", 1.4) == AT_PACE
    assert by_pace("我有的时候说不清楚你们知道吗", 1.79) == AT_PACE
    assert by_pace("我要办身份证丢了啷个办嘛", 0.5) == OFF_PACE
    assert by_pace("嗯。", 6.0) == OFF_PACE


def test_of_two_sizes_the_quantised_one_is_taken(tmp_path: Path) -> None:
    sense_voice(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"damaged")
    assert SherpaRecogniser(tmp_path).recognise(NOISE).text == WORDS


@pytest.mark.parametrize(("make", "gone"), [
    (sense_voice, "tokens.txt"), (sense_voice, "model.int8.onnx"),
    (zipformer, "joiner-epoch-1-avg-1.int8.onnx"),
])  # fmt: skip
def test_a_missing_file_is_named(make: Make, gone: str, tmp_path: Path) -> None:
    (make(tmp_path) / gone).unlink()
    with pytest.raises(RecogniserMissingError, match=gone[:6]) as raised:
        SherpaRecogniser(tmp_path)
    assert str(tmp_path) in str(raised.value)


def test_without_the_package_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    with pytest.raises(RecogniserMissingError, match="pip install"):
        SherpaRecogniser(paraformer(tmp_path))
