"""Protects reading residence permits, and telling them from identity cards."""

import pytest

from ocr.readers.id_card_front import ID_CARD_FRONT
from ocr.readers.residence_permit import RESIDENCE_PERMIT

RIGHT = {
    "name": "陈晓渝",
    "sex": "女",
    "ethnicity": "汉",
    "birth_date": "1992-03-15",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "id_number": "500112199203150026",
}
NOT_OF_THE_MAINLAND = "810000199203150028"


def card(*more, address="住址", number=RIGHT["id_number"], without=()):
    pieces = [
        ("姓名", 60, 150),
        ("陈晓渝", 200, 150),
        ("性别", 60, 230),
        ("女", 200, 230),
        ("民族", 300, 230),
        ("汉", 400, 230),
        ("出生", 60, 310),
        ("1992年3月15日", 200, 310),
        (address, 40, 390),
        ("重庆市渝北区龙溪街道红锦", 200, 390),
        ("大道88号3幢12-4", 200, 438),
        ("公民身份号码", 60, 620),
        (number, 340, 620),
    ]
    return [*more, *(piece for piece in pieces if piece[0] not in without)]


@pytest.mark.parametrize("title", ["居住证", "重庆市居住证", "中华人民共和国居住证"])
@pytest.mark.parametrize("address", ["住址", "居住地址", "居住地", "现住址"])
def test_titles_and_labels_of_provinces(reading, title, address):
    pieces = card((title, 400, 40, 56), address=address)
    found = reading(RESIDENCE_PERMIT, pieces)
    assert found.values == RIGHT
    assert found.sure > 0.9
    assert reading(ID_CARD_FRONT, pieces).sure < found.sure


def test_the_title_is_no_misread_label_of_the_address(reading):
    pieces = [
        ("居住证", 400, 40, 56),
        ("姓名：陈晓渝", 330, 120, 28),
        ("性别：女", 330, 170, 28),
        ("民族：汉", 500, 170, 28),
        ("出生日期：1992.03.15", 330, 220, 28),
        ("公民身份号码：500112199203150026", 330, 270, 28),
        ("现居住地址：", 330, 320, 28),
        ("重庆市渝北区龙溪街道红锦大道88号3幢12-4", 500, 320, 28),
        ("户籍所在地：云南省威信县双河镇三河村5组", 330, 370, 28),
        ("签发机关：重庆市公安局渝北区分局", 330, 420, 28),
        ("有效期：2020年03月17日-2021年03月17日", 330, 470, 28),
    ]
    assert reading(RESIDENCE_PERMIT, pieces).values == RIGHT


def test_who_issued_it_does_not_make_it_another_paper(reading):
    pieces = [*card(("居住证", 400, 40, 56)), ("发证机关", 60, 540), ("重庆市公安局渝北区分局", 230, 540)]
    assert reading(RESIDENCE_PERMIT, pieces).values == RIGHT


def test_residents_from_hong_kong_are_known_by_their_number_where_there_is_no_title(reading):
    pieces = card(number=NOT_OF_THE_MAINLAND, without=("民族", "汉"))
    found = reading(RESIDENCE_PERMIT, pieces)
    expected = {name: value for name, value in RIGHT.items() if name != "ethnicity"}
    assert found.values == expected | {"id_number": NOT_OF_THE_MAINLAND}
    assert not found.problems
    assert found.sure > 0.6
    assert reading(ID_CARD_FRONT, pieces).sure == 0


def test_a_seal_below_the_address_is_no_part_of_it(reading):
    pieces = card(("居住证", 400, 40, 56), ("重庆市公安局", 640, 470))
    assert reading(RESIDENCE_PERMIT, pieces).values == RIGHT


def test_an_id_card_is_none(reading):
    assert reading(RESIDENCE_PERMIT, card()).sure < 0.5 < reading(ID_CARD_FRONT, card()).sure


@pytest.mark.parametrize("title", ["居住证申领表", "居住证明", "残疾人证"])
def test_papers_with_the_same_labels_are_none(reading, title):
    assert reading(RESIDENCE_PERMIT, card((title, 400, 40, 56))).sure == 0


def test_where_the_holder_lives_is_told_from_where_the_household_is_registered(reading):
    home = [
        ("中华人民共和国居住证", 300, 40, 56),
        ("姓名", 60, 150),
        ("陈晓渝", 240, 150),
        ("性别", 60, 210),
        ("女", 240, 210),
        ("出生日期", 60, 270),
        ("1992年3月15日", 240, 270),
        ("常住户口", 60, 330, 30),
        ("云南省威信县双河镇三河村5组", 240, 332),
        ("所在地住址", 60, 364, 30),
        ("居住地住址", 60, 430, 30),
        ("重庆市渝北区龙溪街道红锦", 240, 430),
        ("大道88号3幢12-4", 240, 472),
        ("公民身份号码", 60, 620),
        ("500112199203150026", 340, 620),
        ("国住证专用", 900, 700, 30),
    ]
    found = reading(RESIDENCE_PERMIT, home)
    assert found.sure > 0.9
    assert found.values == {name: value for name, value in RIGHT.items() if name != "ethnicity"}
