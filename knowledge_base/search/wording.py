"""How people say things: one wording for queries and names, what happened, what is asked. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[,。!?;:、,;!?\n…~]+|\s{2,}")


@dataclass(frozen=True)
class Facts:
    """Groups of action words affirmed and denied: `没丢,是到期了` affirms expired and denies lost."""

    said: frozenset[str]
    denied: frozenset[str]


@dataclass(frozen=True)
class Wording:
    """The data of `wording.yaml`, made ready."""

    same: Mapping[str, str]
    same_pattern: re.Pattern[str]
    terms: tuple[str, ...]
    stop: frozenset[str]
    telling_in_guide: frozenset[str]
    actions: Mapping[str, str]
    """action word → group"""
    action_pattern: re.Pattern[str]
    marked: frozenset[str]
    not_meant: tuple[str, ...]
    asks: Mapping[str, re.Pattern[str]]

    @classmethod
    @cache
    def shipped(cls) -> "Wording":
        text = files("knowledge_base.search").joinpath("wording.yaml").read_text(encoding="utf-8")
        data: dict[str, Any] = yaml.safe_load(text)
        same: dict[str, str] = data["same"]
        actions = {word: group for group, words in data["actions"].items() for word in words}
        negations = "|".join(sorted(data["negations"], key=len, reverse=True))
        return cls(
            same=same,
            same_pattern=_any_of(same),
            terms=tuple(data["terms"]),
            stop=frozenset(data["stop"]),
            telling_in_guide=frozenset(data["telling_in_guide"]),
            actions=actions,
            action_pattern=re.compile(
                f"(?P<not>(?:{negations})[了是有]?)?(?P<word>{_alternatives(actions)})"
            ),
            marked=frozenset(data["marked"]),
            not_meant=tuple(data["not_meant"]),
            asks={section: re.compile(pattern) for section, pattern in data["asks"].items()},
        )

    def one(self, text: str) -> str:
        """The text in the one wording: widths and case folded, invisible characters gone, synonyms joined."""
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
        text = self.same_pattern.sub(lambda found: self.same[found.group()], text)
        return _SPACE.sub(" ", text).strip()

    def facts(self, text: str) -> Facts:
        """`text` must be in the one wording."""
        said: set[str] = set()
        denied: set[str] = set()
        for found in self.action_pattern.finditer(text):
            (denied if found["not"] else said).add(self.actions[found["word"]])
        return Facts(frozenset(said), frozenset(denied - said))

    def without_denied(self, text: str) -> str:
        """The text without what it denies, which must not count as a word it says."""
        return self.action_pattern.sub(lambda found: "" if found["not"] else found.group(), text)

    def meant(self, found: list[str]) -> list[str]:
        """The clauses that say what is meant; all of them when every one begins by saying what is not."""
        return [clause for clause in found if not clause.startswith(self.not_meant)] or found

    def grouped(self, text: str) -> tuple[str, list[str]]:
        """The text without action words, and their groups as tokens (`@lost`)."""
        groups = [f"@{self.actions[found['word']]}" for found in self.action_pattern.finditer(text)]
        return self.action_pattern.sub(" ", text), groups

    def asked(self, text: str) -> list[str]:
        """Sections that the question is about, the most specific words first."""
        text = _SPACE.sub("", text)
        weights = {
            section: max((len(match.group()) for match in pattern.finditer(text)), default=0)
            for section, pattern in self.asks.items()
        }
        return sorted((s for s, weight in weights.items() if weight), key=lambda s: -weights[s])


def clauses(text: str) -> list[str]:
    """The clauses of a message."""
    return [part.strip() for part in _CLAUSE.split(text) if part.strip()]


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_alternatives(words))


def _alternatives(words: Mapping[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
