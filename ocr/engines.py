"""Engines by name; which one is used is bootstrap's choice."""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ocr.errors import EngineError
from ocr.types import OcrEngine
from storage.sentences import Sentences

ENGINES: Mapping[str, str] = {
    "rapid": "ocr.rapid:RapidEngine.of",
    "paddle": "ocr.paddle:PaddleEngine.of",
}
"""Loaded by name: an engine takes seconds and hundreds of megabytes that only its worker should spend."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine, with how many threads of its own, and where its models lie if it brings none."""

    name: str = "rapid"
    threads: int = 2
    models: Path | None = None


def create(choice: EngineChoice | str) -> OcrEngine:
    """The chosen engine; a name may also be any `module:factory`, called with the choice.

    Raises `EngineError`, whose text says what is missing, when it can't be used here.
    """
    choice = EngineChoice(choice) if isinstance(choice, str) else choice
    try:
        factory = pkgutil.resolve_name(ENGINES.get(choice.name, choice.name))
    except (ImportError, AttributeError, ValueError) as error:
        what = "paddle_missing" if choice.name == "paddle" else "engine_missing"
        raise EngineError(Sentences.of("ocr").say(what)) from error
    return cast("OcrEngine", factory(choice))
