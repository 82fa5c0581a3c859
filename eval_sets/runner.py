"""Runs one set or all of them and prints nothing: the command line shows what comes back."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval_sets import answers, boundaries, document_reading, journeys, navigation, precheck
from eval_sets.cases import (
    HERE,
    OWN_CASES,
    AnswerCase,
    BoundaryCase,
    DocumentCase,
    JourneyCase,
    NavigationCase,
    PrecheckCase,
    read_cases,
)
from eval_sets.errors import ChoiceError
from eval_sets.service import service

Report = dict[str, Any]
OWN_DOCUMENTS = HERE / "documents" / "samples" / "index.jsonl"


def _navigation(file: Path, url: str) -> Report:
    return navigation.evaluate(read_cases(NavigationCase, file), url)


def _boundaries(file: Path, url: str) -> Report:
    return boundaries.evaluate(read_cases(BoundaryCase, file), url)


def _answers(file: Path, url: str) -> Report:
    return answers.evaluate(read_cases(AnswerCase, file), url)


def _documents(file: Path, url: str) -> Report:
    return document_reading.evaluate(read_cases(DocumentCase, file), file.parent, url)


def _precheck(file: Path, url: str) -> Report:
    return precheck.evaluate(read_cases(PrecheckCase, file), file.parent, url)


def _journeys(file: Path, url: str) -> Report:
    return journeys.evaluate(read_cases(JourneyCase, file), file.parent, url)


SETS: dict[str, Callable[[Path, str], Report]] = {
    "navigation": _navigation,
    "boundaries": _boundaries,
    "answers": _answers,
    "documents": _documents,
    "precheck": _precheck,
    "journeys": _journeys,
}


def own_cases(name: str) -> Path:
    return OWN_DOCUMENTS if name == "documents" else OWN_CASES / f"{name}.jsonl"


def run(name: str, cases: Path | None = None, url: str | None = None) -> Report:
    """Figures, counts, seconds and failing ids of a set; `all` gives one such report a set.

    `url` measures a service that already runs instead of one started for the purpose.
    """
    if name != "all" and name not in SETS:
        raise ChoiceError(f"no evaluation set {name}: choose one of {', '.join(SETS)} or all")
    if name == "all" and cases is not None:
        raise ChoiceError("--cases goes with one set: name the set the file is for")
    with service(url) as address:
        if name != "all":
            return _timed(name, cases or own_cases(name), address)
        reports = [_timed(each, own_cases(each), address) for each in SETS]
        return {"sets": reports, "failing": [f"{r['set']}:{i}" for r in reports for i in r["failing"]]}


def _timed(name: str, file: Path, address: str) -> Report:
    begun = time.monotonic()
    report = SETS[name](file, address)
    cases = sum(1 for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {"set": name, "cases": cases, "seconds": round(time.monotonic() - begun, 2), **report}
