"""From one's own words to the right item: at once, or after one deciding question."""

from collections import defaultdict
from typing import Any

from eval_sets.cases import NavigationCase
from eval_sets.client import Client, Json
from eval_sets.figures import share


def evaluate(cases: list[NavigationCase], url: str) -> dict[str, Any]:
    """`at_once`: the turn's first item is right; `after_question`: or one option of its question leads there.

    `search_at_1`, `search_at_3`: the same query in `GET /items`.
    """
    counts: dict[str, int] = defaultdict(int)
    by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    failing: list[str] = []
    for case in cases:
        names = search_names(case, url)
        counts["search_at_1"] += bool(set(names[:1]) & set(case.accept))
        counts["search_at_3"] += bool(set(names[:3]) & set(case.accept))
        at_once, after = chat(case, url)
        counts["at_once"] += at_once
        counts["after_question"] += at_once or after
        by_kind[case.kind][0] += at_once or after
        by_kind[case.kind][1] += 1
        if not (at_once or after):
            failing.append(case.id)
    figures: dict[str, Any] = {
        name: share(counts[name], len(cases))
        for name in ("at_once", "after_question", "search_at_1", "search_at_3")
    }
    figures["by_kind"] = {kind: share(right, of) for kind, (right, of) in sorted(by_kind.items())}
    return {"figures": figures, "failing": failing}


def search_names(case: NavigationCase, url: str) -> list[str]:
    with Client(url) as client:
        return [item["name"] for item in client.get("/items", q=case.query, limit=3)["items"]]


def chat(case: NavigationCase, url: str) -> tuple[bool, bool]:
    """(right at once, right after choosing one of the options of a clarifying question)."""
    reply = ask(url, case.query)
    if reply["status"] != "clarify":
        return first_is_right(reply, case), False
    return False, any(
        first_is_right(ask(url, case.query, option["send"]), case) for option in reply["options"]
    )


def ask(url: str, *messages: str) -> Json:
    """The reply to the last of the messages, said one after the other in a fresh conversation."""
    with Client(url) as client:
        client.open_conversation()
        return [client.say(message) for message in messages][-1]


def first_is_right(reply: Json, case: NavigationCase) -> bool:
    answered = reply["status"] in ("answered", "handling", "not_covered")
    return answered and bool(reply["items"]) and reply["items"][0]["name"] in case.accept
