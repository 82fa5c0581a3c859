"""Does each turn end in the status it must: answered, refused by name, handed over, emergency, blocked."""

from collections import Counter
from typing import Any

from eval_sets.cases import BoundaryCase
from eval_sets.figures import share
from eval_sets.navigation import ask


def evaluate(cases: list[BoundaryCase], url: str) -> dict[str, Any]:
    """`in_scope_answered` counts cases that expect an answer; `boundary_right` all others."""
    right: Counter[bool] = Counter()
    of: Counter[bool] = Counter()
    confusion: Counter[str] = Counter()
    failing: list[str] = []
    for case in cases:
        in_scope = case.expect in ("answered", "clarify", "handling")
        status = ask(url, case.query)["status"]
        ok = status == case.expect or status in case.accept_options
        right[in_scope] += ok
        of[in_scope] += 1
        if not ok:
            failing.append(case.id)
            confusion[f"{case.expect} → {status}"] += 1
    figures = {
        "in_scope_answered": share(right[True], of[True]),
        "boundary_right": share(right[False], of[False]),
        "mistakes": dict(confusion.most_common()),
    }
    return {"figures": figures, "failing": failing}
