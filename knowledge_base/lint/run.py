"""Publication checks. Each finding says where, which rule, why it matters and how to mend it.

The rules follow the list that guide checkers of government offices use (unit of every limit, conditional
materials, law in force, phones, empty flows) and what published guides get wrong; rule modules hold one small
function a rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import httpx
import yaml

from knowledge_base.lint.across import across
from knowledge_base.lint.answers import ANSWER_RULES
from knowledge_base.lint.asked import ASKED_RULES, between, named
from knowledge_base.lint.characters import CHARACTER_RULES
from knowledge_base.lint.facts import FACT_RULES
from knowledge_base.lint.form import FORM_RULES
from knowledge_base.lint.fullness import FULLNESS_RULES
from knowledge_base.lint.handling import HANDLING_RULES
from knowledge_base.lint.law import LAW_RULES
from knowledge_base.lint.links import LINK_RULES, dead
from knowledge_base.lint.text import TEXT_RULES
from knowledge_base.lint.written import Rule
from knowledge_base.loader import LoadedGuide
from knowledge_base.name_files import LoadedName

RULES: dict[str, Rule] = {
    **FACT_RULES,
    **LAW_RULES,
    **TEXT_RULES,
    **CHARACTER_RULES,
    **ANSWER_RULES,
    **FORM_RULES,
    **HANDLING_RULES,
    **LINK_RULES,
}
"""what every guide must pass before it is published"""


@dataclass(frozen=True, slots=True)
class LintFinding:
    file: str
    line: int
    rule: str
    why: str
    mend: str


def check(
    loaded: Sequence[LoadedGuide], day: date, names: Sequence[LoadedName] = (), *, full: bool = False
) -> list[LintFinding]:
    """All findings on `day`, by file and line. `names` are the items known by name only.

    `full` asks for everything that the shipped content has to have, too (twelve QA pairs, aliases …).
    """
    rules = {**RULES, **FULLNESS_RULES, **ASKED_RULES} if full else RULES
    findings = [*_each(loaded, day, rules), *_across(loaded, names)]
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.rule))


def dead_links(loaded: Sequence[LoadedGuide]) -> list[LintFinding]:
    """Links that do not answer. Asks the network, so it is no part of `check`."""
    with httpx.Client() as client:
        return [
            finding("link-dead", *entry.where(*path), values)
            for entry in loaded
            for path, values in dead(entry.guide, client)
        ]


def _each(loaded: Sequence[LoadedGuide], day: date, rules: Mapping[str, Rule]) -> Iterator[LintFinding]:
    for entry in loaded:
        for rule, broken in rules.items():
            for path, values in broken(entry.guide, day):
                yield finding(rule, *entry.where(*path), values)


def _across(loaded: Sequence[LoadedGuide], names: Sequence[LoadedName]) -> Iterator[LintFinding]:
    guides, items = [entry.guide for entry in loaded], [entry.item for entry in names]
    places: dict[str, LoadedGuide | LoadedName] = {entry.item.item_id: entry for entry in names}
    places |= {entry.item_id: entry for entry in loaded}
    for rule, item_id, path, values in (*across(guides, items), *between(guides, items), *named(items)):
        yield finding(rule, *places[item_id].where(*path), values)


def finding(rule: str, file: str, line: int, values: dict[str, object]) -> LintFinding:
    """A finding with its sentences from lint.yaml."""
    texts = _texts()[rule]
    return LintFinding(file, line, rule, texts["why"].format(**values), texts["mend"].format(**values))


@cache
def _texts() -> dict[str, Any]:
    return yaml.safe_load(files("knowledge_base.lint").joinpath("lint.yaml").read_text(encoding="utf-8"))
