"""Text → vectors. The default needs only numpy; a sentence-transformers model takes its place by setting."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge_base.errors import EncoderMissingError
from knowledge_base.search.wording import Wording

Vectors = NDArray[np.float32]
"""n × dimension, each row of length 1 (or 0 for a text without content)"""


class Encoder(Protocol):
    """Texts come with their words separated by single spaces; a model that wants plain text joins them."""

    @property
    def name(self) -> str:
        """Changes whenever the vectors change: an index built with another encoder is rebuilt."""
        ...

    @property
    def unrelated(self) -> float:
        """The cosine that unrelated texts commonly have; below it, similarity means nothing."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class HashedEncoder:
    """Words and character bigrams hashed with signs into `dimension` places. Stateless."""

    unrelated = 0.1

    def __init__(self, dimension: int = 384) -> None:
        self.name = f"hashed-{dimension}-1"
        self._dimension = dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for feature, weight in _features(text.split()):
                code = _code(feature)
                vectors[row, (code >> 1) % self._dimension] += weight if code & 1 else -weight
        return normalised(vectors)


class SentenceTransformerEncoder:
    """Any sentence-transformers model (bge, Qwen3-Embedding …); needs the `[encoder]` extra."""

    unrelated = 0.45

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # pyright: ignore[reportMissingImports]
        except ModuleNotFoundError as error:
            raise EncoderMissingError(
                f"the encoder {model} needs sentence-transformers: pip install 'yuxiaozhi[encoder]'"
            ) from error
        self.name = f"sentence-transformers:{model}"
        self._model: Any = SentenceTransformer(model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        plain = [text.replace(" ", "") for text in texts]
        return normalised(np.asarray(self._model.encode(plain, show_progress_bar=False), dtype=np.float32))


@lru_cache(maxsize=262_144)
def _code(feature: str) -> int:
    """Stable between processes and machines, unlike hash(). Names share their words and bigrams."""
    return crc32(feature.encode("utf-8"))


def normalised(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _features(words: Iterable[str]) -> Iterator[tuple[str, float]]:
    stop = Wording.shipped().stop
    content = [word for word in words if word not in stop]
    for word in content:
        yield word, 1.0
    characters = "".join(content)
    for one, other in pairwise(characters):
        yield one + other, 0.6
