"""A message made ready for searching: in one wording, its windows of words, what it affirms and denies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from knowledge_base.divisions import Divisions
from knowledge_base.search.fuse import Window
from knowledge_base.search.sound import SoundAlikes
from knowledge_base.search.wording import Facts, Wording, clauses
from knowledge_base.search.words import Words

MOST_CLAUSES = 5
"""of a story only the clauses with the most telling words are looked at"""

LONGEST = 1_000
"""characters; nobody's need stands after them"""

_UNKNOWN = 0.5
"""weight of a word that no item uses, as a share of the rarest known word's"""


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    affirmed: str
    """the text without the actions it denies"""
    tokens: tuple[str, ...]
    windows: tuple[Window, ...]
    facts: Facts
    focus: str
    """the most telling stretch, words separated by spaces: what is encoded"""


class QueryReader:
    """Reads messages against the vocabulary of one index."""

    def __init__(self, words: Words, sounds: SoundAlikes, rarities: Mapping[str, float]) -> None:
        self._words, self._sounds, self._rarities = words, sounds, rarities
        self._unknown = _UNKNOWN * max(rarities.values(), default=1.0)
        self._wording, self._divisions = Wording.shipped(), Divisions.shipped()
        self.read = lru_cache(maxsize=1_024)(self._read)

    def _read(self, message: str) -> Query:
        text = self._divisions.without(self._wording.one(message[:LONGEST]))
        text = self._wording.one(self._sounds.corrected(text))
        facts = self._wording.facts(text)
        affirmed = self._wording.without_denied(text)
        parts = self._telling(self._wording.meant(clauses(affirmed)))
        windows = self._windows([tokens for _, tokens in parts])
        everything = tuple(dict.fromkeys(token for _, tokens in parts for token in tokens))
        focus = " ".join(word for clause, _ in parts[:MOST_CLAUSES] for word in self._words.cut(clause))
        return Query(text, affirmed, everything, windows, facts, focus)

    def _telling(self, found: list[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Clauses that say something, in order; of many only the most telling."""
        said = [(clause, tokens) for clause in found if (tokens := self._words.tokens(clause))]
        if len(said) <= MOST_CLAUSES:
            return said
        mass = {
            i: sum(self._rarities.get(token, 0.0) for token in tokens) for i, (_, tokens) in enumerate(said)
        }
        kept = sorted(sorted(mass, key=lambda i: -mass[i])[:MOST_CLAUSES])
        return [said[i] for i in kept if mass[i] > 0]

    def _windows(self, parts: list[tuple[str, ...]]) -> tuple[Window, ...]:
        """The whole message, each clause, and each two clauses that follow each other."""
        if not any(token in self._rarities for part in parts for token in part):
            return ()
        everything = [part for tokens in parts for part in tokens]
        windows = [self._window(everything, whole=True)]
        if len(parts) > 1:
            windows += [self._window(part, whole=False) for part in parts]
        if len(parts) > 2:
            windows += [self._window((*a, *b), whole=False) for a, b in pairwise(parts)]
        return tuple(windows)

    def _window(self, tokens: list[str] | tuple[str, ...], *, whole: bool) -> Window:
        weights = {token: self._rarities.get(token, self._unknown) for token in tokens}
        return Window(weights, sum(weights.values()), whole)
