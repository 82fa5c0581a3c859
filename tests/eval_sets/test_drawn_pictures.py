"""Drawn pictures: people hold together, layouts show what they say, seeds repeat, figures count rightly."""

import io
import json
import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np
import pytest
from PIL import Image

from eval_sets.documents import (
    household_home,
    household_register,
    id_card,
    marriage_certificate,
    residence_permit,
)
from eval_sets.documents.baselines import ceiling, floor
from eval_sets.documents.canvas import Canvas
from eval_sets.documents.distort import LEVELS, distort
from eval_sets.documents.draw import DRAWERS, draw, specimen
from eval_sets.documents.fonts import NoChineseFontError, font
from eval_sets.documents.outcomes import Outcome, Shown, judge
from eval_sets.documents.people import person
from eval_sets.documents.pictures import Drawn, Picture
from eval_sets.documents.places import all_places, place_of
from eval_sets.documents.record import record
from eval_sets.documents.report import markdown, report
from ocr.identifiers import birth_date_of, id_number_valid, sex_of
from ocr.types import Image as Pixels
from ocr.types import ReadDocument, ReadField, SeenLine

Inventor = Callable[[random.Random, str], Mapping[str, str]]

TYPES = {
    "id_card_front": (id_card.FRONT_LAYOUTS, id_card.invent_front),
    "id_card_back": (id_card.BACK_LAYOUTS, id_card.invent_back),
    "household_register_home": (household_home.LAYOUTS, household_home.invent),
    "household_register_member": (household_register.LAYOUTS, household_register.invent),
    "residence_permit": (residence_permit.LAYOUTS, residence_permit.invent),
    "marriage_certificate": (marriage_certificate.LAYOUTS, marriage_certificate.invent),
}


@pytest.fixture(scope="module", autouse=True)
def a_chinese_font() -> None:
    try:
        font("sans", 20)
    except NoChineseFontError:
        pytest.skip("no Chinese font on this machine")


def test_people_have_valid_numbers_of_their_birth_and_sex_and_of_all_ethnicities() -> None:
    people = [person(random.Random(seed)) for seed in range(1500)]
    for one in people:
        assert id_number_valid(one.id_number)
        born = birth_date_of(one.id_number)
        assert born is not None
        assert born.isoformat() == one.birth_date
        assert sex_of(one.id_number) == one.sex
        assert place_of(one.address) == one.place
    assert len({one.ethnicity for one in people}) == 56
    assert {"·" in one.name for one in people} == {True, False}
    assert len({one.id_number[:2] for one in people}) == len({one.code[:2] for one in all_places()})


@pytest.mark.parametrize("document_type", TYPES)
def test_invented_fields_are_filled_and_numbers_valid(document_type: str) -> None:
    layouts, invent = TYPES[document_type]
    for layout in layouts:
        for seed in range(60):
            for name, value in invent(random.Random(seed), layout).items():
                assert value, name
                if name.endswith("id_number"):
                    assert id_number_valid(value)


@pytest.mark.parametrize(
    ("document_type", "layout"),
    [(document_type, layout) for document_type, (layouts, _) in TYPES.items() for layout in layouts],
)
def test_every_layout_shows_its_fields_and_the_stamp(
    document_type: str, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    stamped: list[bool] = []
    text, written, stamp = Canvas.text, Canvas.written, Canvas.stamp

    def noted_text(self: Canvas, x: float, y: float, shown: str, *rest: object, **more: object) -> float:
        said.append(shown)
        return text(self, x, y, shown, *rest, **more)  # type: ignore[arg-type]

    def noted_written(self: Canvas, x: float, y: float, shown: str, *rest: object, **more: object) -> float:
        said.append(shown)
        return written(self, x, y, shown, *rest, **more)  # type: ignore[arg-type]

    def noted_stamp(self: Canvas) -> Image.Image:
        stamped.append(True)
        return stamp(self)

    monkeypatch.setattr(Canvas, "text", noted_text)
    monkeypatch.setattr(Canvas, "written", noted_written)
    monkeypatch.setattr(Canvas, "stamp", noted_stamp)
    fields = TYPES[document_type][1](random.Random(layout), layout)
    picture = draw(document_type, fields, seed=3, layout=layout)
    assert picture.mode == "RGB"
    assert stamped == [True]
    missing = [name for name, value in fields.items() if not ceiling(value, ["".join(said)])]
    assert not missing


def test_every_type_is_drawn_in_several_layouts_and_pictures_that_are_none_in_many() -> None:
    assert len(DRAWERS["unknown"].layouts) >= 12
    assert all(len(drawing.layouts) >= 2 for drawing in DRAWERS.values())


def test_pictures_that_are_none_have_no_fields() -> None:
    shown = specimen("unknown", 5)
    assert shown.fields == {}
    assert shown.image.mode == "RGB"


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(level: str) -> None:
    first, again, other = (Drawn("id_card_back", level, seed).picture() for seed in (4, 4, 5))  # type: ignore[arg-type]
    assert first == again
    assert first.data != other.data


def test_hard_pictures_are_small_and_mostly_turned() -> None:
    card = np.full((320, 506, 3), 230, np.uint8)
    sizes = [Image.open(io.BytesIO(distort(card, "hard", seed))).size for seed in range(8)]
    assert all(700 <= max(size) <= 900 for size in sizes)
    assert any(size[0] < size[1] for size in sizes)


@pytest.mark.parametrize(
    ("value", "lines", "there"),
    [
        ("1992-03-05", ["出生 1992年3月5日"], True),
        ("1992-03-05", ["1992.03.05-长期"], True),
        ("1992-03-05", ["1992年3月15日"], False),
        (
            "重庆市渝北区龙溪街道红锦大道88号3幢",
            ["住址重庆市渝北区龙溪街", "公民", "道红锦大道88号3幢"],
            True,
        ),
        ("重庆市渝北区龙溪街道红锦大道88号3幢", ["住址重庆市渝北区龙溪街", "道红绵大道88号3幢"], False),
        ("5725", ["月租金5,725元"], True),
        ("汉", ["民族漢"], True),
    ],
)
def test_the_ceiling_is_what_the_raw_text_has(value: str, lines: list[str], there: bool) -> None:
    assert ceiling(value, lines) == there


def test_the_floor_is_what_stands_after_the_label() -> None:
    assert floor("id_card_front", "name", ["姓名 张洋", "性别男"]) == "张洋"
    assert floor("id_card_front", "birth_date", ["出生1992年3月5日"]) == "1992-03-05"
    assert floor("id_card_front", "name", ["性别男"]) is None
    assert floor("unknown", "name", ["姓名 张洋"]) is None


def read(document_type: str, *fields: tuple[str, str, float]) -> ReadDocument:
    box = (0.0, 0.0, 1.0, 1.0)
    return ReadDocument(
        document_type, 1.0, tuple(ReadField(name, value, sure, box) for name, value, sure in fields)
    )


def outcomes() -> list[Outcome]:
    card = Shown("1", "id_card_front", "a", "scan", {"name": "张洋", "sex": "男"})
    other = Shown("2", "unknown", "letter", "scan", {})
    wrong_check = ("id_number", "500112199203150027", 0.99)
    return [
        judge(
            card,
            [read("id_card_front", ("name", "张洋", 0.99), ("sex", "女", 0.97), wrong_check)],
            ["张洋男"],
        ),
        judge(card, [read("bank_card", ("bank_name", "样本银行", 0.9))], ["张洋"]),
        judge(other, [read("id_card_back")], ["身份证"]),
    ]


def test_figures_count_right_wrong_invented_and_failed_checks() -> None:
    first, second, _ = outcomes()
    assert [field.right for field in first.fields] == [True, False]
    assert first.invented == ("id_number=500112199203150027",)
    assert first.failing_check == ("id_number=500112199203150027",)
    assert not second.type_right
    assert second.invented == ("bank_name=样本银行",)
    assert all(field.value is None for field in second.fields)


def test_the_report_has_cells_calibration_and_unknown_pictures() -> None:
    figures = json.loads(json.dumps(report(outcomes())))
    cell = figures["cells"]["id_card_front scan"]
    assert (cell["pictures"], cell["right"], cell["ceiling"], cell["wrong"]) == (2, 0.25, 0.75, 1)
    assert figures["calibration"]["sure_given"] == 2
    assert figures["calibration"]["sure_right_share"] == 0.5
    assert figures["unknown"]["scan"]["share"] == 1.0
    assert "| id_card_front scan | 2 | 50.0% |" in markdown(report(outcomes()))


class OneLine:
    name = "one line"

    def read(self, image: Pixels) -> list[SeenLine]:
        return [SeenLine("样本", 0.98765, ((0.4, 0.0), (9.6, 0.0), (9.6, 5.0), (0.4, 5.0)), (0.99, 0.9876))]


def test_a_recorded_line_has_what_readers_need() -> None:
    data = cv2.imencode(".jpg", np.full((60, 100, 3), 255, np.uint8))[1].tobytes()
    row = json.loads(record(Picture("a", "unknown", "letter", "scan", {}, data), OneLine()))
    assert (row["size"], row["document_type"]) == ([100, 60], "unknown")
    assert row["lines"][0][:3] == ["样本", 0.988, [[0, 0], [10, 0], [10, 5], [0, 5]]]
