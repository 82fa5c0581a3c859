"""What a question asks for: sections of the guide by name, and aspects that have no section of their own."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from knowledge_base.divisions import Divisions
from knowledge_base.model.guide import Guide, QAPair
from knowledge_base.search.wording import Wording

ALIKE = 0.4
"""share of common letter pairs from which two questions are the same one, put differently"""

COMMON = frozenset(
    "我你您他她它们的地得了着过在有是不没吗呢嘛啊这那里个就都也还和跟到去来要想能可以会怎么办啥什"
)


@dataclass(frozen=True, slots=True)
class Aspect:
    asked: re.Pattern[str]
    told: re.Pattern[str]
    instead_of: frozenset[str]


@cache
def aspects() -> tuple[Aspect, ...]:
    """Reads aspects.yaml; compiled once a process."""
    text = files("assistant").joinpath("aspects.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, dict[str, Any]]", yaml.safe_load(text))
    return tuple(
        Aspect(re.compile(a["asked"]), re.compile(a["told"]), frozenset(a["instead_of"]))
        for a in data.values()
    )


def named_topics(question: str) -> list[str]:
    """The sections a question asks for, the most specific words first."""
    return Wording.shipped().asked(question)


def named_aspects(question: str) -> list[Aspect]:
    squeezed = re.sub(r"\s+", "", question)
    return [aspect for aspect in aspects() if aspect.asked.search(squeezed)]


def pairs_on(aspect: Aspect, guide: Guide) -> list[QAPair]:
    """QA pairs that ask about it in one of their wordings; first those that do so in most."""
    asking = {p.id: sum(bool(aspect.asked.search(q)) for q in (p.question, *p.variants)) for p in guide.qa}
    return sorted((p for p in guide.qa if asking[p.id]), key=lambda p: -asking[p.id])


def alike(question: str, guide: Guide) -> QAPair | None:
    """The QA pair that is put most like the question, if one is alike enough."""
    own = own_letters(guide)
    scored = {pair.id: pair_likeness(question, pair, own) for pair in guide.qa}
    best = max(guide.qa, key=lambda pair: scored[pair.id], default=None)
    return best if best is not None and scored[best.id] >= ALIKE else None


def pair_likeness(question: str, pair: QAPair, own: frozenset[str]) -> float:
    """Of its most similar wording; letters that every question about the item has (`own`) say nothing."""
    asked = telling(letter_pairs(question), own)
    return max(_dice(asked, _published(wording, own)) for wording in (pair.question, *pair.variants))


def own_words(guide: Guide) -> frozenset[str]:
    """Letter pairs of the item's names."""
    return letter_pairs(guide.item.official_name) | letter_pairs(guide.item.plain_name)


def own_letters(guide: Guide) -> frozenset[str]:
    return frozenset("".join(own_words(guide)))


def naming(text: str) -> frozenset[str]:
    """Letter pairs that may name a thing: no letter that every message has, no district."""
    pairs = letter_pairs(Divisions.shipped().without(text))
    return frozenset(pair for pair in pairs if not COMMON & set(pair))


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's measure, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=8_192)
def _published(wording: str, own: frozenset[str]) -> frozenset[str]:
    """Of a published wording: every turn compares a question with all of them."""
    return telling(letter_pairs(wording), own)


def telling(pairs: frozenset[str], own: frozenset[str]) -> frozenset[str]:
    """Without pairs that every question may have (怎么, 是不)."""
    common = COMMON | own
    return frozenset(pair for pair in pairs if not set(pair) <= common)


@lru_cache(maxsize=256)
def letter_pairs(text: str) -> frozenset[str]:
    """Neighbouring letters in the one wording; punctuation separates."""
    words = re.findall(r"\w+", Wording.shipped().one(text))
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
