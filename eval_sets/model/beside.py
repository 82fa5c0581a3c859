"""Our evaluation sets answered by rules alone and beside it with a language model.

    python -m eval_sets.model.beside                                    # the scripted helpful model
    MODEL=qwen-plus MODEL_URL=https://…/v1 MODEL_KEY=… python -m eval_sets.model.beside --sample 100

Prints quality, what the model was asked, wrote and cost, seconds of a turn, and which cases went better and
worse. Every set of `eval_sets.runner` can be named.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from eval_sets.client import timed
from eval_sets.errors import ChoiceError, EvalError
from eval_sets.figures import percentile
from eval_sets.model import beside_table
from eval_sets.model.counted import Counted, between, read
from eval_sets.parts import TEST, choose
from eval_sets.runner import SETS, run
from eval_sets.service import service

Json = dict[str, Any]
HELPFUL = "eval_sets.model.helpful:model"
SAID = ("navigation", "answers", "boundaries", "dialogues")
"""sets that need words alone"""
NO_MODEL = {"MODEL": "", "MODELS_FILE": ""}
SEED = 9


@dataclass(frozen=True, slots=True)
class Ran:
    """One set, run one way: its report, what the service counted meanwhile, the seconds of each turn."""

    report: Json
    counted: Counted
    seconds: Sequence[float]

    def told(self) -> Json:
        return {
            "figures": self.report["figures"],
            "failing": self.report["failing"],
            "failing_turns": self.report.get("failing_turns", []),
            "seconds_a_turn": {
                "turns": len(self.seconds),
                "p50": round(percentile(self.seconds, 50), 3),
                "p95": round(percentile(self.seconds, 95), 3),
            },
            "model": self.counted.told(),
        }


def beside(sets: Sequence[str], part: str, sample: int, jobs: int, model: Mapping[str, str]) -> list[Json]:
    """One report a set: `rules`, `model`, and the ids `better` and `worse` with it.

    `model`: settings that turn the mode on, by their environment names. `sample`: so many cases of each set,
    the same ones each time; 0 takes all.
    """
    if unknown := [name for name in sets if name not in SETS]:
        raise ChoiceError(f"no evaluation set {unknown[0]}: choose among {', '.join(SETS)}")
    rules = _each(sets, part, sample, jobs, NO_MODEL)
    helped = _each(sets, part, sample, jobs, model)
    return [_compared(name, one, other) for name, one, other in zip(sets, rules, helped, strict=True)]


def _compared(name: str, rules: Ran, helped: Ran) -> Json:
    before, after = set(_failing(rules.report)), set(_failing(helped.report))
    return {
        "set": name,
        "part": rules.report["part"],
        "cases": rules.report["cases"],
        "rules": rules.told(),
        "model": helped.told(),
        "better": sorted(before - after),
        "worse": sorted(after - before),
    }


def _failing(report: Json) -> list[str]:
    """Ids of cases, or of turns where a set tells them."""
    return [one.partition(" ")[0] for one in report.get("failing_turns", ())] or report["failing"]


def _each(sets: Sequence[str], part: str, sample: int, jobs: int, settings: Mapping[str, str]) -> list[Ran]:
    """The sets one after the other, by one service."""
    with service(settings=settings) as url:
        return [_one(name, url, part, sample, jobs) for name in sets]


def _one(name: str, url: str, part: str, sample: int, jobs: int) -> Ran:
    before = read(url)
    with TemporaryDirectory() as folder, timed() as seconds:
        drawn = _drawn(name, part, sample, Path(folder)) if sample else None
        report = run(name, drawn, url, part="" if drawn else part, jobs=jobs)
    shown = report if drawn is None else {**report, "part": f"{part or TEST}, {report['cases']} drawn"}
    return Ran(shown, between(before, read(url)), seconds)


def _drawn(name: str, part: str, sample: int, folder: Path) -> Path:
    """A file of so many lines of the set's cases, with the pictures where its cases look for them."""
    files = choose(name, part).files
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    chosen = Random(SEED).sample(lines, min(sample, len(lines)))
    own = files[0].parent
    here = folder / own.name
    here.mkdir()
    for there, room in ((own, here), (own.parent, folder)):
        for one in there.iterdir():
            if one != own and one not in files:
                (room / one.name).symlink_to(one)
    drawn = here / f"drawn-{name}.jsonl"
    drawn.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    return drawn


def settings_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The model that the environment names, else the scripted helpful one. A run may cost what it costs:
    without ceilings of their own, conversations and the day have none."""
    named = environment.get("MODEL") or environment.get("MODELS_FILE")
    chosen = {} if named else {"MODEL": HELPFUL}
    free = {"MODEL_TOKENS_A_CONVERSATION": "0", "MODEL_TOKENS_A_DAY": "0"}
    return chosen | {name: value for name, value in free.items() if name not in environment}


def main(
    sets: Annotated[str, typer.Option(help="which sets, with commas")] = ",".join(SAID),
    part: Annotated[str, typer.Option(help="train, dev, test or all")] = TEST,
    sample: Annotated[int, typer.Option(help="so many cases of each set; 0: all")] = 0,
    jobs: Annotated[int, typer.Option(help="people at once")] = 4,
    as_json: Annotated[bool, typer.Option("--json", help="the whole report")] = False,
) -> None:
    """Exit status 1 where a set's quality is lower with the model than without."""
    model = settings_of(os.environ)
    try:
        reports = beside([name for name in sets.split(",") if name], part, sample, jobs, model)
    except EvalError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from error
    name = model.get("MODEL") or os.environ.get("MODEL") or os.environ.get("MODELS_FILE", "")
    whole = json.dumps({"with": name, "sets": reports}, ensure_ascii=False)
    typer.echo(whole if as_json else beside_table.table(name, reports))
    if any(beside_table.lower(report) for report in reports):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
