"""Is the answer right: all that must be said, nothing that must not, each citation word for word."""

import re
from typing import Any

from eval_sets.cases import AnswerCase
from eval_sets.client import Client, Json
from eval_sets.figures import share


def evaluate(cases: list[AnswerCase], url: str) -> dict[str, Any]:
    """A partial answer counts as wrong. `grounded`: every quote stands in the section it names."""
    right = grounded = 0
    failing: list[str] = []
    guides: dict[str, Json] = {}
    with Client(url) as client:
        for case in cases:
            guides.setdefault(case.item_id, client.get(f"/items/{case.item_id}"))
    for case in cases:
        reply = ask_about(case, guides[case.item_id], url)
        _fetch_cited(reply, guides, url)
        said = reply["status"] == "answered" and all(re.search(p, reply["text"]) for p in case.must)
        ok = said and not any(re.search(p, reply["text"]) for p in case.must_not)
        cited = is_grounded(reply, guides)
        right += ok and cited
        grounded += cited
        if not (ok and cited):
            failing.append(case.id)
    figures = {"right": share(right, len(cases)), "grounded": share(grounded, len(cases))}
    return {"figures": figures, "failing": failing}


def ask_about(case: AnswerCase, guide: Json, url: str) -> Json:
    """Asks as people do: first the matter, then the question in the same conversation."""
    with Client(url) as client:
        client.open_conversation()
        client.say(guide["name"])
        return client.say(case.question)


def _fetch_cited(reply: Json, guides: dict[str, Json], url: str) -> None:
    """An answer may rest on another item's guide than the one talked about (急用: the temporary card's)."""
    with Client(url) as client:
        for citation in reply["citations"]:
            kind = "life-events" if citation.get("kind") == "life_event" else "items"
            if citation["item_id"] not in guides:
                guides[citation["item_id"]] = client.get(f"/{kind}/{citation['item_id']}")


def is_grounded(reply: Json, guides: dict[str, Json]) -> bool:
    """Every citation's quote stands word for word in the section it names, and there is at least one."""
    if not reply["citations"]:
        return False
    for citation in reply["citations"]:
        guide = guides.get(citation["item_id"])
        sections = {s["id"]: "".join(s["sentences"]) for s in guide["sections"]} if guide else {}
        if citation["quote"] not in sections.get(citation["section"], ""):
            return False
    return True
