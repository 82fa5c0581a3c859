"""The set `speech`: what misheard words cost, spoken numbers, real clips, whole calls. Each part by itself.

yuxiaozhi eval speech                                             # a sample, some minutes
python -m eval_sets.speech.measured --part test --sample 0 --seeds 1,2,3      # everything
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Annotated, Any, TypeVar

import typer

from eval_sets import parts
from eval_sets.cases import DialogueCase, NavigationCase, read_cases
from eval_sets.errors import ServerError
from eval_sets.figures import share_of
from eval_sets.parallel import JOBS
from eval_sets.service import service
from eval_sets.speech import downstream, paths
from eval_sets.speech.downstream import Reached, Way, misheard
from eval_sets.speech.errors_model import HEADLINE, LEVELS
from eval_sets.speech.own_words import mender
from knowledge_base.loader import shipped_content

SAMPLE = 100
"""navigation cases of a common run"""
DIALOGUES = 6
CALLS = 8
"""whole calls of each path and seed"""
SEEDS = (1,)

Report = dict[str, Any]
C = TypeVar("C")


def evaluate(
    cases: Sequence[NavigationCase],
    talks: Sequence[DialogueCase],
    url: str,
    jobs: int = JOBS,
    *,
    sample: int = SAMPLE,
    seeds: Sequence[int] = SEEDS,
) -> Report:
    """Figures of all parts; `failing` are navigation cases that clean words reach and mended ones don't.

    `sample` cases are drawn, 0 is all; at the levels beside the headline no more than `SAMPLE`.
    """
    mend = mender(shipped_content())
    some = drawn(cases, sample)
    navigation, failing = _navigation(some, url, jobs, seeds, mend)
    spoken = {"navigation": navigation}
    if talks:
        spoken["dialogues"] = _dialogues(drawn(talks, sample and DIALOGUES), url, jobs, seeds, mend)
    if talks:
        spoken |= {name: _part(figures) for name, figures in PARTS.items()}
        spoken["calls"] = _calls(url, seeds, mend)
    return {"figures": spoken, "seeds": list(seeds), "failing": failing}


def drawn(cases: Sequence[C], count: int) -> list[C]:
    """`count` of them, the same each time and in their order; all for 0."""
    if not count or count >= len(cases):
        return list(cases)
    return [cases[at] for at in sorted(Random(0).sample(range(len(cases)), count))]


def _navigation(
    cases: Sequence[NavigationCase], url: str, jobs: int, seeds: Sequence[int], mend: Way
) -> tuple[Report, list[str]]:
    clean = downstream.reached(cases, str, url, jobs)
    at = {case.id: place for place, case in enumerate(cases)}
    found: Report = {"cases": len(cases), "clean": downstream.shares(clean)}
    failing: list[str] = []
    for level in LEVELS:
        some = cases if level == HEADLINE else drawn(cases, SAMPLE)
        beside = [clean[at[case.id]] for case in some]
        found[level] = {"cases": len(some)}
        for name, mends in (("misheard", None), ("mended", mend)):
            runs = [downstream.reached(some, misheard(one, level, mends), url, jobs) for one in seeds]
            found[level][name] = _run_figures(beside, runs)
            if level == HEADLINE:
                failing = sorted({one.id for run in runs for one in _lost(beside, run)})
    return found, failing


def _run_figures(clean: Sequence[Reached], runs: Sequence[Sequence[Reached]]) -> Report:
    return {**downstream.shares([one for run in runs for one in run]), "drop": downstream.drops(clean, runs)}


def _lost(clean: Sequence[Reached], run: Sequence[Reached]) -> list[Reached]:
    pairs = zip(clean, run, strict=True)
    return [other for one, other in pairs if one.after_question and not other.after_question]


def _dialogues(talks: Sequence[DialogueCase], url: str, jobs: int, seeds: Sequence[int], mend: Way) -> Report:
    """At the headline level: turns right, and turns about the right item."""
    clean = downstream.walked(talks, str, url, jobs)
    found: Report = {"dialogues": len(talks), "clean": _turns(clean)}
    for name, mends in (("misheard", None), ("mended", mend)):
        runs = [downstream.walked(talks, misheard(one, HEADLINE, mends), url, jobs) for one in seeds]
        before, after = downstream.turn_values(clean), [downstream.turn_values(run) for run in runs]
        lost = {what: downstream.drop(before[what], [run[what] for run in after]) for what in before}
        found[name] = {**_turns([one for run in runs for one in run]), "drop": lost}
    return found


def _turns(walked: Sequence[Any]) -> Report:
    return {"turns": share_of(not wrong for one in walked for wrong in one.wrong)}


def _digits() -> Report:
    from eval_sets.speech.digits import digits_figures

    return digits_figures()


def _clips() -> Report:
    from eval_sets.speech.clips import clips_figures

    return clips_figures()


def _calls(url: str, seeds: Sequence[int], mend: Way) -> Report:
    """Needs the demo's people, whom a running service need not have."""
    try:
        return paths.calls(url, [seed * CALLS + at for seed in seeds for at in range(CALLS)], mend)
    except ServerError as error:
        return {"why": str(error)}


def _part(figures: Callable[[], Report]) -> Report:
    """Needs packages of the speech extra, which need not be here."""
    try:
        return figures()
    except ModuleNotFoundError as error:
        return {"why": str(error)}


PARTS: Mapping[str, Callable[[], Report]] = {"digits": _digits, "clips": _clips}


def main(
    part: Annotated[str, typer.Option(help="train, dev or test")] = parts.TEST,
    sample: Annotated[int, typer.Option(help="navigation cases; 0 is all")] = SAMPLE,
    seeds: Annotated[str, typer.Option(help="seeds of the errors model, with commas")] = "1",
    url: Annotated[str | None, typer.Option(help="a running service")] = None,
    jobs: Annotated[int, typer.Option(help="conversations at once")] = JOBS,
) -> None:
    """Prints one JSON object."""
    begun = time.monotonic()
    cases = [c for file in parts.choose("navigation", part).files for c in read_cases(NavigationCase, file)]
    talks = [c for file in parts.choose("dialogues", part).files for c in read_cases(DialogueCase, file)]
    wanted = [int(one) for one in seeds.split(",")]
    with service(url) as address:
        report = evaluate(cases, talks, address, jobs, sample=sample, seeds=wanted)
    counts = {"set": "speech", "part": part, "seconds": round(time.monotonic() - begun, 1)}
    typer.echo(json.dumps({**counts, **report}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    typer.run(main)
