"""The recognition engine PaddleOCR 3 (extra `paddle`). The only file that touches it.

It is given names and folders of its models and so never downloads any. Its steps are called one by one, so
that `ocr.stepwise` decides between them how the page lies.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import yaml
from paddleocr import (  # pyright: ignore[reportMissingImports] - an extra
    TextDetection,
    TextLineOrientationClassification,
    TextRecognition,
)

from ocr import stepwise
from ocr.engines import EngineChoice
from ocr.errors import EngineError
from ocr.stepwise import Quads, ReadLine
from ocr.types import Image, SeenLine
from storage.sentences import Sentences

_FOLDERS = ("det", "cls", "rec")
"""Finds lines, tells which are upside down, reads them: a folder each, as PaddleOCR hands out its models."""

_BATCH = 6
"""Lines of about one length are read together; more at once only add padding."""


class PaddleEngine:
    """One engine, for one thread."""

    name = "paddle"

    @classmethod
    def of(cls, choice: EngineChoice) -> Self:
        """Raises `EngineError`, which says what to put where, when the folder has not all models."""
        if choice.models is None:
            raise EngineError(Sentences.of("ocr").say("paddle_no_folder"))
        return cls(choice.models, choice.threads)

    def __init__(self, models: Path, threads: int = 2) -> None:
        det, cls, rec = (_model(models, folder) for folder in _FOLDERS)
        usual: dict[str, Any] = {"device": "cpu", "cpu_threads": threads}
        try:
            self._find = TextDetection(**det, **usual)
            self._turn = TextLineOrientationClassification(**cls, **usual)
            self._read = TextRecognition(**rec, **usual)
        except (
            OSError,
            RuntimeError,
            ValueError,
            KeyError,
        ) as error:  # with these it meets files it can't use
            raise EngineError(Sentences.of("ocr").say("paddle_no_model", folder=models)) from error
        self.read(np.full((200, 600, 3), 255, np.uint8))

    def read(self, image: Image) -> list[SeenLine]:
        """The lines found, in no particular order; empty when there is no text."""
        return stepwise.read(image, self)

    def find(self, page: Image) -> Quads | None:
        (found,) = self._find.predict(page)
        polys = [np.asarray(poly, dtype=np.float32) for poly in found["dt_polys"]]
        return np.stack(polys) if polys else None

    def upside_down(self, lines: Sequence[Image]) -> list[float]:
        votes = self._turn.predict(list(lines), batch_size=_BATCH)
        best = [(str(vote["label_names"][0]), float(vote["scores"][0])) for vote in votes]
        return [score if label.startswith("180") else -score for label, score in best]

    def recognise(self, lines: Sequence[Image]) -> list[ReadLine]:
        # A line is padded to the longest of its batch, so those of one length go together.
        order = sorted(range(len(lines)), key=lambda i: lines[i].shape[1] / lines[i].shape[0])
        results = self._read.predict([lines[i] for i in order], batch_size=_BATCH)
        read: list[ReadLine] = [("", 0.0, ())] * len(lines)
        for place, result in zip(order, results, strict=True):
            read[place] = (str(result["rec_text"]), float(result["rec_score"]), ())
        return read


def _model(models: Path, folder: str) -> dict[str, str]:
    """Name and folder of one model; `EngineError` when it is not all there."""
    place = models / folder
    description = place / "inference.yml"
    complete = description.is_file() and (place / "inference.pdiparams").is_file()
    if not complete:
        raise EngineError(Sentences.of("ocr").say("paddle_no_model", folder=place))
    try:
        described: Any = yaml.safe_load(description.read_text(encoding="utf-8"))
        name = str(described["Global"]["model_name"])
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise EngineError(Sentences.of("ocr").say("paddle_no_model", folder=place)) from error
    return {"model_name": name, "model_dir": str(place)}
