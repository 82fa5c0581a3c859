"""The common LangChain + Chroma set-up. The only file that needs `langchain-chroma` and `scikit-learn`.

Neither is shipped with us: the `[peers]` extra has both. The encoder is any LangChain `Embeddings` object by
name. The default is the vectoriser that scikit-learn carries, hashed character n-grams: no package of ours
carries the weights of a neural encoder, and the ones that LangChain or Chroma take by default are downloaded
from a model hub.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import count
from typing import Any

from langchain_chroma import Chroma  # pyright: ignore[reportMissingImports]
from sklearn.feature_extraction.text import HashingVectorizer  # pyright: ignore[reportMissingImports]

from eval_sets.errors import ChoiceError
from eval_sets.own_library import Wording

DIMENSION = 1024
_numbers = count(1)


class HashedNgrams:
    """Characters, pairs and triples hashed into `DIMENSION` places: an Embeddings object of LangChain."""

    def __init__(self) -> None:
        self._hash: Any = HashingVectorizer(analyzer="char", ngram_range=(1, 3), n_features=DIMENSION)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._hash.transform(texts).toarray().tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class LangChainChroma:
    """Texts in a vector store in memory, the nearest ones by similarity: what tutorials show."""

    def __init__(self, texts: Sequence[Wording], embeddings: str, depth: int) -> None:
        self._depth = depth
        self._store: Any = Chroma.from_texts(
            [one.text for one in texts],
            _made(embeddings),
            [{"name": one.name} for one in texts],
            collection_name=f"peers-{next(_numbers)}",
        )

    def find(self, query: str) -> Sequence[str]:
        return [found.metadata["name"] for found in self._store.similarity_search(query, k=self._depth)]


def _made(named: str) -> Any:
    """What `module:factory` gives."""
    module, _, factory = named.partition(":")
    try:
        return getattr(import_module(module), factory)()
    except (ModuleNotFoundError, AttributeError) as error:
        raise ChoiceError(f"no embeddings {named}: give an importable module:factory") from error
