"""What is said about the matters of this city: words, how often, and which follow which. Learned from the
library's own texts when it starts; jieba's dictionary stands for everything else that people say. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log
from typing import Any

import jieba

from speech.soundalike import han

LONGEST = 6
"""characters of a word"""
_COMMON = 20
"""times that jieba's corpus has a word to count here"""
_TERM = 2_000
"""how often a short text handed in counts as seen: it is a word"""
_FOLLOWING, _HERE, _ELSEWHERE, _NEVER = 0.55, 0.33, 0.12, 2e-9
"""weights of what follows what, of words here, of words anywhere, and what is never seen"""


class WordStock:
    """`texts`: names of items, aliases, questions, whole messages: short ones are words themselves."""

    def __init__(self, texts: Iterable[str]) -> None:
        runs = Counter(run for text in texts for run in re.findall(r"[\u4e00-\u9fff]+", text))
        common, self._everywhere = _general()
        terms = {run for run in runs if 2 <= len(run) <= LONGEST}
        cutter = _cutter(common, terms)
        self.seen: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for run, times in runs.items():
            words: list[str] = list(cutter.cut(run, HMM=False))
            for word in words:
                self.seen[word] += times
            for pair in zip(["", *words], [*words, ""], strict=True):
                self._pairs[pair] += times
            self.seen[""] += times
        self._common: Mapping[str, int] = common
        self._here = sum(self.seen.values())
        self._single = {word: self._alone(word) for word in self.seen}

    def known(self, word: str) -> bool:
        return word in self.seen or word in self._common

    def words(self) -> Sequence[str]:
        """All that may be put in the place of what was heard."""
        return [word for word in self.seen if han(word) and len(word) <= LONGEST]

    def likelihood(self, before: str, word: str) -> float:
        """Logarithm of how likely the word is after the one before; empty is where speech begins or ends."""
        alone = self._single.get(word)
        if alone is None:
            alone = self._alone(word)
        together = self._pairs.get((before, word))
        if together is None:
            return log(alone)
        return log(alone + _FOLLOWING * together / (self.seen[before] + 2))

    def _alone(self, word: str) -> float:
        return (
            _HERE * self.seen.get(word, 0) / self._here
            + _ELSEWHERE * self._common.get(word, 0) / self._everywhere
            + _NEVER
        )


@cache
def _general() -> tuple[Mapping[str, int], int]:
    """jieba's words and how often its corpus has each."""
    found: dict[str, int] = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, times, _ = line.split(" ")
        if int(times) >= _COMMON or len(word) == 1:
            found[word] = int(times)
    return found, sum(found.values())


def _cutter(common: Mapping[str, int], terms: Iterable[str]) -> Any:
    # Made by hand: jieba would keep a cache in /tmp, which all users of the machine share.
    cutter: Any = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    for word, times in (*common.items(), *((term, _TERM) for term in terms)):
        frequencies[word] = max(frequencies.get(word, 0), times)
        for length in range(1, len(word)):
            frequencies.setdefault(word[:length], 0)
    cutter.FREQ, cutter.total, cutter.initialized = frequencies, sum(frequencies.values()), True
    return cutter
