"""Protects reading disability certificates: the number holds the id number, the category and the level."""

import pytest

from ocr.readers.disability_certificate import DISABILITY_CERTIFICATE

ID = "500112199203150026"
NUMBER = ID + "42"
RIGHT = {
    "name": "陈晓渝",
    "sex": "女",
    "certificate_number": NUMBER,
    "id_number": ID,
    "category": "肢体残疾",
    "level": "二级",
}


def card(**changed):
    text = RIGHT | changed
    return [
        ("中华人民共和国残疾人证", 140, 40, 50),
        ("姓名", 70, 140),
        (text["name"], 170, 140),
        ("性别", 70, 212),
        (text["sex"], 170, 212),
        ("残疾类别", 70, 284),
        (text["category"], 240, 284),
        ("残疾等级", 70, 356),
        (text["level"], 240, 356),
        ("发证机关", 70, 428),
        ("样本区残疾人联合会", 240, 428),
        ("有效期限", 70, 494),
        ("2021.04.13-2031.04.13", 240, 494),
        ("证号", 70, 560),
        (text["certificate_number"], 170, 560),
    ]


def test_the_card(reading):
    found = reading(DISABILITY_CERTIFICATE, card())
    assert found.values == RIGHT
    assert not found.problems
    assert found.sure > 0.9


@pytest.mark.parametrize(("category", "level"), [("肢体", "二级"), ("肢体残疾", "贰级"), ("肢体", "贰级")])
def test_category_and_level_stay_as_printed(reading, category, level):
    found = reading(DISABILITY_CERTIFICATE, card(category=category, level=level))
    assert found.values == RIGHT | {"category": category, "level": level}


def test_category_and_level_in_one(reading):
    pieces = [piece for piece in card() if piece[0] not in {"残疾类别", "残疾等级", "肢体残疾", "二级"}]
    together = [("类别等级", 70, 284), ("肢体残疾二级", 240, 284)]
    assert reading(DISABILITY_CERTIFICATE, [*pieces, *together]).values == RIGHT


def test_the_booklet_without_title_labels_and_values_in_one_line(reading):
    pieces = [
        ("姓名陈晓渝", 143, 135),
        ("性别女", 139, 191),
        ("民族 土家", 142, 258),
        ("出生年月1992.03", 142, 321),
        ("残疾人证号50011219920315002642B1", 143, 395),
        ("住址", 140, 466),
        ("重庆市渝北区龙溪街道红锦大道88号", 253, 468),
        ("3幢12-4", 252, 506),
        ("监护人无", 141, 598),
        ("联系电话10053671639", 142, 659),
        ("残疾类别 肢体残疾", 788, 153),
        ("残疾等级 二级", 786, 226),
        ("残疾人联合会(盖章)", 785, 327),
        ("发证日期2025年08月20日", 788, 501),
        ("有效期至2035年08月20日", 785, 566),
    ]
    found = reading(DISABILITY_CERTIFICATE, pieces)
    assert found.values == RIGHT | {"certificate_number": NUMBER + "B1"}
    assert found.sure > 0.6


def test_an_id_number_of_its_own_under_spread_labels_of_which_the_ends_were_seen(reading):
    pieces = [
        ("中华人民共和国残疾人证", 300, 60, 50),
        ("名 陈晓渝", 220, 223),
        ("别女", 220, 310),
        ("族 汉族", 220, 399),
        ("出生年月 1992年03月", 132, 489),
        ("公民身份号码 " + ID, 132, 578),
        ("残疾类别 肢体残疾", 132, 665),
        ("残疾等级 二级", 132, 745),
        ("证", 132, 830),
        ("号 " + NUMBER, 306, 830),
    ]
    assert reading(DISABILITY_CERTIFICATE, pieces).values == RIGHT


def test_a_number_without_its_label_is_found(reading):
    pieces = [piece for piece in card() if piece[0] != "证号"]
    assert reading(DISABILITY_CERTIFICATE, pieces).values == RIGHT


@pytest.mark.parametrize(("name", "printed"), [("category", "听力残疾"), ("level", "三级")])
def test_neither_is_given_of_words_and_digits_that_differ(reading, name, printed):
    found = reading(DISABILITY_CERTIFICATE, card(**{name: printed}))
    assert not {name, "certificate_number"} & set(found.values)
    assert set(found.problems) == {("checksum_failed", name), ("checksum_failed", "certificate_number")}


def test_a_number_whose_id_part_fails_gives_neither_number(reading):
    found = reading(DISABILITY_CERTIFICATE, card(certificate_number=NUMBER.replace("1992", "1993")))
    assert not {"id_number", "certificate_number"} & set(found.values)
    assert ("checksum_failed", "certificate_number") in found.problems


def test_a_sex_that_contradicts_the_number_is_told(reading):
    found = reading(DISABILITY_CERTIFICATE, card(sex="男"))
    assert "sex" not in found.values
    assert found.problems == [("checksum_failed", "sex")]


def test_an_application_for_one_is_none(reading):
    pieces = [("残疾人证申请表", 300, 40, 50), *card()[1:]]
    assert reading(DISABILITY_CERTIFICATE, pieces).sure == 0
