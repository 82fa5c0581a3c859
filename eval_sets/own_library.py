"""A library of our shipped content in this process: what benchmarks of search alone ask, without HTTP."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge_base.library import Library
from knowledge_base.operations import build_content, import_catalogue
from knowledge_base.publishing import Publisher
from knowledge_base.search.corpus import read_corpus
from knowledge_base.search.static import StaticEncoder
from storage import encryption, migrate
from storage.clock import system_clock
from storage.database import Database
from storage.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that stands for an item, given by its official name."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnLibrary:
    """`names`: every item by its official name alone; `wordings`: all texts that our search knows."""

    library: Library
    names: list[Wording]
    wordings: list[Wording]


@contextmanager
def own_library(catalogue: Path | None = None, content: Path | None = None) -> Generator[OwnLibrary]:
    """All shipped guides and names (or another content folder's), and those of a district's list."""
    with TemporaryDirectory(prefix="yuxiaozhi-bench-") as folder:
        home = Path(folder)
        encryption.use_keys(KeyRing.open(home / "keys.json"))
        database = Database(f"sqlite:///{home / 'bench.db'}")
        migrate.upgrade(database)
        encoder = StaticEncoder.shipped()
        publisher = Publisher(database, home / "index", encoder, system_clock)
        build_content(publisher, "bench", content)
        if catalogue is not None:
            import_catalogue(publisher, catalogue)
        library = Library(database, home / "index", encoder, system_clock)
        try:
            yield _opened(library, database)
        finally:
            library.close()
            database.dispose()


def _opened(library: Library, database: Database) -> OwnLibrary:
    with database.reading() as session:
        texts = read_corpus(session, system_clock().date()).texts
    named = {item_id: library.item(item_id) for item_id in {text.item_id for text in texts}}
    official = {item_id: item.official_name for item_id, item in named.items() if item is not None}
    names = [Wording(name, name) for name in dict.fromkeys(official.values())]
    said = (Wording(text.text, official[text.item_id]) for text in texts if text.item_id in official)
    return OwnLibrary(library, names, list(dict.fromkeys([*names, *said])))
