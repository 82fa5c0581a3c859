"""Text → vectors. The default (`static.py`) needs only numpy; by setting any sentence-transformers model."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge_base.errors import EncoderMissingError

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


def normalised(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
