"""What PaddleOCR's own results become, and what is said where it or its models are missing.

A stand-in answers in the shapes of paddleocr 3.7; with models the real one goes through the contract suite.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from ocr.engines import EngineChoice, create
from ocr.errors import EngineError
from ocr.types import Image

LINES = ("第一行字比较长一些", "短")


class Detection:
    """Two lines of an upside-down page, unless the page is blank."""

    def __init__(self, model_name: str, model_dir: str, device: str, cpu_threads: int) -> None:
        made.append((model_name, Path(model_dir).name, device, cpu_threads))

    def predict(self, page: Image) -> list[dict[str, Any]]:
        if page.min() == 255:
            return [{"dt_polys": np.array([]), "dt_scores": []}]
        first = np.array([[100, 100], [900, 100], [900, 150], [100, 150]], dtype=np.int16)
        second = np.array([[100, 300], [200, 300], [200, 350], [100, 350]], dtype=np.int16)
        return [{"dt_polys": np.stack([first, second]), "dt_scores": [0.9, 0.8]}]


class Orientation(Detection):
    def predict(self, lines: list[Image], batch_size: int) -> list[dict[str, Any]]:  # type: ignore[override]
        vote = {"class_ids": np.array([1]), "scores": np.array([0.98]), "label_names": ["180_degree"]}
        return [vote for _ in lines]


class Recognition(Detection):
    def predict(self, lines: list[Image], batch_size: int) -> list[dict[str, Any]]:  # type: ignore[override]
        long = [line.shape[1] > 400 for line in lines]
        assert long == sorted(long), "lines of one length are read together"
        return [{"rec_text": LINES[0 if far else 1], "rec_score": 0.97 if far else 0.91} for far in long]


made: list[tuple[str, str, str, int]] = []


@pytest.fixture
def paddleocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    stand_in = ModuleType("paddleocr")
    stand_in.TextDetection = Detection  # type: ignore[attr-defined]
    stand_in.TextLineOrientationClassification = Orientation  # type: ignore[attr-defined]
    stand_in.TextRecognition = Recognition  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "paddleocr", stand_in)
    sys.modules.pop("ocr.paddle", None)
    made.clear()
    yield
    sys.modules.pop("ocr.paddle", None)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for folder in ("det", "cls", "rec"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "inference.yml").write_text(f"Global:\n  model_name: our_{folder}\n")
        (tmp_path / folder / "inference.pdiparams").write_bytes(b"weights")
    return tmp_path


def test_results_become_lines_turned_the_right_way_up(paddleocr: None, models: Path) -> None:
    engine = create(EngineChoice("paddle", threads=1, models=models))
    assert made == [(f"our_{name}", name, "cpu", 1) for name in ("det", "cls", "rec")]
    page = np.full((1024, 1024, 3), 200, np.uint8)
    long, short = sorted(engine.read(page), key=lambda line: -len(line.text))
    assert (long.text, long.confidence, long.characters) == (LINES[0], 0.97, ())
    assert (short.text, short.confidence) == (LINES[1], 0.91)
    assert long.corners == ((900, 150), (100, 150), (100, 100), (900, 100)), "read from below right"


def test_a_blank_page_has_no_lines(paddleocr: None, models: Path) -> None:
    engine = create(EngineChoice("paddle", models=models))
    assert engine.read(np.full((500, 800, 3), 255, np.uint8)) == []


def without_weights(model: Path) -> None:
    (model / "inference.pdiparams").unlink()


def without_description(model: Path) -> None:
    (model / "inference.yml").unlink()


def without_name(model: Path) -> None:
    (model / "inference.yml").write_text("Global: {}")


def with_a_description_nobody_can_read(model: Path) -> None:
    (model / "inference.yml").write_bytes(b"\xff\xfe: [")


@pytest.mark.parametrize(
    "spoil", [without_weights, without_description, without_name, with_a_description_nobody_can_read]
)
def test_models_that_are_not_all_there_are_named_with_their_place(
    paddleocr: None, models: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(models / "rec")
    with pytest.raises(EngineError, match=r"inference\.yml") as told:
        create(EngineChoice("paddle", models=models))
    assert str(models / "rec") in str(told.value)


def test_without_a_folder_the_setting_and_its_contents_are_named(paddleocr: None) -> None:
    with pytest.raises(EngineError, match="OCR_MODEL_DIR") as told:
        create("paddle")
    assert all(folder in str(told.value) for folder in ("det", "cls", "rec"))


def test_without_the_library_its_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "paddleocr", None)
    sys.modules.pop("ocr.paddle", None)
    with pytest.raises(EngineError, match=r"pip install 'yuxiaozhi\[paddle\]'"):
        create("paddle")
