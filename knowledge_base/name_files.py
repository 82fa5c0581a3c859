"""`content/names/*.yaml` → items known by name only, each with the place where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from knowledge_base.errors import ContentError
from knowledge_base.model.guide import NamedItem
from knowledge_base.source import Problem, Source, explain, read
from knowledge_base.texts import texts

NAMES = "names"
"""the folder beside those of the items"""


@dataclass(frozen=True)
class LoadedName:
    item: NamedItem
    source: Source
    index: int

    def where(self, *path: str | int) -> tuple[str, int]:
        """File and line of the deepest part of `path` that is written; also of a path in a guide's `item`."""
        own = path[1:] if path[:1] == ("item",) else path
        return self.source.where(("items", self.index, *own))


def load_names(folder: Path) -> list[NamedItem]:
    """Service items known by name only; none where the content folder has no `names`.

    A name gives way to the item's guide: whoever writes one need not look here. Raises `ContentError` naming
    every problem of every file.
    """
    return [entry.item for entry in loaded_names(folder)]


def loaded_names(folder: Path) -> list[LoadedName]:
    """The same with their places."""
    loaded: list[LoadedName] = []
    problems: list[Problem] = []
    if (folder / f"{NAMES}.yaml").exists():
        problems.append((f"{NAMES}.yaml", 1, texts().say("loader.names_elsewhere")))
    for path in sorted((folder / NAMES).glob("*.yaml")):
        try:
            loaded += _load(path)
        except ContentError as error:
            problems += error.problems
    problems = problems or list(_doubled(loaded))
    if problems:
        raise ContentError(problems)
    guided = {path.name for path in folder.iterdir() if path.is_dir()}
    return [entry for entry in loaded if entry.item.item_id not in guided]


def _load(path: Path) -> list[LoadedName]:
    source = read(path, f"{NAMES}/{path.name}")
    loaded: list[LoadedName] = []
    problems: list[Problem] = []
    for index, entry in enumerate(_entries(source)):
        try:
            loaded.append(LoadedName(NamedItem.model_validate(entry), source, index))
        except ValidationError as error:
            problems += explain(error, source.where, ("items", index))
    if problems:
        raise ContentError(problems)
    return loaded


def _entries(source: Source) -> list[object]:
    data = source.data
    items = cast("dict[str, object]", data).get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise ContentError([(source.file, 1, texts().say("loader.no_items"))])
    return cast("list[object]", items)


def _doubled(loaded: list[LoadedName]) -> Iterator[Problem]:
    """One item written twice, in one file or in two."""
    seen: set[str] = set()
    for entry in loaded:
        item_id = entry.item.item_id
        if item_id in seen:
            yield (*entry.where("official_name"), texts().say("loader.id_twice", id=item_id))
        seen.add(item_id)
