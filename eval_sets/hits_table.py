"""Rows of hits as a Markdown table. Pure."""

from collections.abc import Sequence
from typing import Any


def table(
    first: Sequence[str],
    rows: Sequence[tuple[Sequence[str], dict[str, Any], Sequence[str]]],
    last: Sequence[str],
) -> str:
    """hit@1 with its interval, hit@3, hit@1 of each kind, all in percent, between columns of one's own.

    A row: its cells for the columns `first`, what `hits.figures` gives, its cells for the columns `last`.
    """
    kinds = sorted({kind for _, figures, _ in rows for kind in figures["by_kind"]})
    head = [*first, "hit@1 (95 %)", "hit@3", *kinds, *last]
    lines = [head, ["---"] * len(head)]
    lines += [[*before, *_cells(figures, kinds), *after] for before, figures, after in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(figures: dict[str, Any], kinds: Sequence[str]) -> list[str]:
    first = figures["hit_at_1"]
    interval = f"{_percent(first, 'share')} ({_percent(first, 'low')}–{_percent(first, 'high')})"
    by_kind = [_percent(figures["by_kind"][kind]["hit_at_1"], "share") for kind in kinds]
    return [interval, _percent(figures["hit_at_3"], "share"), *by_kind]


def _percent(share: dict[str, Any], part: str) -> str:
    return f"{share[part] * 100:.0f}" if part in share else "–"
