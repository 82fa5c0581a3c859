"""Whole paths, opening to receipt, as a simulated citizen goes them over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from eval_sets.cases import JourneyCase
from eval_sets.citizen import Citizen, Journey, unsaid
from eval_sets.client import Client, Json
from eval_sets.days import dated_case
from eval_sets.figures import by_kind, share, share_of
from eval_sets.parallel import JOBS, each
from eval_sets.sayings import says


@dataclass(frozen=True, slots=True)
class Walked:
    """A journey that was gone; `wrong` says why it is not right, empty when it is."""

    case: JourneyCase
    journey: Journey
    wrong: str


def evaluate(cases: list[JourneyCase], folder: Path, url: str, jobs: int = JOBS) -> dict[str, Any]:
    """Right: the expected state of the expected item, with every value the citizen knows as said, in these
    or other words; what the case expects, to the letter.

    `prefilled`: share of all filled fields whose value came from profile or document. `asked_again`: share of
    turns in which the same was asked once more, because the answer was not understood. `misled`: journeys in
    which another matter was taken for the wanted one, and the citizen had to put it right.
    """
    walked = walk(cases, folder, url, jobs)
    turns = [len(one.journey.replies) for one in walked]
    filled = [f for one in walked for f in one.journey.application.get("fields", []) if f["value"]]
    figures: Json = {
        "right": share_of(not one.wrong for one in walked),
        "median_turns": median(turns),
        "prefilled": share_of(f["source"] in ("profile", "document") for f in filled),
        "asked_again": share(sum(one.journey.asked_again for one in walked), sum(turns)),
        "misled": share_of(bool(one.journey.misled) for one in walked),
        "by_temper": by_kind((one.case.temper, not one.wrong) for one in walked),
        "by_item": by_kind((one.case.item_id, not one.wrong) for one in walked),
        "why": {one.case.id: one.wrong for one in walked if one.wrong},
    }
    return {"figures": figures, "failing": [one.case.id for one in walked if one.wrong]}


def walk(cases: Sequence[JourneyCase], folder: Path, url: str, jobs: int = JOBS) -> list[Walked]:
    """All journeys, several people at once; those of one account one after the other, as one person's are."""
    accounts = list(dict.fromkeys(case.account for case in cases))
    people = [[case for case in cases if case.account == account] for account in accounts]
    gone = each(lambda own: [_go(case, folder, url) for case in own], people, jobs)
    found = {one.case.id: one for own in gone for one in own}
    return [found[case.id] for case in cases]


def _go(case: JourneyCase, folder: Path, url: str) -> Walked:
    case = dated_case(case, date.today())  # noqa: DTZ011 - a day of the person's calendar
    with Client(url) as client:
        journey = Citizen(case, folder, client).go()
    return Walked(case, journey, mistake(case, journey))


def mistake(case: JourneyCase, journey: Journey) -> str:
    """Why the journey is not right; empty when it is."""
    if journey.state != case.expect.state:
        return journey.stopped or unfinished(journey)
    if journey.application["item_id"] != case.item_id:
        return f"handled {journey.application['item_id']}"
    fields = {f["name"]: (f["value"], f.get("display")) for f in journey.application["fields"]}
    wrong = [n for n, v in case.expect.fields.items() if v not in fields.get(n, ())]
    wrong += [n for n in fields if n not in case.expect.fields and _is_other(n, fields[n], case, journey)]
    answers = journey.application["situation"]
    wrong += [q for q, option in case.expect.situation.items() if answers.get(q) != option]
    if wrong:
        return f"wrong values: {', '.join(wrong)}"
    missing = unsaid(case, journey)
    return f"never said: {', '.join(missing)}" if missing else ""


def _is_other(name: str, kept: tuple[str, str | None], case: JourneyCase, journey: Journey) -> bool:
    """Whether a value is not what the citizen knows. How a choice that nobody put is called says nothing."""
    value, shown = kept
    chosen_unasked = shown not in (None, value) and name not in journey.asked
    return name in case.knows and not chosen_unasked and not says(case.knows[name], value or "", shown)


def unfinished(journey: Journey) -> str:
    """Where a journey hangs that used up its turns."""
    last = journey.replies[-1]
    following = (last["application"] or {}).get("next")
    asked = f"{following['kind']} {following['name']}" if following else "nothing"
    return f"state {journey.state or 'none'} after {len(journey.replies)} turns, asked for {asked}"
