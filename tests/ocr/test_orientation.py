"""Protects turning pages upright: of pieces about as high as wide engines can't tell which way they run."""

import pytest

from ocr.orientation import upright
from ocr.types import SeenLine


def _quad(left, top, right, bottom):
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _turned(corners, width=400.0):
    """As on a page of this width that was turned a quarter to the left."""
    return tuple((y, width - x) for x, y in corners)


@pytest.mark.parametrize("rolled", range(4))
def test_a_short_piece_on_a_turned_page_keeps_its_size_whatever_corner_it_begins_at(rolled: int) -> None:
    long = [SeenLine("重庆市渝北区龙溪街道", 1.0, _turned(_quad(60, y, 360, y + 30))) for y in (50, 100, 150)]
    corners = _turned(_quad(60, 200, 100, 240))
    short = SeenLine("男", 1.0, corners[rolled:] + corners[:rolled])
    lines, size = upright([*long, short], (300.0, 400.0))
    assert [round(side) for side in size] == [400, 300]
    assert next([round(side) for side in line.box] for line in lines if line.text == "男") == [
        60,
        200,
        100,
        240,
    ]
