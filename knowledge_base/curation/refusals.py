"""The sentences of refusals. Pure."""

from collections.abc import Sequence

from knowledge_base.curation.types import (
    Changed,
    Draft,
    DraftFinding,
    Gate,
    GateReview,
    NotAllowed,
    NotReady,
    Stale,
    Unknown,
)
from knowledge_base.texts import texts


def say(key: str, **values: object) -> str:
    return texts().say(f"curation.{key}", **values)


def gate_name(gate: Gate) -> str:
    """政治关 …"""
    return say(f"gate.{gate}")


def unknown(what: str, **values: object) -> Unknown:
    return Unknown(say(f"unknown.{what}", **values))


def not_allowed(code: str, **values: object) -> NotAllowed:
    return NotAllowed(code, say(f"not_allowed.{code}", **values))


def closed(draft: Draft) -> NotAllowed:
    return NotAllowed("draft_closed", say(f"closed.{draft.state}"))


def changed(draft: Draft) -> Changed:
    return Changed(draft, say("changed"))


def stale(draft: Draft, current: int) -> Stale:
    return Stale(draft, current, say("stale", current=current, based_on=draft.based_on_version))


def not_ready(
    draft: Draft,
    missing: Sequence[Gate],
    rejected: Sequence[GateReview],
    findings: Sequence[DraftFinding],
    *,
    alone: bool = False,
) -> NotReady:
    parts: list[str] = []
    if missing:
        parts.append(say("not_ready.missing", gates="、".join(map(gate_name, missing))))
    parts += [say("not_ready.rejected", gate=gate_name(one.gate), note=one.note) for one in rejected]
    if alone:
        parts.append(say("not_ready.alone"))
    if findings:
        parts.append(say("not_ready.findings", count=len(findings)))
    message = say("not_ready.whole", parts="；".join(parts))
    return NotReady(draft, tuple(missing), tuple(rejected), tuple(findings), message, alone)
