"""Values as people say them become the values a form takes; what is not understood stays as said."""

from datetime import date

import pytest

from assistant.understand.nearest import nearest
from assistant.understand.spoken import digits_read_out, spoken
from knowledge_base.model.form import FieldType
from knowledge_base.model.guide import Option
from prefill.characters import spoken_number

TODAY = date(2026, 11, 23)
SAID: list[tuple[FieldType, str, str]] = [
    ("money", "八百", "800"),
    ("money", "一千二", "1200"),
    ("money", "一个月就五百块", "500"),
    ("money", "五十万", "500000"),
    ("money", "三万五", "35000"),
    ("money", "两千零五", "2005"),
    ("money", "20万", "20万"),
    ("money", "我没得收入", "0"),
    ("money", "五百到八百", "五百到八百"),
    ("integer", "三口人", "3"),
    ("integer", "三个", "3"),
    ("date", "去年2月1号", "2025-02-01"),
    ("date", "前年的三月七日", "2024-03-07"),
    ("date", "大前年12月1日", "2023-12-01"),
    ("date", "今年1月1日", "2026-01-01"),
    ("date", "上个月15号", "2026-10-15"),
    ("date", "昨天", "2026-11-22"),
    ("date", "38年5月6日", "1938-05-06"),
    ("date", "四二年二月十一", "1942-02-11"),
    ("date", "去年冬天", "去年冬天"),
    ("date", "今年2月30号", "今年2月30号"),
    ("date", "2022年元月4号", "2022-01-04"),
    ("date", "一九九九点一二点二零", "1999-12-20"),
    ("date", "社保是08年7月开始交的 7月15号", "2008-07-15"),
    ("date", "2010年国庆节那天 就是10月1号", "2010-10-01"),
    ("date", "在这里住了20年，10月1号来的", "2026-10-01"),
    ("date", "去年办的，今年3月5号来的那个", "2026-03-05"),
    ("integer", "一共四个人 哦不 老大迁走了 三个", "3"),
    ("integer", "三个 不对 四个 加上我妈 总共五个", "5"),
    ("integer", "大人两个，娃儿三个", "大人两个，娃儿三个"),
    ("mobile", "幺三八零零幺三八零零九", "13800138009"),
    ("mobile", "我的电话是13800138009哈", "13800138009"),
    ("date", "我是19900305生的", "1990-03-05"),
    ("credit_code", "信用代码是91500103MA6000000x", "91500103MA6000000X"),
    ("text", "一千二", "一千二"),
]
OPTIONS = [
    Option(id="here", label="户口就在现在住的区县", phrases=["就在这里", "户口在这里"]),
    Option(id="away", label="重庆户口，住在别的区县", phrases=["人户分离"]),
    Option(id="out", label="户口在外省", phrases=["不在重庆", "四川户口"]),
]
WHO = [
    Option(id="self", label="我自己", phrases=["本人"]),
    Option(id="child", label="未满18岁的孩子", phrases=["女儿"]),
]


@pytest.mark.parametrize(("kind", "text", "meant"), SAID)
def test_what_is_said_becomes_what_a_form_takes(kind: FieldType, text: str, meant: str) -> None:
    assert spoken(kind, text, TODAY) == meant


def test_digits_read_out_one_by_one_are_no_amount() -> None:
    assert spoken_number("一三八") is None
    assert digits_read_out("电话幺三八零零幺三八零零九，在家") == "电话13800138009，在家"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("户口就在这儿", "here"), ("四川的", "out"), ("人户分离嘛", "away"), ("随便", None), ("重庆", "away")],
)
def test_an_answer_is_taken_for_the_option_it_comes_nearest_to(text: str, meant: str | None) -> None:
    found = nearest(OPTIONS, text)
    assert (found.id if found else None) == meant


def test_i_means_oneself_where_one_option_is_that() -> None:
    found = nearest(WHO, "我")
    assert found is not None
    assert found.id == "self"
    assert nearest(WHO, "妹儿") is WHO[1]
    assert nearest(OPTIONS, "我") is None


@pytest.mark.parametrize("kind", ["integer", "money"])
@pytest.mark.parametrize("text", ["三四个", "差不多十来个", "一个月两三千块", "几百块", "一千多"])
def test_a_rough_number_stays_as_it_was_said(kind: FieldType, text: str) -> None:
    assert spoken(kind, text, TODAY) == text
