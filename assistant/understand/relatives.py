"""For whom somebody wants to handle something, from how they say it: 帮我妈办高龄津贴."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from applications.delegations.types import Relation


@dataclass(frozen=True, slots=True)
class _Patterns:
    acting: re.Pattern[str]
    own: re.Pattern[str]
    wants: re.Pattern[str]
    relations: Mapping[Relation, re.Pattern[str]]


def relative(text: str) -> Relation | None:
    """The relative that the speaker wants to handle something for; the last one named counts."""
    patterns = _patterns()
    found = [match["kin"] for match in patterns.acting.finditer(text)]
    if not found:
        return None
    return next(relation for relation, words in patterns.relations.items() if words.fullmatch(found[-1]))


def wants_for_relative(text: str) -> bool:
    """我想帮我妈办: wants to begin; 帮我妈办要带什么 only asks, which the caller tells."""
    return relative(text) is not None and _patterns().wants.search(text) is not None


def for_oneself(text: str) -> bool:
    """Whether the speaker says that it is for themselves."""
    return _patterns().own.search(text) is not None


@cache
def _patterns() -> _Patterns:
    data = yaml.safe_load(
        files("assistant").joinpath("understand/relatives.yaml").read_text(encoding="utf-8")
    )
    kin = "|".join(f"(?:{words})" for words in data["relations"].values())
    told = cast("dict[Relation, str]", data["relations"])
    relations: dict[Relation, re.Pattern[str]] = {
        relation: re.compile(words) for relation, words in told.items()
    }
    return _Patterns(
        acting=re.compile(data["acting"].format(kin=kin)),
        own=re.compile(data["own"]),
        wants=re.compile(data["wants"]),
        relations=relations,
    )
