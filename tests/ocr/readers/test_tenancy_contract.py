"""Protects reading tenancy contracts: any wording, tables, clauses that speak of the same things."""

import pytest

from ocr.readers.tenancy_contract import TENANCY_CONTRACT

RIGHT = {
    "landlord": "陈晓渝",
    "tenant": "张洋",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "monthly_rent": "2500",
    "start_date": "2024-03-01",
    "end_date": "2025-02-28",
}
CLAUSES = (
    "第五条 甲方应保证房屋及其设施处于适于居住的状态；非人为",
    "损坏的，由甲方负责维修。",
    "第六条 乙方提前退租的，应向甲方支付相当于一个月租金的违约金。",
    "甲方（签章）：                乙方（签章）：",
)


def text(*lines):
    """Running text, a line below the other."""
    return [("房屋租赁合同", 450, 60, 50), *((line, 100, 160 + 56 * row) for row, line in enumerate(lines))]


PLAIN = (
    "出租方（甲方）：陈晓渝 身份证号码：500112199203150026",
    "承租方（乙方）：张洋 身份证号码：500112198801012230",
    "根据《中华人民共和国民法典》，甲乙双方就房屋租赁事宜订立本合同。",
    "第一条 甲方将坐落于重庆市渝北区龙溪街道红锦大道88号3幢",
    "12-4的房屋出租给乙方居住使用，建筑面积89.52平方米。",
    "第二条 租赁期限自2024年3月1日起至2025年2月28日止。",
    "第三条 月租金为人民币2,500.00元（大写：贰仟伍佰元整），按季支付。",
    "第四条 乙方应向甲方支付押金人民币5000元，期满无息退还。",
    *CLAUSES,
)
LESSOR = (
    "出租人（以下简称甲方）：陈晓渝",
    "承租人（以下简称乙方）：张洋",
    "一、房屋地址：重庆市渝北区龙溪街道红锦大道88号3幢12-4，面积约89平方米。",
    "二、租期：自2024-03-01至2025-02-28，共计12个月。",
    "三、租金：每月租金2500元，大写人民币贰仟伍佰元整。押金2500元。",
    *CLAUSES,
)
AGENCY = (
    "甲方（出租方）：陈晓渝",
    "联系电话：13800000000",
    "乙方（承租方）：张洋",
    "居间方：重庆样本房地产经纪有限公司",
    "1. 该房屋位于重庆市渝北区龙溪街道红锦大道88号3幢12-4，产权建筑面积89.52㎡。",
    "2. 租赁期限为12个月，从2024年03月01日起至2025年02月28日止。",
    "3. 该房屋租金标准为￥2500元/月，人民币大写贰仟伍佰元整。",
    "4. 押金：人民币2500元；佣金：人民币1250元，由乙方承担。",
    *CLAUSES,
)
SIMPLE = (
    "房东（甲方）：陈晓渝",
    "租客（乙方）：张洋",
    "1、房屋坐落：重庆市渝北区龙溪街道红锦大道88号3幢12-4。",
    "2、租赁时间：2024年3月1日—2025年2月28日。",
    "3、房租每月2500元（贰仟伍佰元整），季度付一次，押金2500元。",
)
BARE = (
    "甲方：陈晓渝",
    "乙方：张洋",
    "甲方将位于重庆市渝北区龙溪街道红锦大道88号3幢12-4的住房租给乙方。",
    "租期从二〇二四年三月一日至二〇二五年二月二十八日。",
    "租金为人民币2500元/月，乙方每月5日前支付。",
)


@pytest.mark.parametrize("lines", [PLAIN, LESSOR, AGENCY, SIMPLE, BARE])
def test_wordings(reading, lines):
    found = reading(TENANCY_CONTRACT, text(*lines))
    assert found.values == RIGHT
    assert not found.problems
    assert found.sure > 0.9


def test_names_written_into_boxes_of_their_own(reading):
    pieces = [
        ("出租方：", 100, 160),
        ("陈晓渝", 280, 160),
        ("承租方：", 600, 160),
        ("张洋", 780, 160),
        *((line, 100, 260 + 56 * row) for row, line in enumerate(PLAIN[2:])),
    ]
    assert reading(TENANCY_CONTRACT, pieces).values == RIGHT


def test_the_table_of_a_housing_office(reading):
    pieces = [
        ("重庆市房屋租赁合同", 400, 80, 50),
        ("出租方（甲方）", 80, 250),
        ("陈晓渝", 340, 250),
        ("证件号码", 650, 250),
        ("500112199203150026", 800, 250),
        ("承租方（乙方）", 80, 360),
        ("张洋", 340, 360),
        ("房屋坐落", 120, 470),
        ("重庆市渝北区龙溪街道红锦大道", 340, 448),
        ("88号3幢12-4", 340, 492),
        ("建筑面积", 120, 580),
        ("89.52平方米", 340, 580),
        ("租赁期限", 120, 690),
        ("自2024年3月1日起至2025年", 340, 668),
        ("2月28日止", 340, 712),
        ("月租金", 130, 800),
        ("2,500.00元", 340, 800),
        ("大写", 690, 800),
        ("贰仟伍佰元整", 800, 800),
        ("押金", 140, 910),
        ("5000元", 340, 910),
        ("其他约定", 120, 1020),
        ("水、电、气、物业费由乙方承担；", 340, 998),
    ]
    assert reading(TENANCY_CONTRACT, pieces).values == RIGHT


def test_a_firm_lets(reading):
    firm = text("出租方（甲方）：重庆样本安居资产管理有限公司", *PLAIN[1:])
    assert reading(TENANCY_CONTRACT, firm).values["landlord"] == "重庆样本安居资产管理有限公司"


def test_the_signatures_tell_the_parties_when_the_heads_do_not(reading):
    lines = (
        "甲方（出租方）：",
        "乙方（承租方）：",
        *PLAIN[2:8],
        "甲方（签章）：陈晓渝",
        "乙方（签章）：张洋",
    )
    assert reading(TENANCY_CONTRACT, text(*lines)).values == RIGHT


def test_an_address_keeps_what_stands_in_brackets(reading):
    lines = [line.replace("12-4的", "12-4（物流园区二号地块）的") for line in PLAIN]
    place = "重庆市渝北区龙溪街道红锦大道88号3幢12-4(物流园区二号地块)"
    assert reading(TENANCY_CONTRACT, text(*lines)).values == RIGHT | {"address": place}


def test_the_heads_of_a_table_go_before_the_signatures(reading):
    pieces = [
        ("房屋租赁合同", 450, 60, 50),
        ("出租人", 100, 160),
        ("重庆样本住房租赁有限公司", 300, 160),
        ("承租人", 100, 260),
        ("张洋", 300, 260),
        ("月租金", 100, 360),
        ("人民币2500元", 300, 360),
        ("甲方（签章）", 100, 900),
        ("陈晓渝", 400, 900),
        ("乙方（签章）：张洋", 700, 900),
    ]
    found = reading(TENANCY_CONTRACT, pieces).values
    assert found == {"landlord": "重庆样本住房租赁有限公司", "tenant": "张洋", "monthly_rent": "2500"}


def test_a_rent_that_contradicts_its_capitals_is_told_and_never_filled(reading):
    lines = [line.replace("2,500.00", "2,600.00") for line in PLAIN]
    found = reading(TENANCY_CONTRACT, text(*lines))
    assert "monthly_rent" not in found.values
    assert ("checksum_failed", "monthly_rent") in found.problems


def test_a_deposit_is_no_rent(reading):
    lines = [line for line in PLAIN if "月租金为" not in line]
    assert "monthly_rent" not in reading(TENANCY_CONTRACT, text(*lines)).values


def test_clauses_name_no_party(reading):
    found = reading(TENANCY_CONTRACT, text(*PLAIN[2:]))
    assert "landlord" not in found.values
    assert "tenant" not in found.values


def test_an_empty_form_a_sale_and_a_receipt_are_none(reading):
    empty = text(
        "出租方（甲方）：______ 身份证号码：______",
        "承租方（乙方）：______ 身份证号码：______",
        "第一条 甲方将坐落于______的房屋出租给乙方使用。",
        "第二条 租赁期限自__年__月__日起至__年__月__日止。",
        "第三条 月租金为人民币____元，押金____元。",
    )
    sale = [
        ("房屋买卖合同", 450, 60, 50),
        ("卖方：陈晓渝", 100, 160),
        ("买方：张洋", 100, 220),
        ("房屋坐落：重庆市渝北区龙溪街道红锦大道88号3幢12-4。", 100, 280),
    ]
    receipt = [
        ("收据", 450, 60, 50),
        ("今收到张洋2024年3月1日至2025年2月28日房租，", 100, 160),
        ("月租金2500元，房屋位于重庆市渝北区红锦大道88号。", 100, 220),
    ]
    assert all(reading(TENANCY_CONTRACT, page).sure < 0.5 for page in (empty, sale, receipt))


def test_a_term_whose_dash_was_not_seen(reading):
    lines = [line.replace("2024年3月1日起至2025", "2024年3月1日2025") for line in PLAIN]
    assert lines != list(PLAIN)
    assert reading(TENANCY_CONTRACT, text(*lines)).values == RIGHT
