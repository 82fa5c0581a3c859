"""One fault gives one finding to mend, not three. Pure.

What a paper that is missing, wrong or unreadable says is not judged; a value that is none is not compared;
differences that go back to one paper of another person, or to one field filled in wrongly, are one finding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from applications.precheck.judged import Judged
from applications.precheck.subject import Subject
from applications.types import FindingCode

_SEVERITY = ("must_fix", "warning", "for_staff")
_PAPER: frozenset[FindingCode] = frozenset({"missing_material", "wrong_document", "unreadable"})
_NO_VALUE: frozenset[FindingCode] = frozenset({"field_missing", "field_invalid", "checksum_failed"})
_IDENTITY = ("id_number", "name")
_OTHERS = ("mother", "father", "spouse", "child", "person_a", "person_b")


def settled(subject: Subject, found: Sequence[Judged]) -> list[Judged]:
    """What is left to tell, in the order found."""
    found = _one_each(_without_shadowed(found))
    anothers = {paper for one in found for paper in _papers(one) if _is_anothers(subject, paper, found)}
    return _merged(found, anothers, _backed(subject))


def _without_shadowed(found: Sequence[Judged]) -> list[Judged]:
    """Nothing about a paper or a value that has to be given anew anyway."""
    papers = {f.finding.material_id for f in found if f.finding.code in _PAPER and _must(f)} - {None}
    values = {f"field.{f.finding.field}" for f in found if f.finding.code in _NO_VALUE and _must(f)}
    return [one for one in found if not (_on_paper(one, papers) or _on_value(one, values))]


def _on_paper(one: Judged, papers: set[str | None]) -> bool:
    rests = {ref.split(".")[1] for ref in one.about if ref.startswith("document.")}
    return one.finding.code not in _PAPER and bool(rests & papers)


def _on_value(one: Judged, values: set[str]) -> bool:
    return one.finding.code not in _NO_VALUE and bool(values & set(one.about))


def _must(one: Judged) -> bool:
    return one.finding.severity == "must_fix"


def _one_each(found: Sequence[Judged]) -> list[Judged]:
    """Of findings of one code on one paper or value, the one that weighs most, best with its law.

    What only staff look at is kept: each of it is another question.
    """
    kept: dict[tuple[str, str], Judged] = {}
    for number, one in enumerate(found):
        key = _same(one) or (str(number), "")
        before = kept.get(key)
        kept[key] = one if before is None else min((before, one), key=_weight)
    order = {id(one): place for place, one in enumerate(found)}
    return sorted(kept.values(), key=lambda one: order[id(one)])


def _same(one: Judged) -> tuple[str, str] | None:
    """What two findings share that tell the same fault."""
    code, material = one.finding.code, one.finding.material_id
    if code in {"wrong_document", "missing_material"} and material:
        return code, material
    if code == "unreadable" and _must(one) and material:
        return code, material
    if code in {"not_eligible", "field_invalid", "expired"} and one.about:
        return code, one.about[0]
    return None


def _weight(one: Judged) -> tuple[int, bool]:
    return _SEVERITY.index(one.finding.severity), not one.named


def _backed(subject: Subject) -> set[str]:
    """Form fields that say what the profile says: a paper that differs is wrong itself, each for its own."""
    return {
        f"field.{field.name}"
        for field in subject.fields
        for source in field.sources
        if source.startswith("profile.")
        and set(subject.values(source)) & set(subject.values(f"field.{field.name}"))
    }


def _merged(found: Sequence[Judged], anothers: set[str], backed: set[str]) -> list[Judged]:
    """Mismatches that go back to one fault, as one."""
    groups: list[list[Judged]] = []
    for one in (each for each in found if each.finding.code == "mismatch"):
        joined = [
            group for group in groups if any(_one_fault(one, other, anothers, backed) for other in group)
        ]
        groups = [group for group in groups if group not in joined]
        groups.append([*(each for group in joined for each in group), one])
    told = {id(_lead(group)): _told(group) for group in groups}
    return [told.get(id(one), one) for one in found if one.finding.code != "mismatch" or id(one) in told]


def _one_fault(one: Judged, other: Judged, anothers: set[str], backed: set[str]) -> bool:
    """Both rest on a paper (or profile) of another person, or on a field that the others refute alike."""
    if _papers(one) & _papers(other) & anothers:
        return True
    return bool(_fields(one) & _fields(other) - backed) and _others_say_the_same(one, other)


def _papers(one: Judged) -> set[str]:
    """`document.<material>` or `profile`, each with whose it is: one may show a child and its parents."""
    return {
        f"{ref.rpartition('.')[0]}:{_whose(ref)}"
        for ref in one.about
        if ref.startswith(("document.", "profile."))
    }


def _whose(ref: str) -> str:
    name = ref.rpartition(".")[2]
    return next((who for who in _OTHERS if name.startswith(who)), "")


def _is_anothers(subject: Subject, paper: str, found: Sequence[Judged]) -> bool:
    """Whether its number is not the form's; or its name, where it shows no number."""
    place, _, who = paper.partition(":")
    number = f"{place}.{who}_id_number" if who else f"{place}.id_number"
    told = number if subject.values(number) else number.replace("id_number", "name")
    return any(paper in _papers(one) and told in one.about for one in found if one.finding.code == "mismatch")


def _fields(one: Judged) -> set[str]:
    """The form field that is wrong: of two that contradict each other, the first."""
    return {next((ref for ref in one.about if ref.startswith("field.")), "")} - {""}


def _others_say_the_same(one: Judged, other: Judged) -> bool:
    evidence, beside = one.finding.evidence or {}, other.finding.evidence or {}
    said = {evidence[ref] for ref in one.about if ref in evidence and not ref.startswith("field.")}
    told = {beside[ref] for ref in other.about if ref in beside and not ref.startswith("field.")}
    return bool(said & told) or not said or not told


def _lead(group: Sequence[Judged]) -> Judged:
    return min(group, key=lambda one: (*_weight(one), _rank(one)))


def _rank(one: Judged) -> int:
    fields = [ref.rpartition(".")[2] for ref in one.about]
    return next((place for place, name in enumerate(_IDENTITY) if any(f.endswith(name) for f in fields)), 9)


def _told(group: Sequence[Judged]) -> Judged:
    """The leading finding, with the evidence of the others beside its own."""
    lead = _lead(group)
    if len(group) == 1:
        return lead
    evidence = dict(_evidence(group))
    return replace(
        lead, finding=replace(lead.finding, evidence={**evidence, **(lead.finding.evidence or {})})
    )


def _evidence(group: Iterable[Judged]) -> Iterable[tuple[str, str]]:
    """Values by ref only: where they stand is told of the leading finding's."""
    for one in group:
        yield from ((ref, value) for ref, value in (one.finding.evidence or {}).items() if ref in one.about)
