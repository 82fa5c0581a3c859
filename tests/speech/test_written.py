"""Numbers as a recogniser writes them become what a person types; what is no number stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.numerals import cardinal, decimal, digits, number, one_by_one
from speech.written import numerals_in, written

READ_OUT = [
    ("我的身份证号是五零零一零一嗯一九九零零三零七，四五一四", "我的身份证号是500101199003074514"),
    ("五零零二三三 一九六五零四零三 二二幺叉", "50023319650403221X"),
    ("前六位是五零零一零一出生年月是一九九零零三零七后四位是四五一四", "前六位是500101199003074514"),
    ("五零零一零一一九九零零三零七 不对 零三零八 四五一四", "500101199003084514"),
    ("五零零一零二不对五零零一零一一九九零零三零七四五一四", "500101199003074514"),
    ("幺三八,零零幺三,八零零九", "13800138009"),
    ("电话一三九三个八五六七零两个零", "电话139888567000"),
    ("洞两三六幺幺勾拐八八零", "02361197880"),
    ("一三八零零一三八零零九和一三九零零一三八零零九", "13800138009和13900138009"),
    ("一三八零零一三八零零九，一三九零零一三八零零九", "13800138009，13900138009"),
    ("打幺二三四五", "打12345"),
    ("三五一二", "3512"),
    ("九一五零零一零三MA六零零零零零零X", "91500103MA6000000X"),
    ("91500103ma5u七八九零艾克斯", "91500103MA5U7890X"),
    ("渝A一二三四五", "渝A12345"),
    ("鱼d八八零六B", "渝D8806B"),
    ("我叫余杰，一二三四五六", "我叫余杰，123456"),
    ("我叫余杰一二三四五六", "我叫余杰123456"),
    ("二月八好多人", "二月八好多人"),
]
MISHEARD = [
    ("要三八零零幺三八零零酒吧", "13800138009吧"),
    ("号码是一三八零零是三八零零九吧", "号码是13800438009吧"),
    ("一久九零年十二月三十一好", "1990年12月31号"),
    ("是千五", "4500"),
    ("一万儿", "12000"),
    ("三百快", "300块"),
    ("中山四路三十六耗五洞二单元", "中山四路36号5栋2单元"),
]
DAYS = [
    ("一九九零年三月五号", "1990年3月5号"),
    ("九零年三月五日", "90年3月5日"),
    ("二零二六年三月", "2026年3月"),
    ("一九九零年三月五号不对三月六号", "1990年3月6号"),
    ("一九九零年三月五号不对六号", "1990年3月6号"),
    ("下午三点半", "下午3点半"),
    ("上午九点十五", "上午9点15分"),
]
AMOUNTS = [
    ("一万二", "12000"),
    ("1万2", "12000"),
    ("十二万五千", "125000"),
    ("一万一千块", "11000块"),
    ("装修押了八万两个人", "装修押了八万两个人"),
    ("一个月三千五百块钱", "一个月3500块钱"),
    ("一块五", "1.5元"),
    ("三块二毛五", "3.25元"),
    ("百分之三点五", "3.5%"),
    ("一点五万", "1.5万"),
    ("三万块", "3万块"),
    ("三千块不对三千五百块", "3500块"),
    ("这个要交五百不是三百", "这个要交500不是300"),
    ("一千多", "1000多"),
]
PLACES = [
    ("渝中区中山四路三十六号五栋二单元七零一", "渝中区中山四路36号5栋2单元701"),
    ("家住江北区观音桥步行街九号附二号十二楼三室", "家住江北区观音桥步行街9号附2号12楼3室"),
    ("南岸区学府大道六十九号二十三幢十二杠三", "南岸区学府大道69号23幢12-3"),
    ("三十六号不对三十八号五栋", "38号5栋"),
]
LEFT = [
    *("我去办一件事在三号线一楼大厅", "三峡博物馆万州区的四川人一直一下", "千万别忘了", "一万个不放心"),
    *(
        "我那三百六十行都做过",
        "两个八岁的孩子",
        "我有三个孩子",
        "不三不四",
        "百货",
        "十分",
        "七星岗",
    ),
    *(
        "去年三月",
        "上个月十五号",
        "八月初八",
        "三四千",
        "几百块",
        "十几万",
        "三口人",
        "六十岁",
        "办了两年零三个月",
    ),
    *("三万", "十五万", "20万", "0.5元", "2026-03-05", "1990年3月5日", "三月是号", "嗯", "嗯嗯"),
]


@pytest.mark.parametrize(("said", "typed"), [*READ_OUT, *MISHEARD, *DAYS, *AMOUNTS, *PLACES])
def test_numbers_are_written_as_they_are_typed(said: str, typed: str) -> None:
    assert written(said) == typed


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_number_or_already_typed_stays(text: str) -> None:
    assert written(text) == text


def test_a_dropped_or_doubled_digit_is_not_made_up_for() -> None:
    assert written("幺三八零零幺三八零零") == "1380013800"
    assert written("号码是五零零一零一九九零零三零七四五一七") == "号码是50010199003074517"
    assert written("幺三八八零零幺三八零零九") == "138800138009"


def test_digits_taken_back_that_no_whole_number_can_be_made_of_are_gone() -> None:
    assert written("幺三八零零幺三八零零九不对幺三九") == "139"


def test_words_handed_in_keep_their_numerals() -> None:
    kept = numerals_in(["千百度公司", "一百单八将", "身份证"])
    assert written("一百单八将要一百块", kept) == "一百单八将要100块"
    assert numerals_in(["身份证"]) is None


@given(st.integers(min_value=0, max_value=10**9))
def test_what_is_said_as_one_number_is_read_back(value: int) -> None:
    assert number(cardinal(str(value))) == value


@given(st.from_regex(r"[0-9]{1,19}", fullmatch=True))
def test_digits_read_out_are_read_back(figures: str) -> None:
    assert digits(one_by_one(figures)) == figures


@given(
    st.text(
        alphabet="零一二两三四五六七八九十百千万点年月日号个块毛路栋楼是不对嗯那，X渝A 0123456789",
        max_size=40,
    )
)
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(written(text), str)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("三点五", "3.5"),
        ("零点零五", "0.05"),
        ("一百二", "120"),
        ("点", None),
        ("三点几", None),
        ("一三八", None),
    ],
)
def test_decimals(said: str, value: str | None) -> None:
    assert decimal(said) == value
