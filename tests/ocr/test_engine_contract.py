"""What readers rely on in an engine. Another engine is checked by adding its name to `NAMES`."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.engines import EngineChoice, create
from ocr.errors import EngineError
from ocr.orientation import upright
from ocr.types import Image, OcrEngine

pytestmark = pytest.mark.slow

PADDLE_MODELS = os.environ.get("OCR_MODEL_DIR")
"""PaddleOCR brings no models: it takes part where it is installed and this folder is given."""

NAMES = ["rapid", *(["paddle"] if PADDLE_MODELS and find_spec("paddleocr") else [])]


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    return create(EngineChoice(request.param, models=Path(PADDLE_MODELS) if PADDLE_MODELS else None))


@pytest.fixture
def page(sample: Callable[[str], bytes]) -> Image:
    return cv2.imdecode(np.frombuffer(sample("chen-xiaoyu-id_card_front"), np.uint8), cv2.IMREAD_COLOR)


def test_lines_have_text_confidence_and_corners_on_the_picture(engine: OcrEngine, page: Image) -> None:
    height, width = page.shape[:2]
    seen = engine.read(page)
    assert "500112199203150026" in "".join(line.text for line in seen).replace(" ", "")
    for line in seen:
        assert line.text.strip()
        assert 0 <= line.confidence <= 1
        assert len(line.characters) in (0, len(line.text)), "each character has its own, or none has"
        assert all(-1 <= x <= width + 1 and -1 <= y <= height + 1 for x, y in line.corners)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_however_a_page_lies_its_text_is_read_and_corners_go_with_the_text(
    engine: OcrEngine, page: Image, quarters: int
) -> None:
    turned = np.ascontiguousarray(np.rot90(page, quarters))
    lines, size = upright(engine.read(turned), (turned.shape[1], turned.shape[0]))
    number = next(line for line in lines if "500112199203150026" in line.text.replace(" ", ""))
    assert number.box[1] > 0.75 * size[1], "the number stands at the bottom of the card"
    assert size == pytest.approx((page.shape[1], page.shape[0]), rel=0.02)


@pytest.mark.parametrize("degrees", [80, 100, -75, 170])
def test_a_page_on_its_side_and_askew_is_read_to_its_short_lines(
    engine: OcrEngine, page: Image, degrees: int
) -> None:
    """An engine orders the corners of a slanted upright box by its length: short lines were turned wrong."""
    tilted = tilt(page, degrees)
    lines, _ = upright(engine.read(tilted), (tilted.shape[1], tilted.shape[0]))
    text = "".join(line.text for line in lines)
    assert all(short in text for short in ("姓名", "性别", "民族", "出生", "住址"))
    assert "500112199203150026" in text.replace(" ", "")


def tilt(page: Image, degrees: int) -> Image:
    """The page on a grey table, turned around its middle."""
    height, width = page.shape[:2]
    side = int(np.hypot(height, width))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += (side / 2 - width / 2, side / 2 - height / 2)
    return cv2.warpAffine(page, turn, (side, side), flags=cv2.INTER_AREA, borderValue=(120, 120, 120))


@pytest.mark.parametrize("shape", [(400, 600, 3), (20, 20, 3), (1, 1, 3), (30, 2500, 3), (4000, 1, 3)])
def test_a_page_without_text_gives_no_lines(engine: OcrEngine, shape: tuple[int, int, int]) -> None:
    assert engine.read(np.full(shape, 255, np.uint8)) == []


def test_the_picture_is_not_changed_and_reading_again_gives_the_same(engine: OcrEngine, page: Image) -> None:
    before = page.copy()
    assert engine.read(page) == engine.read(page)
    assert (page == before).all()


def test_an_unknown_engine_is_a_named_fault() -> None:
    with pytest.raises(EngineError):
        create("paddle-not-installed")
