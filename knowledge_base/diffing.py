"""What differs between two versions of a guide, place by place. Pure."""

from collections.abc import Iterator
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
    old = dict(_leaves(before.model_dump(mode="json"), "")) if before is not None else {}
    new = dict(_leaves(after.model_dump(mode="json"), ""))
    places = dict.fromkeys([*new, *old])
    return [
        Change(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)
    ]


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{_name(inner, index)}]")
    elif value is not None:
        yield place, str(value)


def _name(entry: Any, index: int) -> str:
    if isinstance(entry, dict):
        return str(entry.get("id") or entry.get("name") or entry.get("item_id") or index)
    return str(entry) if isinstance(entry, str) else str(index)
