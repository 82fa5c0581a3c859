"""A lawful invented person for a whole life event: what several items call the same is one value.

The guides of the parts, as somebody answers them, are put together under the merged names; then a person is
made for that as for a single guide.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge_base.life_events.applying import PlannedPart
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import Form
from knowledge_base.model.guide import Guide, Material
from tests.applications.lawful import Citizen, citizen

_FIELD = re.compile(r"field\.(\w+)$")
_DOCUMENT = re.compile(r"document\.(\w+)\.(\w+)$")


@dataclass(frozen=True)
class Taken:
    """A part with its guide, and how this person answers its item's questions."""

    plan: PlannedPart
    guide: Guide
    situation: Situation


def family(parts: Iterable[Taken], today: date, turn: int) -> Citizen:
    """Values, facts and papers by their names in the whole."""
    parts = list(parts)
    merged = Guide.model_construct(
        form=Form.model_construct(fields=[field for one in parts for field in _fields(one)]),
        materials=_materials(parts),
        review=[point for one in parts for point in _points(one)],
    )
    return citizen(merged, {}, today, turn)


def _fields(one: Taken) -> list[Any]:
    return [
        field.model_copy(
            update={
                "name": one.plan.fields.get(field.name, field.name),
                "sources": [_renamed(one, source) for source in field.sources],
                "when": {},
            }
        )
        for field in one.guide.form.fields
        if holds(field.when, one.situation)
    ]


def _materials(parts: Iterable[Taken]) -> list[Material]:
    """Shared ones once; a paper that all take, where there is one."""
    found: dict[str, Material] = {}
    for one in parts:
        for material in one.guide.materials:
            if not holds(material.when, one.situation):
                continue
            name = one.plan.part.materials.get(material.id, material.id)
            accepted = list(material.documents)
            if (other := found.get(name)) is not None:
                both = [kind for kind in other.documents if kind in accepted]
                accepted = both or other.documents or accepted
            photo = material.photo or (other.photo if other else [])
            update = {"id": name, "documents": accepted, "when": {}, "photo": photo}
            found[name] = material.model_copy(update=update)
    return list(found.values())


def _points(one: Taken) -> list[Any]:
    return [
        point.model_copy(
            update={
                "id": f"{one.plan.part.id}.{point.id}",
                "material": one.plan.part.materials.get(point.material or "", point.material),
                "when": {},
                "where": {_renamed(one, ref): values for ref, values in point.where.items()},
                **{name: _renamed_all(one, getattr(point, name)) for name in point.REFS},
            }
        )
        for point in one.guide.review
        if holds(point.when, one.situation) and _judged(point.where, one.situation)
    ]


def _judged(where: Mapping[str, list[str]], situation: Situation) -> bool:
    """Not where the person's answers already rule the point out."""
    told = {ref.removeprefix("situation."): values for ref, values in where.items() if "situation." in ref}
    return all(situation.get(question) in values for question, values in told.items())


def _renamed_all(one: Taken, held: Any) -> Any:
    if isinstance(held, list):
        return [_renamed(one, ref) for ref in held]  # pyright: ignore[reportUnknownVariableType]
    return _renamed(one, held) if isinstance(held, str) else held


def _renamed(one: Taken, ref: str) -> str:
    if found := _FIELD.match(ref):
        return f"field.{one.plan.fields.get(found[1], found[1])}"
    if found := _DOCUMENT.match(ref):
        return f"document.{one.plan.part.materials.get(found[1], found[1])}.{found[2]}"
    return ref
