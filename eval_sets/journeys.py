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

    `prefilled`: share of all filled fields whose value came from profile or document. `asked_again`: share of
    turns in which the same was asked once more, because the answer was not understood.
    """
    right, turns, prefilled, fields, asked_again = 0, list[int](), 0, 0, 0
    failing: list[str] = []
    why: dict[str, str] = {}
    for case in cases:
        with Client(url) as client:
            journey = Citizen(case, folder, client).go()
        filled: list[Json] = [f for f in journey.application.get("fields", []) if f["value"]]
        prefilled += sum(f["source"] in ("profile", "document") for f in filled)
        fields += len(filled)
        turns.append(len(journey.replies))
        asked_again += journey.asked_again
        wrong = mistake(case, journey)
        right += not wrong
        if wrong:
            failing.append(case.id)
            why[case.id] = wrong
    figures: Json = {
        "right": share(right, len(cases)),
        "median_turns": median(turns),
        "prefilled": share(prefilled, fields),
        "asked_again": share(asked_again, sum(turns)),
        "why": why,
    }
    return {"figures": figures, "failing": failing}


def mistake(case: JourneyCase, journey: Journey) -> str:
    """Why the journey is not right; empty when it is."""
    if journey.state != case.expect.state:
        return journey.stopped or unfinished(journey)
    if journey.application["item_id"] != case.item_id:
        return f"handled {journey.application['item_id']}"
    fields = {f["name"]: (f["value"], f.get("display")) for f in journey.application["fields"]}
    due = {**case.knows, **case.expect.fields}
    wrong = [n for n, v in due.items() if n in fields and v not in fields[n]]
    wrong += [n for n in case.expect.fields if n not in fields]
    answers = journey.application["situation"]
    wrong += [q for q, option in case.expect.situation.items() if answers.get(q) != option]
    return f"wrong values: {', '.join(wrong)}" if wrong else ""


def unfinished(journey: Journey) -> str:
    """Where a journey hangs that used up its turns."""
    last = journey.replies[-1]
    following = (last["application"] or {}).get("next")
    asked = f"{following['kind']} {following['name']}" if following else "nothing"
    return f"state {journey.state or 'none'} after {len(journey.replies)} turns, asked for {asked}"
