"""Protects reading the first page of household registers, printed, typed and written by hand."""

import pytest

from ocr.readers.household_register_home import HOUSEHOLD_REGISTER_HOME
from ocr.readers.household_register_member import HOUSEHOLD_REGISTER_MEMBER

EXPECTED = {
    "household_type": "非农业家庭户",
    "head_name": "蔡宇华",
    "household_number": "040587209",
    "address": "重庆市江北区大石坝街道松石北路715号附17号16栋3单元802室",
}
FOOT = [
    ("省级公安机关", 220, 560),
    ("户口登记机关", 740, 560),
    ("户口专用章", 222, 600),
    ("户口专用章", 740, 600),
    ("承办人签章：瞿芬珺", 200, 700),
    ("签发日期：2016年12月25日", 740, 700),
]
PAGE = [
    ("户别", 200, 150),
    ("非农业家庭户", 340, 152),
    ("户主姓名", 700, 150),
    ("蔡宇华", 900, 152),
    ("户号", 200, 245),
    ("040587209", 340, 250),
    ("住址", 200, 362),
    ("重庆市江北区大石坝街道松石北路", 340, 340),
    ("715号附17号16栋3单元802室", 340, 384),
    *FOOT,
]


def without(*texts: str) -> list:
    return [piece for piece in PAGE if piece[0] not in texts]


def test_a_table_whose_address_takes_two_lines(reading) -> None:
    found = reading(HOUSEHOLD_REGISTER_HOME, PAGE)
    assert found.values == EXPECTED
    assert not found.problems
    assert found.sure > 0.9


def test_labels_run_into_values_and_a_police_station_beside(reading) -> None:
    page = [
        ("居民户口簿", 500, 60),
        ("户别家庭户", 200, 150),
        ("户主姓名欧阳轩德", 700, 150),
        ("户号A29762883", 200, 245),
        ("派出所龙溪派出所", 700, 245),
        ("住址重庆市忠县新生街道青年路462号15号楼1703室", 200, 340),
        *FOOT,
    ]
    assert reading(HOUSEHOLD_REGISTER_HOME, page).values == {
        "household_type": "家庭户",
        "head_name": "欧阳轩德",
        "household_number": "A29762883",
        "address": "重庆市忠县新生街道青年路462号15号楼1703室",
    }


def test_an_electronic_page_without_seals(reading) -> None:
    page = [("居民户口簿", 500, 60), *PAGE[:9], ("查询时间：2023年08月08日", 200, 500)]
    found = reading(HOUSEHOLD_REGISTER_HOME, page)
    assert found.values == EXPECTED
    assert found.sure > 0.9


@pytest.mark.parametrize("label", ["户别", "户号", "住址"])
def test_one_label_not_seen(reading, label: str) -> None:
    found = reading(HOUSEHOLD_REGISTER_HOME, without(label))
    assert found.values == EXPECTED
    assert found.sure > 0.5


def test_a_head_whose_label_was_not_seen_is_missing(reading) -> None:
    assert "head_name" not in reading(HOUSEHOLD_REGISTER_HOME, without("户主姓名")).values


def test_an_address_cut_off_in_its_number_is_not_given(reading) -> None:
    page = [*without(*(PAGE[7][0], PAGE[8][0])), ("重庆市江北区大石坝街道松石北路715", 340, 362)]
    assert "address" not in reading(HOUSEHOLD_REGISTER_HOME, page).values


def test_a_page_without_entries_is_none(reading) -> None:
    blank = [
        ("居民户口簿首页", 500, 60),
        ("户别", 200, 150),
        ("户主姓名", 700, 150),
        ("户号", 200, 245),
        ("住址", 200, 362),
        *FOOT[:4],
    ]
    assert reading(HOUSEHOLD_REGISTER_HOME, blank).sure < 0.5


def test_it_is_no_page_of_a_member(reading) -> None:
    assert reading(HOUSEHOLD_REGISTER_MEMBER, PAGE).sure < 0.5
