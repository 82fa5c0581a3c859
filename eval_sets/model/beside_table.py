"""The report of `beside` for reading: a table a set, rules alone beside the model (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
FEWER_IS_BETTER = ("wrong", "asked", "median_turns", "misled", "false")
"""how figures begin of which less is better or that are no quality"""
MOST_IDS = 40


def table(model: str, reports: Sequence[Json]) -> str:
    """Markdown."""
    return "\n\n".join([f"Rules alone beside `{model}`", *map(_set, reports)])


def lower(report: Json) -> list[str]:
    """Figures of quality that are lower with the model."""
    return [
        name
        for name, (rules, helped) in _quality(report).items()
        if not name.startswith(FEWER_IS_BETTER) and helped < rules
    ]


def _set(report: Json) -> str:
    rows = [("quality", name, _number(a), _number(b)) for name, (a, b) in _quality(report).items()]
    for name in ("p50", "p95"):
        rules, helped = (_number(report[way]["seconds_a_turn"][name]) for way in ("rules", "model"))
        rows.append(("seconds a turn", name, rules, helped))
    lines = [
        f"### {report['set']} ({report['part']}, {report['cases']} cases)",
        "",
        "| | | rules | with the model |",
        "| --- | --- | ---: | ---: |",
        *(f"| {' | '.join(row)} |" for row in rows),
        *(f"| {kind} | {name} | | {value} |" for kind, name, value in _spent(report["model"]["model"])),
        "",
        f"better ({len(report['better'])}): {_ids(report['better'])}",
        f"worse ({len(report['worse'])}): {_ids(report['worse'])}",
    ]
    return "\n".join(lines)


def _quality(report: Json) -> dict[str, tuple[float, float]]:
    """Figure → share or number, by rules and with the model; those of both that stand on top."""
    rules, helped = (_top(report[way]["figures"]) for way in ("rules", "model"))
    return {name: (value, helped[name]) for name, value in rules.items() if name in helped}


def _top(figures: Json) -> dict[str, float]:
    shares = {name: one.get("share") if isinstance(one, Mapping) else one for name, one in figures.items()}
    return {name: float(one) for name, one in shares.items() if isinstance(one, int | float)}


def _spent(counted: Json) -> Iterable[tuple[str, str, str]]:
    yield "turns", "all", str(counted["turns"])
    for task, one in counted["asked"].items():
        yield "asked the model", task, f"{one['turns']} ({one['share']:.1%})"
    yield "calls", "all", str(counted["calls"])
    for why, count in counted["failed"].items():
        yield "calls that failed", why, str(count)
    said = counted["sentences"]
    yield "sentences", "written", str(said["written"])
    share = said["rejected"] / said["written"] if said["written"] else 0.0
    yield "sentences", "rejected", f"{said['rejected']} ({share:.1%})"
    for why, count in said["why"].items():
        yield "rejected for", why, str(count)
    yield "tokens", "in, out", f"{counted['tokens_in']}, {counted['tokens_out']}"
    yield "yuan", "in all, a turn", f"{counted['yuan']}, {counted['yuan_a_turn']}"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _ids(ids: Sequence[str]) -> str:
    return (", ".join(ids[:MOST_IDS]) + (" …" if len(ids) > MOST_IDS else "")) or "none"
