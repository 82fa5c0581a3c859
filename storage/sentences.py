"""Sentences for citizens are data: one `sentences.yaml` a room, each sentence written once."""

from collections.abc import Mapping
from importlib.resources import files
from typing import cast

import yaml


class Sentences:
    """The sentences of one room by dotted key; `{placeholders}` are filled by `say`."""

    def __init__(self, texts: Mapping[str, object], room: str) -> None:
        self._texts, self._room = texts, room

    @classmethod
    def of(cls, room: str) -> "Sentences":
        """Reads `<room>/sentences.yaml`."""
        text = files(room).joinpath("sentences.yaml").read_text(encoding="utf-8")
        return cls(cast("Mapping[str, object]", yaml.safe_load(text)), room)

    def say(self, key: str, **values: object) -> str:
        found: object = self._texts
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, str):
            raise KeyError(f"{self._room}/sentences.yaml has no sentence {key}")
        return found.format(**values) if values else found
