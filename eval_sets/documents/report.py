"""Outcomes of many pictures as one report: JSON for machines, a Markdown table for people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from eval_sets.documents.outcomes import Outcome
from eval_sets.documents.pictures import UNKNOWN

SURE = 0.95
"""Values given with at least this confidence are what a form is filled with."""

Json = dict[str, object]


def report(outcomes: Sequence[Outcome]) -> Json:
    """Cells by type and level, all types by level, calibration, unknown pictures, and what failed."""
    documents = [one for one in outcomes if one.document_type != UNKNOWN]
    others = [one for one in outcomes if one.document_type == UNKNOWN]
    return {
        "cells": {key: _cell(ones) for key, ones in _grouped(documents, "document_type").items()},
        "all": {key: _cell(ones) for key, ones in _grouped(documents, "").items()},
        "layouts": {key: _cell(ones) for key, ones in _grouped(documents, "layout").items()},
        "fields": _by_field(documents),
        "calibration": _calibration(documents),
        "unknown": {key: _unknown(ones) for key, ones in _grouped(others, "").items()},
        "failing_check": [f"{one.id}.{text}" for one in outcomes for text in one.failing_check],
        "failing": list(_failing(outcomes)),
    }


def _grouped(outcomes: Iterable[Outcome], by: str) -> Mapping[str, list[Outcome]]:
    """By level, and by type or layout before it."""
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        kind = {"document_type": one.document_type, "layout": f"{one.document_type}/{one.layout}"}.get(by, "")
        groups.setdefault(f"{kind} {one.level}".strip(), []).append(one)
    return groups


def _cell(outcomes: Sequence[Outcome]) -> Json:
    fields = [field for one in outcomes for field in one.fields]
    count = len(fields)
    return {
        "pictures": len(outcomes),
        "type_right": _share(sum(one.type_right for one in outcomes), len(outcomes)),
        "fields": count,
        "right": _share(sum(field.right for field in fields), count),
        "ceiling": _share(sum(field.in_raw_text for field in fields), count),
        "floor": _share(sum(field.by_regex for field in fields), count),
        "wrong": sum(field.value is not None and not field.right for field in fields),
        "absent": sum(field.value is None for field in fields),
        "invented": sum(len(one.invented) for one in outcomes),
        "seconds_per_picture": round(sum(one.seconds for one in outcomes) / max(len(outcomes), 1), 3),
    }


def _by_field(outcomes: Sequence[Outcome]) -> Json:
    """Of each field: how many right of how many, over all levels, and how many the raw text has."""
    counts: dict[str, Counter[str]] = {}
    for one in outcomes:
        for field in one.fields:
            count = counts.setdefault(f"{one.document_type}.{field.name}", Counter())
            count.update(shown=1, right=int(field.right), ceiling=int(field.in_raw_text))
    return {name: dict(count) for name, count in counts.items()}


def _calibration(outcomes: Sequence[Outcome]) -> Json:
    """Values by confidence. An invented value has no confidence here and is counted in its cell."""
    edges = (0.0, 0.5, 0.8, 0.9, SURE, 0.98, 1.0001)
    given = [field for one in outcomes for field in one.fields if field.value is not None]
    bands: Json = {}
    for low, high in pairwise(edges):
        band = [field for field in given if low <= field.confidence < high]
        bands[f"{low:g}–{min(high, 1.0):g}"] = {
            "given": len(band),
            "right": _share(sum(f.right for f in band), len(band)),
        }
    sure = [field for field in given if field.confidence >= SURE]
    right = sum(field.right for field in sure)
    return {
        "sure_given": len(sure),
        "sure_right": right,
        "sure_right_share": _share(right, len(sure)),
        "bands": bands,
    }


def _unknown(outcomes: Sequence[Outcome]) -> Json:
    typed = [one for one in outcomes if one.typed != UNKNOWN]
    return {
        "pictures": len(outcomes),
        "typed_as_something": len(typed),
        "share": _share(len(typed), len(outcomes)),
        "as": [f"{one.id} ({one.layout}): {one.typed}" for one in typed],
    }


def _failing(outcomes: Iterable[Outcome]) -> Iterable[str]:
    for one in outcomes:
        where = f"{one.id} ({one.layout})"
        if not one.type_right:
            yield f"{where} typed {one.typed}"
            continue
        for field in one.fields:
            if not field.right:
                yield f"{where}.{field.name}: {field.expected} -> {field.value} ({field.confidence})"
        for text in one.invented:
            yield f"{where} invented {text}"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def markdown(figures: Json) -> str:
    """The table of `report`, and its calibration and unknown pictures as sentences."""
    heads = (
        "type and level",
        "pictures",
        "type right",
        "fields",
        "right",
        "ceiling",
        "floor",
        "wrong",
        "invented",
    )
    keys = ("pictures", "type_right", "fields", "right", "ceiling", "floor", "wrong", "invented")
    lines = ["| " + " | ".join(heads) + " |", "| --- " * len(heads) + "|"]
    for part in ("cells", "all"):
        cells = figures[part]
        assert isinstance(cells, dict)
        for name, cell in cells.items():
            shown = name if part == "cells" else f"**all {name}**"
            lines.append(f"| {shown} | " + " | ".join(_shown(key, cell[key]) for key in keys) + " |")
    calibration, unknown = figures["calibration"], figures["unknown"]
    assert isinstance(calibration, dict)
    assert isinstance(unknown, dict)
    lines += [
        "",
        f"Of {calibration['sure_given']} values given with confidence ≥ {SURE}, "
        f"{_shown('right', calibration['sure_right_share'])} are right.",
    ]
    for level, cell in unknown.items():
        lines.append(
            f"Unknown, {level}: {cell['typed_as_something']} of {cell['pictures']} typed as something."
        )
    failing = figures["failing_check"]
    assert isinstance(failing, list)
    lines.append(f"Values given although their check fails: {len(failing)}.")
    return "\n".join(lines)


def _shown(key: str, value: object) -> str:
    if isinstance(value, float) and key in {"type_right", "right", "ceiling", "floor"}:
        return f"{value:.1%}"
    return "–" if value is None else str(value)
