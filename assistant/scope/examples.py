"""What the scope model is taught by: messages by hand, and how people ask for what is known."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from assistant.scope.model import Kind
from assistant.wording import normalise
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.name_files import load_names

MESSAGES = {
    "messages.jsonl": 1,
    "more_messages.jsonl": 2,
    "close_messages.jsonl": 3,
    "short_messages.jsonl": 3,
    "far_messages.jsonl": 4,
    "late_messages.jsonl": 5,
}
"""file → the hand that wrote it, so that one hand can be judged by what the others taught"""
CHECK = "check_messages.jsonl"
"""by the third hand, before its other messages; never taught"""
NEAR = 30.0
"""weight of a service matter written to be mistaken for something else, beside 1 for an ordinary wording"""
_EXPECTED: dict[str, Kind] = {"out_of_scope": "off_topic", "handoff": "complaint", "blocked": "improper"}
_NAMED: dict[str, Kind] = {"emergency": "emergency", "courtesy": "courtesy", "unclear": "unclear"}


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    kind: Kind
    hand: int = 0
    """who wrote it; 0 for the wordings of items"""
    weight: float = 1.0


def examples() -> list[Example]:
    """All that is taught, in an order that does not change."""
    by_hand = [one for file, hand in MESSAGES.items() for one in messages(file, hand)]
    return [*by_hand, *_wordings()]


def messages(file: str, hand: int = 0) -> Iterator[Example]:
    """The messages of one file, each with the kind that its expected status stands for."""
    for line in files("assistant.scope").joinpath(file).read_text(encoding="utf-8").splitlines():
        one = cast("dict[str, str]", json.loads(line))
        kind = _EXPECTED.get(one["expect"]) or _NAMED.get(one["kind"], "service")
        yield Example(normalise(one["query"]), kind, hand, NEAR if kind == "service" else 1.0)


def _wordings() -> Iterator[Example]:
    content = shipped_content()
    names = load_names(content)
    for loaded in load_content(content, names):
        item, pairs = loaded.guide.item, loaded.guide.qa
        asked = [item.plain_name, *item.aliases, *item.asked]
        asked += [text for pair in pairs for text in (pair.question, *pair.variants)]
        for text in asked:
            if text:
                yield Example(normalise(text), "service")
    for item in names:
        for text in (item.plain_name, *item.asked):
            if text:
                yield Example(normalise(text), "service", weight=0.3)
