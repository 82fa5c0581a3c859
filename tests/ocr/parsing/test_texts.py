"""Protects words of lists: kept as printed, mended only where the list leaves one choice."""

import pytest

from ocr.parsing import lists, misreads, parties, texts
from ocr.values import Parse, Value
from storage.sentences import Sentences


@pytest.mark.parametrize(
    ("parse", "printed"),
    [
        (texts.entity_type, "有限责任公司(自然人独资)"),
        (texts.entity_type, "个体工商户"),
        (texts.entity_type, "股份有限公司(非上市、自然人投资或控股)"),
        (texts.usage, "城镇住宅用地/成套住宅"),
        (texts.usage, "成套住宅"),
        (texts.co_ownership, "单独所有"),
        (texts.vehicle_class, "C1"),
        (texts.vehicle_class, "A1A2D"),
        (texts.vehicle_class, "C1E"),
        (texts.bank_name, "中国工商银行"),
        (texts.bank_name, "工商银行"),
        (texts.bank_name, "重庆农村商业银行"),
        (texts.bank_name, "重庆三峡银行"),
        (texts.disability_category, "肢体"),
        (texts.disability_category, "肢体残疾"),
        (texts.disability_category, "视力、听力"),
        (texts.disability_level, "一级"),
        (texts.disability_level, "贰级"),
    ],
)
def test_listed_words_stay_as_printed(parse: Parse, printed: str) -> None:
    assert parse(printed) == Value(printed, "listed")


@pytest.mark.parametrize(
    ("parse", "printed", "value"),
    [
        (texts.entity_type, "有限责任公司（自然人 独资", "有限责任公司(自然人独资)"),
        (texts.co_ownership, "共有情况：共同共有", "共同共有"),
        (texts.vehicle_class, "Cl", "C1"),
        (texts.vehicle_class, "c1", "C1"),
        (texts.vehicle_class, "GI", "C1"),
        (texts.vehicle_class, "C10", "C1D"),
        (texts.vehicle_class, "BZ", "B2"),
        (texts.bank_name, "中国工商银行 ICBC", "中国工商银行"),
        (texts.bank_name, "重庆农村商业银行股份有限公司", "重庆农村商业银行"),
        (texts.bank_name, "CHINA CONSTRUCTION BANK", "中国建设银行"),
        (texts.disability_level, "—级", "一级"),
    ],
)
def test_listed_words_as_engines_give_them(parse: Parse, printed: str, value: str) -> None:
    assert parse(printed) == Value(value, "listed")


@pytest.mark.parametrize(
    ("parse", "printed", "value", "note"),
    [
        (texts.entity_type, "有限贵任公司(自然人独资)", "有限责任公司(自然人独资)", "entity_type"),
        (texts.usage, "成套往宅", "成套住宅", "usage"),
        (texts.co_ownership, "按分共有", "按份共有", "co_ownership"),
        (texts.bank_name, "重庆农村商业很行", "重庆农村商业银行", "bank_name"),
        (texts.disability_category, "肢休残疾", "肢体残疾", "category"),
    ],
)
def test_a_misread_word_is_mended_and_told(parse: Parse, printed: str, value: str, note: str) -> None:
    assert parse(printed) == Value(value, "listed", note=note)
    assert Sentences.of("ocr").say(f"mended.{note}")


@pytest.mark.parametrize(
    ("parse", "printed"),
    [
        (texts.bank_name, "南京农商银行"),  # a bank not on our list is not made 北京农商银行
        (texts.bank_name, "借记卡"),
        (texts.vehicle_class, "C7"),
        (texts.vehicle_class, "C1C1"),
        (texts.vehicle_class, "准驾车型"),
        (texts.co_ownership, "共有情况"),
        (texts.disability_category, "残疾类别"),
        (texts.disability_category, "视障"),
        (texts.disability_level, "级"),
        (texts.disability_level, "五级"),
        (texts.entity_type, "类型"),
        (texts.entity_type, "有限责任公司(法人独资)河南省获嘉县龙泉镇长岭村"),
        (texts.company_name, "名称"),
        (texts.company_name, ""),
        (texts.usage, "12㎡"),
    ],
)
def test_what_is_no_such_word(parse: Parse, printed: str) -> None:
    assert parse(printed) is None


def test_words_on_no_list_rest_on_their_characters() -> None:
    assert texts.entity_type("外国(地区)企业常驻代表机构") == Value("外国(地区)企业常驻代表机构", "free")
    assert texts.usage("体育用地") == Value("体育用地", "free")
    assert texts.company_name("重庆渝味餐饮管理有限公司") == Value("重庆渝味餐饮管理有限公司", "free")


def test_parties_are_people_or_firms() -> None:
    assert parties.party("陈晓渝") == Value("陈晓渝", "free")
    assert parties.party("陈晓渝、王小满") == Value("陈晓渝、王小满", "free")
    assert parties.party("重庆样本安居资产管理有限公司") == Value("重庆样本安居资产管理有限公司", "free")
    assert parties.party("甲方(出租方)") is None


def test_a_list_that_is_not_all_there_is_mends_lookalikes_only() -> None:
    assert misreads.misread("谕北区", ["渝北区", "渝中区"]) == "渝北区"
    assert misreads.misread("江北区", ["渝北区"]) is None
    assert misreads.one_off("按分共有", lists.words("shares")) == "按份共有"
    assert misreads.one_off("按某共有", ["按份共有", "按分共有"]) is None


def test_the_title_of_the_licence_is_no_part_of_the_firms_name() -> None:
    assert texts.company_name("营业执照大渡口区辰禾嘉运输中心") == Value("大渡口区辰禾嘉运输中心")
    assert texts.company_name("营业执照(副本)渝北区禾味餐饮店") == Value("渝北区禾味餐饮店")
