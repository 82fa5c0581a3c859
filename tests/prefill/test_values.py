"""Text → values: what people type, say or have printed must come out in one form, or with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.model.form import Choice, FormField
from prefill.types import Parsed, Problem
from prefill.values import label_of, parse

MARITAL = [
    Choice(id="single", label="未婚", phrases=["没结婚", "单身"]),
    Choice(id="married", label="已婚", phrases=["结婚了", "结了婚"]),
    Choice(id="divorced", label="离婚"),
]
YES_NO = [Choice(id="yes", label="是", phrases=["对"]), Choice(id="no", label="否", phrases=["不是", "没有"])]


def field(kind: str, **more: object) -> FormField:
    return FormField.model_validate({"name": "f", "label": "这一栏", "type": kind, "ask": "？", **more})


GOOD = [
    ("name", "陈晓渝", "陈晓渝"),
    ("name", " 张 三 ", "张三"),
    ("name", "𠮷𬭳", "𠮷𬭳"),
    ("name", "阿布都拉•买买提", "阿布都拉·买买提"),
    ("name", "古丽·阿·依木", "古丽·阿·依木"),
    ("name", "JOHN  SMITH", "JOHN SMITH"),
    ("id_number", "500112199203150026", "500112199203150026"),
    ("id_number", "50010319510820014x", "50010319510820014X"),
    ("id_number", "５００１０３ 19510820 ０１４Ｘ", "50010319510820014X"),
    ("credit_code", "91500108ma5yb0002q", "91500108MA5YB0002Q"),
    ("mobile", "13800138001", "13800138001"),
    ("mobile", "+86 138-0013-8001", "13800138001"),
    ("mobile", "0086 13800138001", "13800138001"),
    ("mobile", "幺三八零零幺三八零零幺", "13800138001"),
    ("date", "1990年3月7日", "1990-03-07"),
    ("date", "1990/3/7", "1990-03-07"),
    ("date", "1990.03.07", "1990-03-07"),
    ("date", "19900307", "1990-03-07"),
    ("date", "１９９０－０３－０７", "1990-03-07"),
    ("date", "一九九〇年十二月三十一日", "1990-12-31"),
    ("date", "2024年2月29号", "2024-02-29"),
    ("address", "重庆市渝北区龙溪街道 红锦大道88号3幢12-4", "重庆市渝北区龙溪街道红锦大道88号3幢12-4"),
    ("money", "3,600元", "3600.00"),
    ("money", "3.6万", "36000.00"),
    ("money", "￥12.5", "12.50"),
    ("integer", "3个", "3"),
    ("integer", "三", "3"),
    ("integer", "两口", "2"),
    ("integer", "三口人", "3"),
    ("integer", "十二个", "12"),
    ("bank_card", "6217 0037 6000 0000 018", "6217003760000000018"),
    ("text", "  卖小面，\n早上开门 ", "卖小面，\n早上开门"),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_values_come_out_in_one_form(kind: str, text: str, value: str) -> None:
    assert parse(field(kind), text) == Parsed(value)


BAD = [
    ("name", "陈", "field_invalid"),
    ("name", "陈3", "field_invalid"),
    ("name", "陈，晓", "field_invalid"),
    ("name", "陈" * 31, "field_invalid"),
    ("id_number", "50011219920315002", "field_invalid"),
    ("id_number", "500112199203150027", "checksum_failed"),
    ("id_number", "500112199213150026", "field_invalid"),
    ("credit_code", "91500108MA5YB0002I", "field_invalid"),
    ("credit_code", "91500108MA5YB0002P", "checksum_failed"),
    ("mobile", "12800138001", "field_invalid"),
    ("mobile", "1380013800", "field_invalid"),
    ("date", "1990年2月30日", "field_invalid"),
    ("date", "90年3月7日", "field_invalid"),
    ("date", "明天", "field_invalid"),
    ("address", "我家", "field_invalid"),
    ("address", "asdfghjkl123", "field_invalid"),
    ("money", "很多", "field_invalid"),
    ("money", "-3", "field_invalid"),
    ("money", "9" * 40, "field_invalid"),
    ("integer", "3.5", "field_invalid"),
    ("integer", "三四个", "field_invalid"),  # three or four, never 34
    ("bank_card", "6217003760000000019", "checksum_failed"),
    ("bank_card", "12345", "field_invalid"),
    ("text", "卖小面\x00", "field_invalid"),
    ("text", "abc\u202edef", "field_invalid"),
    ("text", "长" * 201, "field_invalid"),
    ("text", " \u3000 ", "field_invalid"),
]


@pytest.mark.parametrize(("kind", "text", "code"), BAD)
def test_refusals_have_a_code_and_say_what_to_do(kind: str, text: str, code: str) -> None:
    refused = parse(field(kind), text)
    assert isinstance(refused, Problem)
    assert refused.code == code
    assert "请" in refused.message


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("married", "married"),
        ("已婚", "married"),
        ("我已婚", "married"),
        ("没结婚", "single"),
        ("未婚的", "single"),
    ],
)
def test_a_choice_is_found_by_id_label_or_phrase(text: str, option: str) -> None:
    assert parse(field("choice", choices=MARITAL), text) == Parsed(option)


@pytest.mark.parametrize("text", ["不知道", "已婚还是离婚", "不是已婚", "婚"])
def test_a_choice_that_is_unclear_or_negated_is_asked_again(text: str) -> None:
    refused = parse(field("choice", choices=MARITAL), text)
    assert isinstance(refused, Problem)
    assert "未婚、已婚、离婚" in refused.message


def test_a_longer_phrase_beats_the_word_inside_it() -> None:
    assert parse(field("choice", choices=YES_NO), "不是的") == Parsed("no")
    assert parse(field("choice", choices=YES_NO), "是的") == Parsed("yes")


def test_a_choice_is_shown_by_its_label() -> None:
    assert label_of(field("choice", choices=MARITAL), "single") == "未婚"
    assert label_of(field("name"), "陈晓渝") == "陈晓渝"


KINDS = [
    "name",
    "id_number",
    "credit_code",
    "mobile",
    "date",
    "address",
    "money",
    "integer",
    "bank_card",
    "text",
]


@given(kind=st.sampled_from(KINDS), text=st.text(max_size=60))
def test_whatever_is_typed_gives_a_value_or_a_sentence_and_values_are_stable(kind: str, text: str) -> None:
    """No input is a fault, and a kept value parses to itself (else a second save would change it)."""
    result = parse(field(kind), text)
    if isinstance(result, Parsed):
        assert parse(field(kind), result.value) == result


@pytest.mark.parametrize("kind", ["integer", "money"])
@pytest.mark.parametrize(
    "text",
    [
        "三四个",
        "十来个",
        "两三千",
        "几百",
        "十几个",
        "1000多",
        "一百二三",
        "百把块",
        "3到5个",
        "3-5",
        "五六十万",
        "三五百",
    ],
)
def test_a_rough_number_is_asked_for_exactly(kind: str, text: str) -> None:
    found = parse(field(kind), text)
    assert isinstance(found, Problem)
    assert "准数" in found.message


@pytest.mark.parametrize(("text", "value"), [("三十", "30"), ("十二个", "12"), ("35", "35"), ("两", "2")])
def test_an_exact_one_is_taken(text: str, value: str) -> None:
    assert parse(field("integer"), text) == Parsed(value)
