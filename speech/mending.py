"""What a recogniser wrote → what was likely said: 公鸡金 → 公积金, 结婚等级 → 结婚登记; and numbers as typed.

The sentence is read as the likeliest row of words (`wordstock`) that sounds like it. What was heard is taken
for another word only when that is likelier by more than the change costs; a change costs more the less the
sounds agree. Names of people stay as heard.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from speech.numerals import SIGNS
from speech.soundalike import Sound, fold, keys, syllable, syllables
from speech.wordstock import LONGEST, WordStock
from speech.written import numerals_in, written

_SAME_SOUND, _NEAR_SOUND = 5.0, 6.5
"""cost of a character that sounds the same, or as people here say it, in units of log likelihood"""
_ALONE = 2.5
"""more for a word of one character: most of them sound like many others"""
_OFTEN = 40
"""times that a word of one character must have been seen to be put for another"""
_TWICE = 3.5
"""cost of a first character said twice: 身身份证"""


@dataclass(frozen=True, slots=True)
class _Edge:
    """From its place to `end` the word is read, at a cost."""

    end: int
    word: str
    cost: float


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    word: str
    before: "_Path | None"


class Mender:
    """`words`: names of items, aliases, questions and places; whole sentences teach what follows what."""

    def __init__(self, words: Iterable[str]) -> None:
        texts = list(words)
        self._kept = numerals_in([one for one in texts if len(one) <= LONGEST])
        self._stock = WordStock(texts)
        alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in self._stock.words():
            if (len(word) > 1 or self._stock.seen[word] >= _OFTEN) and set(word).isdisjoint(SIGNS):
                for key in keys(word):
                    alike[key].append(word)
        self._alike = dict(alike)

    def mended(self, text: str) -> str:
        """The text with its numbers as typed and misheard words put right; empty stays empty."""
        return self._put_right(written(text, self._kept))

    def _put_right(self, text: str) -> str:
        fixed = {place for found in Sound.shipped().fixed.finditer(text) for place in range(*found.span())}
        paths: list[dict[str, _Path]] = [{} for _ in range(len(text) + 1)]
        paths[0][""] = _Path(0.0, "", None)
        heard = syllables(text)
        for at in range(len(text)):
            for edge in self._edges(text, heard, at, fixed):
                self._extend(paths[at], edge, paths[edge.end])
        best = max(paths[-1].values(), key=lambda path: path.score + self._stock.likelihood(path.word, ""))
        return "".join(reversed(list(_words(best))))

    def _extend(self, here: dict[str, _Path], edge: _Edge, there: dict[str, _Path]) -> None:
        score, before = -inf, None
        for path in here.values():
            new = path.score + self._stock.likelihood(path.word, edge.word)
            if new > score:
                score, before = new, path
        score -= edge.cost
        if edge.word not in there or there[edge.word].score < score:
            there[edge.word] = _Path(score, edge.word, before)

    def _edges(self, text: str, heard: Sequence[str], at: int, fixed: set[int]) -> Iterator[_Edge]:
        yield _Edge(at + 1, text[at], 0.0)
        if not heard[at]:
            return
        key: tuple[str, ...] = ()
        single: tuple[str, ...] = ()
        for end in range(at + 1, min(len(text), at + LONGEST) + 1):
            if not heard[end - 1]:
                return
            key, single = (*key, fold(heard[end - 1])), (*single, fold(syllable(text[end - 1])))
            window = text[at:end]
            if len(window) > 1 and self._stock.known(window):
                yield _Edge(end, window, 0.0)
            if not fixed.isdisjoint(range(at, end)):
                continue
            for words in {key, single}:
                for word in self._alike.get(words, ()):
                    if word != window:
                        yield _Edge(end, word, _cost(word, window, heard[at:end]))
            if len(window) > 2 and window[0] == window[1] and window[1:] in self._stock.seen:
                yield _Edge(end, window[1:], _TWICE)


def _cost(word: str, window: str, heard: Sequence[str]) -> float:
    same, cost = Sound.shipped().same, 0.0 if len(word) > 1 else _ALONE
    for meant, sign, sound, said in zip(word, window, heard, _read(word), strict=True):
        if meant != sign:
            if frozenset((meant, sign)) in same:
                return inf
            cost += _SAME_SOUND if said in (sound, syllable(sign)) else _NEAR_SOUND
    return cost


@cache
def _read(word: str) -> Sequence[str]:
    """Of words of the stock, which are asked for again and again."""
    return syllables(word)


def _words(path: _Path) -> Iterator[str]:
    while path.before is not None:
        yield path.word
        path = path.before
