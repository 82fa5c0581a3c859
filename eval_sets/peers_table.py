"""The comparison with peers as a Markdown table. Pure."""

from typing import Any

from eval_sets import hits_table


def table(report: dict[str, Any]) -> str:
    """A row a peer, milliseconds last; below it which could not be measured, and on what the others were."""
    rows = [
        ([peer["name"], peer["given"]], peer, [f"{peer['p50_ms']:.1f}", f"{peer['p95_ms']:.1f}"])
        for peer in report["peers"]
        if "missing" not in peer
    ]
    missing = [
        f"{peer['name']}, {peer['given']}: not measured, {peer['missing']}."
        for peer in report["peers"]
        if "missing" in peer
    ]
    counts = "{cases} cases ({part}), {names} names, {wordings} texts in all.".format_map(report)
    return "\n\n".join([hits_table.table(["", "given"], rows, ["p50 ms", "p95 ms"]), *missing, counts])
