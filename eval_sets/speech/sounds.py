"""Which words sound alike, and how nearly: jieba's dictionary by its readings."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import jieba
from pypinyin import lazy_pinyin

LONGEST = 4
"""characters of a word"""
_SEEN, _SIGN_SEEN = 50, 400
"""times that jieba's corpus has a word, or a single character: rarer ones no recogniser writes"""

Rule = tuple[re.Pattern[str], str]
Syllables = tuple[str, ...]
Weighed = Sequence[tuple[str, int]]
"""words and how often they are seen"""


class Sounds:
    """`folds`: rules of each degree of likeness on top of the one before; degree 0 is the sound itself."""

    def __init__(self, folds: Sequence[Sequence[Rule]]) -> None:
        # jieba would keep its cache in /tmp, which all users of the machine share.
        self._jieba: Any = jieba.Tokenizer()
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        self._folds = folds
        self._fold = cache(self._fold_one)
        self._words: Sequence[Mapping[Syllables, Weighed]] = self._by_sound()

    def cut(self, text: str) -> list[str]:
        return list(self._jieba.cut(text, HMM=False))

    def often(self, word: str) -> int:
        """How often the corpus has it; 0 for what is no word."""
        return int(self._jieba.FREQ.get(word, 0))

    def alike(self, syllables: Syllables, degree: int) -> Weighed:
        """Words of that sound."""
        return self._words[degree].get(self.folded(syllables, degree), ())

    def folded(self, syllables: Syllables, degree: int) -> Syllables:
        return tuple(self._fold(one, degree) for one in syllables)

    def _fold_one(self, syllable: str, degree: int) -> str:
        for rules in self._folds[:degree]:
            for pattern, into in rules:
                syllable = pattern.sub(into, syllable)
        return syllable

    def _by_sound(self) -> Sequence[Mapping[Syllables, Weighed]]:
        seen = {
            word: often
            for word, often in self._jieba.FREQ.items()
            if often >= (_SEEN if len(word) > 1 else _SIGN_SEEN) and len(word) <= LONGEST and han(word)
        }
        degrees: list[Mapping[Syllables, Weighed]] = []
        readings = {word: readings_of(word) for word in seen}
        for degree in range(len(self._folds) + 1):
            found: defaultdict[Syllables, list[tuple[str, int]]] = defaultdict(list)
            for word, often in seen.items():
                found[self.folded(readings[word], degree)].append((word, often))
            degrees.append(found)
        return degrees


def readings_of(text: str) -> Syllables:
    """A syllable a character of `text`, which is `han`, without tones."""
    return tuple(lazy_pinyin(text))


def han(text: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in text)
