"""What an agent's answer rests on: published text and the house's words that its tools returned. Pure.

One sentence that says more spoils the whole answer: what would be left may mean something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from assistant.figures import facts_of
from assistant.grounding import About, faults
from assistant.reply import Citation
from assistant.wording import normalise

LONGEST = 2000
"""characters of an answer"""
CHECKABLE = "checkable"
TELLING = 14
"""characters of a rule of the prompt that give it away"""
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*")
_MARKER = re.compile(r"^\s*(?:\d{1,2}[.、)）](?!\d)|[-*•·#]+)\s*")


@dataclass(slots=True)
class Evidence:
    """Filled as tools return."""

    quotes: list[Citation] = field(default_factory=list[Citation])
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """of the items that tools told of, by item id"""
    titles: dict[str, str] = field(default_factory=dict[str, str])
    """of what was read, by its text"""
    own: list[str] = field(default_factory=list[str])
    """what an application's view says: prompts, findings, dates of a receipt"""
    sent: bool = False
    """a tool showed an application with its receipt"""
    views: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    """applications as tools showed them, last one last"""

    def add(self, tool: str, result: object) -> None:
        """`result` is what the tool gave, as plain JSON values."""
        for one in result if isinstance(result, list) else [result]:
            if isinstance(one, Mapping):
                self._add(tool, cast("Mapping[str, Any]", one))

    def _add(self, tool: str, seen: Mapping[str, Any]) -> None:
        match tool:
            case "read_guide":
                self._name(seen, "official_name", "plain_name")
                for part in seen.get("sections", ()):
                    place = seen["item_id"], seen["guide_version"], part["section"]
                    self.quotes.append(Citation(*place, part["text"]))
                    self.titles[part["text"]] = part["title"]
            case "ask":
                for one in seen.get("items", ()):
                    self._name(one, "official_name")
                self.quotes += [
                    Citation(one["item_id"], one["guide_version"], one["section"], one["quote"])
                    for one in seen.get("citations", ())
                ]
            case "find_items":
                self._name(seen, "official_name", "plain_name")
            case _:
                view = seen.get("application", seen)
                self.own += _strings(seen)
                if isinstance(view, Mapping) and "application_id" in view:
                    self.views.append(cast("Mapping[str, Any]", view))
                    self.sent = self.sent or bool(view.get("receipt"))

    def _name(self, seen: Mapping[str, Any], *keys: str) -> None:
        if item_id := seen.get("item_id"):
            self.names.setdefault(str(item_id), set()).update(str(seen[key]) for key in keys if seen.get(key))

    def faults(self, answer: str, prompt: str) -> tuple[str, ...]:
        """Why it may not be said: `empty`, `long`, `prompt`, `unsupported`, or a kind of `claims.yaml`."""
        if not answer.strip():
            return ("empty",)
        if len(answer) > LONGEST:
            return ("long",)
        if any(line[:TELLING] in answer for line in map(_bare, prompt.splitlines()) if len(line) >= TELLING):
            return ("prompt",)
        found = [fault for sentence in sentences(answer) if (fault := self._fault(sentence))]
        return tuple(dict.fromkeys(found))

    def _fault(self, sentence: str) -> str | None:
        if any(sentence in one.quote for one in self.quotes):
            return None
        squeezed = re.sub(r"\s+", "", normalise(sentence)).lower()
        for kind, pattern in _patterns().items():
            if kind == CHECKABLE or (kind == "acted" and self.sent):
                continue
            if pattern.search(squeezed):
                return kind
        return None if self._supported(sentence) else "unsupported"

    def _supported(self, sentence: str) -> bool:
        """By the text of one item, the one it names if it names any: what holds for one says nothing of
        another."""
        if not facts_of(sentence) and not _patterns()[CHECKABLE].search(sentence):
            return True
        named = {item_id for item_id, names in self.names.items() if any(name in sentence for name in names)}
        return any(
            not faults(sentence, [*self.own, *self._texts(item_id)], self._about(item_id))
            for item_id in named or {one.item_id for one in self.quotes} or {""}
        )

    def _texts(self, item_id: str) -> list[str]:
        return [one.quote for one in self.quotes if one.item_id == item_id]

    def _about(self, item_id: str) -> About:
        return About(tuple(sorted(self.names.get(item_id, ()))), self.titles)

    def cited(self, answer: str) -> tuple[Citation, ...]:
        """The quotes that share a fact with the answer; else those that it repeats."""
        said = facts_of(answer)
        shared = [one for one in self.quotes if facts_of(one.quote) & said]
        repeated = [one for one in self.quotes if any(s in one.quote for s in sentences(answer))]
        return tuple(dict.fromkeys(shared or repeated))


def sentences(answer: str) -> list[str]:
    """Without the marks of a list."""
    found = (_bare(one) for one in _SENTENCE.findall(answer))
    return [one for one in found if one]


def _bare(line: str) -> str:
    return _MARKER.sub("", line).strip()


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for one in cast("Mapping[str, object]", node).values():
            yield from _strings(one)
    elif isinstance(node, Sequence):
        for one in cast("Sequence[object]", node):
            yield from _strings(one)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files("assistant.tools").joinpath("claims.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, list[str]]", yaml.safe_load(text))
    return {kind: re.compile("|".join(f"(?:{one})" for one in patterns)) for kind, patterns in data.items()}
