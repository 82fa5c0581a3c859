"""Whether the right item is first, or among the first three: how search is judged wherever it is compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval_sets.cases import NavigationCase
from eval_sets.figures import Share, share_of

DEPTH = 3
"""items a person looks at"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Of one case: is an accepted item the first, is one within the first `DEPTH`."""

    kind: str
    first: bool
    within: bool


def judge(case: NavigationCase, names: Sequence[str]) -> Hit:
    """`names`: official names, best first; one that comes again takes no place."""
    found = list(dict.fromkeys(names))[:DEPTH]
    accepted = [name in case.accept for name in found]
    return Hit(case.kind, first=accepted[:1] == [True], within=any(accepted))


def figures(hits: Sequence[Hit]) -> dict[str, Any]:
    """`hit_at_1` and `hit_at_3`, of all and by kind."""
    kinds = sorted({hit.kind for hit in hits})
    return {
        **_shares(hits),
        "by_kind": {kind: _shares([h for h in hits if h.kind == kind]) for kind in kinds},
    }


def _shares(hits: Sequence[Hit]) -> dict[str, Share]:
    return {
        "hit_at_1": share_of(hit.first for hit in hits),
        "hit_at_3": share_of(hit.within for hit in hits),
    }
