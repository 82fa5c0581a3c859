"""What differs between two versions of a guide, place by place. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_base.model.guide import Guide


@dataclass(frozen=True, slots=True)
class Change:
    """`place` is e.g. `materials[id_card].how`; `before` is None when new, `after` when gone."""

    place: str
    before: str | None
    after: str | None


def diff(before: Guide | None, after: Guide) -> list[Change]:
    """Changes from `before` to `after`; entries with an id are compared by id, not by place."""
    old = before.model_dump(mode="json") if before is not None else {}
    return diff_content(old, after.model_dump(mode="json"))


def diff_content(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """The same for guides as JSON, which may be incomplete; `before` is empty when there was none."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    places = dict.fromkeys([*new, *old])
    return [
        Change(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)
    ]


def place(content: object, path: Sequence[str | int]) -> str:
    """`("materials", 0, "how")` → `materials[id_card].how`. What is no key (a union's tag) is left out."""
    said, here = "", content
    for index, segment in enumerate(path):
        if isinstance(here, list) and isinstance(segment, int) and segment < len(here):
            here = here[segment]
            said += f"[{_name(here, segment)}]"
        elif not isinstance(here, Mapping) or segment in here or index == len(path) - 1:
            here = here.get(segment) if isinstance(here, Mapping) else None
            said += f".{segment}" if said else str(segment)
    return said


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{_name(inner, index)}]")
    elif value is not None:
        yield place, str(value)


def _name(entry: Any, index: int) -> str:
    if isinstance(entry, Mapping):
        return str(entry.get("id") or entry.get("name") or entry.get("item_id") or index)
    return str(entry) if isinstance(entry, str) else str(index)
