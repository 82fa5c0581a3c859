"""Protects: nobody approves their own draft, and a review holds for exactly what its reviewer signed."""

from dataclasses import replace
from datetime import datetime

import pytest

from knowledge_base.curation import gates
from knowledge_base.curation.types import GATES, Curator, Draft, Gate, GateReview, Verdict
from storage.clock import CHONGQING

AT = datetime(2026, 11, 22, 10, tzinfo=CHONGQING)
DRAFT = Draft("draft_1", "item", {}, "seen", "editor", AT, "curator", "open", "", None, authors=("editor",))
LEGAL = Curator("legal", "甲", "curator", frozenset({"legal"}))


def _review(gate: Gate, verdict: Verdict = "passed", reviewer: str = "someone", **more: str) -> GateReview:
    review = GateReview("draft_1", gate, "seen", reviewer, "某人", "curator", verdict, "", AT, "")
    return replace(review, **more)


ALL = [_review(gate, reviewer="lawyer" if gate == "legal" else "someone") for gate in GATES]


def test_five_gates_in_all() -> None:
    assert gates.missing(DRAFT, []) == GATES == ("political", "legal", "policy", "secrecy", "procedure")
    assert gates.passed(DRAFT, ALL)


@pytest.mark.parametrize("gate", GATES)
def test_each_gate_is_needed(gate: Gate) -> None:
    rest = [review for review in ALL if review.gate != gate]
    assert gates.missing(DRAFT, rest) == (gate,)
    assert not gates.passed(DRAFT, rest)


def test_reviews_of_another_state_of_the_draft_do_not_count() -> None:
    assert gates.missing(replace(DRAFT, digest="changed"), ALL) == GATES


def test_who_became_an_author_later_has_not_reviewed() -> None:
    assert gates.missing(replace(DRAFT, authors=("editor", "someone", "lawyer")), ALL) == GATES


def test_no_one_person_passes_a_draft_alone() -> None:
    by_one = [_review(gate) for gate in GATES]
    assert gates.missing(DRAFT, by_one) == ()
    assert gates.alone(DRAFT, by_one)
    assert not gates.passed(DRAFT, by_one)
    assert gates.passed(DRAFT, [*by_one, _review("legal", reviewer="lawyer")])
    assert not gates.passed(DRAFT, [*by_one, _review("legal", reviewer="editor")]), "the author is no second"
    assert not gates.passed(DRAFT, [*by_one, _review("legal", reviewer="lawyer", digest="before")])


def test_a_rejection_stands_against_anothers_pass_until_its_reviewer_signs_otherwise() -> None:
    no = _review("legal", "rejected", "strict", note="依据已废止")
    assert gates.rejected(DRAFT, [*ALL, no]) == gates.rejected(DRAFT, [no, *ALL]) == (no,)
    assert not gates.passed(DRAFT, [no, *ALL])
    assert gates.passed(DRAFT, [no, *ALL, _review("legal", "passed", "strict")])


@pytest.mark.parametrize(
    ("curator", "gate", "verdict", "note", "hindrance"),
    [
        (LEGAL, "legal", "passed", "", None),
        (LEGAL, "legal", "rejected", "依据已废止", None),
        (LEGAL, "legal", "rejected", " ", "reason_missing"),
        (LEGAL, "policy", "passed", "", "gate_not_held"),
        (Curator("editor", "乙", "curator", frozenset(GATES)), "legal", "passed", "", "own_draft"),
        (Curator("boss", "丙", "admin"), "legal", "passed", "", "gate_not_held"),
    ],
)
def test_who_may_sign(
    curator: Curator, gate: Gate, verdict: Verdict, note: str, hindrance: str | None
) -> None:
    assert gates.hindrance(DRAFT, curator, gate, verdict, note) == hindrance


def test_a_closed_draft_takes_no_reviews() -> None:
    assert gates.hindrance(replace(DRAFT, state="discarded"), LEGAL, "legal", "passed", "") == "draft_closed"
