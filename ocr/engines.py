"""Engines by name; which one is used is bootstrap's choice."""

import pkgutil
from collections.abc import Mapping
from typing import cast

from ocr.errors import EngineError
from ocr.types import OcrEngine
from storage.sentences import Sentences

ENGINES: Mapping[str, str] = {"rapid": "ocr.rapid:RapidEngine"}
"""Loaded by name: an engine takes seconds and hundreds of megabytes that only its worker should spend."""


def create(name: str) -> OcrEngine:
    """The engine of that name, or of any `module:factory`; `EngineError` when it is not installed."""
    try:
        factory = pkgutil.resolve_name(ENGINES.get(name, name))
    except (ImportError, AttributeError, ValueError) as error:
        raise EngineError(Sentences.of("ocr").say("engine_missing")) from error
    return cast("OcrEngine", factory())
