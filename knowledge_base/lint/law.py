"""Rules on law: in force on the day, the present text, and facts that changed but are still widely copied."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge_base.lint.text import prose
from knowledge_base.lint.written import Broken, Rule, Written
from knowledge_base.model.guide import Guide
from knowledge_base.source import Segments
from knowledge_base.wordings import split

Placed = Sequence[tuple[Segments, str]]
"""texts and where they stand"""


@dataclass(frozen=True, slots=True)
class Stale:
    """A fact that changed: where its old wording stands, a guide is out of date."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    where: str
    items: frozenset[str]
    why: str


@cache
def _laws() -> dict[str, Any]:
    return yaml.safe_load(files("knowledge_base.lint").joinpath("laws.yaml").read_text(encoding="utf-8"))


@cache
def _stale() -> tuple[Stale, ...]:
    return tuple(
        Stale(
            re.compile(entry["pattern"]),
            re.compile(entry["unless"]) if entry["unless"] else None,
            entry["where"],
            frozenset(entry.get("items", ())),
            entry["why"],
        )
        for entry in _laws()["stale"]
    )


def law_not_in_force(guide: Written, day: date) -> Iterator[Broken]:
    for index, basis in enumerate(guide.legal_basis):
        name = basis.law.strip("《》")
        if basis.in_force > day:
            yield ("legal_basis", index, "in_force"), {"law": name, "what": f"{basis.in_force}才施行"}
        if basis.repealed is not None and basis.repealed <= day:
            yield ("legal_basis", index, "repealed"), {"law": name, "what": f"{basis.repealed}已废止"}
        since = _laws()["renewed"].get(name)
        if since is not None and basis.in_force < since <= day:
            yield ("legal_basis", index, "in_force"), {"law": name, "what": f"{since}起有新版"}
        higher = _laws()["overtaken"].get(name)
        if higher is not None:
            yield ("legal_basis", index, "law"), {"law": name, "what": f"已有{higher}，改引上位法"}
        instead = _laws()["repealed"].get(name)
        if instead is not None:
            yield ("legal_basis", index, "law"), {"law": name, "what": f"已废止，换成{instead}"}


def fact_stale(guide: Guide, day: date) -> Iterator[Broken]:
    materials: list[tuple[Segments, str]] = [
        (("materials", i), f"{one.name}：{one.how}") for i, one in enumerate(guide.materials)
    ]
    yield from stale_in(list(prose(guide)), materials, {guide.item.item_id})


def stale_in(said: Placed, materials: Placed, items: Collection[str]) -> Iterator[Broken]:
    """Sentences that tell facts as they were, in what is said of these items."""
    for stale in _stale():
        if stale.items and not stale.items & set(items):
            continue
        for path, text in {"materials": materials, "prose": said}.get(stale.where, [*materials, *said]):
            for sentence in split(text):
                corrected = stale.unless is not None and stale.unless.search(sentence)
                if stale.pattern.search(sentence) and not corrected:
                    yield path, {"why": stale.why}


LAW_RULES: dict[str, Rule] = {
    "law-not-in-force": law_not_in_force,
    "fact-stale": fact_stale,
}
