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
from applications.sparing import instead_of_typing
from knowledge_base.documents import DOCUMENT_FIELDS
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from knowledge_base.registers import PREFIX
from ocr.readers.registry import READERS

USUAL = frozenset(
    {"name", "id_number", "sex", "ethnicity", "birth_date", "address", "residence_address", "mobile"}
    | {"bank_card_number", "bank_name"}
)
"""The facts a profile usually holds."""
ALSO = frozenset(
    {"spouse_name", "spouse_id_number", "marital_status", "firm_name", "firm_credit_code"}
    | {"child_name", "child_id_number", "child_birth_date", "child_sex"}
    | {"elder_name", "elder_id_number", "elder_birth_date", "elder_sex", "elder_address", "relation_to_elder"}
)
"""What it holds of those who have a spouse, a child, an elder, a firm."""
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
    registers: float
    """by these and by the registers that the guide names: it concerns people who stand in them"""
    family: float
    """by all of these and a profile that knows spouse, child, elder and firm"""
    offered: float
    """by all of these and pictures of papers that need not be handed in, offered where they spare typing"""
    typed: tuple[str, ...]
    """required fields that even then are typed on some path"""


def share(guide: Guide) -> Share:
    """Raises `StatisticsError` for a guide that takes nobody."""
    today_types = frozenset(reader.document_type for reader in READERS)
    every_type = frozenset(DOCUMENT_FIELDS)
    shared = {s for f in guide.form.fields for s in f.sources if s.startswith(PREFIX)}
    known: tuple[tuple[frozenset[str], frozenset[str], set[str]], ...] = (
        (USUAL, frozenset(), set()),
        (USUAL, today_types, set()),
        (USUAL, every_type, set()),
        (USUAL, every_type, shared),
        (USUAL | ALSO, every_type, shared),
    )
    ways = [situation for situation in paths(guide, {}) if _taken(guide, situation)]
    required = [_required(guide, situation) for situation in ways]
    filled = [
        [
            _filled(guide, fields, _sources(guide, situation, facts, types) | more)
            for facts, types, more in known
        ]
        for fields, situation in zip(required, ways, strict=True)
    ]
    for way, each, fields in zip(ways, filled, required, strict=True):
        each.append(_with_pictures(guide, way, fields, each[-1]))
    figures = [
        mean(len(each[at]) / max(1, len(fields)) for each, fields in zip(filled, required, strict=True))
        for at in range(len(known) + 1)
    ]
    typed = [
        f.name
        for each, fields in zip(filled, required, strict=True)
        for f in fields
        if f.name not in each[-1]
    ]
    size = mean(len(fields) for fields in required)
    usual, read_today, every_reader, registers, family, offered = figures
    return Share(
        guide.item.item_id,
        len(ways),
        size,
        usual,
        read_today,
        every_reader,
        registers,
        family,
        offered,
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


def _with_pictures(
    guide: Guide, situation: Situation, fields: Sequence[FormField], filled: set[str]
) -> set[str]:
    """And what a picture would fill that the person is asked for instead of three values or more."""
    states = material_states(guide, situation, {}, {}, date.min)
    lacking = [field for field in fields if field.name not in filled]
    return filled | instead_of_typing(guide, states, lacking).keys()


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


WAVE_1 = frozenset(
    {
        "id-card-first",
        "id-card-renewal",
        "id-card-replacement",
        "residence-permit",
        "birth-household-married",
        "household-spouse",
        "no-criminal-record",
        "driver-licence-renewal",
        "marriage",
        "elderly-allowance",
        "minimum-living",
        "disability-certificate",
        "childcare-subsidy",
        "social-card",
        "flexible-employment",
        "unemployment-benefit",
        "medical-resident-enrol",
        "medical-remote",
        "fund-rent",
        "self-employed-setup",
        "company-setup",
        "food-licence",
    }
)
GOAL = 0.85


def main(
    items: Annotated[
        list[str] | None, typer.Argument(help="item ids; those of wave 1 when none is named")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="every item with a guide")] = False,
    typed: Annotated[
        bool, typer.Option("--typed", help="name the fields that are typed all the same")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="figures for machines")] = False,
) -> None:
    """Share of required fields that profile, documents and registers fill, by item."""
    wanted = items or WAVE_1
    guides = [loaded.guide for loaded in load_content(shipped_content())]
    shares = [share(guide) for guide in guides if everything or guide.item.item_id in wanted]
    console = Console(width=110)
    if as_json:
        console.print_json(json.dumps([asdict(one) for one in shares]))
        return
    table = Table(
        "item", "paths", "fields", "usual", "read", "readable", "shared", "family", "offered", box=None
    )
    for one in shares:
        figures = (one.usual, one.read_today, one.every_reader, one.registers, one.family, one.offered)
        shown = (f"{figure:.0%}" for figure in figures)
        table.add_row(one.item_id, str(one.paths), f"{one.required:.1f}", *shown)
    console.print(table)
    below = [f"{one.item_id} {one.offered:.0%}" for one in shares if one.offered < GOAL]
    console.print(
        f"mean {mean(one.family for one in shares):.1%}, with pictures offered "
        f"{mean(one.offered for one in shares):.1%}; below {GOAL:.0%}: {', '.join(below) or 'none'}"
    )
    for one in shares if typed else ():
        console.print(f"{one.item_id}: {' '.join(one.typed) or '-'}")


if __name__ == "__main__":
    typer.run(main)
