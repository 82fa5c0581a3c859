"""Protects turning pages upright: of pieces about as high as wide engines can't tell which way they run."""

import io

import pytest
from PIL import Image as Pillow

from ocr.orientation import located, upright
from ocr.pages import read_file
from ocr.types import Image, ReadDocument, ReadField, SeenLine


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


@pytest.mark.parametrize("quarters", range(4))
def test_a_field_is_boxed_where_it_stands_on_the_page_upright(quarters: int) -> None:
    """However the page lies: `turn` takes the picture to where `box` encloses what `places` show on it."""
    size = (400.0, 300.0)
    quads = [_quad(60, y, 360, y + 30) for y in (50, 100, 150, 200)]
    for _ in range(quarters):
        quads = [_turned(quad, size[0]) for quad in quads]
        size = size[1], size[0]
    seen = [SeenLine("重庆市渝北区龙溪街道", 1.0, quad) for quad in quads]
    read = ReadDocument(
        "id_card_front", 1.0, (ReadField("address", "重", 1.0, (0, 0, 0, 0), tuple(quads[1:3])),)
    )
    found = located(read, seen, (round(size[0]), round(size[1])))
    assert found.turn % 360 == pytest.approx(quarters * 90)
    assert found.size == size
    assert found.fields[0].box == pytest.approx((60, 100, 360, 180))


@pytest.mark.parametrize(
    "corners",
    [((60.0, 60.0),) * 4, _quad(60, 60, 360, 60), ((float("nan"),) * 2,) * 4, _quad(0, 0, float("inf"), 9)],
    ids=["a point", "no height", "no number", "no end"],
)
def test_a_line_without_a_place_is_left_out_and_turns_nothing(corners) -> None:
    """Readers divide by heights of lines: one such line would end the reading of the whole page."""
    long = [SeenLine("重庆市渝北区龙溪街道", 1.0, _quad(60, y, 360, y + 30)) for y in (50, 100, 150)]
    lines, size = upright(
        [*long, SeenLine("权利人", 1.0, corners), SeenLine("", 1.0, long[0].corners)], (400, 300)
    )
    assert [line.text for line in lines] == [line.text for line in long]
    assert size == (400, 300)


def test_a_page_is_read_whatever_lines_an_engine_makes_up() -> None:
    """An exception would end the worker, twice over each picture."""

    class Odd:
        name = "odd"

        def read(self, image: Image) -> list[SeenLine]:
            nowhere = ((float("nan"),) * 2,) * 4
            far = _quad(1e9, 1e9, 1e9 + 5, 1e9 + 5)
            quads = [nowhere, _quad(5, 5, 5, 5), far, _quad(-50, -50, 40, -20)]
            return [SeenLine("", 0.9, far), *(SeenLine("权利人", 0.9, quad) for quad in quads)]

    picture = io.BytesIO()
    Pillow.new("RGB", (300, 200), "white").save(picture, "PNG")
    assert [page.document_type for page in read_file(picture.getvalue(), Odd())] == ["unknown"]


def test_of_a_page_that_swarms_with_lines_the_longest_are_kept() -> None:
    def line(text: str, row: int) -> SeenLine:
        top = 30.0 * row
        return SeenLine(text, 0.99, ((0, top), (300, top), (300, top + 20), (0, top + 20)))

    swarm = [line("点", row) for row in range(2000)] + [line("公民身份号码500112199203150026", 2001)]
    lines, _ = upright(swarm, (1000, 61000))
    assert len(lines) <= 300
    assert lines[-1].text == "公民身份号码500112199203150026"
