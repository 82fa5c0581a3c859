"""Facts of a registry laid over the guide we have → the content of a draft. Pure.

The registry has the say on official facts. What it does not give is kept: plain words, questions and answers,
form, review points, situations. What nobody has written yet is absent, so that the draft's findings name it.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from knowledge_base.names import same_name
from knowledge_base.registry import amounts
from knowledge_base.registry.elements import LISTS
from knowledge_base.registry.facts import Facts
from knowledge_base.registry.sentences import texts

Entry = dict[str, Any]

_HANDLING = (
    "item_type",
    "case_type",
    "visits",
    "visit_reason",
    "online",
    "by_post",
    "reach",
    "result_kind",
    "level",
    "catalog_code",
)
_PLAIN = ("consult_phone", "complaint_phone")


@dataclass
class Drafting:
    """The content of one draft in the making."""

    facts: Facts
    content: dict[str, Any]
    district: str | None
    notes: list[str] = field(default_factory=list[str])

    def given(self, element: str) -> list[Entry]:
        return cast("list[Entry]", self.facts.values.get(element, []))

    def kept(self, element: str) -> list[Entry]:
        return cast("list[Entry]", self.content.get(element) or [])


def draft_content(
    given: Facts,
    item_id: str,
    current: Mapping[str, object] | None,
    day: date,
    *,
    before: Mapping[str, object] | None = None,
    district: str | None = None,
    wordings: Mapping[str, object] | None = None,
) -> tuple[dict[str, object], list[str]]:
    """The draft's content and what its curator has to know. `current` is a guide as JSON, or None; `wordings`
    are what an item known by name only is called and asked for (keys of `item`).

    With the values of an export `before`, only what differs from them is laid over: what curators made of the
    rest stays. With a `district` (division code) the windows given are that district's, and others' stay.
    """
    facts = given.since(before) if before is not None and current is not None else given
    written = dict(current) if current else {"item": dict(wordings or {})}
    drafting = Drafting(facts, deepcopy(written), district, list(facts.notes))
    _item(drafting, item_id)
    handling = {name: facts.values[name] for name in _HANDLING if name in facts.values}
    if handling:
        drafting.content["handling"] = (drafting.content.get("handling") or {}) | handling
    for name in _PLAIN:
        if name in facts.values:
            drafting.content[name] = facts.values[name]
    result = str(facts.values.get("result", ""))
    if result not in drafting.content.get("result", ""):
        drafting.content["result"] = result
    drafting.content["valid_from"] = facts.values.get("valid_from") or day.isoformat()
    _conditions(drafting)
    _materials(drafting)
    _steps(drafting)
    _places(drafting)
    _legal_basis(drafting)
    _questions(drafting)
    amounts.lay_limits(facts, drafting.content, drafting.notes)
    amounts.lay_fee(facts, drafting.content, drafting.notes)
    missing = [name for name in LISTS if name not in given.values and drafting.content.get(name)]
    if missing:
        drafting.notes.append(texts().say("note.kept", elements="、".join(missing)))
    return drafting.content, drafting.notes


def _item(drafting: Drafting, item_id: str) -> None:
    item: Entry = drafting.content.get("item") or {}
    before, name = item.get("official_name"), drafting.facts.name
    if before and same_name(before) != same_name(name):
        item["aliases"] = list(dict.fromkeys([*item.get("aliases", []), before]))
    item |= {"item_id": item_id, "official_name": name}
    if "subject" in drafting.facts.values:
        item["subject"] = drafting.facts.values["subject"]
    # 公安 is kept where the export names the body of one district, 江北区公安局.
    authority = str(drafting.facts.values.get("authority", ""))
    if authority and (item.get("authority") or authority + " ") not in authority:
        item["authority"] = authority
    drafting.content["item"] = item


def _conditions(drafting: Drafting) -> None:
    laid = _laid(drafting, "conditions", ("text",), "condition")
    if laid:
        drafting.content["conditions"] = laid


def _materials(drafting: Drafting) -> None:
    laid = _laid(drafting, "materials", ("name",), "material", ours=("how",))
    if not laid:
        return
    drafting.content["materials"] = laid
    given = [entry.get("necessity") for entry in drafting.given("materials")]
    if len(given) > 2 and set(given) == {"required"}:
        drafting.notes.append(texts().say("note.all_required", count=len(given)))


def _legal_basis(drafting: Drafting) -> None:
    """The registry names what the item itself rests on; what else we cite stays."""
    laid = _laid(drafting, "legal_basis", ("law", "article"), "law", ours=("says",))
    if laid:
        known = {str(entry["id"]) for entry in laid}
        kept = [entry for entry in drafting.kept("legal_basis") if entry.get("id") not in known]
        drafting.content["legal_basis"] = [*laid, *kept]


def _laid(
    drafting: Drafting, element: str, same: Sequence[str], new_id: str, ours: Sequence[str] = ()
) -> list[Entry]:
    """The registry's entries; one we know keeps its id, what we added, and our own wording of `ours`."""

    def identity(entry: Entry) -> tuple[str, ...]:
        return tuple(same_name(str(entry.get(part, ""))) for part in same)

    known = {identity(entry): entry for entry in drafting.kept(element)}
    taken = {str(entry.get("id")) for entry in drafting.kept(element)}
    laid: list[Entry] = []
    for entry in drafting.given(element):
        old = known.get(identity(entry))
        if old is None:
            laid.append({"id": _fresh(new_id, taken), **entry})
        else:
            written = {part for part in (*same, *ours) if old.get(part)}
            laid.append(old | {part: value for part, value in entry.items() if part not in written})
    return laid


def _fresh(word: str, taken: set[str]) -> str:
    number = 1
    while f"{word}_{number}" in taken:
        number += 1
    taken.add(f"{word}_{number}")
    return f"{word}_{number}"


def _steps(drafting: Drafting) -> None:
    """Bare names of steps say less than what we have written."""
    given = drafting.given("steps")
    if any("text" in step for step in given) or not drafting.kept("steps"):
        known = {same_name(step.get("name", "")): step for step in drafting.kept("steps")}
        laid = [known.get(same_name(step["name"]), {}) | step for step in given]
        if laid:
            drafting.content["steps"] = laid


def _places(drafting: Drafting) -> None:
    """Windows are the registry's; other channels stay, and an online address is added when there is none."""
    say, kept = texts().say, drafting.kept("places")
    online = drafting.facts.values.get("online_address")
    known = {same_name(str(place.get("address", ""))): place for place in kept if place.get("address")}
    windows: list[Entry] = []
    for place in drafting.given("places"):
        old = known.get(same_name(place["address"]), {})
        new = {"name": drafting.facts.values.get("authority") or say("fallback.place"), "channel": "window"}
        if drafting.district:
            place = place | {"districts": [drafting.district]}
        windows.append(new | {"text": place["address"]} | old | place)
    places = [place for place in kept if not (windows and _replaced(place, drafting.district))] + windows
    if online and not any(place.get("channel") == "online" for place in places):
        places.append({"name": say("fallback.online"), "channel": "online", "text": online})
    if places:
        drafting.content["places"] = places


def _replaced(place: Entry, district: str | None) -> bool:
    """A window that the registry's windows take the place of; those of other districts are not its."""
    ours = district is None or place.get("districts") == [district]
    return place.get("channel") == "window" and ours


def _questions(drafting: Drafting) -> None:
    """Added to ours; a question we answer already keeps our answer."""
    pairs = list(drafting.kept("qa"))
    known = {same_name(pair["question"]) for pair in pairs}
    taken = {str(pair.get("id")) for pair in pairs}
    for one in drafting.given("questions"):
        if "answer" in one and same_name(one["question"]) not in known:
            known.add(same_name(one["question"]))
            pairs.append({"id": _fresh("registry", taken), **one})
    if pairs:
        drafting.content["qa"] = pairs
