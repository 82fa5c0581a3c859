"""Recorded lines of the real engine, and shipped samples."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import eval_sets.documents
from ocr.types import SeenLine

HERE = Path(__file__).parent
SAMPLES = Path(eval_sets.documents.__file__).parent / "samples"


@pytest.fixture
def recorded() -> Callable[[str], tuple[list[SeenLine], tuple[float, float]]]:
    """`recorded(name)` → what the engine saw on a page, and the picture's size."""

    def load(name: str) -> tuple[list[SeenLine], tuple[float, float]]:
        page = json.loads((HERE / "recorded" / f"{name}.json").read_text(encoding="utf-8"))
        seen = [SeenLine(t, c, tuple(tuple(p) for p in corners)) for t, c, corners in page["lines"]]
        return seen, tuple(page["size"])

    return load


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    return lambda name: (SAMPLES / f"{name}.jpg").read_bytes()


@pytest.fixture
def sample_index() -> list[dict]:
    return [json.loads(line) for line in (SAMPLES / "index.jsonl").read_text(encoding="utf-8").splitlines()]
