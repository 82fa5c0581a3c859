"""Drafts of guides, their gates and versions, as curators see them."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from api.wire.base import Shape, local
from knowledge_base.curation.history import VersionRecord, VersionState
from knowledge_base.curation.refusals import gate_name
from knowledge_base.curation.types import (
    Draft,
    DraftFinding,
    DraftState,
    Gate,
    GateReview,
    NewVersion,
    Verdict,
)
from knowledge_base.diffing import Change

DEEPEST = 30
"""how deep a guide's JSON may be nested; real ones need eight"""

Said = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Reason = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")]
ItemId = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]


def _keepable(content: dict[str, object]) -> dict[str, object]:
    """Only what both databases can keep: finite numbers, whole characters, no endless nesting."""
    layer: list[object] = [content]
    for _ in range(DEEPEST):
        layer = [inner for value in layer for inner in _inside(value)]
    try:
        text = "" if layer else json.dumps(content, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except ValueError:
        text = ""
    if not text or "\\u0000" in text:
        raise PydanticCustomError("not_keepable", "not keepable")
    return content


def _inside(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list) else []


Content = Annotated[
    dict[str, object],
    AfterValidator(_keepable),
    Field(description="the whole guide as `GET /curation/drafts/{draft_id}` shows it; may be incomplete"),
]


class NewDraft(Shape):
    item_id: ItemId
    content: Content
    note: Said = ""


class DraftChange(Shape):
    """`rebase` says that the content was compared with the version published meanwhile."""

    content: Content
    note: Said | None = None
    rebase: bool = False


class Discarding(Shape):
    why: Reason


class NewReview(Shape):
    """A rejection needs a note that says what to change."""

    gate: Gate
    verdict: Verdict
    note: Said = ""


class Withdrawal(Shape):
    """Without `version` the whole guide; with it only a version that is yet to begin."""

    why: Reason
    version: Annotated[int | None, Field(ge=1, le=1_000_000)] = None


class RollBack(Shape):
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    why: Said = ""
    emergency: Annotated[bool, Field(description="admin only: at once, without new reviews")] = False


class ReviewShape(Shape):
    gate: Gate
    verdict: Verdict
    reviewer: str
    reviewer_name: str
    role: str
    note: str
    signed_at: datetime | None
    digest: Annotated[str, Field(description="of the draft that was signed")]
    signature: str


class GateShape(Shape):
    gate: Gate
    name: str
    state: Literal["open", "passed", "rejected"]
    review: ReviewShape | None


class DraftFindingShape(Shape):
    place: Annotated[str, Field(description="e.g. `materials[id_card].how`")]
    rule: str
    why: str
    mend: str


class DraftSummary(Shape):
    """`stale`: another version was published since; the draft must be rebased before it goes on."""

    draft_id: str
    item_id: str
    name: str
    origin: str
    state: DraftState
    digest: str
    based_on_version: int
    current_version: int
    stale: bool
    made_by: str
    made_by_name: str
    made_at: datetime | None
    changed_at: datetime | None
    authors: list[str]
    note: str
    closed_why: str
    published_version: int | None
    gates: list[GateShape]


class DraftShape(DraftSummary):
    content: dict[str, object]
    findings: list[DraftFindingShape]


class Drafts(Shape):
    """`total`: open drafts there are."""

    drafts: list[DraftSummary]
    total: int


class Findings(Shape):
    findings: list[DraftFindingShape]


class ChangeShape(Shape):
    place: str
    before: str | None
    after: str | None


class Changes(Shape):
    changes: list[ChangeShape]


class Checking(Shape):
    """`seen`: what to compare with; without it the newest published version."""

    item_id: ItemId
    content: Content
    seen: Content | None = None


class Checked(Shape):
    findings: list[DraftFindingShape]
    changes: list[ChangeShape]


class CurrentGuide(Shape):
    """The newest published content, withdrawn or not: what a new draft starts from."""

    item_id: str
    name: str
    version: int
    state: VersionState
    content: dict[str, object]


class NewVersionShape(Shape):
    item_id: str
    version: int
    draft_id: str
    valid_from: date
    valid_until: date | None
    overtakes: Annotated[list[int], Field(description="scheduled versions that now never begin")]


class WithdrawnShape(Shape):
    item_id: str
    versions: list[int]


class VersionShape(Shape):
    version: int
    state: VersionState
    sample: Annotated[bool, Field(description="shipped content that no gate has seen")]
    valid_from: date
    valid_until: date | None
    published_at: datetime | None
    published_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str
    draft_id: str | None
    draft_origin: str
    reviews: list[ReviewShape]


class Versions(Shape):
    versions: list[VersionShape]


class RolledBack(Shape):
    """A draft that goes through the gates, or in an emergency the version it has become at once."""

    draft: DraftSummary | None = None
    published: NewVersionShape | None = None


def review_shape(review: GateReview) -> ReviewShape:
    return ReviewShape(
        gate=review.gate,
        verdict=review.verdict,
        reviewer=review.reviewer,
        reviewer_name=review.reviewer_name,
        role=review.role,
        note=review.note,
        signed_at=local(review.signed_at),
        digest=review.digest,
        signature=review.signature,
    )


def gate_shape(gate: Gate, review: GateReview | None) -> GateShape:
    return GateShape(
        gate=gate,
        name=gate_name(gate),
        state=review.verdict if review else "open",
        review=review and review_shape(review),
    )


def name_of(item_id: str, content: Mapping[str, object]) -> str:
    """What people call the item, by the guide's content, which may be incomplete."""
    item = content.get("item")
    names: Mapping[str, object] = item if isinstance(item, Mapping) else {}
    return str(names.get("plain_name") or names.get("official_name") or item_id)


def draft_summary(
    draft: Draft, made_by_name: str, current: int, standing: Mapping[Gate, GateReview | None]
) -> DraftSummary:
    """`current` is the item's newest version."""
    return DraftSummary(
        draft_id=draft.draft_id,
        item_id=draft.item_id,
        name=name_of(draft.item_id, draft.content),
        origin=draft.origin,
        state=draft.state,
        digest=draft.digest,
        based_on_version=draft.based_on_version,
        current_version=current,
        stale=draft.state == "open" and current != draft.based_on_version,
        made_by=draft.made_by,
        made_by_name=made_by_name,
        made_at=local(draft.made_at),
        changed_at=local(draft.changed_at),
        authors=list(draft.authors),
        note=draft.note,
        closed_why=draft.closed_why,
        published_version=draft.published_version,
        gates=[gate_shape(gate, review) for gate, review in standing.items()],
    )


def finding_shape(finding: DraftFinding) -> DraftFindingShape:
    return DraftFindingShape(place=finding.place, rule=finding.rule, why=finding.why, mend=finding.mend)


def change_shape(change: Change) -> ChangeShape:
    return ChangeShape(place=change.place, before=change.before, after=change.after)


def new_version_shape(done: NewVersion) -> NewVersionShape:
    return NewVersionShape(
        item_id=done.item_id,
        version=done.version,
        draft_id=done.draft_id,
        valid_from=done.valid_from,
        valid_until=done.valid_until,
        overtakes=list(done.overtakes),
    )


def version_shape(record: VersionRecord) -> VersionShape:
    return VersionShape(
        version=record.version,
        state=record.state,
        sample=record.origin == "sample",
        valid_from=record.valid_from,
        valid_until=record.valid_until,
        published_at=local(record.published_at),
        published_by=record.published_by,
        withdrawn_at=local(record.withdrawn_at),
        withdrawn_why=record.withdrawn_why,
        draft_id=record.draft_id,
        draft_origin=record.draft_origin,
        reviews=[review_shape(review) for review in record.reviews],
    )
