"""Governing guides: drafts, the five gates, publishing, withdrawing, rolling back. For curators only."""

import re
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response

from api.curating import refused, summary, whole
from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.curation import (
    Changes,
    Checked,
    Checking,
    CurrentGuide,
    Discarding,
    DraftChange,
    Drafts,
    DraftShape,
    DraftSummary,
    Findings,
    NewDraft,
    NewReview,
    NewVersionShape,
    RollBack,
    RolledBack,
    Versions,
    Withdrawal,
    WithdrawnShape,
    change_shape,
    finding_shape,
    name_of,
    new_version_shape,
    version_shape,
)
from knowledge_base.curation.refusals import unknown
from knowledge_base.curation.types import CURATOR, Draft, GateReview, NewVersion, Withdrawn

router = APIRouter(prefix="/curation", tags=["curation"])

DraftId = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
ItemId = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
Seen = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the draft as you have seen it")
]

DESK = {**SIGN_IN, 403: "neither curator nor admin (`curator_only`)"}
ONE = {**DESK, 404: "no such draft, item or version (`curation_unknown`)"}
CHANGE = {
    **ONE,
    409: "changed meanwhile (`draft_changed`), closed (`draft_closed`), or another version was published "
    "since (`draft_stale`); `current` carries the draft as it is",
    428: "no If-Match (`if_match_missing`)",
}
REVIEW = {
    **CHANGE,
    403: "no curator, one's own draft (`own_draft`), or not one's gate (`gate_not_held`)",
}
PUBLISH = {
    **CHANGE,
    409: "gates or findings are in the way (`draft_not_ready` with `missing`, `alone` when one person signed "
    "all, `rejected`, `findings`), or as for a change",
}


@router.get("/drafts", summary="Open drafts, oldest first", responses=problems(DESK))
def drafts(
    house: House,
    who: Who,
    item_id: Annotated[str | None, Query(max_length=80, pattern=r"^[\x21-\x7e]+$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Drafts:
    who.signatory()
    found = house.curation.drafts.open(item_id, limit, offset)
    total = house.curation.drafts.count(item_id)
    return Drafts(drafts=[summary(house, draft) for draft in found], total=total)


@router.post("/drafts", status_code=201, summary="Begin a draft", responses=problems(DESK))
def make(body: NewDraft, house: House, who: Who, response: Response) -> DraftShape:
    by = who.signatory().account_id
    draft = house.curation.drafts.make(body.item_id, body.content, by, CURATOR, body.note)
    response.headers["Location"] = f"/api/v1/curation/drafts/{draft.draft_id}"
    return _tagged(whole(house, draft), response)


@router.get("/drafts/{draft_id}", summary="One draft, its gates and findings", responses=problems(ONE))
def draft(draft_id: DraftId, house: House, who: Who, response: Response) -> DraftShape:
    """Its ETag is what a review signs."""
    who.signatory()
    return _tagged(whole(house, _draft(house, draft_id)), response)


@router.put("/drafts/{draft_id}", summary="Change it; its reviews are void", responses=problems(CHANGE))
def change(
    draft_id: DraftId, body: DraftChange, house: House, who: Who, response: Response, seen: Seen = None
) -> DraftShape:
    by = who.signatory().account_id
    outcome = house.curation.drafts.change(
        draft_id, body.content, by, _digest(seen), body.note, rebase=body.rebase
    )
    if not isinstance(outcome, Draft):
        raise refused(house, outcome)
    return _tagged(whole(house, outcome), response)


@router.post("/drafts/{draft_id}/discard", summary="Give it up", responses=problems(CHANGE))
def discard(draft_id: DraftId, body: Discarding, house: House, who: Who) -> DraftSummary:
    outcome = house.curation.drafts.discard(draft_id, who.signatory().account_id, body.why)
    if not isinstance(outcome, Draft):
        raise refused(house, outcome)
    return summary(house, outcome)


@router.get("/drafts/{draft_id}/findings", summary="What the checks find", responses=problems(ONE))
def findings(draft_id: DraftId, house: House, who: Who) -> Findings:
    who.signatory()
    found = house.curation.findings(_draft(house, draft_id))
    return Findings(findings=[finding_shape(one) for one in found])


@router.get("/drafts/{draft_id}/diff", summary="What publishing it would change", responses=problems(ONE))
def diff(draft_id: DraftId, house: House, who: Who) -> Changes:
    who.signatory()
    changes = house.curation.changes(_draft(house, draft_id))
    return Changes(changes=[change_shape(one) for one in changes])


@router.post("/drafts/{draft_id}/reviews", summary="Sign a verdict on a gate", responses=problems(REVIEW))
def review(
    draft_id: DraftId, body: NewReview, house: House, who: Who, response: Response, seen: Seen = None
) -> DraftShape:
    """Signed over the draft that `If-Match` names, so that nobody signs what they have not seen."""
    outcome = house.curation.review(
        draft_id, who.signatory(), body.gate, body.verdict, body.note, _digest(seen)
    )
    if not isinstance(outcome, GateReview):
        raise refused(house, outcome)
    return _tagged(whole(house, _draft(house, draft_id)), response)


@router.post("/drafts/{draft_id}/publish", summary="Make it the next version", responses=problems(PUBLISH))
def publish(draft_id: DraftId, house: House, who: Who, seen: Seen = None) -> NewVersionShape:
    """In force at once, or from its `valid_from` when that is to come."""
    outcome = house.curation.publish(draft_id, who.signatory(), _digest(seen))
    if not isinstance(outcome, NewVersion):
        raise refused(house, outcome)
    return new_version_shape(outcome)


@router.post("/check", summary="What checks find in content, and what it changes", responses=problems(DESK))
def check(body: Checking, house: House, who: Who) -> Checked:
    """Keeps nothing: for who is still writing, and for who reads a draft again that has changed."""
    who.signatory()
    found = house.curation.examined(body.item_id, body.content)
    changes = house.curation.compared(body.item_id, body.content, body.seen)
    return Checked(
        findings=[finding_shape(one) for one in found], changes=[change_shape(one) for one in changes]
    )


@router.get("/items/{item_id}/guide", summary="What a new draft starts from", responses=problems(ONE))
def current_guide(item_id: ItemId, house: House, who: Who) -> CurrentGuide:
    who.signatory()
    newest = next(iter(house.curation.history(item_id)), None)
    published = newest and house.library.version(item_id, newest.version)
    if newest is None or published is None:
        raise refused(house, unknown("history"))
    content = published.guide.model_dump(mode="json")
    name = name_of(item_id, content)
    return CurrentGuide(
        item_id=item_id, name=name, version=newest.version, state=newest.state, content=content
    )


@router.get("/items/{item_id}/versions", summary="Every version, who signed it", responses=problems(ONE))
def versions(item_id: ItemId, house: House, who: Who) -> Versions:
    who.signatory()
    found = house.curation.history(item_id)
    if not found:
        raise refused(house, unknown("history"))
    return Versions(versions=[version_shape(record) for record in found])


@router.get("/items/{item_id}/diff", summary="How two versions differ", responses=problems(ONE))
def compare(item_id: ItemId, before: Number, after: Number, house: House, who: Who) -> Changes:
    who.signatory()
    changes = house.curation.between(item_id, before, after)
    if not isinstance(changes, list):
        raise refused(house, changes)
    return Changes(changes=[change_shape(one) for one in changes])


@router.post("/items/{item_id}/withdraw", summary="Take the guide back at once", responses=problems(CHANGE))
def withdraw(item_id: ItemId, body: Withdrawal, house: House, who: Who) -> WithdrawnShape:
    """Found and cited nowhere from now on. Only publishing a draft brings a guide back."""
    outcome = house.curation.withdraw(item_id, who.signatory(), body.why, body.version)
    if not isinstance(outcome, Withdrawn):
        raise refused(house, outcome)
    return WithdrawnShape(item_id=outcome.item_id, versions=list(outcome.versions))


@router.post("/items/{item_id}/roll-back", summary="Publish an old version anew", responses=problems(REVIEW))
def roll_back(item_id: ItemId, body: RollBack, house: House, who: Who) -> RolledBack:
    """Gives a draft that goes through the gates; in an emergency an admin restores what had passed them."""
    outcome = house.curation.roll_back(
        item_id, body.version, who.signatory(), body.why, emergency=body.emergency
    )
    match outcome:
        case Draft():
            return RolledBack(draft=summary(house, outcome))
        case NewVersion():
            return RolledBack(published=new_version_shape(outcome))
        case refusal:
            raise refused(house, refusal)


def _draft(house: House, draft_id: str) -> Draft:
    found = house.curation.drafts.get(draft_id)
    if found is None:
        raise refused(house, unknown("draft"))
    return found


def _tagged(shape: DraftShape, response: Response) -> DraftShape:
    response.headers["ETag"] = f'"{shape.digest}"'
    return shape


def _digest(if_match: str | None) -> str:
    """`"ab12…"` or `W/"ab12…"` → the digest."""
    if if_match is None:
        raise ProblemError(428, "if_match_missing")
    found = re.fullmatch(r'(?:W/)?"?([0-9a-f]{64})"?', if_match.strip())
    if not found:
        raise ProblemError(400, "if_match_invalid")
    return found[1]
