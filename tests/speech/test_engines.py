"""Engines by name: the real ones on tiny models, plugged-in ones, and one sentence for whatever is wrong."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from speech.engines import engine
from speech.errors import RecogniserMissingError
from speech.espeak import EspeakVoice
from speech.hearing import Hearing
from speech.pcm import HERTZ, Samples
from speech.recogniser import NO_HINTS, NOTHING, Hints, Transcript
from speech.sherpa import SherpaRecogniser
from speech.whisper import WhisperRecogniser
from tests.speech import tiny_onnx, tiny_whisper

MAKERS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "whisper": ("faster-whisper", tiny_whisper.make),
    "sense_voice": ("sherpa-onnx", tiny_onnx.sense_voice),
    "paraformer": ("sherpa-onnx", tiny_onnx.paraformer),
    "zipformer": ("sherpa-onnx", tiny_onnx.zipformer),
}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: make(tmp_path_factory.mktemp(name)) for name, (_, make) in MAKERS.items()}


@pytest.mark.parametrize("name", ["whisper", "zipformer"])
def test_an_engine_and_its_model_by_setting(models: dict[str, Path], name: str) -> None:
    recogniser = engine(MAKERS[name][0], models[name])
    assert recogniser.recognise(np.full(HERTZ, 0.1, np.float32)).text


@pytest.fixture(scope="module")
def recording() -> bytes:
    """A WAV of somebody who asks something, with silence around it."""
    if find_spec("espeakng_loader") is None:
        pytest.skip("no voice is installed")
    return EspeakVoice().speak("我的身份证丢了，在哪里补办")


@pytest.mark.parametrize("name", MAKERS)
def test_a_recording_goes_all_the_way_to_words(models: dict[str, Path], recording: bytes, name: str) -> None:
    """Container, loudness, voice detection, engine and model for real; the words are the tiny model's."""
    of = {"faster-whisper": WhisperRecogniser, "sherpa-onnx": SherpaRecogniser}[MAKERS[name][0]]
    hearing = Hearing(of(models[name]), hints=lambda: Hints("政务服务", ("身份证",)))
    heard = hearing.transcribe(recording)
    assert heard.text
    assert set(heard.text) <= set(tiny_onnx.WORDS)
    assert 0 < heard.confidence <= 1
    assert heard.segments[0].start < 0.5 < heard.segments[-1].end


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def noise(data: bytes) -> bytes:
    return np.random.default_rng(0).bytes(len(data))


@pytest.mark.parametrize(("name", "file", "damage"), [
    ("whisper", "model.bin", half), ("whisper", "tokenizer.json", half),
    ("sense_voice", "model.int8.onnx", half), ("sense_voice", "tokens.txt", half),
    ("paraformer", "model.int8.onnx", noise),
    ("zipformer", "joiner-epoch-1-avg-1.int8.onnx", half),
])  # fmt: skip
def test_a_damaged_file_is_a_sentence_and_no_fall(
    models: dict[str, Path], name: str, file: str, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    copy = copytree(models[name], tmp_path / name)
    (copy / file).write_bytes(damage((copy / file).read_bytes()))
    with pytest.raises(RecogniserMissingError, match=r"damaged.*models list"):
        engine(MAKERS[name][0], copy)


def test_a_model_that_ends_the_process_ends_only_its_trial(models: dict[str, Path], tmp_path: Path) -> None:
    """Paraformer's model with SenseVoice's words: sherpa-onnx misses metadata and calls `_Exit`."""
    copy = copytree(models["paraformer"], tmp_path / "mixed")
    (copy / "tokens.txt").write_bytes((models["sense_voice"] / "tokens.txt").read_bytes())
    with pytest.raises(RecogniserMissingError, match="of another kind"):
        engine("sherpa-onnx", copy)


def test_what_the_trial_finds_missing_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(RecogniserMissingError, match=r"^the speech model is incomplete: put model\.bin"):
        engine("faster-whisper", tmp_path)


@pytest.mark.parametrize(("name", "folder", "told"), [
    ("deaf", Path("/tmp"), "faster-whisper, sherpa-onnx"),
    ("faster-whisper", None, "SPEECH_MODEL_DIR"),
    ("sherpa-onnx", Path("/nowhere"), "no folder"),
    ("nowhere.at_all:engine", None, "can't be loaded"),
    ("speech.pcm:engine", None, "can't be loaded"),
])  # fmt: skip
def test_what_is_wrong_is_one_sentence(name: str, folder: Path | None, told: str) -> None:
    with pytest.raises(RecogniserMissingError, match=told):
        engine(name, folder)


class Deaf:
    def recognise(self, samples: Samples, hints: Hints = NO_HINTS) -> Transcript:
        return NOTHING


def test_any_recogniser_can_be_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speech.pcm.deaf", Deaf, raising=False)
    assert isinstance(engine("speech.pcm:deaf"), Deaf)
