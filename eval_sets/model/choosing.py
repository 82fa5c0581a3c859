"""What a message means, chosen from what the prompt offers: a form filled by the likeness of words (pure)."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval_sets.model.likeness import grams, likeness, words

Json = dict[str, Any]
Meant = dict[str, str]
LIKE_ITEM = 0.4
"""from this likeness on an item is meant"""
BESIDE = 0.25
"""share of the best likeness from which another item may be meant as well: it would rather have it asked"""
LIKE_OPTION = 0.5
MOST = 3
_NUMBER = re.compile(r"\d+")


def chosen(schema: Mapping[str, Any], system: str, lines: Sequence[tuple[str, str]]) -> Json:
    """`lines`: (who, text), the message last. A shape without commands is filled as its types say."""
    said = lines[-1][1] if lines else ""
    parts = schema.get("properties", {})
    if "commands" not in parts:
        return {name: _filled(part, said) for name, part in parts.items()}
    offered = parts["commands"]["items"]["properties"]
    kinds = set(_enum(offered["kind"]))
    found = [one for one in meant(offered, system, said) if one["kind"] in kinds]
    return {"commands": found or [{"kind": "unclear"}]}


def meant(offered: Mapping[str, Any], system: str, said: str) -> list[Meant]:
    """What the open draft asks for goes before what else the words may be about."""
    told = fields(offered, system, said) + answers(offered, system, said)
    if told:
        return told
    if plain := _kind(said):
        return [{"kind": plain}]
    return items(offered, system, said)


def items(offered: Mapping[str, Any], system: str, said: str) -> list[Meant]:
    """The likeliest item; those close behind it too, for a question to tell apart."""
    ids = _enum(offered.get("item", {}))
    if not ids:
        return [{"kind": "unclear"}]
    texts = [described(one, system) for one in ids]
    scores = [like + named(said, text) for like, text in zip(likeness(said, texts), texts, strict=True)]
    best = max(scores)
    if best < LIKE_ITEM:
        return [{"kind": "unclear"}]
    near = [one for one, score in zip(ids, scores, strict=True) if score >= best * BESIDE]
    near.sort(key=lambda one: -scores[ids.index(one)])
    kind = "start" if any(word in said for word in words()["begins"]) else "ask"
    return [{"kind": kind, "item": one} for one in near[:MOST]]


def named(said: str, text: str) -> float:
    """The share of one of the names in the description that was said, whichever is said most."""
    names = [grams(part) for part in text.split("｜")[:2]]
    return max((len(one & grams(said)) / len(one) for one in names if one), default=0.0)


def answers(offered: Mapping[str, Any], system: str, said: str) -> list[Meant]:
    """The option whose label was said, where no other fits as well."""
    options = _enum(offered.get("answer", {}))
    if not options:
        return []
    labels = [described(one, system) for one in options]
    fits = [len(grams(label) & grams(said)) / (len(grams(label)) or 1) for label in labels]
    best = max(fits)
    if best < LIKE_OPTION or sum(fit == best for fit in fits) > 1:
        return []
    return [{"kind": "answer", "answer": options[fits.index(best)]}]


def fields(offered: Mapping[str, Any], system: str, said: str) -> list[Meant]:
    """Values that look like the field's kind, of fields that lack one; a correction of one that is named."""
    kind = "correct" if any(word in said for word in words()["corrects"]) else "set"
    found: list[Meant] = []
    for name in _enum(offered.get("field", {})):
        label, shape, lacks = _field(name, system)
        if not lacks and kind == "set":
            continue
        if kind == "correct" and len(grams(label) & grams(said)) < LIKE_OPTION * len(grams(label)):
            continue
        value = next((v for p in words()["values"].get(shape, ()) if (v := re.search(p, said))), None)
        taken = {one["value"] for one in found}
        if value and value[0] not in taken and (shape not in ("integer", "money") or label in said):
            found.append({"kind": kind, "field": name, "value": value[0]})
    return found[:MOST]


def described(choice: str, system: str) -> str:
    """What the prompt says of a choice, on its line: up to the next choice, without the id."""
    row = re.search(rf"(?:^|[\s；]){re.escape(choice)}(?:\*?｜| )([^\n；]*)", system)
    return row[1] if row else choice


def _field(name: str, system: str) -> tuple[str, str, bool]:
    row = re.search(rf"^{re.escape(name)}(\*?)｜([^｜\n]*)｜(\w*)$", system, re.MULTILINE)
    return (row[2], row[3], bool(row[1])) if row else (name, "", False)


def _kind(said: str) -> str:
    kinds: Mapping[str, Sequence[str]] = words()["kinds"]
    for kind, known in kinds.items():
        short = len(said) <= int(words()["courtesy"]) or kind != "greet"
        if short and any(word in said for word in known):
            return kind
    return ""


def _enum(part: Mapping[str, Any]) -> list[str]:
    """The choices of a property, which may be null too."""
    for one in part.get("anyOf", [part]):
        if "enum" in one or "const" in one:
            return [str(each) for each in one.get("enum", [one.get("const")]) if each is not None]
    return []


def _filled(part: Mapping[str, Any], said: str) -> object:
    number = _NUMBER.search(said)
    by_type: dict[str, Callable[[], object]] = {
        "integer": lambda: int(number[0]) if number else 0,
        "number": lambda: float(number[0]) if number else 0.0,
        "boolean": lambda: False,
        "array": list,
    }
    return by_type.get(str(part.get("type")), lambda: "收到")()
