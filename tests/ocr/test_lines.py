"""Protects the geometry of lines: what two overlapping boxes both hold is told once."""

from ocr.lines import unrepeated
from ocr.types import TextLine


def _line(text: str, left: float, right: float, top: float = 100) -> TextLine:
    return TextLine(text, 0.99, (left, top, right, top + 46))


def _texts(*lines: TextLine) -> list[str]:
    return [line.text for line in unrepeated(lines)]


def test_a_character_in_two_overlapping_boxes_of_a_row_is_told_once() -> None:
    assert _texts(_line("新生儿姓名", 248, 430), _line("名袁博思", 406, 552)) == ["新生儿姓名", "袁博思"]


def test_a_repeated_character_in_boxes_that_only_touch_stays() -> None:
    assert _texts(_line("籍贯重", 80, 230), _line("重庆市", 232, 370)) == ["籍贯重", "重庆市"]


def test_another_row_takes_nothing() -> None:
    assert _texts(_line("新生儿姓名", 248, 430), _line("名袁博思", 406, 552, 180)) == [
        "新生儿姓名",
        "名袁博思",
    ]
