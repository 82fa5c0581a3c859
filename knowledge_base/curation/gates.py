"""The five gates: who may review which, and what a draft still lacks. Pure.

A review counts for exactly the digest it was signed over, and never when its reviewer also wrote the draft.
One account may hold several gates, but nobody passes a draft alone: two must have signed. A rejection stands
until the draft is changed or the same reviewer signs otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence

from knowledge_base.curation.types import GATES, Curator, Draft, Gate, GateReview, Verdict

FEWEST_REVIEWERS = 2


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
    counting = _counting(draft, reviews)
    return {gate: _deciding(r for r in counting if r.gate == gate) for gate in GATES}


def missing(draft: Draft, reviews: Iterable[GateReview]) -> tuple[Gate, ...]:
    """Gates that nobody has decided yet."""
    return tuple(gate for gate, review in standing(draft, reviews).items() if review is None)


def rejected(draft: Draft, reviews: Iterable[GateReview]) -> tuple[GateReview, ...]:
    decided = standing(draft, reviews).values()
    return tuple(review for review in decided if review is not None and review.verdict == "rejected")


def passed(draft: Draft, reviews: Iterable[GateReview]) -> bool:
    """Whether all five gates are passed, by two people at least."""
    signed = list(reviews)
    decided = standing(draft, signed).values()
    every = all(review is not None and review.verdict == "passed" for review in decided)
    return every and not alone(draft, signed)


def alone(draft: Draft, reviews: Iterable[GateReview]) -> bool:
    """Whether fewer people than are needed signed what counts."""
    return len({review.reviewer for review in _counting(draft, reviews)}) < FEWEST_REVIEWERS


def _counting(draft: Draft, reviews: Iterable[GateReview]) -> Sequence[GateReview]:
    """Each reviewer's last word on each gate, over the draft as it is and not their own."""
    latest: dict[tuple[Gate, str], GateReview] = {}
    for review in reviews:
        if review.digest == draft.digest and review.reviewer not in draft.authors:
            latest.pop((review.gate, review.reviewer), None)
            latest[review.gate, review.reviewer] = review
    return list(latest.values())


def _deciding(reviews: Iterable[GateReview]) -> GateReview | None:
    """The last rejection while there is one, else the last review."""
    return max(reviews, key=lambda review: (review.verdict == "rejected", review.signed_at), default=None)
