"""One generation of the search index: built into a folder, opened from it, asked for items."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge_base.model.guide import LookAlike
from knowledge_base.progress import Progress, silent
from knowledge_base.search import fuse
from knowledge_base.search.corpus import NAME, Corpus, Text
from knowledge_base.search.encoder import Encoder, Vectors
from knowledge_base.search.query import Query, QueryReader
from knowledge_base.search.sound import SoundAlikes
from knowledge_base.search.terms import terms_of
from knowledge_base.search.vectors import VectorStore
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import WordIndex, Words

_BY_WORDS, _BY_VECTORS = 60, 24
"""candidate texts of each channel"""

_SINGLE = 0.5
"""weight of one character as a word: it says less than its rarity suggests"""

_CACHED_QUERIES = 4_096
_BATCH = 5_000
"""texts encoded and stored at once; Chroma takes at most 5,461"""
_TEXTS, _VECTORS = "texts.json", "chroma"


@dataclass(frozen=True, slots=True)
class Match:
    item_id: str
    score: float
    text: str
    """the text that fitted best"""


@dataclass(frozen=True, slots=True)
class _Row:
    text: Text
    tokens: tuple[str, ...]
    mass: float


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

    def vectors() -> Iterator[Vectors]:
        """In batches: a batch's words are cut while the one before is stored."""
        for begin in range(0, len(corpus.texts), _BATCH):
            batch = corpus.texts[begin : begin + _BATCH]
            written = [wording.one(f"{text.about} {text.text}") for text in batch]
            tokens.extend(words.tokens(text) for text in written)
            yield encoder.encode([" ".join(words.cut(text)) for text in written])
            progress("index", begin + len(batch), len(corpus.texts))

    store = VectorStore(folder / _VECTORS, generation, chroma_url)
    try:
        store.fill(vectors())
    finally:
        store.close()
    WordIndex.build(folder, tokens or [()])
    data = {
        "terms": sorted(terms),
        "texts": [asdict(text) for text in corpus.texts],
        "tokens": tokens,
        "look_alikes": [(item_id, other.model_dump()) for item_id, other in corpus.look_alikes],
    }
    (folder / _TEXTS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


class Index:
    """A complete generation, for reading. Safe for several threads: nothing changes after opening."""

    def __init__(
        self, folder: Path, generation: int, encoder: Encoder, chroma_url: str | None = None
    ) -> None:
        data = json.loads((folder / _TEXTS).read_text(encoding="utf-8"))
        texts = [Text(**text) for text in data["texts"]]
        tokens = [tuple(one) for one in data["tokens"]]
        self._rare = _rarities(texts, tokens)
        self._rows = [
            _Row(text, one, sum(self._rare[token] for token in one))
            for text, one in zip(texts, tokens, strict=True)
        ]
        self._actions = _actions(self._rows)
        self._called = _called(texts)
        self._guided = frozenset(text.item_id for text in texts if text.version != NAME)
        self._rivals = _rivals(
            (item_id, LookAlike.model_validate(other)) for item_id, other in data["look_alikes"]
        )
        self._word_index = WordIndex.load(folder)
        self._encoder = encoder
        self._store = VectorStore(folder / _VECTORS, generation, chroma_url)
        self.words = Words(folder)
        self._reader = QueryReader(self.words, SoundAlikes(data["terms"]), self._rare)
        # Everything up to the citable texts is pure in one generation.
        self._candidates = lru_cache(maxsize=_CACHED_QUERIES)(self._find_candidates)

    def search(self, text: str, allowed: Callable[[Text], bool], limit: int) -> list[Match]:
        """Items that fit, best first; only texts that are `allowed` (citable today) count."""
        query, candidates = self._candidates(text)
        best: dict[str, tuple[float, str]] = {}
        for row, score in candidates:
            if score > best.get(row.text.item_id, (0.0, ""))[0] and allowed(row.text):
                best[row.text.item_id] = (score, row.text.text)
        called = self._called.get(Wording.shipped().one(text), frozenset[str]())
        scores = {
            item_id: 1.0 if item_id in called else score * self._factor(item_id, query, best)
            for item_id, (score, _) in best.items()
        }
        rival = fuse.RIVAL if query.facts.said or called else fuse.UNDECIDED
        ranked = fuse.honest(scores.items(), limit, rival)
        return [Match(item_id, score, best[item_id][1]) for item_id, score in ranked]

    def read(self, text: str) -> Query:
        return self._reader.read(text)

    def close(self) -> None:
        self._store.close()

    def _find_candidates(self, text: str) -> tuple[Query, list[tuple[_Row, float]]]:
        query = self._reader.read(text)
        if not query.windows:
            return query, []
        cosines: dict[int, float] = {}
        vector = self._encoder.encode([query.focus])[0]
        if vector.any():
            cosines = dict(self._store.nearest(vector, min(_BY_VECTORS, len(self._rows))))
        rows = {*self._word_index.best(query.tokens, _BY_WORDS), *cosines}
        return query, [(self._rows[row], self._score(row, query, cosines.get(row))) for row in rows]

    def _score(self, row: int, query: Query, cosine: float | None) -> float:
        entry = self._rows[row]
        if not entry.mass:
            return 0.0
        words = fuse.word_fit(entry.tokens, entry.mass, query.windows)
        return fuse.text_score(words, cosine, self._encoder.unrelated)

    def _factor(self, item_id: str, query: Query, others: Mapping[str, Any]) -> float:
        factor = fuse.agreement(
            query.facts.said,
            query.facts.denied,
            self._actions[item_id],
            Wording.shipped().marked,
            guided=item_id in self._guided,
        )
        for rival in self._rivals.get(item_id, ()):
            if rival.item_id in others and rival.is_meant(query.affirmed):
                factor *= fuse.DECIDED
        return factor


def _called(texts: Iterable[Text]) -> Mapping[str, frozenset[str]]:
    """What items are called, in the one wording → the items: who says just that means it."""
    wording, called = Wording.shipped(), defaultdict[str, set[str]](set)
    for text in texts:
        if text.version == NAME and not text.asked:
            called[wording.one(text.text)].add(text.item_id)
    return {name: frozenset(items) for name, items in called.items()}


@dataclass(frozen=True, slots=True)
class _Rival:
    """An item that another is mistaken for, from the other's point of view."""

    item_id: str
    words: tuple[str, ...]
    own_words: tuple[str, ...]

    def is_meant(self, text: str) -> bool:
        """The rival's deciding words were said, and none of the item's own."""
        return any(word in text for word in self.words) and not any(word in text for word in self.own_words)


def _rivals(pairs: Iterable[tuple[str, LookAlike]]) -> Mapping[str, Sequence[_Rival]]:
    """Item id → its rivals; a pair is written down once and holds both ways."""
    wording = Wording.shipped()
    rivals: defaultdict[str, list[_Rival]] = defaultdict(list)
    for item_id, pair in pairs:
        this = tuple(wording.one(word) for word in pair.this_words)
        other = tuple(wording.one(word) for word in pair.other_words)
        rivals[item_id].append(_Rival(pair.item_id, words=other, own_words=this))
        rivals[pair.item_id].append(_Rival(item_id, words=this, own_words=other))
    return rivals


def _rarities(texts: Sequence[Text], tokens: Sequence[tuple[str, ...]]) -> Mapping[str, float]:
    """How telling a token is: the fewer items use it, the more (BM25's idf over items, not over texts)."""
    items: defaultdict[str, set[str]] = defaultdict(set)
    for text, one in zip(texts, tokens, strict=True):
        for token in one:
            items[token].add(text.item_id)
    total = len({text.item_id for text in texts})
    return {
        token: math.log(1 + (total - len(owners) + 0.5) / (len(owners) + 0.5))
        * (_SINGLE if len(token) == 1 else 1.0)
        for token, owners in items.items()
    }


def _actions(rows: Iterable[_Row]) -> Mapping[str, fuse.Actions]:
    official: defaultdict[str, Counter[str]] = defaultdict(Counter)
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.text.asked:
            continue  # "没有丢，是到期了" names an action that is not meant
        groups = [token[1:] for token in row.tokens if token.startswith("@")]
        (official if row.text.official else called)[row.text.item_id].update(groups)
    return {
        item_id: fuse.Actions(frozenset(official[item_id]), frozenset(called[item_id]))
        for item_id in {row.text.item_id for row in rows}
    }
