"""What is written for the eye is said in words: each example is what a listener should hear."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.numerals import cardinal
from speech.speakable import speakable

EXAMPLES = {
    # dates and times
    "2025-05-10": "二〇二五年五月十日",
    "2025/5/10": "二〇二五年五月十日",
    "2025年5月10日前": "二〇二五年五月十日前",
    "2011年修正": "二〇一一年修正",
    "2026-11": "二〇二六年十一月",
    "2026年1月—3月": "二〇二六年一月到三月",
    "2026-01-01 - 2026-12-31": "二〇二六年一月一日到二〇二六年十二月三十一日",
    "2026-11-22T10:05:00+08:00": "二〇二六年十一月二十二日十点零五分",
    "9:00-12:00，14:05—17:30": "九点到十二点，十四点零五分到十七点三十分",
    "2月2日": "二月二日",
    # money
    "工本费40元": "工本费四十元",
    "３６００元": "三千六百元",
    "3600.00元": "三千六百元",
    "3,600元": "三千六百元",
    "¥10.50": "十元五角",
    "1.05元": "一元零五分",
    "0.5元": "五角",
    "0元": "零元",
    "2元": "两元",
    "3.5万元": "三点五万元",
    "10元-20元": "十元到二十元",
    "100元/月": "一百元每月",
    # numbers that are read digit by digit
    "拨打12345": "拨打幺二三四五",
    "查询码284B3S": "查询码二八四B三S",
    "江南大道19号6-3": "江南大道十九号六杠三",
    "红锦大道88号3幢12-4": "红锦大道八十八号三幢十二杠四",
    "12333热线": "幺二三三三热线",
    "110、119、120": "幺幺零、幺幺九、幺二零",
    "打110。": "打幺幺零。",
    "13800138000": "幺三八，零零幺三，八零零零",
    "50010319900101123X": "五零零幺零三，幺九九零零幺零幺，幺二三X",
    "500103199001011237": "五零零幺零三，幺九九零零幺零幺，幺二三七",
    "023-63151234": "零二三，六三幺五幺二三四",
    "6222021234567890": "六二二二，零二幺二，三四五六，七八九零",
    "138****1234": "幺三八，中间隐去，幺二三四",
    "5001***，请补全": "五零零幺，后面隐去，请补全",
    "YXZ20261122": "Y X Z二零二六幺幺二二",
    "1栋301室": "一栋三零幺室",
    # amounts that look like telephone numbers
    "120元": "一百二十元",
    "120天": "一百二十天",
    "120㎡": "一百二十平方米",
    "110.5米": "一百一十点五米",
    "第120条": "第一百二十条",
    "12345人": "一万二千三百四十五人",
    "15000": "一万五千",
    "3000000元": "三百万元",
    # how many
    "2份": "两份",
    "第2份": "第二份",
    "12份": "十二份",
    "2个月": "两个月",
    "2000人": "两千人",
    "1,722个事项": "一千七百二十二个事项",
    "10005": "幺零零零五",
    "10005户": "一万零五户",
    "007": "零零七",
    "3.14": "三点一四",
    "1/2": "二分之一",
    # ranges, percentages, units
    "1-3个工作日": "一到三个工作日",
    "16~18周岁": "十六到十八周岁",
    "3%-5%": "百分之三到百分之五",
    "99.5%": "百分之九十九点五",
    "35mm×45mm": "三十五毫米乘四十五毫米",
    "不超过10MB": "不超过十兆",
    "7×24小时": "七乘二十四小时",
    "40KB~100KB": "四十千字节到一百千字节",
    "-5℃": "零下五摄氏度",
    "≥18周岁，≤30天": "不少于十八周岁，不超过三十天",
    "2:1": "二比一",
    # letters
    "上传PDF或JPG": "上传P D F或J P G",
    "用渝快办APP办": "用渝快办A P P办",
    "连上WiFi": "连上WiFi",
    "A4纸2张": "A四纸两张",
    "C1驾照": "C一驾照",
    "渝A12345": "渝A幺二三四五",
    "编号DN123": "编号D N幺二三",
    "www.cq.gov.cn": "www点cq点gov点cn",
    # laws and documents
    "《居民身份证法》第十六条第（二）项": "居民身份证法第十六条第二项",
    "国务院令第745号": "国务院令第七百四十五号",
    "《中华人民共和国居民身份证法》第11条": "中华人民共和国居民身份证法第十一条",
    "渝府发〔2026〕11号": "渝府发二〇二六年十一号",
    # marks of writing
    "①身份证②户口簿": "第一，身份证，第二，户口簿",
    "一行\r\n\r\n二行": "一行。二行",
    "申请→受理": "申请，受理",
    "60天（自然日）。": "六十天，自然日。",
    "**注意**：交[回执](https://example.org/a)": "注意：交回执",
    "请带：\n\n1. 户口簿\n2. 照片2张\n": "请带。第一，户口簿。第二，照片两张。",
    "# 办理\n- 拍照\n- 按指纹": "办理。拍照。按指纹",
    "见 https://example.org/1 。": "见。",
    "办好了 ✅ 领证": "办好了领证",
    "": "",
}


@pytest.mark.parametrize(("text", "said"), EXAMPLES.items())
def test_it_is_said_so(text: str, said: str) -> None:
    assert speakable(text) == said


WRITTEN = st.text(
    alphabet=st.sampled_from("0123456789.-/:,%*#年月日元第个身份证二度 \r\n（）《》〔〕ABCXx¥～×+≥<=①→TZ"),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(WRITTEN)
def test_nothing_is_left_that_only_the_eye_can_read(text: str) -> None:
    assert not re.search(r"[0-9《》〔〕（）*#\r\n≥①→]", speakable(text))


@settings(max_examples=200, deadline=None)
@given(WRITTEN)
def test_speaking_what_is_speakable_changes_nothing(text: str) -> None:
    said = speakable(text)
    assert speakable(said) == said


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_said_means_that_number(number: int) -> None:
    assert _meaning(cardinal(str(number))) == number


def test_a_number_nobody_could_say_is_read_digit_by_digit() -> None:
    assert speakable("1" * 5000 + "元") == "幺" * 5000 + "元"


def _meaning(said: str) -> int:
    """Reads a cardinal back, by the places and groups of Chinese numerals."""
    digits = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
    places = {"十": 10, "百": 100, "千": 1000}
    total = group = digit = 0
    for sign in said:
        if sign in digits:
            digit = digits[sign]
        elif sign in places:
            group, digit = group + (digit or 1) * places[sign], 0
        elif sign == "万":
            group, digit = (group + digit) * 10**4, 0
        else:
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    return total + group + digit
