"""What the command line does with the knowledge base, as plain functions."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from knowledge_base.catalogue import CatalogueImport, TooManyGone
from knowledge_base.diffing import Change, diff
from knowledge_base.errors import ContentError
from knowledge_base.library import Library
from knowledge_base.life_events.lint import check_events
from knowledge_base.life_events.loading import load_life_events
from knowledge_base.lint import LintFinding, check
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.name_files import load_names, loaded_names
from knowledge_base.publishing import Published, Publisher
from knowledge_base.registry.name_list import read_names
from knowledge_base.texts import texts


def check_content(day: date, folder: Path | None = None) -> list[LintFinding]:
    """`kb check`: what is wrong with the content files; what can't be loaded is of the rule `loader`."""
    folder = folder or shipped_content()
    try:
        names = loaded_names(folder)
        items = [entry.item for entry in names]
        loaded = load_content(folder, items)
        guides = [entry.guide for entry in loaded]
        events = check_events(load_life_events(folder), guides, day, items)
        return [*check(loaded, day, names, full=True), *events]
    except ContentError as error:
        mend = texts().say("loader.mend")
        return [LintFinding(file, line, "loader", what, mend) for file, line, what in error.problems]


def build_content(publisher: Publisher, by: str, folder: Path | None = None) -> Published:
    """`kb build`, and at every start: publishes what changed and makes sure of the index.

    Raises `ContentError` when the files can't be loaded. A withdrawn guide stays withdrawn.
    """
    folder = folder or shipped_content()
    events, names = [entry.event for entry in load_life_events(folder)], load_names(folder)
    return publisher.build(load_content(folder, names), by, names, events)


def diff_content(library: Library, folder: Path | None = None) -> Mapping[str, list[Change]]:
    """`kb diff`: for each item, how its files differ from the version in force; unchanged ones left out."""
    changes: dict[str, list[Change]] = {}
    for entry in load_content(folder or shipped_content()):
        current = library.guide(entry.item_id)
        changes[entry.item_id] = diff(current.guide if current else None, entry.guide)
    return {item_id: found for item_id, found in changes.items() if found}


def diff_versions(library: Library, item_id: str, before: int, after: int) -> list[Change] | None:
    """How two published versions differ; None when one of them does not exist."""
    one, other = library.version(item_id, before), library.version(item_id, after)
    return diff(one.guide, other.guide) if one is not None and other is not None else None


def import_catalogue(
    publisher: Publisher, path: Path, origin: str | None = None, by: str = "system"
) -> CatalogueImport | TooManyGone:
    """Takes over a list of names (CSV, XLSX, JSON); `origin` is else the file's name."""
    return publisher.import_catalogue(read_names(path).rows, origin or path.stem, by)
