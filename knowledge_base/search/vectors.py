"""Chroma: the only file that touches it. Embedded in the generation's folder, or a Chroma server by URL.

Chroma takes seconds to import, half of a start. So it is imported with the first client, and a store for
reading makes its client at the first question; the server asks one as soon as it listens.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import urlsplit

from knowledge_base.search.encoder import Vectors

_HNSW = {"hnsw": {"space": "cosine", "ef_construction": 40, "ef_search": 64}}
"""40 instead of 100 while building: 100,000 names in two thirds of the time, for 0.96 instead of 0.99 of the
nearest 24; a few thousand texts are found as well as before, and words find what vectors miss"""


class VectorStore:
    """The vectors of one generation. Rows are numbered from 0 in the order they were added."""

    def __init__(self, folder: Path, generation: int, chroma_url: str | None = None) -> None:
        self._folder, self._chroma_url = folder, chroma_url
        self._name = f"texts-g{generation:06d}"
        self._opening = Lock()
        self._client: Any = None
        self._collection: Any = None

    def fill(self, batches: Iterable[Vectors]) -> None:
        """Makes the collection anew; a half-filled one of a build that died is replaced."""
        self.drop()
        configuration = cast("Any", _HNSW)
        collection = self._connected().create_collection(
            self._name, configuration=configuration, embedding_function=None
        )
        begin = 0
        # Chroma stores one batch in a thread of its own, which frees Python to prepare the next.
        with ThreadPoolExecutor(1) as writer:
            stored: Future[Any] | None = None
            for batch in batches:
                if stored is not None:
                    stored.result()
                ids = [str(row) for row in range(begin, begin + len(batch))]
                stored = writer.submit(collection.add, ids=ids, embeddings=cast("Any", batch))
                begin += len(batch)
            if stored is not None:
                stored.result()

    def nearest(self, vector: Vectors, count: int) -> list[tuple[int, float]]:
        """(row, cosine similarity) of the `count` rows nearest to `vector`, best first.

        Raises chromadb's NotFoundError when the generation has no collection.
        """
        found = self._opened().query(query_embeddings=[vector], n_results=count, include=["distances"])
        rows, distances = found["ids"][0], found["distances"][0]
        return [(int(row), similarity(distance)) for row, distance in zip(rows, distances, strict=True)]

    def drop(self) -> None:
        from chromadb.errors import NotFoundError

        try:
            self._connected().delete_collection(self._name)
        except NotFoundError:
            return

    def close(self) -> None:
        with self._opening:
            if self._client is not None:
                self._client.close()

    def _opened(self) -> Any:
        if self._collection is None:
            client = self._connected()
            self._collection = client.get_collection(self._name, embedding_function=None)
        return self._collection

    def _connected(self) -> Any:
        with self._opening:
            if self._client is None:
                self._client = _client(self._folder, self._chroma_url)
            return self._client


def similarity(distance: float) -> float:
    """Chroma gives a cosine *distance*, small when alike; everybody else reads a similarity, large then."""
    return 1.0 - float(distance)


def drop_server_generations(chroma_url: str, keep: Sequence[int]) -> None:
    """Removes the collections of other generations from a Chroma server."""
    client = _client(Path(), chroma_url)
    kept = {f"texts-g{generation:06d}" for generation in keep}
    for collection in client.list_collections():
        if collection.name.startswith("texts-g") and collection.name not in kept:
            client.delete_collection(collection.name)
    client.close()


def _client(folder: Path, chroma_url: str | None) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if chroma_url is None:
        return chromadb.PersistentClient(str(folder), settings=settings)
    url = urlsplit(chroma_url)
    port = url.port or (443 if url.scheme == "https" else 8000)
    host = url.hostname or "localhost"
    return chromadb.HttpClient(host=host, port=port, ssl=url.scheme == "https", settings=settings)
