"""What each kind of evidence is worth: `python -m eval_sets.ablation`.

The ranking's weights are learned anew from the train cases without it, by the same steps as
`python -m knowledge_base.training ranking`, and the other part is ranked by them. Candidates stay the same:
this measures what tells them apart. A piece of evidence stays only if taking it out costs something.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from eval_sets import hits
from eval_sets.cases import NavigationCase, read_cases
from eval_sets.errors import EvalError
from eval_sets.hits_table import table
from eval_sets.own_library import own_library
from eval_sets.parts import TRAIN, WHOLE, Chosen, choose
from knowledge_base.library import Library
from knowledge_base.search.evidence import FEATURES, Numbers
from knowledge_base.search.ranker import Ranker
from knowledge_base.training.ranking import Choice, choices, learn

FACTS = ("agrees", "conflicts", "denied", "unsaid")
"""evidence by the facts that decide between look-alikes"""
SHIPPED, ALL = "shipped weights", "all, learned anew"


@dataclass(frozen=True, slots=True)
class Candidates:
    """One case's candidates: official names, and what speaks for each (names × `FEATURES`)."""

    case: NavigationCase
    names: Sequence[str]
    evidence: Numbers


def channels() -> Mapping[str, frozenset[str]]:
    """What is taken out: all features of a channel, then each by itself where the channel has several."""
    found: dict[str, set[str]] = {}
    for feature in FEATURES:
        channel = "facts" if feature in FACTS else feature.partition("_")[0]
        found.setdefault(channel, set()).add(feature)
    together = {f"without {channel}": frozenset(own) for channel, own in found.items()}
    alone = {
        f"without {feature}": frozenset({feature})
        for own in found.values()
        if len(own) > 1
        for feature in FEATURES
        if feature in own
    }
    return together | alone


def gather(library: Library, cases: Sequence[NavigationCase]) -> list[Candidates]:
    made: list[Candidates] = []
    for case in cases:
        found = library.evidence(case.query)
        items = [library.item(item_id) for item_id in found.item_ids]
        names = [item.official_name if item is not None else "" for item in items]
        made.append(Candidates(case, names, found.evidence))
    return made


def rank(some: Sequence[Candidates], weights: Numbers) -> dict[str, Any]:
    """Figures of ordering each case's candidates by the weights."""

    def names(one: Candidates) -> Sequence[str]:
        if not one.names:
            return ()
        return [one.names[int(at)] for at in np.argsort(-(one.evidence @ weights), kind="stable")]

    return hits.figures([hits.judge(one.case, names(one)) for one in some])


def relearned(train: Sequence[Choice], without: frozenset[str]) -> Numbers:
    """Weights learned as if this evidence did not exist; its own are 0."""
    kept = np.array([feature not in without for feature in FEATURES], dtype=np.float32)
    return learn([Choice(one.evidence * kept, one.meant) for one in train]) * kept


def ablate(train: Sequence[NavigationCase], cases: Sequence[NavigationCase]) -> list[dict[str, Any]]:
    """A row for the shipped weights, for all evidence, and for all but each piece."""
    with own_library() as own:
        taught = choices(own.library, [(case.query, frozenset(case.accept)) for case in train])
        asked = gather(own.library, cases)
    rows = [{"name": SHIPPED, **rank(asked, Ranker.shipped().weights)}]
    for name, without in {ALL: frozenset[str](), **channels()}.items():
        rows.append({"name": name, **rank(asked, relearned(taught, without))})
    return rows


def main(
    part: Annotated[str, typer.Option(help="train, dev, test or all of our navigation cases")] = "",
    cases: Annotated[Path | None, typer.Option(help="your own cases, JSON lines")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="the table of docs/finding.md")] = False,
) -> None:
    """Prints one JSON object, or a table."""
    try:
        chosen = Chosen(WHOLE, (cases,)) if cases else choose("navigation", part)
        train, asked = (
            [case for file in one.files for case in read_cases(NavigationCase, file)]
            for one in (choose("navigation", TRAIN), chosen)
        )
        rows = ablate(train, asked)
    except EvalError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2 if error.usage else 1) from error
    report = {"part": chosen.part, "cases": len(asked), "learned_from": len(train), "rows": rows}
    shown = table([""], [([row["name"]], row, []) for row in rows], [])
    typer.echo(shown if markdown else json.dumps(report, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    typer.run(main)
