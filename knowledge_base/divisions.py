"""Districts of Chongqing: code, name, everyday names; and taking them out of a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Division(BaseModel):
    """`code` after GB/T 2260; empty for a zone that citizens name but that has none (两江新区)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = ""
    name: str
    aliases: list[str] = []


@dataclass(frozen=True)
class Divisions:
    """All districts. Names that are also parts of other words (江北 in 江北机场) count too."""

    all: Sequence[Division]

    @classmethod
    @cache
    def shipped(cls) -> "Divisions":
        text = files("knowledge_base").joinpath("content/divisions.yaml").read_text(encoding="utf-8")
        return cls(tuple(Division.model_validate(entry) for entry in yaml.safe_load(text)["divisions"]))

    def name(self, code: str) -> str | None:
        return next((one.name for one in self.all if one.code == code), None)

    def find(self, text: str) -> Division | None:
        """The first district that the text names, by full or everyday name."""
        found = self._pattern.search(text)
        return self._by_name[found.group()] if found else None

    def without(self, text: str) -> str:
        """The text without names of districts and of the city, which say nothing about the item."""
        return self._pattern.sub("", text) if self._pattern.search(text) else text

    @cached_property
    def _by_name(self) -> Mapping[str, Division]:
        return {name: one for one in self.all for name in (one.name, *one.aliases)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_name, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))
