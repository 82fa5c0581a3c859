"""Drafts as curators see them, and refusals of curation as problem documents."""

from typing import Any

from fastapi.encoders import jsonable_encoder

from api.bootstrap import Container
from api.problems import ProblemError, say
from api.wire.curation import (
    DraftShape,
    DraftSummary,
    draft_summary,
    finding_shape,
    review_shape,
)
from knowledge_base.curation.types import Changed, Draft, NotAllowed, NotReady, Refusal, Stale, Unknown

_NOT_THIS_PERSON = frozenset({"own_draft", "gate_not_held", "admin_only"})
"""refusals that another person would not meet: 403, the rest 409"""


def summary(house: Container, draft: Draft) -> DraftSummary:
    current, standing = house.curation.newest_version(draft.item_id), house.curation.standing(draft)
    return draft_summary(draft, called(house, draft.made_by), current, standing)


def called(house: Container, account_id: str) -> str:
    """The name of who made or took something; the id of an account that is no more, or of an import."""
    account = house.identity.account(account_id)
    return account.name if account else account_id


def whole(house: Container, draft: Draft) -> DraftShape:
    """With its content and what the checks find."""
    findings = [finding_shape(found) for found in house.curation.findings(draft)]
    return DraftShape(**dict(summary(house, draft)), content=dict(draft.content), findings=findings)


def refused(house: Container, refusal: Refusal) -> ProblemError:
    """The knowledge base's sentence under this room's title."""
    match refusal:
        case Unknown():
            return _problem(404, "curation_unknown", refusal.message)
        case NotAllowed(code):
            status = 403 if code in _NOT_THIS_PERSON else 409
            title = say("problems.curation_refused.title")
            return ProblemError(status, code, title=title, detail=refusal.message)
        case Changed(draft):
            return _problem(409, "draft_changed", refusal.message, current=summary(house, draft))
        case Stale(draft):
            return _problem(409, "draft_stale", refusal.message, current=summary(house, draft))
        case NotReady():
            return _problem(
                409,
                "draft_not_ready",
                refusal.message,
                missing=refusal.missing,
                alone=refusal.alone,
                rejected=[review_shape(review) for review in refusal.rejected],
                findings=[finding_shape(found) for found in refusal.findings],
            )


def _problem(status: int, code: str, sentence: str, **extra: Any) -> ProblemError:
    return ProblemError(status, code, detail=sentence, extra=jsonable_encoder(extra))
