"""Sentences for citizens are data: `sentences.yaml` of a room, each sentence written once.

What would make it too long has a file beside it (`sentences_phone.yaml`), with keys of its own.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

import yaml


class Sentences:
    """The sentences of one room by dotted key; `{placeholders}` are filled by `say`."""

    def __init__(self, texts: Mapping[str, object], room: str) -> None:
        self._texts, self._room = texts, room

    @classmethod
    @cache
    def of(cls, room: str) -> "Sentences":
        """Reads `<room>/sentences.yaml` and what stands beside it, once a process."""
        texts: dict[str, object] = {}
        for file in sorted(files(room).iterdir(), key=lambda one: one.name):
            if file.name.startswith("sentences") and file.name.endswith(".yaml"):
                texts |= cast("Mapping[str, object]", yaml.safe_load(file.read_text(encoding="utf-8")))
        return cls(texts, room)

    def instead(self, part: str) -> "Sentences":
        """The same sentences, but those under `part` stand for the ones of the same name."""
        other = self._texts.get(part)
        assert isinstance(other, Mapping)
        return Sentences(_merged(self._texts, cast("Mapping[str, object]", other)), self._room)

    def say(self, key: str, **values: object) -> str:
        found: object = self._texts
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, str):
            raise KeyError(f"{self._room}/sentences.yaml has no sentence {key}")
        return found.format(**values) if values else found


def _merged(texts: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object]:
    merged = dict(texts)
    for key, value in other.items():
        old = texts.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[key] = (
            _merged(cast("Mapping[str, object]", old), cast("Mapping[str, object]", value)) if both else value
        )
    return merged
