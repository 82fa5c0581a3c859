"""Index generations: each built in a folder of its own, announced only when it is complete.

One writer at a time: a file lock that the system releases when its holder dies. A build that died leaves a
folder that was never announced; the next build removes it.
"""

import fcntl
import json
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from knowledge_base import publication_state
from knowledge_base.errors import IndexBusyError
from knowledge_base.progress import Progress, silent
from knowledge_base.search.corpus import read_corpus
from knowledge_base.search.encoder import Encoder
from knowledge_base.search.index import build_index
from knowledge_base.search.vectors import drop_server_generations
from storage.clock import Clock
from storage.database import Database

_MANIFEST = "manifest.json"
_FORMAT = 3
"""raise it when the files of a generation change, so that older ones are rebuilt"""

_WAIT_SECONDS, _POLL_SECONDS = 600.0, 0.2


class Generations:
    """Builds and removes generations."""

    def __init__(
        self, database: Database, root: Path, encoder: Encoder, clock: Clock, *, chroma_url: str | None = None
    ) -> None:
        self._database, self._root, self._encoder, self._clock = database, root, encoder, clock
        self._chroma_url = chroma_url

    def ensure(self, *, anew: bool = False, progress: Progress = silent) -> int:
        """Makes the newest generation's index exist here and be announced; gives the generation."""
        self._root.mkdir(parents=True, exist_ok=True)
        with _locked(self._root / ".lock"):
            if anew:
                with self._database.transaction() as session:
                    publication_state.bump(session)
            with self._database.reading() as session:
                generation, indexed = publication_state.read(session)
                corpus = None
                if generation != indexed or not is_complete(self._root, generation, self._encoder.name):
                    corpus = read_corpus(session, self._clock().date())
            if corpus is None:
                return generation
            folder = folder_of(self._root, generation)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            build_index(folder, generation, corpus, self._encoder, self._chroma_url, progress)
            # The manifest is written last: a folder without one is never opened.
            _write_durably(folder / _MANIFEST, {"format": _FORMAT, "encoder": self._encoder.name})
            with self._database.transaction() as session:
                publication_state.locked(session).indexed_generation = generation
            self._remove_old(generation, indexed)
            return generation

    def _remove_old(self, current: int, before: int) -> None:
        """Keeps the one before, which other processes may still be reading."""
        kept = {folder_of(self._root, generation) for generation in (current, before)}
        for folder in self._root.glob("g[0-9]*"):
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)
        if self._chroma_url is not None:
            drop_server_generations(self._chroma_url, (current, before))


def folder_of(root: Path, generation: int) -> Path:
    return root / f"g{generation:06d}"


def is_complete(root: Path, generation: int, encoder: str) -> bool:
    """Whether the generation was built to its end, with this encoder and this format."""
    manifest = folder_of(root, generation) / _MANIFEST
    try:
        return json.loads(manifest.read_text(encoding="utf-8")) == {"format": _FORMAT, "encoder": encoder}
    except (FileNotFoundError, json.JSONDecodeError):
        return False


def newest_complete(root: Path, encoder: str) -> int | None:
    """The newest generation that can be opened here: what serves while a newer one is being built."""
    found = (int(folder.name[1:]) for folder in root.glob("g[0-9]*"))
    return max((generation for generation in found if is_complete(root, generation, encoder)), default=None)


def _write_durably(path: Path, data: dict[str, object]) -> None:
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(data), encoding="utf-8")
    temporary.replace(path)


@contextmanager
def _locked(path: Path) -> Generator[None]:
    """Waits for the other writer; raises `IndexBusyError` after ten minutes."""
    deadline = time.monotonic() + _WAIT_SECONDS
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise IndexBusyError(
                        "another process is still building the search index; try later"
                    ) from None
                time.sleep(_POLL_SECONDS)
        yield
