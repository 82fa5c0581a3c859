"""From one's own words to the right item: at once, or after one deciding question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from eval_sets.cases import NavigationCase
from eval_sets.client import Client, Json, ask
from eval_sets.figures import Share, share_of
from eval_sets.parallel import JOBS, each

MEASURES = ("at_once", "after_question", "search_at_1", "search_at_3")
CLEAN, GARBLED = ("plain", "colloquial"), ("typo", "voice")
"""kinds that differ in how well the words were written, not in what is asked"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went. `authored`: an accepted item has a guide."""

    case: NavigationCase
    authored: bool
    at_once: bool
    after_question: bool
    """right at once, or after one option of the question"""
    search_at_1: bool
    search_at_3: bool
    options: int = 0
    """of the question that was asked; 0 when none was"""

    @property
    def search_only(self) -> bool:
        """Search has it first and the conversation does not get there."""
        return self.search_at_1 and not self.after_question


def evaluate(cases: list[NavigationCase], url: str, jobs: int = JOBS) -> dict[str, Any]:
    """`at_once`: the turn's first item is right; `after_question`: or one option of its question leads there.

    `search_at_1`, `search_at_3`: the same query in `GET /items`. Each of them for all cases, for items with
    and without a guide, for clean and garbled words, and by kind. `unknown`: accepted names that the service
    was never told.
    """
    guides = has_guide(sorted({name for case in cases for name in case.accept}), url, jobs)

    def outcome(case: NavigationCase) -> Outcome:
        names = search_names(case, url)
        at_once, after, options = chat(case, url)
        return Outcome(
            case,
            authored=any(guides.get(name) for name in case.accept),
            at_once=at_once,
            after_question=at_once or after,
            search_at_1=bool(set(names[:1]) & set(case.accept)),
            search_at_3=bool(set(names[:3]) & set(case.accept)),
            options=options,
        )

    found = each(outcome, cases, jobs)
    failing = [one.case.id for one in found if not one.after_question]
    unknown = sorted({name for case in cases for name in case.accept if name not in guides})
    return {"figures": _figures(found), "failing": failing, "unknown": unknown}


def _figures(found: Sequence[Outcome]) -> Json:
    search_only = [one.case.id for one in found if one.search_only]
    return {
        **_shares(found),
        "asked": share_of(one.options > 0 for one in found),
        "options": dict(sorted(Counter(one.options for one in found if one.options).items())),
        "authored": _shares(one for one in found if one.authored),
        "name_only": _shares(one for one in found if not one.authored),
        "clean": _shares(one for one in found if one.case.kind in CLEAN),
        "garbled": _shares(one for one in found if one.case.kind in GARBLED),
        "by_kind": {
            kind: _shares(one for one in found if one.case.kind == kind)
            for kind in sorted({one.case.kind for one in found})
        },
        "search_only": {"count": len(search_only), "ids": search_only},
    }


def _shares(found: Iterable[Outcome]) -> dict[str, Share]:
    outcomes = list(found)
    return {name: share_of(map(attrgetter(name), outcomes)) for name in MEASURES}


def has_guide(names: Sequence[str], url: str, jobs: int) -> Mapping[str, bool]:
    """Official name → whether the item has a guide; names that the service does not know are left out."""

    def look_up(name: str) -> list[Json]:
        with Client(url) as client:
            return [item for item in client.get("/items", q=name, limit=10)["items"] if item["name"] == name]

    return {items[0]["name"]: bool(items[0].get("guide")) for items in each(look_up, names, jobs) if items}


def search_names(case: NavigationCase, url: str) -> list[str]:
    with Client(url) as client:
        return [item["name"] for item in client.get("/items", q=case.query, limit=3)["items"]]


def chat(case: NavigationCase, url: str) -> tuple[bool, bool, int]:
    """(right at once, right after choosing an option of the question, how many options it has).

    Where the words honestly leave open which is meant, a question that offers an accepted item is right at
    once.
    """
    reply = ask(url, case.query)
    if reply["status"] != "clarify":
        return first_is_right(reply, case), False, 0
    after = any(first_is_right(ask(url, case.query, option["send"]), case) for option in reply["options"])
    return after and case.one_of_few, after, len(reply["options"])


def first_is_right(reply: Json, case: NavigationCase) -> bool:
    answered = reply["status"] in ("answered", "handling", "not_covered")
    return answered and bool(reply["items"]) and reply["items"][0]["name"] in case.accept
