"""Protects what is read of a person: rare names stay whole, labels are no names, lists are kept to."""

import pytest

from ocr.parsing import people
from ocr.parsing.lists import words
from ocr.values import Value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("陈晓渝", "陈晓渝"),
        (" 陈 晓 渝 ", "陈晓渝"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("努尔买买提艾力", "努尔买买提艾力"),
        ("㛃龘𬭎", "㛃龘𬭎"),
        ("刘〇", "刘〇"),
        ("陳曉渝", "陈晓渝"),
        ("·李明·", "李明"),
    ],
)
def test_names(printed: str, value: str) -> None:
    assert people.name(printed) == Value(value, "free")


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "陈",
        "姓名",
        "公民身份号码",
        "吕飞平性女国中国",
        "渝" * 11,
        "陈晓渝1",
        "2020",
        "CHEN",
        "陈Xiao",
        "重庆市渝北区",
        "甲方签字",
        "渝" * 26,
        "买··提",
    ],
)
def test_what_is_no_name(printed: str) -> None:
    assert people.name(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("张三、李四", "张三、李四"),
        ("张三,李四", "张三、李四"),
        ("陈晓渝和王小满", "陈晓渝、王小满"),
        ("陈晓渝", "陈晓渝"),
    ],
)
def test_several_names(printed: str, value: str) -> None:
    assert people.names(printed) == Value(value, "free")


def test_several_names_of_which_one_is_none_are_not_half_given() -> None:
    assert people.names("张三、身份号码") is None
    assert people.names("、") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [("男", "男"), (" 女 ", "女"), ("性别男民族汉", "男"), ("男/女", None), ("", None), ("勇", None)],
)
def test_sex(printed: str, value: str | None) -> None:
    found = people.sex(printed)
    assert (found and found.text) == value
    assert found is None or found.backing == "listed"


@pytest.mark.parametrize("name", words("ethnicities"))
def test_every_ethnicity_with_and_without_its_ending(name: str) -> None:
    assert people.ethnicity(name) == Value(name, "listed")
    assert people.ethnicity(f"{name}族") == Value(f"{name}族", "listed")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("士家族", "土家族"),
        ("维吾乐族", "维吾尔族"),
        ("哈萨克旋", None),
        ("汊", "汉"),
        ("汊族", "汉族"),
        ("土象", "土家"),
    ],
)
def test_a_misread_ethnicity_is_mended_and_told(printed: str, value: str | None) -> None:
    found = people.ethnicity(printed)
    assert found == (Value(value, "listed", note="ethnicity") if value else None)


def test_the_label_before_an_ethnicity_is_no_part_of_it() -> None:
    assert people.ethnicity("雅族汉族") == Value("汉族", "listed")
    assert people.ethnicity("民族土家") == Value("土家", "listed")


@pytest.mark.parametrize("printed", ["", "民族", "大", "东家", "男", "穿青"])
def test_what_is_no_ethnicity(printed: str) -> None:
    assert people.ethnicity(printed) is None


@pytest.mark.parametrize(
    "printed", ["户主", "妻", "长子", "次女", "儿媳", "外孙女", "之妻", "非亲属", "其他"]
)
def test_relations(printed: str) -> None:
    assert people.relation(printed) == Value(printed, "listed")


def test_relations_misread_unlisted_and_none() -> None:
    assert people.relation("长于") == Value("长子", "listed", note="relation")
    assert people.relation("外孔子") == Value("外孙子", "listed", note="relation")
    assert people.relation("毋亲") == Value("母亲", "listed", note="relation")
    assert people.relation("干女儿") == Value("干女儿", "free")
    assert people.relation("户主或与户主关系") is None
    assert people.relation("") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("家庭户", Value("家庭户", "listed")),
        ("非农业家庭户", Value("非农业家庭户", "listed")),
        ("城镇居民家庭户", Value("城镇居民家庭户", "listed")),
        ("家挺户", Value("家庭户", "listed", note="household_type")),
        ("水上居民船户", Value("水上居民船户", "free")),
        ("户别", None),
        ("渝北区", None),
    ],
)
def test_household_types(printed: str, value: Value | None) -> None:
    assert people.household_type(printed) == value


@pytest.mark.parametrize(
    "printed", ["重庆市渝北区", "重庆渝北", "四川成都", "重庆酉阳", "湖北省仙桃市", "吉林省德惠市"]
)
def test_native_places_that_there_are(printed: str) -> None:
    assert people.native_place(printed) == Value(printed, "listed")


def test_native_places_we_do_not_know_rest_on_their_characters() -> None:
    assert people.native_place("四川某地") == Value("四川某地", "free")
    assert people.native_place("籍贯") is None
    assert people.native_place("12号") is None


def test_the_stamp_of_a_specimen_is_no_part_of_a_name() -> None:
    assert people.name("顾海清羊本") == Value("顾海清")
    assert people.name("顾海清样本") == Value("顾海清")
