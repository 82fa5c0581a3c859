"""The course of a case: each round as it was sent, what it changed, and what was decided on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.desk.types import CHANGE_KINDS, Change, ChangeKind, Decided, Round
from applications.tables import SubmissionRow
from knowledge_base.model.guide import Guide
from prefill.values import label_of

_PART: dict[ChangeKind, str] = {"field": "fields", "material": "documents", "situation": "situation"}
"""Where the submission's snapshot keeps it."""


def rounds_of(
    session: Session, application_id: str, guide: Guide, decisions: Sequence[Decided]
) -> tuple[Round, ...]:
    """Newest first. `guide` names what is shown; it is the version the case rests on today."""
    rows = session.scalars(
        select(SubmissionRow)
        .where(SubmissionRow.application_id == application_id)
        .order_by(SubmissionRow.round)
    ).all()
    made = [
        Round(
            number=row.round,
            sent_at=row.created_at,
            acceptance_number=row.acceptance_number or "",
            changes=tuple(changed(guide, before.snapshot, row.snapshot)) if before else (),
            decisions=tuple(one for one in decisions if one.round == row.round),
        )
        for before, row in zip((None, *rows), rows, strict=False)
    ]
    return tuple(reversed(made))


def changed(guide: Guide, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What differs between two rounds as they were sent, in the order of the guide."""
    for kind in CHANGE_KINDS:
        old, new = before.get(_PART[kind], {}), after.get(_PART[kind], {})
        labels = _labels(guide, kind)
        for name in (*(n for n in labels if n in old or n in new), *_unlisted(labels, old, new)):
            if old.get(name) != new.get(name):
                texts = (_text(guide, kind, name, side.get(name)) for side in (old, new))
                yield Change(kind, name, labels.get(name, name), *texts)


def _unlisted(labels: Mapping[str, str], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What today's version of the guide no longer knows is told all the same."""
    return sorted((old.keys() | new.keys()) - labels.keys())


def _labels(guide: Guide, kind: ChangeKind) -> dict[str, str]:
    match kind:
        case "field":
            return {field.name: field.label for field in guide.form.fields}
        case "material":
            return {material.id: material.name for material in guide.materials}
        case "situation":
            return {question.id: question.ask for question in guide.situations}


def _text(guide: Guide, kind: ChangeKind, name: str, value: Any) -> str:
    """As people read it: a choice by its label; of papers how many there are."""
    if value is None:
        return ""
    if kind == "material":
        return str(len(value))
    if kind == "field":
        field = next((f for f in guide.form.fields if f.name == name), None)
        return label_of(field, str(value)) if field else str(value)
    options = (o for q in guide.situations if q.id == name for o in q.options)
    return next((option.label for option in options if option.id == value), str(value))
