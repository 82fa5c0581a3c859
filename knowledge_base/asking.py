"""What a question asks for: sections of the guide, and aspects that have no section of their own. Pure."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from knowledge_base.search.wording import Wording

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Aspect:
    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    instead_of: frozenset[str]


@cache
def aspects() -> tuple[Aspect, ...]:
    """Reads aspects.yaml; compiled once a process."""
    text = files("knowledge_base").joinpath("aspects.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, dict[str, Any]]", yaml.safe_load(text))
    return tuple(
        Aspect(name, re.compile(a["asked"]), re.compile(a["told"]), frozenset(a["instead_of"]))
        for name, a in data.items()
    )


def named_topics(question: str) -> list[str]:
    """The sections a question asks for, the most specific words first."""
    return Wording.shipped().asked(question)


def named_aspects(question: str) -> list[Aspect]:
    squeezed = _SPACE.sub("", question)
    return [aspect for aspect in aspects() if aspect.asked.search(squeezed)]


def told_aspects(text: str) -> frozenset[str]:
    """Names of the aspects that a published text speaks of."""
    return frozenset(aspect.name for aspect in aspects() if aspect.told.search(text))


@lru_cache(maxsize=8_192)
def asked_for(question: str) -> frozenset[str]:
    """Names of the sections and aspects that a question asks for; an aspect takes its sections' place."""
    special = named_aspects(question)
    instead = frozenset[str]().union(*(aspect.instead_of for aspect in special))
    return frozenset(aspect.name for aspect in special) | (frozenset(named_topics(question)) - instead)


def beyond_topics(question: str) -> str:
    """The question without the words that name a topic (要多少钱)."""
    text = _SPACE.sub("", question)
    for pattern in Wording.shipped().asks.values():
        text = pattern.sub(" ", text)
    return text
