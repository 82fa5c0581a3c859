"""Protects: what items are found by is enough, is theirs alone, and is what people say."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.lint import check
from knowledge_base.loader import load_content
from knowledge_base.name_files import loaded_names

DAY = date(2026, 11, 22)
FIRST = "reader-card-first"

Check = Callable[..., list[tuple[str, str, int]]]


def _entry(name: str, *asked: str, mistaken_for: str = "") -> str:
    lines = [f"  - official_name: {name}", f"    plain_name: 办{name}", "    asked:"]
    lines += [f"      - {text}" for text in asked]
    return "\n".join([*lines, f"    mistaken_for: [{mistaken_for}]", ""])


TALK = ("周末的讲座啷个占座", "听课要不要先登记", "天文课还有位子没得", "讲座要钱不")
SHOW = ("看画展要先约不", "展厅啷个进", "展览满员没得", "带娃儿看展要登记不")


@pytest.fixture
def found(content: Path) -> Check:
    """Rule, file and line of each finding on these names beside two guides."""

    def found(*entries: str, full: bool = False) -> list[tuple[str, str, int]]:
        path = content / "names" / "library.yaml"
        path.write_text("items:\n" + "".join(entries) if entries else "items: []", encoding="utf-8")
        names = loaded_names(content)
        loaded = load_content(content, [entry.item for entry in names])
        return [(one.rule, one.file, one.line) for one in check(loaded, DAY, names, full=full)]

    return found


def test_sound_names_have_no_findings(found: Check) -> None:
    assert found(_entry("讲座报名", *TALK, mistaken_for="读者证申领"), _entry("展览预约", *SHOW)) == []


def test_too_few_questions(found: Check) -> None:
    assert found(_entry("讲座报名", *TALK[:3])) == [("asked-few", "names/library.yaml", 4)]


def test_the_same_question_written_otherwise(found: Check) -> None:
    again = _entry("讲座报名", *TALK, "听课，要不要先登记？")
    assert found(again) == [("asked-twice", "names/library.yaml", 9)]


def test_a_question_of_two_items_that_do_not_name_each_other(found: Check) -> None:
    shared = _entry("展览预约", *SHOW, TALK[0])
    assert found(_entry("讲座报名", *TALK), shared) == [("asked-shared", "names/library.yaml", 17)]
    assert found(_entry("讲座报名", *TALK, mistaken_for="展览预约"), shared) == []


def test_an_official_name_whole_in_a_question(found: Check) -> None:
    taught = _entry("讲座报名", *TALK[:3], "怎么办讲座 报名")
    assert found(taught) == [("asked-officially", "names/library.yaml", 8)]


@pytest.mark.parametrize("name", ["讲座预约", "讲座报名"], ids=["nobody has it", "its own"])
def test_mistaken_for_an_item_that_is_not_there(found: Check, name: str) -> None:
    assert found(_entry("讲座报名", *TALK, mistaken_for=name)) == [
        ("mistaken-unknown", "names/library.yaml", 9)
    ]


def test_characters_that_nobody_sees(found: Check) -> None:
    hidden = _entry("讲座报名", *TALK[:3], '"讲座要\\u200b钱不"')
    assert found(hidden) == [("characters", "names/library.yaml", 8)]


def test_an_item_with_a_guide_is_asked_for_in_many_ways(found: Check, content: Path) -> None:
    def of_guide() -> set[tuple[str, int]]:
        path = f"{FIRST}/asked.yaml"
        return {(rule, line) for rule, file, line in found(full=True) if file == path}

    assert ("too-little", f"{FIRST}/guide.yaml", 1) in found(full=True), "there is no such file"
    asked = content / FIRST / "asked.yaml"
    lines = [f"  - 第{number}次来借书，要啥子卡" for number in range(25)]
    asked.write_text("\n".join(["asked:", *lines, ""]), encoding="utf-8")
    assert of_guide() == set()
    asked.write_text(
        "\n".join(["asked:", *lines[:24], "  - 读者证申领在哪里", lines[0], ""]), encoding="utf-8"
    )
    assert of_guide() == {("asked-officially", 26), ("asked-twice", 27)}
    asked.write_text("\n".join(["asked:", *lines[:24], ""]), encoding="utf-8")
    assert of_guide() == {("too-little", 1)}
