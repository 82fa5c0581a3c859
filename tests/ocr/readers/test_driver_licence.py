"""Protects reading driver licences: English under labels, a seal under the address, old and new validity."""

from ocr.readers.driver_licence import DRIVER_LICENCE

NUMBER = "500112199203150026"
RIGHT = {
    "name": "陈晓渝",
    "sex": "女",
    "id_number": NUMBER,
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "birth_date": "1992-03-15",
    "first_issued_on": "2014-07-29",
    "vehicle_class": "C1",
    "valid_from": "2020-07-29",
    "valid_until": "2030-07-29",
}


def card(*validity, number=("证号", 270, 130), number_value=(NUMBER, 400, 130)):
    return [
        ("中华人民共和国机动车驾驶证", 260, 30, 46),
        ("Driving License of the People's Republic of China", 300, 90, 24),
        number,
        number_value,
        ("姓名", 50, 190),
        ("陈晓渝", 160, 190),
        ("Name", 50, 226, 20),
        ("性别女", 500, 190),
        ("Sex", 500, 226, 20),
        ("国籍", 690, 190),
        ("中国", 850, 190),
        ("Nationality", 690, 226, 20),
        ("住址", 50, 258),
        ("Address", 50, 294, 20),
        ("重庆市渝北区龙溪街道红锦", 170, 258),
        ("大道88号3幢12-4", 172, 298),
        ("重庆市公", 90, 345, 50),
        ("安局交通", 90, 396, 50),
        ("出生日期", 330, 382),
        ("1992-03-15", 552, 384),
        ("Date of Birth", 330, 418, 20),
        ("初次领证日期", 330, 458),
        ("Date of First Issue", 330, 494, 20),
        ("2014-07-29", 552, 460),
        ("准驾车型", 330, 534),
        ("Class", 330, 570, 20),
        ("C1", 552, 536),
        *validity,
    ]


NEW = (("有效期限", 50, 632), ("Valid Period", 50, 668, 20), ("2020-07-29至2030-07-29", 330, 634))


def test_the_new_paper(reading):
    found = reading(DRIVER_LICENCE, card(*NEW))
    assert found.values == RIGHT
    assert not found.problems
    assert found.sure > 0.9


def test_a_licence_without_end(reading):
    lasting = (("有效期限", 50, 632), ("2020-07-29 至 长期", 330, 634))
    assert reading(DRIVER_LICENCE, card(*lasting)).values == RIGHT | {"valid_until": "长期"}


def test_the_old_paper_tells_years_and_no_end(reading):
    years = (("有效起始日期", 50, 632), ("2020-07-29", 280, 634), ("有效期限", 540, 632), ("6年", 700, 634))
    expected = {name: value for name, value in RIGHT.items() if name != "valid_until"}
    assert reading(DRIVER_LICENCE, card(*years)).values == expected


def test_a_validity_that_runs_backwards_is_told(reading):
    found = reading(DRIVER_LICENCE, card(("有效期限", 50, 632), ("2020-07-29至2010-07-29", 330, 634)))
    assert "valid_until" not in found.values
    assert ("checksum_failed", "valid_until") in found.problems


def test_label_and_number_in_one_line_or_its_label_running_into_it(reading):
    merged = card(*NEW, number=("证号 " + NUMBER, 270, 130), number_value=("", 0, 0))
    assert reading(DRIVER_LICENCE, merged).values == RIGHT
    overlapping = card(*NEW, number=("证号5", 270, 130))
    assert reading(DRIVER_LICENCE, overlapping).values == RIGHT


def test_a_wrong_check_digit_is_told_and_never_filled(reading):
    found = reading(DRIVER_LICENCE, card(*NEW, number_value=("500112199203150027", 400, 130)))
    assert "id_number" not in found.values
    assert ("checksum_failed", "id_number") in found.problems


def test_english_that_was_misread_is_no_part_of_the_address(reading):
    pieces = [piece if piece[0] != "Address" else ("Adétress", 50, 296, 20) for piece in card(*NEW)]
    assert reading(DRIVER_LICENCE, pieces).values == RIGHT


def test_a_name_left_of_its_neighbours_when_its_label_was_not_seen(reading):
    pieces = [piece for piece in card(*NEW) if piece[0] != "姓名"]
    assert reading(DRIVER_LICENCE, pieces).values == RIGHT


def test_the_second_page_and_an_application_are_none(reading):
    second = [("机动车驾驶证副页", 260, 30, 46), ("证号 " + NUMBER, 60, 130), ("姓名 陈晓渝", 60, 190)]
    form = [("机动车驾驶证申请表", 260, 0, 40), *card(*NEW)]
    assert all(reading(DRIVER_LICENCE, page).sure < 0.5 for page in (second, form))


def test_a_list_on_a_telephone(reading):
    rows = (
        ("姓名", "陈晓渝"),
        ("性别", "女"),
        ("国籍", "中国"),
        ("证号", NUMBER),
        ("出生日期", "1992-03-15"),
        ("住址", "重庆市渝北区龙溪街道红锦"),
        ("", "大道88号3幢12-4"),
        ("准驾车型", "C1"),
        ("初次领证日期", "2014-07-29"),
        ("有效期限", "2020-07-29至2030-07-29"),
        ("状态", "正常"),
        ("累积记分", "0分"),
        ("档案编号", "500190374650"),
    )
    pieces = [("电子驾驶证", 500, 40)]
    for place, (label, value) in enumerate(rows):
        pieces += [(text, x, 120 + 60 * place) for text, x in ((label, 60), (value, 420)) if text]
    assert reading(DRIVER_LICENCE, pieces).values == RIGHT


def test_a_vehicle_licence_is_none(reading):
    vehicle = (
        ("中华人民共和国机动车行驶证", 260, 30, 46),
        ("号牌号码", 50, 120),
        ("渝A12345", 250, 120),
        ("所有人", 50, 180),
        ("陈晓渝", 250, 180),
        ("住址", 50, 240),
        ("重庆市渝北区红锦大道88号", 250, 240),
        ("注册日期", 50, 300),
        ("2014-07-29", 250, 300),
    )
    assert reading(DRIVER_LICENCE, vehicle).sure < 0.5
