"""Protects people from values that are on the picture but not the document's: another person's number, notes
on copies, a neighbour's text; and from papers that only have the labels of a document."""

from collections.abc import Sequence

import pytest

from ocr.reading import UNKNOWN, read_page
from ocr.types import ReadDocument, TextLine

OWN, OTHERS = "500112199003071235", "500103199205112043"

CARD = (
    ("姓名 陈小雨", 100, 100),
    ("性别 男 民族 汉", 100, 180),
    ("出生 1990年3月7日", 100, 260),
    ("住址 重庆市渝北区龙溪街道", 100, 340),
    ("红金路1号2幢3-4", 190, 390),
    (f"公民身份号码 {OWN}", 100, 520),
)

CONTRACT = (
    ("甲方：陈小雨", 100, 80),
    ("乙方：林小月", 100, 140),
    ("房屋坐落于重庆市渝北区龙溪街道红金路1号2幢3-4。", 100, 260),
    ("租赁期自2020年1月1日至2021年1月1日", 100, 320),
)


def _read(pieces: Sequence[tuple[str, int, int]]) -> ReadDocument:
    return read_page([_line(*piece) for piece in pieces], (1200.0, 1600.0))


def _line(text: str, left: float, top: float) -> TextLine:
    wide = sum(18.0 if character.isascii() else 36.0 for character in text)
    return TextLine(text, 0.9995, (left, top, left + wide, top + 36))


@pytest.mark.parametrize(
    "note",
    [
        ("仅供办理入学", 190, 365),
        ("仅限办理落户用", 190, 435),
        ("此件与原件一致", 190, 435),
        ("仅限租房", 320, 100),
    ],
    ids=lambda note: note[0],
)
def test_notes_on_a_copy_are_no_part_of_name_or_address(note: tuple[str, int, int]) -> None:
    read = _read([*CARD, note])
    assert read.value("name") == "陈小雨"
    assert read.value("address") in {"重庆市渝北区龙溪街道红金路1号2幢3-4", None}


@pytest.mark.parametrize("beside", ["13812345678", "联系电话123", OTHERS])
def test_what_was_written_below_an_address_makes_it_none(beside: str) -> None:
    assert _read([*CARD, (beside, 190, 435)]).value("address") is None


def test_a_number_of_another_birth_is_another_persons() -> None:
    """Two people's birth dates differ; the number has a check digit, but not of being this person's."""
    lost = [*CARD[:-1], ("公民身份号码", 100, 520), ("配偶", 100, 700), (OTHERS, 100, 760)]
    read = _read(lost)
    assert read.document_type == "id_card_front"
    assert read.value("id_number") is None
    assert ("checksum_failed", "id_number") in {(one.code, one.field) for one in read.problems}


def test_a_birth_date_with_a_misread_character_leaves_the_number() -> None:
    read = _read([*CARD[:2], ("出生 1990年3月1日", 100, 260), *CARD[3:]])
    assert (read.value("id_number"), read.value("birth_date")) == (OWN, None)


MESSAGE = [(text.replace(" ", "：", 1), left, top) for text, left, top in CARD]
VISIT = [("来访人员信息", 400, 20), *CARD, ("来访事由 探亲", 100, 600)]
ON_SCREEN = [*CARD[:-1], (f"身份证号码 {OWN}", 100, 520)]
MEMBERS = [("GOLD MEMBER", 300, 20), ("6228480402564899", 100, 200), ("VALID THRU 12/29", 100, 300)]
SHOPS = [("某某大酒店", 300, 20), ("6228480402564899", 100, 200), ("持卡人 有效期", 100, 300)]
PERMIT = [
    ("食品经营许可证", 400, 20),
    ("名称 重庆小面馆有限公司", 100, 80),
    ("统一社会信用代码 91500112MA5U0A1B2X", 100, 140),
    ("法定代表人 陈小雨", 100, 200),
    ("住所 重庆市渝北区龙溪街道红金路1号", 100, 260),
    ("经营项目 热食类食品制售", 100, 440),
    ("应与营业执照一并悬挂", 100, 600),
]
NOTICE = [("关于房屋租赁合同到期的通知", 300, 20), *CONTRACT, ("租金每月2500元，请付押金。", 100, 380)]


@pytest.mark.parametrize("paper", [MESSAGE, VISIT, ON_SCREEN, MEMBERS, SHOPS, PERMIT, NOTICE])
def test_papers_with_the_labels_of_a_document_are_none(paper: list[tuple[str, int, int]]) -> None:
    """A message, a visitor's form, a page on a screen, a member's card, a shop's, a permit, a notice."""
    assert _read(paper).document_type == UNKNOWN


@pytest.mark.parametrize(
    "rent", ["租金标准：7500元/季度", "月租金标准：每季度7500元", "租金标准：30000元/年"]
)
def test_what_is_paid_for_a_quarter_or_a_year_is_no_rent_a_month(rent: str) -> None:
    read = _read([("房屋租赁合同", 300, 20), *CONTRACT, (rent, 100, 380)])
    assert read.document_type == "tenancy_contract"
    assert read.value("monthly_rent") is None


def test_a_banks_card_that_it_shares_with_a_shop_is_the_banks() -> None:
    read = _read([("中国农业银行", 100, 20), ("购物中心联名卡", 700, 20), *MEMBERS[1:]])
    assert (read.document_type, read.value("card_number")) == ("bank_card", "6228480402564899")


def test_two_addresses_in_one_are_none() -> None:
    shop = [
        ("营业执照", 400, 20),
        ("统一社会信用代码 91500112MA5U0A1B2X", 100, 80),
        ("名称 重庆小面馆有限公司", 100, 140),
        ("类型 有限责任公司", 100, 200),
        ("法定代表人 陈小雨", 100, 260),
        ("住所 重庆市渝北区龙溪街道红金路1号", 100, 320),
        ("重庆市江北区观音桥街道建新路2号", 190, 366),
    ]
    assert _read(shop).value("address") is None


def test_a_line_of_notes_without_end_is_told_at_once() -> None:
    """It was tried in every way to part it, twice as many for every word."""
    assert _read([("仅供" * 40 + "办理" * 40, 0, 0)]).document_type == UNKNOWN


def test_a_number_of_the_other_sex_is_not_given_where_no_birth_date_confirms_it() -> None:
    read = _read([CARD[0], ("性别 女 民族 汉", 100, 180), *CARD[3:]])
    assert (read.document_type, read.value("id_number"), read.value("sex")) == ("id_card_front", None, None)


def test_the_number_of_who_looks_after_or_acts_for_the_holder_is_not_the_holders() -> None:
    certificate = [
        ("中华人民共和国残疾人证", 300, 20),
        ("姓名 陈小雨", 100, 80),
        ("残疾人证号", 100, 140),
        ("残疾类别 肢体", 100, 200),
        ("残疾等级 三级", 500, 200),
        (f"监护人身份证号 {OTHERS}", 100, 420),
    ]
    card = [
        ("中华人民共和国社会保障卡", 300, 20),
        ("姓名 陈小雨", 100, 80),
        ("社会保障号码", 100, 140),
        (f"代办人 {OTHERS}", 100, 500),
    ]
    assert [_read(paper).value("id_number") for paper in (certificate, card)] == [None, None]


def test_a_day_written_under_a_period_without_end_is_no_end() -> None:
    back = [
        ("居民身份证", 100, 160),
        ("签发机关 重庆市公安局渝北区分局", 100, 220),
        ("有效期限 2006.12.15-长期", 100, 280),
        ("2024.5.1", 100, 330),
    ]
    read = _read(back)
    assert (read.value("valid_from"), read.value("valid_until")) == ("2006-12-15", "长期")


@pytest.mark.parametrize("below", ["渝北区市场监督管理局", "2023年5月6日"])
def test_a_scope_into_which_the_seal_ran_is_none(below: str) -> None:
    shop = [
        ("营业执照", 400, 20),
        ("名称 重庆小面馆有限公司", 100, 140),
        ("类型 有限责任公司", 100, 200),
        ("法定代表人 陈小雨", 100, 260),
        ("成立日期 2018年1月2日", 100, 320),
        ("经营范围 餐饮服务", 100, 660),
        (below, 190, 705),
    ]
    assert _read(shop).value("business_scope") is None
