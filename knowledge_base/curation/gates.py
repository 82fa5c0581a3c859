"""The five gates: who may review which, and what a draft still lacks. Pure.

A review counts for exactly the digest it was signed over, and never when its reviewer also wrote the draft.
A rejection stands until the draft is changed or the same reviewer signs otherwise.
"""

from collections.abc import Iterable, Mapping

from knowledge_base.curation.types import GATES, Curator, Draft, Gate, GateReview, Verdict


def hindrance(draft: Draft, curator: Curator, gate: Gate, verdict: Verdict, note: str) -> str | None:
    """Why this person may not sign this verdict, by name; None when they may."""
    if draft.state != "open":
        return "draft_closed"
    if curator.account_id in draft.authors:
        return "own_draft"
    if gate not in curator.gates:
        return "gate_not_held"
    return "reason_missing" if verdict == "rejected" and not note.strip() else None


def standing(draft: Draft, reviews: Iterable[GateReview]) -> Mapping[Gate, GateReview | None]:
    """For each gate the review that decides it, None while none does. `reviews` in the order of signing."""
    latest: dict[tuple[Gate, str], GateReview] = {}
    for review in reviews:
        if review.digest == draft.digest and review.reviewer not in draft.authors:
            latest.pop((review.gate, review.reviewer), None)
            latest[review.gate, review.reviewer] = review
    return {gate: _deciding(r for r in latest.values() if r.gate == gate) for gate in GATES}


def missing(draft: Draft, reviews: Iterable[GateReview]) -> tuple[Gate, ...]:
    """Gates that nobody has decided yet."""
    return tuple(gate for gate, review in standing(draft, reviews).items() if review is None)


def rejected(draft: Draft, reviews: Iterable[GateReview]) -> tuple[GateReview, ...]:
    decided = standing(draft, reviews).values()
    return tuple(review for review in decided if review is not None and review.verdict == "rejected")


def passed(draft: Draft, reviews: Iterable[GateReview]) -> bool:
    """Whether all five gates are passed."""
    decided = standing(draft, reviews).values()
    return all(review is not None and review.verdict == "passed" for review in decided)


def _deciding(reviews: Iterable[GateReview]) -> GateReview | None:
    """The last rejection while there is one, else the last review."""
    return max(reviews, key=lambda review: (review.verdict == "rejected", review.signed_at), default=None)
