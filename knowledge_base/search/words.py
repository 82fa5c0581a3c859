"""Words: jieba with a dictionary generated from the names; BM25 over tokens. Saved, so a start is quick."""

import logging
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import bm25s
import jieba
import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.wording import Wording

_COMMON = 20
"""Of jieba's 349,000 words those seen this often are kept: a fifth of the memory and of the start."""

_TERM_FREQUENCY = 50_000
"""High enough that jieba always keeps a term of ours whole."""

_CACHED_WORDS = 65_536
_CACHED_RUNS = 4_096

_DICTIONARY, _CACHE = "words.dict", "words.cache"

jieba.setLogLevel(logging.WARNING)


class Words:
    """Cuts texts into words. Texts must be in the one wording (`Wording.one`)."""

    def __init__(self, folder: Path) -> None:
        self._wording = Wording.shipped()
        # The cache lies beside the dictionary: jieba would share one in /tmp among all users of the machine.
        self._jieba: Any = jieba.Tokenizer(str((folder / _DICTIONARY).resolve()))
        self._jieba.cache_file = str((folder / _CACHE).resolve())
        self._jieba.initialize()
        # Names share their words: a hundred thousand of them have a few thousand.
        self._parts = lru_cache(maxsize=_CACHED_WORDS)(self._find_parts)
        # An item's texts begin with the same name.
        self._cut_run = lru_cache(maxsize=_CACHED_RUNS)(self._find_words)

    @staticmethod
    def write_dictionary(folder: Path, terms: Iterable[str]) -> None:
        """jieba's common words and our terms."""
        base = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
        common = [line for line in base if int(line.split(" ")[1]) >= _COMMON or line.index(" ") == 1]
        ours = [f"{term} {_TERM_FREQUENCY}" for term in sorted(set(terms))]
        (folder / _DICTIONARY).write_text("\n".join([*common, *ours]) + "\n", encoding="utf-8")

    def cut(self, text: str) -> list[str]:
        """All words in order, punctuation left out."""
        return [word for run in text.split() for word in self._cut_run(run)]

    def tokens(self, text: str) -> tuple[str, ...]:
        """What counts for matching: words without stop words, each once, action words as their group."""
        rest, groups = self._wording.grouped(text)
        found = dict.fromkeys(groups)
        for word in self.cut(rest):
            if word not in self._wording.stop:
                found[word] = None
                found |= dict.fromkeys(self._parts(word))
        return tuple(found)

    def _find_words(self, run: str) -> tuple[str, ...]:
        """Of characters without a space: no word of the dictionary has one."""
        return tuple(word for word in self._jieba.cut(run, HMM=False) if word[0].isalnum())

    def _find_parts(self, word: str) -> tuple[str, ...]:
        """Shorter words inside a long one (租房 in 公租房补贴), as jieba's search mode gives them."""
        parts = (
            word[begin : begin + length]
            for length in (2, 3)
            if len(word) > length
            for begin in range(len(word) - length + 1)
        )
        return tuple(p for p in parts if self._jieba.FREQ.get(p) and p not in self._wording.stop)


class TextIndex:
    """BM25 over tokens of texts; rows as in the corpus. `name` tells the indexes of one folder apart."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25
        self._rows: dict[str, int] = bm25.vocab_dict
        scores: Any = bm25.scores
        begins = scores["indptr"]
        # What a token is worth at most; one that no text has is worth as much as a common rare one.
        self._most = np.zeros(len(begins) - 1, dtype=np.float32)
        used = begins[:-1] < begins[1:]
        self._most[used] = np.maximum.reduceat(scores["data"], begins[:-1][used])
        self._unknown = float(np.median(self._most[used])) if used.any() else 1.0

    @classmethod
    def build(cls, folder: Path, name: str, tokens: Sequence[Sequence[str]]) -> None:
        bm25: Any = bm25s.BM25()
        bm25.index([list(one) for one in tokens], show_progress=False)
        bm25.save(str(folder / name), show_progress=False)

    @classmethod
    def load(cls, folder: Path, name: str) -> "TextIndex":
        return cls(bm25s.BM25.load(str(folder / name)))

    def shares(self, tokens: Collection[str]) -> NDArray[np.float32] | None:
        """Of each row: how much of what the tokens could score it does score, in [0, 1]; None without any."""
        wanted = [token for token in tokens if token in self._rows]
        if not wanted:
            return None
        most = sum(float(self._most[self._rows[token]]) for token in wanted)
        most += self._unknown * (len(tokens) - len(wanted))
        scores: NDArray[np.float32] = self._bm25.get_scores(wanted)
        return scores / most
