"""Runs one set or all of them and prints nothing: the command line shows what comes back."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, cast

from eval_sets import (
    answers,
    boundaries,
    dialogues,
    document_reading,
    journeys,
    navigation,
    precheck,
)
from eval_sets.attack_cases import AttackCase
from eval_sets.cases import (
    AnswerCase,
    BoundaryCase,
    Case,
    DialogueCase,
    DocumentCase,
    JourneyCase,
    NavigationCase,
    PrecheckCase,
    read_cases,
)
from eval_sets.errors import ChoiceError
from eval_sets.packs import recorded
from eval_sets.parallel import JOBS
from eval_sets.parts import ALL, PARTS, WHOLE, Chosen, choose
from eval_sets.service import known, service
from eval_sets.speech import measured

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Service:
    """What is measured: its address, where the cases' pictures lie, how many people come at once."""

    url: str
    folder: Path
    jobs: int
    part: str = WHOLE
    """of the set's own cases"""


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A set's lines, and what gives its figures and failing ids."""

    shape: type[Case]
    evaluate: Callable[[list[Any], Service], Report]


SETS: dict[str, EvalSet] = {
    "navigation": EvalSet(NavigationCase, lambda cases, at: navigation.evaluate(cases, at.url, at.jobs)),
    "boundaries": EvalSet(BoundaryCase, lambda cases, at: boundaries.evaluate(cases, at.url, at.jobs)),
    "answers": EvalSet(AnswerCase, lambda cases, at: answers.evaluate(cases, at.url, at.jobs)),
    "dialogues": EvalSet(DialogueCase, lambda cases, at: dialogues.evaluate(cases, at.url, at.jobs)),
    # One after the other: they share the demo accounts or the one reader of pictures.
    "documents": EvalSet(DocumentCase, lambda cases, at: document_reading.evaluate(cases, at.folder, at.url)),
    "precheck": EvalSet(PrecheckCase, lambda cases, at: precheck.evaluate(cases, at.folder, at.url)),
    "journeys": EvalSet(JourneyCase, lambda cases, at: journeys.evaluate(cases, at.folder, at.url, at.jobs)),
    "speech": EvalSet(
        NavigationCase, lambda cases, at: measured.evaluate(cases, _talks(at), at.url, at.jobs)
    ),
}

ATTACKS = "attacks"
ATTACKING = "eval_sets.attacks:evaluate"
"""loaded by name: its model needs LangChain, which whoever measures the rest may not have installed"""


def _talks(at: Service) -> list[Any]:
    """Dialogues of the same part; other people's cases bring none."""
    files = choose("dialogues", at.part).files if at.part in (*PARTS, ALL) else ()
    return [case for file in files for case in read_cases(DialogueCase, file)]


def run(
    name: str,
    cases: Path | None = None,
    url: str | None = None,
    *,
    part: str = "",
    jobs: int = JOBS,
    read: bool = False,
) -> Report:
    """Figures, counts, seconds and failing ids of a set; `all` gives one such report a set.

    `cases` are other people's, instead of our own; `part` chooses among ours (see `parts`). `url` measures a
    service that already runs instead of one started for the purpose. Our packs of papers are prechecked on
    readings that were recorded; with `read`, or over `url`, every picture is read.
    """
    sets = (*SETS, ATTACKS)
    if name != "all" and name not in sets:
        raise ChoiceError(f"no evaluation set {name}: choose one of {', '.join(sets)} or all")
    if cases is not None and name == "all":
        raise ChoiceError("--cases goes with one set: name the set the file is for")
    if cases is not None and part:
        raise ChoiceError("--cases and --part don't go together: a part is one of our own case files")
    if read and (name != "precheck" or cases is not None):
        raise ChoiceError(
            "--read goes with our own packs of precheck: pictures of your cases are always read"
        )
    chosen = {one: choose(one, part) for one in (sets if name == "all" else (name,))}
    if cases is not None:
        chosen = {name: Chosen(WHOLE, (cases,))}
    on_record = cases is None and url is None and not read and chosen.pop("precheck", None)
    attacking = chosen.pop(ATTACKS, None)
    reports = _reports(chosen, url, jobs)
    if on_record:
        reports.append(recorded.evaluate())
    if attacking:
        reports.append(_attacked(attacking, url))
    if read:
        drawn = recorded.evaluate_reading()
        return {**reports[0], "drawn": drawn, "failing": [*reports[0]["failing"], *drawn["failing"]]}
    if name != "all":
        return reports[0]
    return {"sets": reports, "failing": [f"{r['set']}:{i}" for r in reports for i in r["failing"]]}


def _reports(chosen: Mapping[str, Chosen], url: str | None, jobs: int) -> list[Report]:
    """Of the sets that a service is asked; none is started for none."""
    if not chosen:
        return []
    with service(url) as address:
        return [_timed(one, files, address, jobs) for one, files in chosen.items()]


def _attacked(chosen: Chosen, url: str | None) -> Report:
    """Against a service of its own, with a model that obeys every attack: nobody else is to meet that."""
    if url:
        raise ChoiceError("attacks start a service of their own, with a malicious model: leave --url out")
    begun = time.monotonic()
    cases = [case for file in chosen.files for case in read_cases(AttackCase, file)]
    report = cast("Callable[[list[AttackCase]], Report]", resolve_name(ATTACKING))(cases)
    counts = {"set": ATTACKS, "part": chosen.part, "cases": len(cases)}
    return {**counts, "seconds": round(time.monotonic() - begun, 2), **report}


def _timed(name: str, chosen: Chosen, address: str, jobs: int) -> Report:
    begun = time.monotonic()
    evaluated = SETS[name]
    cases = [case for file in chosen.files for case in read_cases(evaluated.shape, file)]
    report = evaluated.evaluate(cases, Service(address, chosen.files[0].parent, jobs, chosen.part))
    seconds = round(time.monotonic() - begun, 2)
    counts = {"set": name, "part": chosen.part, "cases": len(cases), "seconds": seconds}
    return {**counts, "known": known(address), **report}
