"""Whether a clause of what was published supports a clause: same figures, polarity and words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.clauses import ANSWER, JOINT, Clause, Mark, is_word
from assistant.grounding.lists import Lists

MOST_LENT = 0.5
"""share of a clause that may come from what stands around its support: the name, the question asked"""
PART, SUMMED, WHOLE = 0.5, 0.7, 0.9
"""share of the support that a clause has to say itself; of several clauses; where words were lent to it"""
_ASKING = ("打", "问", "查")
"""what one may do to ask: said as an invitation as well"""
_TIME = re.compile(r" (?:工作日|天|月|年|小时|周) ?")
_TWO = re.compile("[\ue000-\ue0ff]{2}")
_MISPLACED = "?"
_MOVED = 2
"""characters that may have gone to the other side of a mark (不能个人领 → 个人不能领)"""


@dataclass(frozen=True, slots=True)
class Match:
    """How far a clause is supported; `told`: which characters of the support it says."""

    faults: tuple[str, ...]
    told: frozenset[int]


def match(clause: Clause, support: Clause, lent: str) -> Match:
    """`clause` against one clause of what was published, or neighbours of it as one.

    `lent`: the names and headings, whose words may open a clause that has them from nowhere else.
    """
    found: list[str] = []
    wide = JOINT in support.plain or JOINT in clause.plain
    missing, told = _cover(clause.plain, support.plain, in_order=wide)
    if not _in_order(_bare(clause.amounts), _bare(support.amounts)) or not _limits(clause, support):
        found.append("figures")
    if not _marks_hold(clause, support):
        found.append("polarity")
    if JOINT in support.plain and not _whole(clause, support, told):
        found.append("condition" if "figures" not in found else "roles")
    if not clause.content and clause.marks and _kinds(clause) != _kinds(support):
        found.append("polarity")
    if not _roles_hold(clause, support):
        found.append("roles")
    if not _lent(clause, missing, lent):
        found.append("vocabulary")
    elif support.segment != ANSWER and missing and len(told) < WHOLE * len(support.content):
        found.append("roles")
    elif support.segment != ANSWER and len(told) < PART * len(support.content):
        found.append("condition")
    return Match(tuple(found), told)


def _whole(clause: Clause, support: Clause, told: frozenset[int]) -> bool:
    """Who sums up several clauses leaves out no figure and no negation, and little else."""
    if _bare(clause.amounts) != _bare(support.amounts) or len(told) < SUMMED * len(support.content):
        return False
    return not [kind for kind in _kinds(support) if _kinds(clause).count(kind) < _kinds(support).count(kind)]


def _kinds(clause: Clause) -> list[str]:
    return sorted(
        mark.kind for mark in clause.marks if mark.kind not in Lists.shipped().soft or not clause.content
    )


def kept(support: Clause, told: Sequence[Clause]) -> bool:
    """Whether all the clauses together that tell `support` keep its negations, limits and permissions."""
    marks = Lists.shipped().marks
    free = [own for one in told for own in one.marks]
    for mark in support.marks:
        if mark.kind in Lists.shipped().soft or (mark.kind == marks["may"] and mark.scope[:1] in _ASKING):
            continue
        same = next(
            (own for own in free if mark.kind == own.kind and (not mark.scope or _bound(mark, own))), None
        )
        if same is None:
            return False
        free.remove(same)
    return True


def roles_kept(support: Clause, told: Sequence[Clause]) -> bool:
    """Whether everybody and everything that `support` tells apart is named, or spoken to."""
    named = {role for one in told for role in one.roles}
    return set(support.roles) <= named | Lists.shipped().addressed


def _marks_hold(clause: Clause, support: Clause) -> bool:
    """Each mark of the clause has one of the support's for its own; two in a row (不能不) do so there."""
    free, wide = list(support.marks), JOINT in support.plain
    for mark in clause.marks:
        near = [one for one in free if not wide or mark.scope[:1] == one.scope[:1]]
        same = next((one for one in near if one.kind == mark.kind and _bound(one, mark)), None)
        if same is not None:
            free.remove(same)
        elif not _may_be_said(mark, clause, support):
            return False
    return all(two in support.plain for two in _TWO.findall(clause.plain))


def _may_be_said(mark: Mark, clause: Clause, support: Clause) -> bool:
    """An instruction may be said as an obligation, and as a permission where nothing has to be done."""
    lists = Lists.shipped()
    kinds, marks = {one.kind for one in support.marks}, lists.marks
    free = {marks[name] for name in ("may", "not_needed", "must_not", "not")}
    if support.aside and not support.marks:  # another name in brackets orders and allows nothing
        return False
    if mark.kind == marks["need"]:
        return marks["must"] in kinds or not kinds & free
    if mark.kind == marks["may"]:
        firm = {marks[name] for name in ("may", "must", "need", "not_needed", "must_not", "not", "only")}
        timed = any(_TIME.search(amount) for amount in support.amounts)
        bound = kinds & firm or timed or clause.condition or lists.firm_verbs.search(mark.scope)
        return not bound and any(verb in mark.before + mark.scope for verb in lists.free_verbs)
    return False


def _bound(of_support: Mark, own: Mark) -> bool:
    """What the support's mark stands before is in the reach of the clause's, or was said just before it."""
    scope = of_support.scope
    if not scope:
        return not own.scope
    if scope[0] in own.scope:
        return True
    return len(scope) > _MOVED and scope[:_MOVED] in own.before and scope[_MOVED] in own.scope


def _bare(amounts: Sequence[str]) -> list[str]:
    return [" ".join(one.split(" ")[:2]) for one in amounts]


def _limits(clause: Clause, support: Clause) -> bool:
    """An amount keeps its limit; a working-day figure may be said as 内, which it always is."""
    given = set(support.amounts)
    return all(
        one in given or (one.endswith("工作日 max") and one.removesuffix(" max") in given)
        for one in clause.amounts
    )


def _roles_hold(clause: Clause, support: Clause) -> bool:
    """Nobody stands for another of the same set; two keep their order."""
    own = [role for role in clause.roles if role in support.roles]
    if not _in_order(own, support.roles):
        return False
    for role in clause.roles:
        if role in support.roles:
            continue
        rivals = {one for group in Lists.shipped().contrasts if role in group for one in group}
        if rivals & set(support.roles):
            return False
    return True


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(any(one == other for other in rest) for one in few)


def _cover(plain: str, support: str, *, in_order: bool) -> tuple[list[str], frozenset[int]]:
    """The runs of `plain` that do not stand in `support`, and the places of `support` that are said.

    `in_order`: one after the other as they stand there, so that no two clauses change their subjects.
    """
    missing, told = [""], set[int]()
    at = since = 0
    while at < len(plain):
        end = at
        while end < len(plain) and is_word(plain[end]) and plain[at : end + 1] in support[since:]:
            end += 1
        if end == at and is_word(plain[at]):
            missing[-1] += plain[at]
            at += 1
            continue
        if end == at:
            end += 1
            if in_order and plain[at] in support[since:]:
                since = support.index(plain[at], since)
            elif in_order and plain[at] in support and plain[at] not in Lists.shipped().soft:
                missing.append(_MISPLACED)
        else:
            start = support.find(plain[at:end], since)
            since = start if in_order else 0
            while start >= 0:
                told.update(range(start, start + end - at))
                start = support.find(plain[at:end], start + 1)
        missing.append("")
        at = end
    return [run for run in missing if run], frozenset(told)


def _lent(clause: Clause, missing: Sequence[str], lent: str) -> bool:
    """What is missing opens the clause, as the name of the matter may, and stands there in one piece."""
    if not missing:
        return True
    run = missing[0]
    opens = len(missing) == 1 and clause.plain.startswith(run)
    return opens and 1 < len(run) <= MOST_LENT * len(clause.content) and run in lent
