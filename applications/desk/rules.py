"""Which rule a finding comes from, and by which key it is named within its case. Pure."""

from collections.abc import Iterable

from applications.desk.types import Judged
from applications.types import Finding
from knowledge_base.model.guide import Guide

BUILT_IN, UNCOVERED = "built_in.", "uncovered."
"""`built_in.<code>`: a check every guide gets; `uncovered.<code>`: a fault that no rule looks for."""


def keyed(findings: Iterable[Finding]) -> tuple[Judged, ...]:
    """Each with its key: rule, material and field; a number tells apart what is alike."""
    seen: dict[str, int] = {}
    made: list[Judged] = []
    for finding in findings:
        rule = finding.rule or f"{BUILT_IN}{finding.code}"
        key = f"{rule}:{finding.material_id or ''}:{finding.field or ''}"
        seen[key] = seen.get(key, 0) + 1
        made.append(Judged(key if seen[key] == 1 else f"{key}:{seen[key]}", rule, finding))
    return tuple(made)


def rule_missed(guide: Guide, finding: Finding) -> str:
    """The rule that should have found what a reviewer found: one about the same thing by the same clause."""
    for point in guide.review:
        if point.clause == finding.clause and _is_about(point.material, point.field, finding):
            return point.id
    return f"{UNCOVERED}{finding.code}"


def matching(judged: Iterable[Judged], finding: Finding) -> Judged | None:
    """The precheck's finding that a reviewer's is: the same wording, or only one about the same thing."""
    alike = [
        one
        for one in judged
        if one.finding.code == finding.code and _is_about(one.finding.material_id, one.finding.field, finding)
    ]
    worded = [one for one in alike if one.finding.message == finding.message]
    found = worded or alike
    return found[0] if len(found) == 1 or worded else None


def _is_about(material: str | None, field: str | None, finding: Finding) -> bool:
    return material == finding.material_id and field == finding.field
