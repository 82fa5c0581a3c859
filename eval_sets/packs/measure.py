"""Measures a folder of packs: on kept readings, on what the papers show, or over HTTP with everything."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from eval_sets.cases import PrecheckCase, read_cases
from eval_sets.client import Json
from eval_sets.errors import ServerError
from eval_sets.packs.desk import recorded_desk
from eval_sets.packs.drawing import CASES, IDEAL, PEOPLE
from eval_sets.packs.reading import READINGS, readings
from eval_sets.precheck import precheck
from eval_sets.precheck_verdicts import Verdict, by_code, by_item, by_level, figures, judged
from eval_sets.service import service
from storage.clock import system_clock

Way = Literal["read", "ideal", "http"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Packs measured one way. `faults` are those that could not be handed in; `not_read` lack a reading."""

    way: Way
    verdicts: tuple[Verdict, ...]
    faults: Mapping[str, str]
    not_read: int
    seconds: float


def measure(folder: Path, way: Way, sample: int = 0) -> Json:
    """Figures, tables by item, code and level, and what was wrong with each failing pack.

    `sample` takes so many of the packs, the same ones each time.
    """
    return report(measured(folder, way, sample))


def measured(folder: Path, way: Way, sample: int = 0) -> Measured:
    begun = time.monotonic()
    cases = read_cases(PrecheckCase, folder / CASES)
    if 0 < sample < len(cases):
        cases = random.Random(sample).sample(cases, sample)
    verdicts, faults = _over_http(cases, folder) if way == "http" else _on_readings(cases, folder, way)
    not_read = len(cases) - len(verdicts) - len(faults)
    return Measured(way, tuple(verdicts), faults, not_read, round(time.monotonic() - begun, 1))


def report(one: Measured) -> Json:
    failing = [verdict for verdict in one.verdicts if not verdict.right]
    return {
        "set": "precheck",
        "way": one.way,
        "packs": len(one.verdicts),
        "not_read": one.not_read,
        "seconds": one.seconds,
        "figures": figures(one.verdicts),
        "by_code": by_code(one.verdicts),
        "by_item": by_item(one.verdicts),
        "false_alarm_by_level": by_level(one.verdicts),
        "failing": [verdict.case.id for verdict in failing] + list(one.faults),
        "why": {**{verdict.case.id: _why(verdict) for verdict in failing}, **one.faults},
    }


def _on_readings(
    cases: Sequence[PrecheckCase], folder: Path, way: Way
) -> tuple[list[Verdict], dict[str, str]]:
    """Packs whose pictures have not all been read are left out."""
    known = readings(folder / (IDEAL if way == "ideal" else READINGS))
    ready = [one for one in cases if all(Path(entry).name in known for entry in one.documents)]
    today = next((one.drawn_on for one in ready if one.drawn_on), system_clock().date())
    verdicts: list[Verdict] = []
    faults: dict[str, str] = {}
    if not ready:
        return verdicts, faults
    with recorded_desk(folder / PEOPLE, known, today, [one.account for one in ready]) as desk:
        for case in ready:
            try:
                verdicts.append(judged(case, desk.precheck(case)))
            except ServerError as error:
                faults[case.id] = str(error)[:300]
    return verdicts, faults


def _over_http(cases: Sequence[PrecheckCase], folder: Path) -> tuple[list[Verdict], dict[str, str]]:
    """A service of our own that knows the packs' people; the day is today's."""
    wanted = {case.account for case in cases}
    known = yaml.load((folder / PEOPLE).read_text(encoding="utf-8"), yaml.CSafeLoader)["people"]
    people = folder / f"service-{PEOPLE}"
    chosen = {"people": [one for one in known if one["account"] in wanted]}
    people.write_text(yaml.safe_dump(chosen, allow_unicode=True), encoding="utf-8")
    verdicts: list[Verdict] = []
    faults: dict[str, str] = {}
    with service(people=people) as url:
        for case in cases:
            try:
                verdicts.append(judged(case, precheck(case, folder, url)))
            except ServerError as error:
                faults[case.id] = str(error)[:300]
    return verdicts, faults


def _why(one: Verdict) -> Json:
    planted = [fault for fault, found in zip(one.case.planted, one.found, strict=False) if not found]
    return {"passed": one.passed, "not_found": planted, "beside": list(one.beside)}


def table(report: Json) -> str:
    """The report as Markdown."""
    lines = [f"{report['packs']} packs, {report['way']}, {report['seconds']} s", ""]
    lines += ["| figure | share | 95 % | counts |", "| --- | --- | --- | --- |"]
    lines += [_row(name, one) for name, one in report["figures"].items()]
    lines += ["", "| code | found | 95 % | counts |", "| --- | --- | --- | --- |"]
    lines += [_row(name, one) for name, one in report["by_code"].items()]
    lines += [
        "",
        "| item | packs | faults found | false pass | false alarm |",
        "| --- | --- | --- | --- | --- |",
    ]
    for item, one in report["by_item"].items():
        found, passed, alarm = (_counts(one[name]) for name in ("faults_found", "false_pass", "false_alarm"))
        lines.append(f"| {item} | {one['packs']} | {found} | {passed} | {alarm} |")
    return "\n".join([*lines, "", f"failing: {', '.join(report['failing']) or 'none'}", ""])


def _row(name: str, one: dict[str, Any]) -> str:
    if not one["of"]:
        return f"| {name} | – | – | 0 |"
    return f"| {name} | {one['share']:.1%} | {one['low']:.1%} – {one['high']:.1%} | {_counts(one)} |"


def _counts(one: dict[str, Any]) -> str:
    return f"{one['right']} / {one['of']}"
