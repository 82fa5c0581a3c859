"""What the ranking is learned from: case files, and a library of the shipped content to look them up in."""

import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge_base.library import Library
from knowledge_base.operations import build_content
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage import encryption, migrate
from storage.clock import system_clock
from storage.database import Database
from storage.keys import KeyRing

NOTHING = "out_of_scope"


@contextmanager
def opened(content: Path) -> Generator[Library]:
    """A library of just this content, in a folder of its own that is gone afterwards."""
    with TemporaryDirectory(prefix="yuxiaozhi-training-") as folder:
        home = Path(folder)
        encryption.use_keys(KeyRing.open(home / "keys.json"))
        database = Database(f"sqlite:///{home / 'training.db'}")
        migrate.upgrade(database)
        encoder = StaticEncoder.shipped()
        publisher = Publisher(database, home / "index", encoder, system_clock)
        build_content(publisher, "training", content)
        library = Library(database, home / "index", encoder, system_clock)
        try:
            yield library
        finally:
            library.close()
            database.dispose()


def read_navigation(files: Iterable[Path]) -> list[tuple[str, frozenset[str]]]:
    """(message, official names it is about)"""
    return [(line["query"], frozenset(line["accept"])) for line in _lines(files)]


def read_far(files: Iterable[Path]) -> list[str]:
    """Messages that are about no service."""
    return [line["query"] for line in _lines(files) if line["expect"] == NOTHING]


def _lines(files: Iterable[Path]) -> Sequence[dict[str, Any]]:
    return [
        json.loads(line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
