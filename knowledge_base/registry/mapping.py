"""A mapping file: where each element of our guide stands in a vendor's export, and what its codes mean.

Vendors differ (事项类型 20 is 公共服务 in one system and 其他行政权力 in another), so none of it is in code.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import ConfigDict, Field, ValidationError, field_validator

from knowledge_base.errors import ContentError, RegistryFileError
from knowledge_base.model.base import Element
from knowledge_base.registry.elements import LISTS, SCALARS, allowed
from knowledge_base.registry.sentences import texts
from knowledge_base.source import Problem, Segments, Source, read

_SPLIT = ["\n", "；", ";"]


class ValueSource(Element):
    """Where a value stands: a column or the path of a key; of several the first that has a value."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: list[str] = Field(alias="from", min_length=1)
    table: str | None = Field(default=None, description="the code table that says what a code means")
    pick: Literal["first", "last"] = Field(default="first", description="of several codes in one value")

    @field_validator("from_", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class ListSource(ValueSource):
    """Where a list stands: a list in JSON, JSON in a cell, text to be split, or several rows of a table."""

    each: dict[str, ValueSource] = Field(default={})
    split: list[str] = Field(default=_SPLIT, description="what separates pieces of plain text")
    from_rows: bool = Field(default=False, description="an item has several rows, each with one entry")

    @field_validator("each", mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return _expanded(value)


class MappingFile(Element):
    """`key` names what tells rows apart; the codes of `tables` are text: "01", never 1."""

    name: str
    key: list[str] = Field(min_length=1)
    sheet: str | None = None
    tables: dict[str, dict[str, str | bool]] = Field(default={})
    elements: dict[str, ValueSource]
    lists: dict[str, ListSource] = Field(default={})

    @field_validator("key", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("elements", "lists", mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return _expanded(value)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Every column or path that is read."""
        lists = [name for source in self.lists.values() if source.from_rows for name in _parts(source)]
        plain = [name for source in (*self.elements.values(), *self.lists.values()) for name in source.from_]
        return frozenset([*self.key, *plain, *lists])

    @cached_property
    def naming(self) -> frozenset[str]:
        """What an entry must have one of, to be an entry."""
        return frozenset(self.elements["official_name"].from_)


def load(path: Path) -> MappingFile:
    """Raises `ContentError` that names file, line and key of everything that is wrong."""
    source = read(path, path.name)
    if not isinstance(source.data, dict):
        raise ContentError([(path.name, 1, texts().say("mapping.not_a_mapping"))])
    try:
        mapping = MappingFile.model_validate(source.data)
    except ValidationError as error:
        raise ContentError([_explained(detail, source) for detail in error.errors()]) from None
    problems = [(source.file, source.line(path), what) for path, what in _wrong(mapping)]
    if problems:
        raise ContentError(problems)
    return mapping


def find(name: str) -> Path:
    """A path, or the name of a mapping that comes with the project. Raises `RegistryFileError`."""
    if name in shipped_names():
        return shipped(name)
    if Path(name).is_file():
        return Path(name)
    raise RegistryFileError(
        f"{name} is no mapping file, nor one that is shipped: {', '.join(shipped_names())}"
    )


def shipped(name: str) -> Path:
    """`gbt39554` or `ykb` → the file that comes with the project."""
    return Path(str(files("knowledge_base.registry").joinpath("mappings", f"{name}.yaml")))


def shipped_names() -> list[str]:
    return sorted(path.stem for path in shipped("ykb").parent.glob("*.yaml"))


def _expanded(value: object) -> object:
    """`official_name: task_name` is short for `official_name: {from: task_name}`."""
    if not isinstance(value, dict):
        return value
    entries = cast("dict[str, object]", value)
    return {key: {"from": one} if isinstance(one, str | list) else one for key, one in entries.items()}


def _parts(source: ListSource) -> Iterator[str]:
    for part in source.each.values():
        yield from part.from_


def _explained(detail: Any, source: Source) -> Problem:
    path = [one for one in detail["loc"] if one != "[key]"]
    key = ".".join(str(part) for part in path)
    known = {"missing": "mapping.missing", "extra_forbidden": "mapping.unknown_key"}.get(detail["type"])
    return (
        source.file,
        source.line(path),
        texts().say(known or "mapping.bad", name=key, problem=detail["msg"]),
    )


def _wrong(mapping: MappingFile) -> Iterator[tuple[Segments, str]]:
    say = texts().say
    if "official_name" not in mapping.elements:
        yield ("elements",), say("mapping.missing", name="elements.official_name")
    known: Mapping[str, object]
    for place, entries, known in (
        ("elements", mapping.elements, SCALARS),
        ("lists", mapping.lists, LISTS),
    ):
        for name, source in entries.items():
            if name not in known:
                names = " ".join(known)
                yield (place, name), say("mapping.no_such_element", name=name, known=names)
            elif isinstance(source, ListSource):
                yield from _wrong_parts(mapping, name, source)
            else:
                yield from _wrong_code(mapping, (place, name), name, source, SCALARS[name] == "code")


def _wrong_parts(mapping: MappingFile, name: str, source: ListSource) -> Iterator[tuple[Segments, str]]:
    for part, one in source.each.items():
        path = ("lists", name, "each", part)
        if part not in LISTS[name]:
            names = " ".join(LISTS[name])
            yield path, texts().say("mapping.no_such_element", name=f"{name}.{part}", known=names)
        else:
            yield from _wrong_code(mapping, path, f"{name}.{part}", one, LISTS[name][part] == "code")


def _wrong_code(
    mapping: MappingFile, path: Segments, element: str, source: ValueSource, coded: bool
) -> Iterator[tuple[Segments, str]]:
    """A code needs a table that exists and leads only to values that the element may have."""
    if not coded:
        return
    table = mapping.tables.get(source.table or "")
    if table is None:
        yield path, texts().say("mapping.no_table", name=element, table=source.table or "")
        return
    good = allowed(element)
    for code, meaning in table.items():
        if meaning not in good:
            values = " ".join(str(one) for one in good)
            what = texts().say("mapping.bad_meaning", code=code, meaning=meaning, name=element, known=values)
            yield ("tables", source.table or "", code), what
