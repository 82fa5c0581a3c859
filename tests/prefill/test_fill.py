"""Proposals from profile and documents: where values come from, and what may never happen to them."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.model.form import Choice, Form, FormField
from ocr.types import ReadDocument, ReadField
from prefill.fill import MOST_DECLINED, Documents, confirmed, fill, set_value
from prefill.types import Fact, FieldValue, Page, Problem, Profile

ID, OTHER_ID = "500112199203150026", "50010319510820014X"
HOME, FLAT = "重庆市渝北区龙溪街道红锦大道88号3幢12-4", "重庆市渝中区七星岗街道中山一路26号2单元5-1"


def _field(name: str, kind: str, *sources: str, **more: object) -> FormField:
    return FormField.model_validate(
        {"name": name, "label": name, "type": kind, "ask": "？", "sources": list(sources), **more}
    )


SEXES = [Choice(id="male", label="男"), Choice(id="female", label="女")]
FORM = Form(
    fields=[
        _field("name", "name", "document.id_card.name", "profile.name"),
        _field("id_number", "id_number", "document.id_card.id_number", "profile.id_number"),
        _field("birth_date", "date", "document.id_card.birth_date"),
        _field("sex", "choice", choices=SEXES),
        _field("address", "address", "document.id_card.address", "profile.address"),
        _field("mobile", "mobile", "profile.mobile"),
        _field("spouse_name", "name", "document.spouse_id_card.name"),
        _field("purpose", "text", "profile.purpose", when={"kind": ["b"]}),
    ]
)


def profile(**facts: str) -> Profile:
    return Profile("p", {name: Fact(name, value, "公安", date(2025, 6, 1)) for name, value in facts.items()})


ME = profile(name="陈晓渝", id_number=ID, address=HOME, mobile="13800138001", purpose="自用")


def page(document_id: str, confidence: float = 0.97, **fields: str) -> Page:
    read = tuple(ReadField(name, value, confidence, (0, 0, 1, 1)) for name, value in fields.items())
    return Page(document_id, ReadDocument("id_card_front", confidence, read))


def test_each_value_says_where_it_comes_from() -> None:
    filled = fill(FORM, {}, {}, ME, {"id_card": [page("doc_1", name="陈晓渝", address=HOME)]})
    assert filled["name"].source_ref == "document.id_card.name@doc_1"
    assert filled["mobile"] == FieldValue(
        "mobile", "13800138001", "profile", "profile.mobile", 1.0, on=date(2025, 6, 1)
    )
    assert not any(value.confirmed for value in filled.values())


def test_a_field_that_does_not_apply_is_left_alone() -> None:
    assert "purpose" not in fill(FORM, {"kind": "a"}, {}, ME, {})
    assert fill(FORM, {"kind": "b"}, {}, ME, {})["purpose"].value == "自用"


def test_a_value_that_fails_its_check_is_never_filled() -> None:
    assert "id_number" not in fill(FORM, {}, {}, profile(id_number="500112199203150027"), {})


def test_an_unsure_reading_does_not_replace_a_sure_source_but_shows_beside_it() -> None:
    filled = fill(FORM, {}, {}, ME, {"id_card": [page("doc_1", 0.5, address=FLAT)]})
    assert filled["address"].value == HOME
    assert [c.value for c in filled["address"].others] == [FLAT]


def test_a_sure_source_named_first_wins_and_the_other_is_shown() -> None:
    filled = fill(FORM, {}, {}, ME, {"id_card": [page("doc_1", address=FLAT)]})
    assert filled["address"].value == FLAT
    assert [c.value for c in filled["address"].others] == [HOME]


def test_of_several_facts_the_best_one_held_counts_and_the_next_is_no_contradiction() -> None:
    form = Form(fields=[_field("home", "address", "profile.residence_address", "profile.address")])
    filled = fill(form, {}, {}, profile(residence_address=FLAT, address=HOME), {})
    assert (filled["home"].value, filled["home"].others) == (FLAT, ())
    assert fill(form, {}, {}, profile(address=HOME), {})["home"].value == HOME


def test_birth_date_and_sex_follow_from_the_id_number_until_a_better_source_says_so() -> None:
    filled = fill(FORM, {}, {}, ME, {})
    assert (filled["birth_date"].value, filled["sex"].value) == ("1992-03-15", "female")
    assert filled["sex"].source_ref == "derived.id_number"
    read = fill(FORM, {}, filled, ME, {"id_card": [page("doc_1", birth_date="1992-03-15")]})
    assert read["birth_date"].source_ref == "document.id_card.birth_date@doc_1"


def test_a_corrected_id_number_corrects_what_followed_from_it() -> None:
    filled = fill(FORM, {}, {}, ME, {})
    corrected = set_value(FORM.fields[1], filled["id_number"], OTHER_ID, "typed", "form")
    assert isinstance(corrected, FieldValue)
    again = fill(FORM, {}, {**filled, "id_number": corrected}, ME, {})
    assert again["birth_date"].value == "1951-08-20"


def test_another_persons_card_proposes_nothing_and_shows_as_conflict() -> None:
    strange = page("doc_1", name="刘桂兰", id_number=OTHER_ID, address=FLAT, birth_date="1951-08-20")
    filled = fill(FORM, {}, {}, ME, {"id_card": [strange]})
    assert (filled["name"].value, filled["address"].value) == ("陈晓渝", HOME)
    assert [c.value for c in filled["name"].others] == ["刘桂兰"]
    assert filled["birth_date"].value == "1992-03-15"


def test_a_spouses_card_fills_the_spouses_fields() -> None:
    spouse = page("doc_1", name="罗文杰", id_number="500112198911030119")
    assert fill(FORM, {}, {}, ME, {"spouse_id_card": [spouse]})["spouse_name"].value == "罗文杰"


def test_what_the_person_says_wins_and_the_replaced_value_is_not_put_to_them_again() -> None:
    filled = fill(FORM, {}, {}, ME, {})
    said = set_value(FORM.fields[4], filled["address"], FLAT, "said", "message msg_1")
    assert isinstance(said, FieldValue)
    assert (said.value, said.source, said.confirmed) == (FLAT, "said", True)
    again = fill(FORM, {}, {**filled, "address": said}, ME, {})
    assert again["address"].value == FLAT
    assert again["address"].others == ()


def test_a_new_document_that_differs_opens_a_confirmed_value_again_without_changing_it() -> None:
    filled = {name: confirmed(value) for name, value in fill(FORM, {}, {}, ME, {}).items()}
    again = fill(FORM, {}, filled, ME, {"id_card": [page("doc_1", address=FLAT)]})
    assert (again["address"].value, again["address"].confirmed, again["address"].open) == (HOME, True, True)
    decided = {**again, "address": confirmed(again["address"])}
    assert not fill(FORM, {}, decided, ME, {"id_card": [page("doc_1", address=FLAT)]})["address"].open


def test_the_same_value_again_confirms_it_and_keeps_its_source() -> None:
    filled = fill(FORM, {}, {}, ME, {})
    kept = set_value(FORM.fields[5], filled["mobile"], "138 0013 8001", "typed", "form")
    assert isinstance(kept, FieldValue)
    assert (kept.source, kept.confirmed) == ("profile", True)


def test_choosing_the_other_value_keeps_that_values_source() -> None:
    filled = fill(FORM, {}, {}, ME, {"id_card": [page("doc_1", address=FLAT)]})
    chosen = set_value(FORM.fields[4], filled["address"], HOME, "typed", "form")
    assert isinstance(chosen, FieldValue)
    assert (chosen.value, chosen.source_ref, chosen.open) == (HOME, "profile.address", False)


def test_a_refused_value_is_a_problem() -> None:
    assert isinstance(set_value(FORM.fields[5], None, "123", "typed", "form"), Problem)


def test_what_was_passed_over_does_not_pile_up_without_end() -> None:
    """Every value ever typed would else be carried along in the draft for good."""
    value = fill(FORM, {}, {}, ME, {})["mobile"]
    for number in range(100):
        typed = set_value(FORM.fields[5], value, f"138001380{number:02}", "typed", "form")
        assert isinstance(typed, FieldValue)
        value = typed
    assert len(value.declined) == MOST_DECLINED
    assert value.declined[-1] == "13800138098"


# Properties over any mixture of sources -------------------------------------------------------------------

_texts = st.sampled_from(["陈晓渝", "刘桂兰", "", "x", ID, OTHER_ID, HOME, FLAT, "1992-03-15", "13800138001"])
_facts = st.dictionaries(st.sampled_from(["name", "id_number", "address", "mobile"]), _texts)
_read = st.dictionaries(st.sampled_from(["name", "id_number", "address", "birth_date"]), _texts)
_page = st.builds(lambda i, c, f: page(f"doc_{i}", c, **f), st.integers(1, 4), st.floats(0, 1), _read)
_documents = st.dictionaries(
    st.sampled_from(["id_card", "spouse_id_card"]),
    st.lists(_page, max_size=3, unique_by=lambda p: p.document_id),
)


@given(_facts, _documents)
def test_filling_twice_is_filling_once(facts: dict[str, str], documents: Documents) -> None:
    once = fill(FORM, {}, {}, profile(**facts), documents)
    assert fill(FORM, {}, once, profile(**facts), documents) == once


@given(_facts, _documents, st.randoms())
def test_the_order_of_documents_does_not_matter(
    facts: dict[str, str], documents: dict[str, list[Page]], random: st.DataObject
) -> None:
    shuffled = dict(reversed([(m, random.sample(p, len(p))) for m, p in documents.items()]))  # type: ignore[attr-defined]
    who = profile(**facts)
    assert fill(FORM, {}, {}, who, shuffled) == fill(FORM, {}, {}, who, documents)
    one_by_one: dict[str, FieldValue] = {}
    for count in range(4):
        one_by_one = fill(FORM, {}, one_by_one, who, {m: p[:count] for m, p in documents.items()})
    assert fill(FORM, {}, one_by_one, who, documents) == one_by_one


@given(_facts, _documents, _facts, _documents)
def test_a_confirmed_value_is_never_lost(
    facts: dict[str, str], documents: Documents, later: dict[str, str], more: Documents
) -> None:
    kept = {n: confirmed(v) for n, v in fill(FORM, {}, {}, profile(**facts), documents).items()}
    after = fill(FORM, {}, kept, profile(**later), more)
    for name, value in kept.items():
        assert replace(after[name], others=()) == value


@given(_facts, _documents)
def test_a_blank_never_erases(facts: dict[str, str], documents: Documents) -> None:
    filled = fill(FORM, {}, {}, profile(**facts), documents)
    after = fill(FORM, {}, filled, Profile("p"), {})
    assert {n: v.value for n, v in after.items()} == {n: v.value for n, v in filled.items()}
