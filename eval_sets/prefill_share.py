"""How much of a form nobody has to type: `python -m eval_sets.prefill_share [ITEM…] [--json]`.

Counted from the guides themselves, over every path of an item's situations that it takes: of the required
fields, those that the profile fills, or a document that has to be handed in there anyway. What is exempt by
shared data or a promise is not handed in, so it fills nothing; of several accepted documents the first is.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from statistics import mean
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from applications.completeness import applying_fields, open_questions
from applications.drafts import Draft
from applications.exemptions import material_states
from knowledge_base.documents import DOCUMENT_FIELDS
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from ocr.readers.registry import READERS

USUAL = frozenset(
    {"name", "id_number", "sex", "ethnicity", "birth_date", "address", "residence_address", "mobile"}
    | {"bank_card_number", "bank_name"}
)
"""The facts a profile usually holds."""
ALSO = frozenset(
    {"spouse_name", "spouse_id_number", "marital_status", "firm_name", "firm_credit_code"}
    | {"child_name", "child_id_number", "child_birth_date", "child_sex"}
)
"""What it holds of those who have a spouse, a child, a firm."""
_DERIVED = ("birth_date", "sex")


@dataclass(frozen=True)
class Share:
    """Of one item. Shares are means over its paths; `required` is the mean number of required fields."""

    item_id: str
    paths: int
    required: float
    usual: float
    """filled by the usual profile alone"""
    read_today: float
    """by it and by documents of types that can be read today"""
    every_reader: float
    """by it and by documents of every type, those that no reader knows yet too"""
    family: float
    """by all of these and a profile that knows spouse, child and firm"""
    typed: tuple[str, ...]
    """required fields that even then are typed on some path"""


def share(guide: Guide) -> Share:
    """Raises `StatisticsError` for a guide that takes nobody."""
    today_types = frozenset(reader.document_type for reader in READERS)
    every_type = frozenset(DOCUMENT_FIELDS)
    known = ((USUAL, frozenset[str]()), (USUAL, today_types), (USUAL, every_type), (USUAL | ALSO, every_type))
    ways = [situation for situation in paths(guide, {}) if _taken(guide, situation)]
    required = [_required(guide, situation) for situation in ways]
    filled = [
        [_filled(guide, fields, _sources(guide, situation, *sources)) for sources in known]
        for fields, situation in zip(required, ways, strict=True)
    ]
    figures = [
        mean(len(each[at]) / max(1, len(fields)) for each, fields in zip(filled, required, strict=True))
        for at in range(len(known))
    ]
    typed = [
        f.name
        for each, fields in zip(filled, required, strict=True)
        for f in fields
        if f.name not in each[-1]
    ]
    size = mean(len(fields) for fields in required)
    usual, read_today, every_reader, family = figures
    return Share(
        guide.item.item_id,
        len(ways),
        size,
        usual,
        read_today,
        every_reader,
        family,
        tuple(dict.fromkeys(typed)),
    )


def paths(guide: Guide, situation: Situation) -> Iterator[Situation]:
    """All ways to answer the situation questions, each when it is asked."""
    asked = open_questions(guide, Draft(situation=situation))
    if not asked:
        yield situation
        return
    for option in asked[0].options:
        yield from paths(guide, {**situation, asked[0].id: option.id})


def _taken(guide: Guide, situation: Situation) -> bool:
    """Whether no review point says that the situation is not for this item."""
    return not any(
        point.kind == "one_of"
        and point.severity == "must_fix"
        and holds(point.when, situation)
        and point.value.startswith("situation.")
        and situation.get(point.value.removeprefix("situation.")) not in {*point.allowed, None}
        for point in guide.review
    )


def _required(guide: Guide, situation: Situation) -> list[FormField]:
    return [field for field in applying_fields(guide, Draft(situation=situation)) if field.required]


def _sources(guide: Guide, situation: Situation, facts: frozenset[str], types: frozenset[str]) -> set[str]:
    """References that have a value: the facts, and what stands on the papers handed in."""
    # No certificate is held, so the day makes no difference.
    states = material_states(guide, situation, {}, {}, date.min)
    handed_in = {s.material_id for s in states if s.required and s.exempt_by is None}
    kinds = {m.id: m.documents[0] for m in guide.materials if m.id in handed_in and m.documents}
    return {f"profile.{fact}" for fact in facts} | {
        f"document.{material}.{name}"
        for material, kind in kinds.items()
        if kind in types
        for name in DOCUMENT_FIELDS[kind]
    }


def _filled(guide: Guide, fields: Sequence[FormField], sources: set[str]) -> set[str]:
    """Birth date and sex also follow from the same person's id number."""
    filled = {f.name for f in fields if sources & set(f.sources)}
    numbers = {f.name for f in guide.form.fields if f.type == "id_number"} & filled
    return filled | {
        f.name
        for f in fields
        for what in _DERIVED
        if f.name.endswith(what) and f"{f.name.removesuffix(what)}id_number" in numbers
    }


def main(
    items: Annotated[list[str] | None, typer.Argument(help="item ids; all when none is named")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="figures for machines")] = False,
) -> None:
    """Share of required fields that profile and documents fill, by item."""
    guides = [loaded.guide for loaded in load_content(shipped_content())]
    shares = [share(guide) for guide in guides if not items or guide.item.item_id in items]
    console = Console()
    if as_json:
        console.print_json(json.dumps([asdict(one) for one in shares]))
        return
    table = Table("item", "paths", "required", "usual", "+ read today", "+ every reader", "+ family", "typed")
    for one in shares:
        figures = (f"{figure:.0%}" for figure in (one.usual, one.read_today, one.every_reader, one.family))
        table.add_row(one.item_id, str(one.paths), f"{one.required:.1f}", *figures, " ".join(one.typed))
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
