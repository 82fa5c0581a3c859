"""Whether what was found is what was planted, and the figures of many packs. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from eval_sets.cases import PrecheckCase
from eval_sets.client import Json
from eval_sets.figures import share


class Planted(BaseModel):
    """What must be found: any of `codes`, about the material or field named, if one is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str
    codes: tuple[str, ...]
    material: str = ""
    field: str = ""
    passes: bool = False
    may: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One pack. `found` goes with the case's planted faults; `beside` are codes that block unplanted."""

    case: PrecheckCase
    passed: bool
    found: tuple[bool, ...]
    beside: tuple[str, ...]

    @property
    def false_pass(self) -> bool:
        return self.passed and not self.case.passed

    @property
    def false_alarm(self) -> bool:
        """A pack that nothing planted holds up does not pass."""
        return self.case.passed and not self.passed and bool(self.beside)

    @property
    def right(self) -> bool:
        return all(self.found) and not self.beside and not self.false_pass


def judged(case: PrecheckCase, result: Json) -> Verdict:
    """`result`: `{passed, findings}`. A fault is found when it is told of the material or field it is in."""
    faults = faults_of(case)
    findings: list[Json] = result["findings"]
    expected = {code for fault in faults for code in (*fault.codes, *fault.may)}
    blocking = {finding["code"] for finding in findings if finding["severity"] == "must_fix"}
    return Verdict(
        case,
        bool(result["passed"]),
        tuple(any(_tells(finding, fault) for finding in findings) for fault in faults),
        tuple(sorted(blocking - expected)),
    )


def faults_of(case: PrecheckCase) -> tuple[Planted, ...]:
    """As declared; of other people's cases, which only give codes, anywhere in the pack."""
    if case.planted:
        return tuple(Planted.model_validate(one) for one in case.planted)
    return tuple(
        Planted.model_validate({"kind": "given", "codes": [code], "passes": case.passed})
        for code in case.findings
    )


def _tells(finding: Json, fault: Planted) -> bool:
    if finding["code"] not in fault.codes:
        return False
    if finding["code"] == "not_eligible" or not (fault.material or fault.field):
        return True
    return bool(
        (fault.material and finding.get("material_id") == fault.material)
        or (fault.field and finding.get("field") == fault.field)
    )


def figures(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Each share with its 95 % Wilson interval. Of faulty packs, of clean ones, and of all."""
    faulty = [one for one in verdicts if not one.case.passed]
    clean = [one for one in verdicts if one.case.passed]
    return {
        "faults_found": share(
            sum(sum(one.found) for one in verdicts), sum(len(one.found) for one in verdicts)
        ),
        "false_pass": share(sum(one.false_pass for one in verdicts), len(faulty)),
        "false_pass_of_packs": share(sum(one.false_pass for one in verdicts), len(verdicts)),
        "false_alarm": share(sum(one.false_alarm for one in clean), len(clean)),
        "more_than_planted": share(sum(bool(one.beside) for one in faulty), len(faulty)),
    }


def by_item(verdicts: Iterable[Verdict]) -> dict[str, dict[str, Any]]:
    parted: dict[str, list[Verdict]] = {}
    for one in verdicts:
        parted.setdefault(one.case.item_id, []).append(one)
    return {item: {"packs": len(some), **figures(some)} for item, some in sorted(parted.items())}


def by_code(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """Of the faults planted with that code, how many were found."""
    counts: dict[str, list[bool]] = {}
    for one in verdicts:
        for fault, found in zip(faults_of(one.case), one.found, strict=True):
            counts.setdefault(fault.codes[0], []).append(found)
    return {code: share(sum(found), len(found)) for code, found in sorted(counts.items())}


def by_level(verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """False alarms by the worst of a pack's pictures."""
    parted: dict[str, list[bool]] = {}
    for one in verdicts:
        if one.case.passed:
            levels = set(one.case.levels.values())
            worst = next((level for level in ("hard", "phone", "scan") if level in levels), "none")
            parted.setdefault(worst, []).append(one.false_alarm)
    return {level: share(sum(alarms), len(alarms)) for level, alarms in sorted(parted.items())}
