"""Protects: a curator learns file, line and reason of everything that is wrong, at once."""

from pathlib import Path

import pytest

from knowledge_base.errors import ContentError
from knowledge_base.loader import LoadedGuide, load_content
from knowledge_base.name_files import load_names


def _replace(path: Path, old: str, new: str) -> int:
    """The line on which the replacement stands."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def _line(content: Path, file: str, text: str) -> int:
    return (content / file).read_text(encoding="utf-8").partition(text)[0].count("\n") + 1


def _problems(content: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(ContentError) as caught:
        load_content(content)
    return caught.value.problems


def test_content_loads_with_the_folders_name_as_id(loaded: list[LoadedGuide]) -> None:
    assert [entry.item_id for entry in loaded] == ["reader-card-first", "reader-card-replacement"]


def test_where_names_the_line_of_a_part(loaded: list[LoadedGuide], content: Path) -> None:
    guide, qa = "reader-card-first/guide.yaml", "reader-card-first/qa.yaml"
    entry = loaded[0]
    assert entry.where("materials", 0, "how") == (guide, _line(content, guide, "    how: "))
    assert entry.where("qa", 1, "answer") == (qa, _line(content, qa, "  - {id: mail"))
    assert entry.where("materials", 0, "exempt", 3) == (guide, _line(content, guide, "  - id: id_card")), (
        "not written"
    )


def test_all_problems_of_all_files_are_told_at_once(content: Path) -> None:
    guide = content / "reader-card-first/guide.yaml"
    unknown = _replace(guide, "complaint_phone: 023-00000001", "complaint_fone: 023-00000001")
    neither = _replace(guide, "charged: false", "charged: perhaps")
    _replace(content / "reader-card-replacement/qa.yaml", "qa:", "qa: [")
    problems = _problems(content)
    found = {(file, line) for file, line, _ in problems}
    assert ("reader-card-first/guide.yaml", unknown) in found
    assert ("reader-card-first/guide.yaml", neither) in found
    assert any(file == "reader-card-replacement/qa.yaml" for file, _ in found), "broken YAML in another item"
    assert any("complaint_phone" in what for _, _, what in problems), "a missing key"


def test_a_key_given_twice_is_found(content: Path) -> None:
    line = _replace(
        content / "reader-card-first/guide.yaml", "reviewed_on: 2026-06-01", "valid_from: 2026-06-01"
    )
    assert ("reader-card-first/guide.yaml", line) in {(file, line) for file, line, _ in _problems(content)}


def test_a_missing_file_is_named(content: Path) -> None:
    (content / "reader-card-first/review.yaml").unlink()
    assert [file for file, _, _ in _problems(content)] == ["reader-card-first/review.yaml"]


def test_a_part_in_the_wrong_file_is_found(content: Path) -> None:
    with (content / "reader-card-first/guide.yaml").open("a", encoding="utf-8") as file:
        file.write("qa: []\n")
    assert any(file.endswith("guide.yaml") and "qa" in what for file, _, what in _problems(content))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("guide.yaml", "when: {reason: [broken]}", "when: {cause: [broken]}"),
        ("guide.yaml", "when: {reason: [broken]}", "when: {reason: [burnt]}"),
        ("guide.yaml", "basis: [law]", "basis: [statute]"),
        ("guide.yaml", "documents: [id_card_front]", "documents: [id_card]"),
        ("guide.yaml", "id: letter", "id: old_card"),
        ("form.yaml", "[profile.name]", "[document.passport.name]"),
        ("form.yaml", "[profile.name]", "[document.id_card.colour]"),
        ("form.yaml", "[profile.name]", "[memory.name]"),
        ("review.yaml", "material: id_card", "material: passport"),
    ],
)
def test_ids_that_refer_to_nothing_are_found(content: Path, file: str, old: str, new: str) -> None:
    line = _replace(content / "reader-card-replacement" / file, old, new)
    assert [(f, n) for f, n, _ in _problems(content)] == [(f"reader-card-replacement/{file}", line)]


def test_a_review_point_refers_to_values_of_the_case(content: Path) -> None:
    line = _replace(content / "reader-card-first/review.yaml", "left: field.full_name", "left: field.surname")
    assert [(f, n) for f, n, _ in _problems(content)] == [("reader-card-first/review.yaml", line)]


@pytest.mark.parametrize(("field", "known"), [("reason", True), ("weather", False)])
def test_a_review_point_may_name_the_question_that_mends_it(content: Path, field: str, known: bool) -> None:
    """Else the person is told of an answer to put right and never asked for it."""
    review = content / "reader-card-replacement/review.yaml"
    line = _replace(review, "material: id_card,", f"material: id_card, field: {field},")
    if known:
        assert load_content(content)
    else:
        assert [(f, n) for f, n, _ in _problems(content)] == [("reader-card-replacement/review.yaml", line)]


def test_a_look_alike_must_be_a_known_item(content: Path) -> None:
    guide = content / "reader-card-first/guide.yaml"
    line = _replace(guide, "item_id: reader-card-replacement", "item_id: library-pass")
    assert [(f, n) for f, n, _ in _problems(content)] == [("reader-card-first/guide.yaml", line)]


def test_a_question_depends_only_on_earlier_questions(content: Path) -> None:
    _replace(
        content / "reader-card-replacement/guide.yaml",
        "ask: 为什么补？",
        "ask: 为什么补？\n    when: {holder: [self]}",
    )
    assert [f for f, _, _ in _problems(content)] == ["reader-card-replacement/guide.yaml"]


def test_bare_names_load_and_their_errors_have_lines(content: Path) -> None:
    assert [item.item_id for item in load_names(content)] == ["reader-card-cancel", "hall-booking"]
    _replace(content / "names" / "library.yaml", "item_id: hall-booking", "item_id: Hall Booking")
    with pytest.raises(ContentError) as caught:
        load_names(content)
    assert [line for _, line, _ in caught.value.problems] == [3]
