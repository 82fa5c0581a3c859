"""Limits and fees of a registry: a number without its unit is kept and marked 待核, never trusted. Pure."""

import re
from collections.abc import Sequence
from typing import Any, cast

from knowledge_base.names import same_name
from knowledge_base.registry.facts import Facts
from knowledge_base.registry.sentences import texts

Entry = dict[str, Any]

_AMOUNT = re.compile(r"^\s*(\d{1,4})(?:\.0+)?(?!\d)")
_SUM = re.compile(r"^\d+(?:\.\d+)?$")
_KINDS = ("statutory", "promised")


def lay_limits(facts: Facts, content: dict[str, Any], notes: list[str]) -> None:
    """The registry's limits in the place of ours of the same kind; ours stay where they say the same."""
    limits = cast("list[Entry]", content.get("time_limits") or [])
    for kind in _KINDS:
        ours = [limit for limit in limits if limit.get("kind") == kind]
        given = _limit(kind, ours, facts, content, notes)
        if given is None or any(_same(limit, given) for limit in ours):
            continue
        limits = [limit for limit in limits if limit.get("kind") != kind] + [given]
    if limits:
        content["time_limits"] = limits


def lay_fee(facts: Facts, content: dict[str, Any], notes: list[str]) -> None:
    """Lines with a sum; what is charged without a readable sum is marked 待核."""
    lines, unreadable = _lines(facts, content, notes)
    charged = facts.values.get("charged")
    if charged is None and lines:
        charged = True
    if charged is None:
        return
    old = cast("Entry", content.get("fee") or {})
    note = str(facts.values.get("fee_note") or old.get("note") or "")
    if not charged:
        content["fee"] = {"charged": False, "lines": [], "note": note}
        _confirmed(content, "fee")
        return
    if not lines and not unreadable and old.get("charged"):
        return
    if not lines and not unreadable:
        notes.append(texts().say("note.charged_without_lines"))
    open_ = bool(unreadable) or not lines
    content["fee"] = {
        "charged": True,
        "lines": lines,
        "note": "；".join(filter(None, [note, *unreadable])),
        "to_confirm": open_,
    }
    _mark(content, "fee", texts().say("to_confirm.fee")) if open_ else _confirmed(content, "fee")


def _limit(
    kind: str, ours: Sequence[Entry], facts: Facts, content: dict[str, Any], notes: list[str]
) -> Entry | None:
    """None when the source gives none or nothing beyond ours: no text, or 0 where it takes time."""
    say = texts().say
    unit, text = facts.values.get(f"{kind}_unit"), str(facts.values.get(kind, ""))
    note = str(facts.values.get(f"{kind}_note", ""))
    found = _AMOUNT.match(text)
    amount = int(found[1]) if found else None
    immediate = unit == "immediate" or (amount == 0 and facts.values.get("case_type") == "immediate")
    if immediate and not (amount and unit != "immediate"):
        _confirmed(content, kind)
        return _noted({"kind": kind, "unit": "immediate"}, note)
    if amount is None:
        if text:
            notes.append(say("note.limit_unreadable", kind=say(f"limit.{kind}"), text=text[:40]))
        return None
    if amount == 0:
        return None
    if unit is not None:
        _confirmed(content, kind)
        return _noted({"kind": kind, "unit": unit, "amount": amount}, note)
    if any(limit.get("amount") == amount and not limit.get("to_confirm") for limit in ours):
        notes.append(say("note.limit_unit_kept", kind=say(f"limit.{kind}"), text=text[:40]))
        return None
    notes.append(say("note.limit_without_unit", kind=say(f"limit.{kind}"), text=text[:40]))
    _mark(content, kind, say("to_confirm.limit", text=text[:40]))
    # Without a unit the draft can't be published: its findings ask the curator for it.
    return {
        "kind": kind,
        "amount": amount,
        "note": say("limit.unconfirmed", text=text[:40]),
        "to_confirm": True,
    }


def _noted(limit: Entry, note: str) -> Entry:
    return limit | {"note": note} if note else limit


def _same(one: Entry, other: Entry) -> bool:
    """The same time, whatever else is said of it; one that is still to be confirmed says nothing."""
    parts = ("unit", "amount")
    return not one.get("to_confirm") and all(one.get(part) == other.get(part) for part in parts)


def _lines(facts: Facts, content: dict[str, Any], notes: list[str]) -> tuple[list[Entry], list[str]]:
    """Fee lines with a sum, and as words those whose standard is no single sum."""
    old = {same_name(line["name"]): line for line in (content.get("fee") or {}).get("lines", [])}
    lines: list[Entry] = []
    unreadable: list[str] = []
    for fee in cast("list[Entry]", facts.values.get("fees", [])):
        amount = str(fee.get("amount", ""))
        if _SUM.match(amount):
            lines.append(old.get(same_name(fee["name"]), {}) | {"name": fee["name"], "amount": amount})
        else:
            unreadable.append(f"{fee['name']}：{amount}" if amount else fee["name"])
            notes.append(texts().say("note.fee_unreadable", name=fee["name"], text=amount[:40]))
    return lines, unreadable


def _about(what: str) -> str:
    return texts().say("limit.fee" if what == "fee" else f"limit.{what}")


def _mark(content: dict[str, Any], what: str, say: str) -> None:
    _confirmed(content, what)
    content["to_confirm"] = [*content.get("to_confirm", []), {"about": _about(what), "say": say}]


def _confirmed(content: dict[str, Any], what: str) -> None:
    """What the import itself marked earlier is settled."""
    if "to_confirm" in content:
        content["to_confirm"] = [one for one in content["to_confirm"] if one.get("about") != _about(what)]
