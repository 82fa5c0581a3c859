"""Protects reading the portrait side of identity cards where labels or second languages get in the way."""

import pytest

from ocr.readers.id_card_front import ID_CARD_FRONT

RIGHT = {
    "name": "陈晓渝",
    "sex": "女",
    "ethnicity": "汉",
    "birth_date": "1992-03-15",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "id_number": "500112199203150026",
}


def card(*more, without=()):
    pieces = [
        ("姓名", 60, 70),
        ("陈晓渝", 170, 70),
        ("性别", 60, 145),
        ("女", 170, 145),
        ("民族", 270, 145),
        ("汉", 380, 145),
        ("出生", 60, 215),
        ("1992年3月15日", 170, 215),
        ("住址", 60, 290),
        ("重庆市渝北区龙溪街道红锦", 170, 290),
        ("大道88号3幢12-4", 170, 338),
        ("公民身份号码", 60, 540),
        ("500112199203150026", 340, 540),
    ]
    return [piece for piece in pieces if piece[0] not in without] + list(more)


def test_labels_in_a_second_language_are_no_values(reading):
    zhuang = (
        ("Singqmingz", 60, 106, 20),
        ("Singqbied", 60, 181, 20),
        ("Minzcuz", 270, 181, 20),
        ("Dieg youq", 60, 326, 20),
        ("Goengminz Sinhfaenh Hauhmaj", 60, 576, 20),
    )
    uyghur = (("naw", 60, 106, 20), ("00000000", 60, 326, 20), ("000000 0000000", 60, 576, 20))
    for second in (zhuang, uyghur):
        found = reading(ID_CARD_FRONT, card(*second))
        assert found.values == RIGHT
        assert not found.problems


def test_a_stamp_beside_the_address_is_no_part_of_it(reading):
    assert reading(ID_CARD_FRONT, card(("样本", 620, 292, 90))).values == RIGHT
    assert reading(ID_CARD_FRONT, card(("仅供办理社保使用，他用无效", 170, 386))).values == RIGHT


@pytest.mark.parametrize("unseen", ["姓名", "性别", "民族", "出生", "公民身份号码"])
def test_one_label_unseen_loses_at_most_its_own_value(reading, unseen):
    found = reading(ID_CARD_FRONT, card(without=(unseen,)))
    assert RIGHT.items() >= found.values.items()
    assert len(found.values) >= 5
    assert found.sure > 0.7


def test_little_but_a_number_that_holds_is_still_an_id_card(reading):
    pieces = [("女", 170, 145), ("出", 60, 215), ("500112199203150026", 340, 540)]
    found = reading(ID_CARD_FRONT, pieces)
    assert found.sure > 0.5
    assert found.values == {"sex": "女", "id_number": "500112199203150026"}


@pytest.mark.parametrize(
    "more",
    [
        ("重庆市居住证", 400, 10, 50),
        ("中华人民共和国残疾人证", 300, 10, 50),
        ("中华人民共和国社会保障卡", 300, 10, 50),
        ("居民身份证申领登记表", 300, 10, 50),
        ("居住地址", 60, 420),
        ("联系电话", 60, 420),
    ],
)
def test_what_an_id_card_never_prints_makes_it_another_paper(reading, more):
    assert reading(ID_CARD_FRONT, card(more)).sure == 0


def test_a_form_without_values_is_none(reading):
    labels = [
        piece for piece in card() if piece[0] in {"姓名", "性别", "民族", "出生", "住址", "公民身份号码"}
    ]
    assert reading(ID_CARD_FRONT, labels).sure < 0.5


def test_an_address_whose_first_line_was_not_seen_is_not_given(reading):
    found = reading(ID_CARD_FRONT, card(without=("重庆市渝北区龙溪街道红锦",)))
    assert "address" not in found.values
    assert len(found.values) == 5


def test_name_sex_and_ethnicity_alone_stand_on_many_cards(reading):
    pieces = [("姓名：陈晓渝", 60, 70), ("性别：女", 60, 145), ("民族：汉", 270, 145)]
    assert reading(ID_CARD_FRONT, pieces).sure < 0.5
