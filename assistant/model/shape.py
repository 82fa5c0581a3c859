"""What a language model may answer to `understand`: a flat form whose choices are this turn's alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

Kind = Literal[
    "ask",
    "start",
    "answer",
    "set",
    "correct",
    "progress",
    "human",
    "greet",
    "other",
    "outside",
    "unclear",
]
ALWAYS: tuple[Kind, ...] = ("progress", "human", "greet", "other", "outside", "unclear")
MOST = 4
"""things one message may be taken to say"""
LONGEST_VALUE = 200
KEPT = 64


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: ids of items, `question=option` pairs, names of fields."""

    items: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """One thing that a message says, as the model sees it; what does not belong to its kind is empty."""

    kind: Kind
    item: str = ""
    answer: str = ""
    field: str = ""
    value: str = ""


class Understood(BaseModel):
    """What every made shape is a kind of; `commands` is narrowed to the turn's choices."""

    model_config = ConfigDict(extra="forbid")

    commands: Sequence[BaseModel]


@lru_cache(maxsize=KEPT)
def shape_of(choices: Choices) -> type[Understood]:
    """The pydantic model for these choices, the same for the same ones. A kind without anything to choose
    from is no choice itself."""
    kinds: list[str] = [*ALWAYS]
    parts: dict[str, Any] = {}
    if choices.items:
        kinds += ["ask", "start"]
        parts["item"] = (_one_of(choices.items) | None, None)
    if choices.answers:
        kinds += ["answer"]
        parts["answer"] = (_one_of(choices.answers) | None, None)
    if choices.fields:
        kinds += ["set", "correct"]
        parts["field"] = (_one_of(choices.fields) | None, None)
        parts["value"] = (str | None, Field(default=None, max_length=LONGEST_VALUE))
    config = ConfigDict(extra="forbid")
    parts = {"kind": (_one_of(kinds), ...), **parts}
    meant: type[BaseModel] = create_model("Meant", __config__=config, **parts)
    several: Any = (list[meant], Field(max_length=MOST))
    return create_model("Understood", __base__=Understood, commands=several)


def choices_of(schema: Mapping[str, Any]) -> Choices:
    """Those of a shape by its JSON schema, as a record keeps it: `shape_of` makes the same shape again."""
    parts = cast("Mapping[str, Any]", schema.get("$defs", {}).get("Meant", {}).get("properties", {}))
    return Choices(*(_listed(parts.get(name, {})) for name in ("item", "answer", "field")))


def read(value: BaseModel | None) -> tuple[Meant, ...]:
    """What a valid answer says; nothing for none."""
    if not isinstance(value, Understood):
        return ()
    each = (one.model_dump(exclude_none=True) for one in value.commands[:MOST])
    return tuple(Meant(**one) for one in each)


def _one_of(options: Sequence[str]) -> Any:
    literal: Any = Literal
    return literal[tuple(options)]


def _listed(part: Mapping[str, Any]) -> tuple[str, ...]:
    for one in part.get("anyOf", [part]):
        if "enum" in one or "const" in one:
            return tuple(one.get("enum", [one.get("const")]))
    return ()
