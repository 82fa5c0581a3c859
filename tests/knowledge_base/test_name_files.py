"""Protects: names and how people ask are read from their files; what is wrong is told with file and line."""

from pathlib import Path

import pytest

from knowledge_base.errors import ContentError
from knowledge_base.loader import load_content
from knowledge_base.model.guide import NamedItem
from knowledge_base.name_files import load_names, loaded_names
from knowledge_base.names import item_id_of

FIRST = "reader-card-first"
MORE = """# Talks
items:
  - official_name: 讲座报名
    plain_name: 报名听讲座
    asked:
      - 周末的讲座啷个占座
      - 听课要不要先登记
    mistaken_for: [文化馆场地预约]
"""


def _write(content: Path, text: str, name: str = "talks") -> None:
    (content / "names" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _problems(content: Path) -> list[tuple[str, int]]:
    with pytest.raises(ContentError) as caught:
        load_content(content)
    return [(file, line) for file, line, _ in caught.value.problems]


def test_names_stand_in_several_files(content: Path) -> None:
    _write(content, MORE)
    assert [item.item_id for item in load_names(content)] == [
        "reader-card-cancel",
        "hall-booking",
        item_id_of("讲座报名"),
    ]
    talk = loaded_names(content)[-1]
    assert talk.item.mistaken_for == ["文化馆场地预约"]
    assert talk.where("asked", 1) == talk.where("item", "asked", 1) == ("names/talks.yaml", 7)


def test_a_content_folder_needs_no_names(content: Path) -> None:
    for path in (content / "names").iterdir():
        path.unlink()
    (content / "names").rmdir()
    assert load_names(content) == []


def test_the_same_name_twice_is_told_wherever_it_stands(content: Path) -> None:
    _write(content, MORE)
    _write(content, "items:\n  - official_name: 讲座 报名\n", "visits")
    assert _problems(content) == [("names/visits.yaml", 2)]


def test_a_file_of_names_in_the_wrong_place_is_not_passed_over(content: Path) -> None:
    (content / "names.yaml").write_text(MORE, encoding="utf-8")
    assert _problems(content) == [("names.yaml", 1)]


def test_a_name_gives_way_to_the_folder_of_its_guide(content: Path) -> None:
    _write(content, f"items:\n  - {{item_id: {FIRST}, official_name: 读者证申领}}\n")
    assert FIRST not in {item.item_id for item in load_names(content)}


def test_how_people_ask_for_a_guides_item_stands_in_a_file_of_its_own(content: Path) -> None:
    asked = content / FIRST / "asked.yaml"
    asked.write_text("asked:\n  - 想借书，第一次去\n  - 办个借书的卡\n", encoding="utf-8")
    entry = next(one for one in load_content(content) if one.item_id == FIRST)
    assert entry.guide.item.asked == ["想借书，第一次去", "办个借书的卡"]
    assert entry.where("item", "asked", 1) == (f"{FIRST}/asked.yaml", 3)

    asked.write_text("asked:\n  - 想借书，第一次去\n  - 5\n", encoding="utf-8")
    assert _problems(content) == [(f"{FIRST}/asked.yaml", 3)]
    asked.write_text("asked: []\nqa: []\n", encoding="utf-8")
    assert (f"{FIRST}/asked.yaml", 2) in _problems(content)


def test_and_nowhere_else(content: Path) -> None:
    guide = content / FIRST / "guide.yaml"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("item:\n", "item:\n  asked: [想借书]\n", 1), encoding="utf-8")
    line = guide.read_text(encoding="utf-8").split("\n").index("  asked: [想借书]") + 1
    assert _problems(content) == [(f"{FIRST}/guide.yaml", line)]


def test_a_name_without_an_official_name_is_told_not_guessed(content: Path) -> None:
    _write(content, "items:\n  - plain_name: 报名听讲座\n")
    assert {problem for problem in _problems(content)} == {("names/talks.yaml", 2)}
    with pytest.raises(ValueError, match="official_name"):
        NamedItem.model_validate({"plain_name": "报名听讲座"})
