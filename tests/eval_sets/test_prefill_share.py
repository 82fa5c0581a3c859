"""The share of a form nobody types: what counts as filled, and over which paths."""

from eval_sets.prefill_share import share
from tests.applications.desk import GUIDE, guide


def test_profile_and_papers_count_and_what_no_source_has_is_typed() -> None:
    """One path about oneself (3 required fields), two about a child (4, whose name nobody knows)."""
    found = share(guide())
    assert (found.paths, round(found.required, 2)) == (3, 3.67)
    assert round(found.usual, 2) == round(found.read_today, 2) == 0.83
    assert found.typed == ("child_name",)


def test_a_paper_that_need_not_be_handed_in_fills_nothing() -> None:
    fields = [
        {"name": "head", "label": "户主", "type": "name", "ask": "户主是谁？", "sources": [source]}
        for source in ("document.household.name",)
    ]
    assert share(guide(form={"fields": fields})).every_reader == 0.0


def test_a_situation_that_is_not_for_the_item_does_not_count() -> None:
    barred = {
        "id": "own", "kind": "one_of", "value": "situation.who", "allowed": ["self"], "field": "who",
        "message": "只能办自己的。", "clause": "第一条",
    }  # fmt: skip
    assert share(guide(review=[*GUIDE["review"], barred])).paths == 1


def test_a_picture_offered_instead_of_typing_counts_apart() -> None:
    """From three fields on: for fewer, typing is less work."""
    shared = [{"by": "data_sharing", "reason": "能查到。"}]
    page = {
        "id": "household", "name": "户口簿页", "documents": ["household_register_member"], "how": "拍。",
        "exempt": shared,
    }  # fmt: skip
    fields = [
        {
            "name": f"head_{name}",
            "label": name,
            "type": "text",
            "ask": "？",
            "sources": [f"document.household.{name}"],
        }
        for name in ("name", "ethnicity", "native_place")
    ]
    found = share(guide(materials=[page], form={"fields": fields}, review=[]))
    assert (found.family, found.offered) == (0.0, 1.0)
    few = share(guide(materials=[page], form={"fields": fields[:2]}, review=[]))
    assert (few.family, few.offered) == (0.0, 0.0)
