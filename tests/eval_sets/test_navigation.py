"""Finding the item at once, after a question, in search: each told apart, and by whether there is a guide."""

from typing import Any

import pytest

from eval_sets import navigation
from eval_sets.cases import NavigationCase

CASE = NavigationCase(id="n", query="补证", accept=["居民身份证补领"], kind="typo")


def figures(fake, *cases: NavigationCase) -> dict[str, Any]:
    return navigation.evaluate(list(cases or (CASE,)), fake.url)["figures"]


def rights(shares: dict[str, Any]) -> dict[str, int]:
    return {name: shares[name]["right"] for name in navigation.MEASURES}


def test_the_first_item_has_to_be_the_official_one(fake) -> None:
    fake.answer = "居民身份证补领"
    assert rights(figures(fake)) == dict.fromkeys(navigation.MEASURES, 1)
    fake.answer = "居民身份证换领"
    report = navigation.evaluate([CASE], fake.url)
    assert report["failing"] == ["n"]
    assert rights(report["figures"]) == dict.fromkeys(navigation.MEASURES, 0)
    assert report["unknown"] == ["居民身份证补领"]


def test_a_question_whose_option_leads_there_is_right_after_it(fake) -> None:
    fake.answer = "居民身份证补领"
    fake.asks = {"补证": ["换证", "丢了"]}
    found = figures(fake)
    assert (found["at_once"]["right"], found["after_question"]["right"]) == (0, 1)
    assert found["options"] == {2: 1}
    fake.asks = {"补证": ["换证"], "换证": ["换证"]}
    assert figures(fake)["after_question"]["right"] == 0


def test_where_it_is_open_which_is_meant_the_question_is_right_at_once(fake) -> None:
    fake.answer = "居民身份证补领"
    fake.asks = {"补证": ["丢了"]}
    open_one = CASE.model_copy(update={"one_of_few": True})
    assert rights(figures(fake, open_one)) == dict.fromkeys(navigation.MEASURES, 1)


def test_what_search_finds_and_the_conversation_misses_is_told(fake) -> None:
    fake.answer = "居民身份证补领"
    fake.status = "out_of_scope"
    assert figures(fake)["search_only"] == {"count": 1, "ids": ["n"]}


@pytest.mark.parametrize(
    ("guided", "group", "other"), [(True, "authored", "name_only"), (False, "name_only", "authored")]
)
def test_items_with_and_without_a_guide_are_told_apart(fake, guided: bool, group: str, other: str) -> None:
    fake.answer, fake.guided = "居民身份证补领", guided
    found = figures(fake)
    assert (found[group]["at_once"]["of"], found[other]["at_once"]["of"]) == (1, 0)


def test_garbled_words_stand_beside_clean_ones(fake) -> None:
    clean = CASE.model_copy(update={"id": "c", "kind": "plain"})
    found = figures(fake, CASE, clean, CASE.model_copy(update={"id": "s", "kind": "story"}))
    assert (found["clean"]["at_once"]["of"], found["garbled"]["at_once"]["of"]) == (1, 1)
    assert sorted(found["by_kind"]) == ["plain", "story", "typo"]
