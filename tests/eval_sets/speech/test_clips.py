"""Real clips: what is found in them, and an error rate only where something recognised them."""

from pathlib import Path
from shutil import copy

import pytest

from eval_sets.speech.clips import CLIPS, NOT_MEASURED, clips_figures, error_rate, transcripts
from speech.models import Model, Part
from tests.speech import tiny_onnx

SHORTEST = "firered_IT0011W0001.wav"


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    if not (CLIPS / SHORTEST).is_file():
        pytest.skip("the shared clips are not on this machine")
    folder = tmp_path / "clips"
    folder.mkdir()
    for name in (SHORTEST, "transcripts.tsv"):
        copy(CLIPS / name, folder / name)
    return folder


def test_characters_err_to_those_said() -> None:
    assert error_rate([("换一首歌", "换一首歌。")]) == 0
    assert error_rate([("换一首歌", "换首哥啊"), ("好", "好")]) == pytest.approx(3 / 5)
    assert error_rate([("换一首歌", "")]) == 1


def test_without_weights_it_says_so(clips: Path, tmp_path: Path) -> None:
    figures = clips_figures(clips, tmp_path / "no models")
    assert figures["error_rate"] == NOT_MEASURED
    found = figures["segmentation"][0]
    assert (found["clip"], found["stretches"], found["stretches_8_kilohertz"]) == (SHORTEST, 1, 1)
    assert 1.0 < found["speech_seconds"] <= found["seconds"]
    assert set(figures["nothing_said"].values()) == {0}


def test_with_weights_each_model_has_a_rate(
    clips: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tiny model says the same words whatever it hears: all of the clip's are wrong."""
    tiny_onnx.sense_voice(tmp_path / "models" / "tiny")
    files = (Part("model.int8.onnx"), Part("tokens.txt"))
    one = Model("tiny", "sherpa-onnx", "", "MIT", "", "", files, files)
    monkeypatch.setattr("eval_sets.speech.clips.catalogue", lambda: {"tiny": one})
    monkeypatch.setattr("eval_sets.speech.clips.silences", dict)  # another test has them
    figures = clips_figures(clips, tmp_path / "models")["error_rate"]["tiny"]
    assert figures["characters"] == len(transcripts(clips)[SHORTEST]) == 4
    assert figures["error_rate"] >= 1
    (tmp_path / "models" / "tiny" / "model.int8.onnx").write_bytes(b"damaged")
    assert "damaged" in clips_figures(clips, tmp_path / "models")["error_rate"]["tiny"]["why"]


def test_without_clips_there_are_no_figures(tmp_path: Path) -> None:
    assert clips_figures(tmp_path)["clips"] == 0
