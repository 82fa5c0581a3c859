"""A message made ready for searching: in one wording, its words, what it affirms and denies."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.divisions import Divisions
from knowledge_base.search.sound import SoundAlikes
from knowledge_base.search.wording import Facts, Wording
from knowledge_base.search.words import Words

LONGEST = 1_000
"""characters; nobody's need stands after them"""


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    affirmed: str
    """the text without the actions it denies"""
    tokens: tuple[str, ...]
    """telling words of what is affirmed, each once"""
    facts: Facts
    bare: bool
    """nothing but one thing is named"""
    focus: str
    """all words of what is affirmed, separated by spaces: what is encoded"""


class QueryReader:
    """Reads messages with the dictionary of one index."""

    def __init__(self, words: Words, sounds: SoundAlikes) -> None:
        self._words, self._sounds = words, sounds
        self._wording, self._divisions = Wording.shipped(), Divisions.shipped()
        self.read = lru_cache(maxsize=1_024)(self._read)

    def _read(self, message: str) -> Query:
        text = self._divisions.without(self._wording.one(message[:LONGEST]))
        text = self._wording.one(self._sounds.corrected(text))
        affirmed = self._wording.without_denied(text)
        tokens = self._words.tokens(affirmed)
        focus = " ".join(self._words.cut(affirmed))
        facts = self._wording.facts(text)
        longest = max(tokens, key=len, default="")
        bare = not facts.said and len(text) <= len(longest)
        return Query(text, affirmed, tokens, facts, bare, focus)
