"""Content files → guides. All that is wrong is told at once, each with file and line (`ContentError`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from knowledge_base.errors import ContentError
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.name_files import NAMES, load_names
from knowledge_base.references import broken
from knowledge_base.source import Problem, Segments, Source, explain, read
from knowledge_base.texts import texts

_ASKED = "asked"
"""how people ask for the item: a part that may be absent, and becomes one of `item`"""

_PARTS = ("qa", "form", "review", _ASKED)
"""what stands in a file of its own, under a key of the same name"""

LIFE_EVENTS = "life_events"
"""the folder beside those of the items; `life_events.loading` reads it"""

_NO_ITEMS = (LIFE_EVENTS, NAMES)


@dataclass(frozen=True)
class LoadedGuide:
    """A guide as written, and where each part of it is written."""

    guide: Guide
    sources: Mapping[str, Source]
    """top-level key (`qa`, `form`, `review`, or `guide` for the rest) → the file it stands in"""

    @property
    def item_id(self) -> str:
        return self.guide.item.item_id

    def where(self, *path: str | int) -> tuple[str, int]:
        """File and line of the deepest part of `path` that is written."""
        return _where(self.sources, path)


def shipped_content() -> Path:
    """The folder of the content that comes with the project."""
    return Path(str(files("knowledge_base").joinpath("content")))


def load_content(folder: Path, names: Sequence[ServiceItem] | None = None) -> list[LoadedGuide]:
    """All guides under `folder`, by item id. `names` are those of its `names`, where they were read already.

    Raises `ContentError` naming every problem of every file.
    """
    loaded: list[LoadedGuide] = []
    problems: list[Problem] = []
    for item_folder in sorted(p for p in folder.iterdir() if p.is_dir() and p.name not in _NO_ITEMS):
        try:
            loaded.append(_load_guide(item_folder))
        except ContentError as error:
            problems += error.problems
    try:
        names = load_names(folder) if names is None else names
    except ContentError as error:
        names, problems = [], problems + error.problems
    # Look-alikes can only be judged when everything else could be read.
    problems = problems or list(_across(loaded, names))
    if problems:
        raise ContentError(problems)
    return loaded


def _load_guide(folder: Path) -> LoadedGuide:
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for part in ("guide", *_PARTS):
        path = folder / f"{part}.yaml"
        if part == _ASKED and not path.exists():
            continue
        try:
            sources[part] = read(path, f"{folder.name}/{part}.yaml")
        except ContentError as error:
            problems += error.problems
    if not problems:
        raw, problems = _joined(folder.name, sources)
        if not problems:
            return _validated(raw, sources)
    raise ContentError(problems)


def _joined(item_id: str, sources: Mapping[str, Source]) -> tuple[dict[str, object], list[Problem]]:
    """The files as one mapping; the item's id is the folder's name."""
    raw: dict[str, object] = {}
    problems: list[Problem] = []
    for part, source in sources.items():
        data = source.data
        if not isinstance(data, dict):
            problems.append((source.file, 1, texts().say("loader.not_a_mapping")))
            continue
        entries = cast("dict[str, object]", data)
        for key in entries:
            if (key in _PARTS) != (part != "guide") or (part != "guide" and key != part):
                problems.append(
                    (source.file, source.line((key,)), texts().say("loader.wrong_file", name=key))
                )
        raw |= entries
    item, asked = raw.get("item"), raw.pop(_ASKED, None)
    if isinstance(item, dict):
        known = cast("dict[str, object]", item)
        if _ASKED in known:
            place = sources["guide"].where(("item", _ASKED))
            problems.append((*place, texts().say("loader.wrong_file", name=_ASKED)))
        raw["item"] = {"item_id": item_id, **known} | ({} if asked is None else {_ASKED: asked})
    return raw, problems


def _validated(raw: dict[str, object], sources: dict[str, Source]) -> LoadedGuide:
    try:
        guide = Guide.model_validate(raw)
    except ValidationError as error:
        raise ContentError(explain(error, partial(_where, sources))) from None
    problems = [(*_where(sources, path), what) for path, what in broken(guide)]
    folder = sources["guide"].file.split("/")[0]
    if guide.item.item_id != folder:
        what = texts().say("loader.item_id_differs", folder=folder)
        problems.append((*_where(sources, ("item", "item_id")), what))
    if problems:
        raise ContentError(problems)
    return LoadedGuide(guide, sources)


def _where(sources: Mapping[str, Source], path: Segments) -> tuple[str, int]:
    if _ASKED in sources and tuple(path[:2]) == ("item", _ASKED):
        path = path[1:]
    source = sources.get(str(path[0])) if path and path[0] in _PARTS else None
    return (source or sources["guide"]).where(path)


def _across(loaded: Iterable[LoadedGuide], names: Iterable[ServiceItem]) -> Iterable[Problem]:
    """Look-alikes must name an item that is known."""
    loaded = list(loaded)
    known = {entry.item_id for entry in loaded} | {item.item_id for item in names}
    for entry in loaded:
        for index, other in enumerate(entry.guide.look_alikes):
            if other.item_id not in known:
                what = texts().say("loader.no_such_item", id=other.item_id)
                yield *entry.where("look_alikes", index, "item_id"), what
