"""Whole paths, opening to receipt, as a simulated citizen goes them over HTTP."""

from pathlib import Path
from statistics import median
from typing import Any

from eval_sets.cases import JourneyCase
from eval_sets.citizen import Citizen, Journey
from eval_sets.client import Client, Json
from eval_sets.figures import share


def evaluate(cases: list[JourneyCase], folder: Path, url: str) -> dict[str, Any]:
    """Right: the expected state of the expected item, with every value the citizen knows as said.

    `prefilled`: share of all filled fields whose value came from profile or document.
    """
    right, turns, prefilled, fields = 0, list[int](), 0, 0
    failing: list[str] = []
    why: dict[str, str] = {}
    for case in cases:
        with Client(url) as client:
            journey = Citizen(case, folder, client).go()
        filled: list[Json] = [f for f in journey.application.get("fields", []) if f["value"]]
        prefilled += sum(f["source"] in ("profile", "document") for f in filled)
        fields += len(filled)
        turns.append(len(journey.replies))
        wrong = mistake(case, journey)
        right += not wrong
        if wrong:
            failing.append(case.id)
            why[case.id] = wrong
    figures: Json = {
        "right": share(right, len(cases)),
        "median_turns": median(turns),
        "prefilled": share(prefilled, fields),
        "why": why,
    }
    return {"figures": figures, "failing": failing}


def mistake(case: JourneyCase, journey: Journey) -> str:
    """Why the journey is not right; empty when it is."""
    if journey.state != case.expect.state:
        return journey.stopped or f"ended in state {journey.state or 'none'}"
    if journey.application["item_id"] != case.item_id:
        return f"handled {journey.application['item_id']}"
    values = {f["name"]: f["value"] for f in journey.application["fields"]}
    wrong = [n for n, v in case.knows.items() if n in values and values[n] != v]
    return f"wrong values: {', '.join(wrong)}" if wrong else ""
