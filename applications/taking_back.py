"""An act taken back: what the person answered, gave or confirmed is as if they had not. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from applications import changes
from applications.changes import Change
from applications.completeness import COMMITMENT
from applications.drafts import Draft
from knowledge_base.model.guide import Guide

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Acts:
    """What is taken back, by name; names that nothing was done to change nothing."""

    answers: Sequence[str] = field(default_factory=tuple[str, ...])
    """questions: open again, and with them what only their answer made apply"""
    values: Sequence[str] = field(default_factory=tuple[str, ...])
    """fields: what the person gave or left empty on purpose goes; the sources fill them again, unconfirmed"""
    confirmed: Sequence[str] = field(default_factory=tuple[str, ...])
    """fields, and commitments as `commitment.<material_id>`: the yes goes, the value stays"""


def taken_back(guide: Guide, draft: Draft, acts: Acts) -> Change:
    """The draft without these acts, still to be renewed from its sources. A precheck of it is void."""
    promised = {name.removeprefix(COMMITMENT) for name in acts.confirmed if name.startswith(COMMITMENT)}
    before = replace(
        draft,
        situation=_without(draft.situation, acts.answers),
        fields={
            name: replace(value, confirmed=False) if name in acts.confirmed else value
            for name, value in _without(draft.fields, acts.values).items()
        },
        commitments=_without(draft.commitments, promised),
        cleared=tuple(name for name in draft.cleared if name not in acts.values),
        refused=_without(draft.refused, acts.values),
        insisted=_without(draft.insisted, (*acts.values, *acts.confirmed)),
    )
    if before == draft:
        return Change(draft)
    return changes.answer(guide, replace(before, findings=(), passed=False), {})


def _without(entries: Mapping[str, T], names: Collection[str]) -> dict[str, T]:
    return {name: entry for name, entry in entries.items() if name not in names}
