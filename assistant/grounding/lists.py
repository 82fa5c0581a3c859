"""The lists of `words.yaml`, made ready: one table that a text is read with, in one pass."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FIRST_MARK = 0xE000
_SOFT = ("must", "need", "all")


@dataclass(frozen=True)
class Lists:
    marks: Mapping[str, str]
    """class → the private-use character that stands for it in a read text"""
    soft: frozenset[str]
    """those of them that may be left out: 要带 and 带 say the same"""
    reading: re.Pattern[str]
    table: Mapping[str, str]
    """word → what stands for it: a mark, the canonical word, nothing for a filler"""
    contrasts: tuple[tuple[str, ...], ...]
    addressed: frozenset[str]
    """roles that the person spoken to has: 您 may go without saying"""
    role: re.Pattern[str]
    closing: re.Pattern[str]
    no_numeral: re.Pattern[str]
    limits_before: Mapping[str, str]
    limits_after: Mapping[str, str]
    limit_before: re.Pattern[str]
    limit_after: re.Pattern[str]
    free_verbs: tuple[str, ...]
    firm_verbs: re.Pattern[str]
    tries: Mapping[str, re.Pattern[str]]
    reasons: Mapping[str, str]

    @classmethod
    @cache
    def shipped(cls) -> "Lists":
        written = files("assistant.grounding").joinpath("words.yaml").read_text(encoding="utf-8")
        data: dict[str, Any] = yaml.safe_load(written)
        marks = {name: chr(_FIRST_MARK + at) for at, name in enumerate(data["marks"])}
        table = {word: "" for word in data["filler"]}
        table |= {word: word for word in data["keep"] if word not in table}
        table |= {word: marks[name] for name, words in data["marks"].items() for word in words}
        before = _any_of(table)
        for word, canonical in data["same"].items():
            table[word] = before.sub(lambda found: table.get(found[0], found[0]), canonical) or canonical
        reading = _any_of(table)
        contrasts = tuple(
            tuple(dict.fromkeys(reading.sub(lambda found: table[found[0]], word) for word in group))
            for group in data["contrasts"]
        )
        before_it, after_it = (_turned(data["limits"][side]) for side in ("before", "after"))
        return cls(
            marks=marks,
            soft=frozenset(marks[name] for name in _SOFT),
            reading=reading,
            table=table,
            contrasts=contrasts,
            addressed=frozenset(data["addressed"]),
            role=_any_of(word for group in contrasts for word in group),
            closing=re.compile(f"(?:{_any_of(data['closing']).pattern})了?$"),
            no_numeral=_any_of(data["no_numeral"]),
            limits_before=before_it,
            limits_after=after_it,
            limit_before=re.compile(f"(?:{_any_of(before_it).pattern})$"),
            limit_after=_any_of(after_it),
            free_verbs=tuple(data["free_verbs"]),
            firm_verbs=re.compile(data["firm_verbs"]),
            tries={name: re.compile(pattern) for name, pattern in data["tries"].items()},
            reasons=data["reasons"],
        )

    def read(self, text: str) -> str:
        """The text in compared wording: marks for modal words, fillers gone."""
        return self.reading.sub(lambda found: self.table[found[0]], text)


def _turned(limits: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return {word: name for name, words in limits.items() for word in words}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def label(reason: str) -> str:
    """A reason as a model that wrote the sentence can understand it."""
    return Lists.shipped().reasons[reason]
