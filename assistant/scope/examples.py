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

MESSAGES = ("messages.jsonl", "more_messages.jsonl")
"""each by another hand, so that one can be judged by what the other taught"""
NEAR = 30.0
"""weight of a service matter written to be mistaken for something else, beside 1 for an ordinary wording"""
_EXPECTED: dict[str, Kind] = {"out_of_scope": "off_topic", "handoff": "complaint", "blocked": "improper"}
_NAMED: dict[str, Kind] = {"emergency": "emergency", "courtesy": "courtesy", "unclear": "unclear"}


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    kind: Kind
    group: str
    """what must be taught or judged as one: a batch of messages, or an item"""
    weight: float = 1.0


def examples() -> list[Example]:
    """All of them, in an order that does not change."""
    return [*_messages(), *_wordings()]


def _messages() -> Iterator[Example]:
    for source in MESSAGES:
        lines = files("assistant.scope").joinpath(source).read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines):
            one = cast("dict[str, str]", json.loads(line))
            kind = _EXPECTED.get(one["expect"]) or _NAMED.get(one["kind"], "service")
            yield Example(
                normalise(one["query"]), kind, f"{source}:{at // 60}", NEAR if kind == "service" else 1.0
            )


def _wordings() -> Iterator[Example]:
    content = shipped_content()
    names = load_names(content)
    for loaded in load_content(content, names):
        item, pairs = loaded.guide.item, loaded.guide.qa
        asked = [item.plain_name, *item.aliases, *item.asked]
        asked += [text for pair in pairs for text in (pair.question, *pair.variants)]
        for text in asked:
            if text:
                yield Example(normalise(text), "service", item.item_id)
    for item in names:
        for text in (item.plain_name, *item.asked):
            if text:
                yield Example(normalise(text), "service", item.item_id, 0.3)
