"""Protects reading the page of a member of a household, of old and new forms."""

from ocr.readers.household_register_home import HOUSEHOLD_REGISTER_HOME
from ocr.readers.household_register_member import HOUSEHOLD_REGISTER_MEMBER

NUMBER = "500117202005060018"
EXPECTED = {
    "name": "王小明",
    "relation_to_head": "长子",
    "sex": "男",
    "ethnicity": "土家族",
    "birth_date": "2020-05-06",
    "native_place": "重庆市合川区",
    "id_number": NUMBER,
}
PAGE = [
    ("常住人口登记卡", 470, 60, 48),
    ("姓名", 100, 170),
    ("王小明", 300, 170),
    ("户主或与", 700, 158, 28),
    ("户主关系", 700, 186, 28),
    ("长子", 880, 172),
    ("曾用名", 100, 240),
    ("性别", 700, 240),
    ("男", 880, 240),
    ("出生地", 100, 310),
    ("四川省成都市武侯区", 300, 310),
    ("民族", 700, 310),
    ("土家族", 880, 310),
    ("籍贯", 100, 380),
    ("重庆市合川区", 300, 380),
    ("出生日期", 700, 380),
    ("2020年05月06日", 880, 380),
    ("宗教信仰", 700, 450),
    ("公民身份", 100, 506, 28),
    ("证件编号", 100, 534, 28),
    (NUMBER, 300, 520),
    ("身高", 700, 520),
    ("血型", 1000, 520),
    ("文化程度", 100, 590),
    ("婚姻状况", 600, 590),
    ("服务处所", 100, 660),
    ("职业", 700, 660),
    ("何时由何地迁来本址", 100, 730),
    ("2020年06月11日因出生登记由本市迁来", 420, 730),
    ("承办人签章", 100, 830),
    ("登记日期：2020年06月12日", 700, 830),
]


def without(*texts: str) -> list:
    return [piece for piece in PAGE if piece[0] not in texts]


def test_a_form_with_stacked_labels(reading) -> None:
    found = reading(HOUSEHOLD_REGISTER_MEMBER, PAGE)
    assert found.values == EXPECTED
    assert not found.problems
    assert found.sure > 0.9


def test_a_birth_date_in_chinese_numerals(reading) -> None:
    page = [*without("2020年05月06日"), ("二〇二〇年五月六日", 880, 380)]
    assert reading(HOUSEHOLD_REGISTER_MEMBER, page).values == EXPECTED


def test_values_whose_labels_were_not_seen(reading) -> None:
    page = without("户主或与", "户主关系", "民族", "籍贯", "公民身份", "证件编号")
    assert reading(HOUSEHOLD_REGISTER_MEMBER, page).values == EXPECTED


def test_without_its_label_only_the_day_of_the_number_is_the_birth_date(reading) -> None:
    assert reading(HOUSEHOLD_REGISTER_MEMBER, without("出生日期")).values["birth_date"] == "2020-05-06"
    neither = reading(HOUSEHOLD_REGISTER_MEMBER, without("出生日期", NUMBER)).values
    assert "birth_date" not in neither


def test_a_sex_alone_is_no_relation(reading) -> None:
    page = [*without("户主或与", "户主关系", "长子", "性别", "男"), ("女", 880, 240)]
    assert "relation_to_head" not in reading(HOUSEHOLD_REGISTER_MEMBER, page).values


def test_the_birth_place_is_not_the_native_place(reading) -> None:
    assert "native_place" not in reading(HOUSEHOLD_REGISTER_MEMBER, without("籍贯", "重庆市合川区")).values


def test_a_birth_date_that_contradicts_the_number_is_a_problem(reading) -> None:
    page = [*without("2020年05月06日"), ("2020年05月08日", 880, 380)]
    found = reading(HOUSEHOLD_REGISTER_MEMBER, page)
    assert "birth_date" not in found.values
    assert ("checksum_failed", "birth_date") in found.problems


def test_it_is_no_first_page_and_no_blank_one(reading) -> None:
    assert reading(HOUSEHOLD_REGISTER_HOME, PAGE).sure < 0.5
    values = (*EXPECTED.values(), "2020年05月06日", "四川省成都市武侯区", "长子", "男")
    blank = [piece for piece in without(*values) if "2020" not in piece[0]]
    assert reading(HOUSEHOLD_REGISTER_MEMBER, blank).sure < 0.5
