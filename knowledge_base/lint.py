"""Publication checks. Each finding says where, which rule, why it matters and how to mend it.

The rules follow the list that guide checkers of government offices use (unit of every limit, conditional
materials, law in force, phones, empty flows) and what published guides get wrong; rule modules hold one small
function a rule.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge_base.lint_facts import FACT_RULES
from knowledge_base.lint_form import FORM_RULES
from knowledge_base.lint_names import ambiguous_names
from knowledge_base.lint_text import TEXT_RULES
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.source import Segments

Broken = tuple[Segments, dict[str, object]]
"""where a rule is broken, and the values its sentence needs"""

Rule = Callable[[Guide, date], Iterable[Broken]]

RULES: dict[str, Rule] = {**FACT_RULES, **TEXT_RULES, **FORM_RULES}


@dataclass(frozen=True, slots=True)
class LintFinding:
    file: str
    line: int
    rule: str
    why: str
    mend: str


def check(loaded: Sequence[LoadedGuide], day: date, names: Sequence[ServiceItem] = ()) -> list[LintFinding]:
    """All findings on `day`, by file and line. `names` are the items known by name only."""
    findings = [*_each(loaded, day), *_ambiguous(loaded, names)]
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.rule))


def _each(loaded: Sequence[LoadedGuide], day: date) -> Iterator[LintFinding]:
    for entry in loaded:
        for rule, broken in RULES.items():
            for path, values in broken(entry.guide, day):
                yield _finding(rule, *entry.where(*path), values)


def _ambiguous(loaded: Sequence[LoadedGuide], names: Sequence[ServiceItem]) -> Iterator[LintFinding]:
    places = {entry.item_id: entry for entry in loaded}
    for item_id, path, values in ambiguous_names([entry.guide for entry in loaded], names):
        where = places[item_id].where(*path) if item_id in places else ("names.yaml", 1)
        yield _finding("alias-ambiguous", *where, values)


def _finding(rule: str, file: str, line: int, values: dict[str, object]) -> LintFinding:
    texts = _texts()[rule]
    return LintFinding(file, line, rule, texts["why"].format(**values), texts["mend"].format(**values))


@cache
def _texts() -> dict[str, Any]:
    return yaml.safe_load(files("knowledge_base").joinpath("lint.yaml").read_text(encoding="utf-8"))
