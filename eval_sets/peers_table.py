"""The comparison with peers as a Markdown table. Pure."""

from typing import Any


def table(report: dict[str, Any]) -> str:
    """A row a peer: hit@1 with its interval, hit@3, hit@1 of each kind, milliseconds; in percent."""
    measured = [peer for peer in report["peers"] if "missing" not in peer]
    kinds = sorted({kind for peer in measured for kind in peer["by_kind"]})
    head = ["", "given", "hit@1 (95 %)", "hit@3", *kinds, "p50 ms", "p95 ms"]
    lines = [_line(head), _line(["---"] * len(head))]
    lines += [_line(_row(peer, kinds)) for peer in measured]
    lines += [
        f"\n{peer['name']}, {peer['given']}: not measured, {peer['missing']}."
        for peer in report["peers"]
        if "missing" in peer
    ]
    counts = "{cases} cases ({part}), {names} names, {wordings} texts in all.".format_map(report)
    return "\n".join([*lines, "", counts])


def _row(peer: dict[str, Any], kinds: list[str]) -> list[str]:
    first = peer["hit_at_1"]
    interval = f"{_percent(first, 'share')} ({_percent(first, 'low')}–{_percent(first, 'high')})"
    by_kind = [_percent(peer["by_kind"][kind]["hit_at_1"], "share") for kind in kinds]
    times = [f"{peer['p50_ms']:.1f}", f"{peer['p95_ms']:.1f}"]
    return [peer["name"], peer["given"], interval, _percent(peer["hit_at_3"], "share"), *by_kind, *times]


def _percent(share: dict[str, Any], part: str) -> str:
    return f"{share[part] * 100:.0f}" if part in share else "–"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
