"""One generation of the search index: built into a folder, opened from it, asked for items."""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.progress import Progress, silent
from knowledge_base.search.corpus import NAME, Corpus, Text
from knowledge_base.search.deciding import Deciding, Values
from knowledge_base.search.encoder import Encoder, Vectors
from knowledge_base.search.evidence import FEATURES, Numbers, Rows, facts
from knowledge_base.search.query import Query, QueryReader
from knowledge_base.search.ranker import Ranker, ranked
from knowledge_base.search.sound import SoundAlikes
from knowledge_base.search.terms import terms_of
from knowledge_base.search.vectors import VectorStore
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import TextIndex, Words

_NEAREST = 40
"""candidate texts of each channel"""

_HIDDEN = np.float32(-1)
"""the value of a text that must not be shown today: less than any"""

_NOTHING = np.zeros(0, dtype=np.float32)

_CACHED_QUERIES = 4_096
_BATCH = 5_000
"""texts encoded and stored at once; Chroma takes at most 5,461"""
_COLUMNS = tuple(field.name for field in fields(Text))
_TEXTS, _VECTORS, _STORE, _WORDS = "texts.json", "vectors.npy", "chroma", "words"


@dataclass(frozen=True, slots=True)
class Match:
    item_id: str
    score: float
    text: str
    """the text that fitted best"""


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates and what speaks for each: `evidence` is items × `FEATURES`; `texts` fitted best; `guided`
    are those with a guide, of which questions are known."""

    item_ids: Sequence[str]
    evidence: Numbers
    texts: Sequence[str]
    guided: NDArray[np.bool_]


def build_index(
    folder: Path,
    generation: int,
    corpus: Corpus,
    encoder: Encoder,
    chroma_url: str | None,
    progress: Progress = silent,
) -> None:
    """Writes everything that `Index` needs into `folder`, from nothing but the corpus."""
    wording = Wording.shipped()
    terms = terms_of(corpus.texts)
    Words.write_dictionary(folder, terms)
    words = Words(folder)
    tokens: list[tuple[str, ...]] = []
    kept: list[Vectors] = []

    def vectors() -> Iterator[Vectors]:
        """In batches: a batch's words are cut while the one before is stored."""
        for begin in range(0, len(corpus.texts), _BATCH):
            batch = corpus.texts[begin : begin + _BATCH]
            written = [wording.one(f"{text.about} {text.text}") for text in batch]
            cut = [words.cut(text) for text in written]
            tokens.extend(words.tokens(wording.without_denied(text)) for text in written)
            encoded = encoder.encode([" ".join(one) for one in cut])
            kept.append(encoded)
            yield encoded
            progress("index", begin + len(batch), len(corpus.texts))

    store = VectorStore(folder / _STORE, generation, chroma_url)
    try:
        store.fill(vectors())
    finally:
        store.close()
    TextIndex.build(folder, _WORDS, tokens or [()])
    np.save(folder / _VECTORS, np.concatenate(kept) if kept else np.zeros((0, 1), dtype=np.float32))
    data = {
        "terms": sorted(terms),
        "texts": [[getattr(text, column) for column in _COLUMNS] for text in corpus.texts],
    }
    (folder / _TEXTS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


class Index:
    """A complete generation, for reading. Safe for several threads: nothing changes after opening."""

    def __init__(
        self,
        folder: Path,
        generation: int,
        encoder: Encoder,
        chroma_url: str | None = None,
        ranker: Ranker | None = None,
    ) -> None:
        data = json.loads((folder / _TEXTS).read_text(encoding="utf-8"))
        self._texts = [Text(*row) for row in data["texts"]]
        self._names = _Names(self._texts)
        self._by_words = TextIndex.load(folder, _WORDS)
        self._vectors = np.load(folder / _VECTORS, mmap_mode="r")
        self._encoder, self._ranker = encoder, ranker or Ranker.shipped()
        self._store = VectorStore(folder / _STORE, generation, chroma_url)
        self.words = Words(folder)
        self._reader = QueryReader(self.words, SoundAlikes(data["terms"]))
        self._shown: tuple[Hashable, NDArray[np.bool_]] | None = None
        self._find = lru_cache(maxsize=_CACHED_QUERIES)(self._candidates)

    def search(self, text: str, day: Hashable, allowed: Callable[[Text], bool], limit: int) -> list[Match]:
        """Items that fit, best first; only texts that are `allowed`, the same for one `day`, count."""
        found = self.found(text, day, allowed)
        if not found.item_ids:
            return []
        query = self._reader.read(text)
        called = self._names.called(query.text)
        bare = query.bare and not called
        scores = self._ranker.scores(found.evidence, found.guided, bare=bare)
        best = {
            item_id: (1.0 if item_id in called else float(score), fitting)
            for item_id, score, fitting in zip(found.item_ids, scores, found.texts, strict=True)
        }
        order = ranked([(item_id, score) for item_id, (score, _) in best.items()], limit)
        return [Match(item_id, score, best[item_id][1]) for item_id, score in order]

    def found(self, text: str, day: Hashable, allowed: Callable[[Text], bool]) -> Found:
        """The candidates with their evidence, in no order."""
        shown = self._shown
        if shown is None or shown[0] != day:
            shown = self._shown = (day, np.array([allowed(one) for one in self._texts], dtype=np.bool_))
        return self._evidence(text, shown[1])

    def meant(self, text: str, day: Hashable, allowed: Callable[[Text], bool]) -> float:
        """How likely it is, in [0, 1], that the message means anything that we know."""
        found = self.found(text, day, allowed)
        return self._ranker.meant(found.evidence) if found.item_ids else 0.0

    def read(self, text: str) -> Query:
        return self._reader.read(text)

    def close(self) -> None:
        self._store.close()

    def _candidates(self, text: str) -> tuple[Sequence[str], Rows, tuple[Numbers, Numbers]]:
        """Items with a text near the message by any channel, their rows, the channels' values of these."""
        query = self._reader.read(text)
        if not any("\u4e00" <= token[0] <= "\u9fff" or token[0] == "@" for token in query.tokens):
            return (), Rows.of(()), (_NOTHING, _NOTHING)
        shares = self._by_words.shares(query.tokens)
        vector = self._encoder.encode([query.focus])[0]
        near = _highest(shares, self._most)
        if vector.any():
            near |= {row for row, _ in self._store.nearest(vector, self._most)}
        item_ids = sorted({self._texts[row].item_id for row in near})
        rows = Rows.of([self._names.spans[item_id] for item_id in item_ids])
        unrelated = self._encoder.unrelated
        meaning = (self._vectors[rows.rows] @ vector - unrelated) / (1 - unrelated)
        words = shares[rows.rows] if shares is not None else np.zeros_like(meaning)
        return item_ids, rows, (meaning, words)

    @property
    def _most(self) -> int:
        return min(_NEAREST, len(self._texts))

    def _evidence(self, text: str, shown: NDArray[np.bool_]) -> Found:
        item_ids, rows, (meaning, words) = self._find(text)
        if not item_ids:
            return Found((), np.zeros((0, len(FEATURES)), dtype=np.float32), (), np.zeros(0, dtype=np.bool_))
        visible = shown[rows.rows]
        meaning, words = np.where(visible, meaning, _HIDDEN), np.where(visible, words, _HIDDEN)
        official = np.where(self._names.official[rows.rows], meaning, _HIDDEN)
        columns = [rows.best(meaning), rows.together(meaning), rows.best(words), rows.together(words)]
        query, deciding = self._reader.read(text), Deciding.shipped()
        said = deciding.of_message(query.text)
        agreements = [deciding.agreement(self._names.decides(item_id), said) for item_id in item_ids]
        evidence = np.stack([*columns, rows.best(official), *facts(agreements, query.text)], axis=1)
        there = [int(at) for at in np.flatnonzero(columns[0] > _HIDDEN)]
        texts = [self._texts[rows.best_row(meaning, at)].text for at in there]
        guided = np.logical_or.reduceat(visible & self._names.of_guide[rows.rows], rows.begins)
        return Found([item_ids[at] for at in there], evidence[there], texts, guided[there])


class _Names:
    """What the texts say of the items: their rows, what they are called, which facts decide for them."""

    def __init__(self, texts: Sequence[Text]) -> None:
        wording = Wording.shipped()
        self.spans: dict[str, tuple[int, int]] = {}
        self._official: dict[str, list[str]] = {}
        self._called: dict[str, set[str]] = {}
        self._decides: dict[str, Values] = {}
        for item_id, entries in groupby(enumerate(texts), key=lambda entry: entry[1].item_id):
            numbered = list(entries)
            self.spans[item_id] = (numbered[0][0], numbered[-1][0] + 1)
            names = [text for _, text in numbered if text.version == NAME and not text.asked]
            self._official[item_id] = [wording.one(text.text) for text in names if text.official]
            for text in names:
                self._called.setdefault(wording.one(text.text), set()).add(item_id)
        self.official = np.array([text.official for text in texts], dtype=np.bool_)
        self.of_guide = np.array([text.version != NAME for text in texts], dtype=np.bool_)

    def called(self, text: str) -> set[str]:
        """Items that are called just this: who says no more means it. `text` in the one wording."""
        return self._called.get(text, set())

    def decides(self, item_id: str) -> Values:
        """Worked out when first asked for: of a hundred thousand items few are ever candidates."""
        found = self._decides.get(item_id)
        if found is None:
            found = self._decides[item_id] = Deciding.shipped().of_item(self._official[item_id])
        return found


def _highest(values: Numbers | None, count: int) -> set[int]:
    """Rows with the highest values above 0."""
    if values is None:
        return set()
    rows = np.argpartition(values, -count)[-count:]
    return {int(row) for row in rows if values[row] > 0}
