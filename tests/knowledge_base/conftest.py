"""A small invented library's items, published into an index of their own."""

import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.curation.service import Curation
from knowledge_base.curation.types import Curator, Draft
from knowledge_base.library import Library
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.model.guide import Guide
from knowledge_base.name_files import load_names
from knowledge_base.publishing import Publisher
from knowledge_base.search.static import StaticEncoder
from storage.clock import Clock
from storage.database import Database
from tests.conftest import FixedClock
from tests.knowledge_base.curating import EDITOR, Edit

FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    folder = tmp_path / "content"
    shutil.copytree(Path(__file__).parent / "content", folder)
    return folder


@pytest.fixture
def loaded(content: Path) -> list[LoadedGuide]:
    return load_content(content)


@pytest.fixture
def guide(loaded: list[LoadedGuide]) -> Callable[[str], Guide]:
    return {entry.item_id: entry.guide for entry in loaded}.__getitem__


@pytest.fixture
def index_root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def publisher(database: Database, index_root: Path, clock: Clock) -> Publisher:
    return Publisher(database, index_root, StaticEncoder.shipped(), clock)


@pytest.fixture
def library(
    database: Database, index_root: Path, clock: Clock, publisher: Publisher, content: Path
) -> Generator[Library]:
    """Two guides and two bare names, published."""
    publisher.build(load_content(content), "curator", load_names(content))
    opened = Library(database, index_root, StaticEncoder.shipped(), clock)
    yield opened
    opened.close()


@pytest.fixture
def curation(database: Database, publisher: Publisher, library: Library, clock: FixedClock) -> Curation:
    return Curation(database, publisher, library, clock)


@pytest.fixture
def edit(curation: Curation, guide: Callable[[str], Guide]) -> Edit:
    """A draft by the editor: the guide as it is shipped, with changes."""

    def make(item_id: str = FIRST, by: Curator = EDITOR, **changes: Any) -> Draft:
        content = guide(item_id).model_dump(mode="json") | changes
        return curation.drafts.make(item_id, content, by.account_id, "curator")

    return make
