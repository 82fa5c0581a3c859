"""What facts a profile may hold, what each is called and how it is checked; whose word a source is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge_base.model.form import Choice, FieldType, FormField
from prefill.masking import is_sensitive, masked
from prefill.types import Parsed, Problem
from prefill.values import label_of, parse

Group = Literal["self", "contact", "money", "family", "work", "benefits", "other"]


class FactKind(BaseModel):
    """`choices`: id → what is shown and kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    label: str
    type: FieldType
    group: Group
    own: bool = False
    sensitive: bool = False
    choices: dict[str, str] = {}

    @property
    def field(self) -> FormField:
        """As a form would ask for it."""
        choices = [Choice(id=one, label=label) for one, label in self.choices.items()]
        return FormField(
            name=self.name,
            label=self.label,
            type=self.type,
            choices=choices,
            sensitive=self.sensitive,
            ask=self.label,
        )

    @property
    def hidden(self) -> bool:
        """Whether its value is shown masked."""
        return is_sensitive(self.field)

    def parsed(self, text: str) -> str | Problem:
        """As a profile keeps it: of a choice what people read."""
        found = parse(self.field, text)
        return label_of(self.field, found.value) if isinstance(found, Parsed) else found

    def shown(self, value: str) -> str:
        return masked(value) if self.hidden else value


class RegisterWay(BaseModel):
    """How what a register says is corrected. `item`: an item that leads there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begins: str
    how: str
    item: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    kinds: Mapping[str, FactKind]
    """by name, in the order they are shown"""
    own_sources: frozenset[str]
    registers: tuple[RegisterWay, ...]

    @classmethod
    @cache
    def shipped(cls) -> "Vocabulary":
        read = yaml.safe_load(_text("facts.yaml"))
        kinds = [FactKind.model_validate(one) for one in read["facts"]]
        ways = tuple(RegisterWay.model_validate(one) for one in read["registers"])
        return cls({one.name: one for one in kinds}, frozenset(read["own_sources"]), ways)

    def kind(self, name: str) -> FactKind:
        """One that no file words is shown by its name, masked: nothing is left out, nothing given away."""
        return self.kinds.get(name) or FactKind(
            name=name, label=name, type="text", group="other", sensitive=True
        )

    def is_own(self, source: str) -> bool:
        """Whether the person said it themselves, and so may change it here."""
        return source in self.own_sources

    def way(self, source: str) -> RegisterWay | None:
        """How a register's word is corrected; None of one's own."""
        if self.is_own(source):
            return None
        return next(way for way in self.registers if source.startswith(way.begins))

    def order(self, name: str) -> int:
        names = list(self.kinds)
        return names.index(name) if name in self.kinds else len(names)


class Retention(BaseModel):
    """Days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    own_fact: int
    certificate: int
    picture: int
    conversation: int
    visitor: int

    @classmethod
    @cache
    def shipped(cls) -> "Retention":
        return cls.model_validate(yaml.safe_load(_text("retention.yaml")))


def _text(name: str) -> str:
    return files("applications").joinpath("archive", name).read_text(encoding="utf-8")
