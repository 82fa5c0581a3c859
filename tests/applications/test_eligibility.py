"""Nobody fills in a form in vain: what is certain to bar is told at once, what is not sure bars nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

from applications.changes import renewed
from applications.completeness import completeness
from applications.drafts import Draft
from applications.eligibility import eligibility
from prefill.types import Candidate, FieldValue, Profile
from tests.applications.desk import ID_NUMBER, guide

TODAY = date(2026, 11, 22)
NOBODY = Profile("chen")
OLD = {"id": "p", "kind": "age", "born": "field.id_number", "message": "还没满60周岁。", "clause": "某法"}
REVIEW: list[dict[str, Any]] = [{**OLD, "min_years": 60, "field": "id_number"}]


def draft(**changes: Any) -> Draft:
    number = FieldValue("id_number", ID_NUMBER, "document", "document.id_card.id_number@d", 0.99)
    return Draft({}, {"id_number": replace(number, **changes)})


def test_a_value_that_is_certain_bars_and_is_told_before_anything_else_is_asked() -> None:
    item = guide(review=REVIEW)
    found = eligibility(item, draft(), NOBODY, TODAY)
    assert [(f.code, f.message) for f in found] == [("not_eligible", "还没满60周岁。")]
    now = renewed(item, draft(), NOBODY, (), TODAY)
    step = completeness(item, now, "draft", TODAY).next
    assert step is not None
    assert (step.kind, step.name, step.prompt) == ("field", "id_number", "还没满60周岁。")


def test_what_is_read_unsurely_or_told_in_two_ways_bars_nobody() -> None:
    item = guide(review=REVIEW)
    other = Candidate("11010519491231002X", "profile", "profile.id_number", 1.0)
    assert eligibility(item, draft(confidence=0.6), NOBODY, TODAY) == ()
    assert eligibility(item, draft(others=(other,)), NOBODY, TODAY) == ()
    assert eligibility(item, draft(confidence=0.6, confirmed=True), NOBODY, TODAY) != ()


def test_a_warning_and_what_is_not_known_yet_bar_nobody() -> None:
    assert eligibility(guide(review=[{**REVIEW[0], "severity": "warning"}]), draft(), NOBODY, TODAY) == ()
    assert eligibility(guide(review=REVIEW), Draft(), NOBODY, TODAY) == ()


def test_it_is_told_no_more_once_the_value_is_put_right() -> None:
    item = guide(review=REVIEW)
    barred = renewed(item, draft(), NOBODY, (), TODAY)
    right = replace(
        barred, fields={"id_number": FieldValue("id_number", "11010519491231002X", "typed", "f", 1.0)}
    )
    assert barred.barred
    assert renewed(item, right, NOBODY, (), TODAY).barred == ()
