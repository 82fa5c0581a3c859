"""Protects that each document in a picture is read, and that a document of several parts is never parted."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from ocr import several
from ocr.orientation import upright
from ocr.reading import read_page
from ocr.types import ReadDocument, SeenLine, TextLine

Recorded = Callable[[str], tuple[list[SeenLine], tuple[float, float]]]
DRAWN = Path(__file__).parent / "recorded" / "drawn.jsonl"


def placed(seen: list[SeenLine], across: float, down: float, tilt: float = 0.0) -> list[SeenLine]:
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    return [
        SeenLine(
            line.text,
            line.confidence,
            tuple((x * cos - y * sin + across, x * sin + y * cos + down) for x, y in line.corners),
        )
        for line in seen
    ]


def read(seen: list[SeenLine], size: tuple[float, float]) -> list[ReadDocument]:
    lines, upright_size = upright(seen, size)
    parts = several.groups(lines, upright_size)
    return [read_page(*upright(several.as_seen(part), size)) for part in parts]


def types(documents: list[ReadDocument]) -> list[str]:
    return [document.document_type for document in documents]


def another(seen: list[SeenLine]) -> list[SeenLine]:
    """The page of another invented member of the household; the number's check digit is right."""
    changed = {"500112202503100025": "500112202503100033", "罗小满": "罗大勇", "女": "男"}
    return [SeenLine(changed.get(line.text, line.text), line.confidence, line.corners) for line in seen]


def test_both_sides_of_an_id_card_above_each_other(recorded: Recorded) -> None:
    front, size = recorded("id_card_front")
    back, other = recorded("id_card_back")
    found = read([*front, *placed(back, 0, size[1])], (max(size[0], other[0]), size[1] + other[1]))
    assert types(found) == ["id_card_front", "id_card_back"]
    whole = [read_page(*upright(*recorded(name))) for name in ("id_card_front", "id_card_back")]
    assert [[f.value for f in one.fields] for one in found] == [
        [f.value for f in one.fields] for one in whole
    ]


def test_both_sides_beside_each_other_and_not_quite_straight(recorded: Recorded) -> None:
    front, size = recorded("id_card_front")
    back, other = recorded("id_card_back")
    seen = [*placed(back, 0, 60), *placed(front, other[0], 40, tilt=3.0)]
    found = read(seen, (size[0] + other[0], size[1] + 150))
    assert types(found) == ["id_card_back", "id_card_front"]
    assert found[1].value("name") == read_page(*upright(front, size)).value("name")


def test_an_id_card_beside_a_household_register(recorded: Recorded) -> None:
    card, size = recorded("id_card_front")
    member, other = recorded("household_register_member")
    found = read([*member, *placed(card, 0, other[1])], (max(size[0], other[0]), size[1] + other[1]))
    assert types(found) == ["household_register_member", "id_card_front"]
    assert all(document.readable for document in found)


def test_pages_of_two_members_of_a_household(recorded: Recorded) -> None:
    member, size = recorded("household_register_member")
    found = read([*member, *placed(another(member), 0, size[1])], (size[0], 2 * size[1]))
    assert types(found) == ["household_register_member"] * 2
    assert [document.value("name") for document in found] == ["罗小满", "罗大勇"]


def test_two_copies_of_one_page_are_one_document(recorded: Recorded) -> None:
    member, size = recorded("household_register_member")
    lines, upright_size = upright([*member, *placed(member, 0, size[1])], (size[0], 2 * size[1]))
    assert len(several.groups(lines, upright_size)) == 1


@pytest.mark.parametrize("row", DRAWN.read_text(encoding="utf-8").splitlines())
def test_one_document_stays_whole(row: str) -> None:
    page = json.loads(row)
    seen = [SeenLine(line[0], line[1], tuple(map(tuple, line[2]))) for line in page["lines"]]
    lines, size = upright(seen, tuple(page["size"]))
    assert len(several.groups(lines, size)) == 1, page["id"]


def test_a_few_lines_are_not_parted() -> None:
    lines = [TextLine("姓名", 1.0, (0, 0, 60, 30)), TextLine("签发机关", 1.0, (0, 900, 120, 930))]
    assert several.groups(lines, (400, 1000)) == [lines]


def test_several_are_told_once_and_what_was_not_seen_in_full_is_photographed_alone(
    recorded: Recorded,
) -> None:
    lines, size = upright(*recorded("id_card_front"))
    whole = read_page(lines, size)
    part = read_page([line for line in lines if "1992" not in line.text], size)
    first, second = several.told([whole, part])
    assert [problem.code for problem in first.problems] == ["several_documents"]
    assert second.problems[0].code == "photograph_apart"
    assert several.told([part]) == [part]
