"""An engine that has seen the picture before: what RapidOCR sees is kept by the pixels it saw it on.

`OCR_ENGINE=eval_sets.documents.remembered:remembering yuxiaozhi eval journeys` reads each picture once a
machine; the readers, and all that follows, run as always. For developing where processors are scarce.
"""

import hashlib
import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from ocr.engines import EngineChoice, create
from ocr.types import Image, OcrEngine, SeenLine


class RememberingEngine:
    """Loads the real engine only for a picture that it has never seen."""

    name = "remembered"

    def __init__(self, choice: EngineChoice, folder: Path) -> None:
        self._choice, self._folder = choice, folder
        self._engine: OcrEngine | None = None

    def read(self, image: Image) -> list[SeenLine]:
        shape = ",".join(map(str, image.shape)).encode()
        kept = self._folder / f"{hashlib.sha256(shape + image.tobytes()).hexdigest()}.json"
        if not kept.is_file():
            self._engine = self._engine or create(self._choice)
            lines = [asdict(line) for line in self._engine.read(image)]
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(f".{id(self)}")
            draft.write_text(json.dumps(lines, ensure_ascii=False, default=float), encoding="utf-8")
            draft.replace(kept)
        return [_line(**row) for row in json.loads(kept.read_text(encoding="utf-8"))]


def remembering(choice: EngineChoice) -> RememberingEngine:
    """What the setting names; the readings lie in the machine's folder for temporary files."""
    return RememberingEngine(
        replace(choice, name="rapid"), Path(tempfile.gettempdir()) / "yuxiaozhi-readings"
    )


def _line(text: str, confidence: float, corners: list[list[float]], characters: list[float]) -> SeenLine:
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return SeenLine(text, confidence, (first, second, third, fourth), tuple(characters))
