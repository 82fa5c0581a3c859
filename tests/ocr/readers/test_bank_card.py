"""Protects reading bank cards: a number with Luhn's digit is none yet, many other numbers pass by chance."""

import pytest

from ocr.readers.bank_card import BANK_CARD

NUMBER = "6295512345678901232"


def front(number, *more):
    return [
        ("重庆农村商业银行", 148, 50, 46),
        ("CHONGQING RURAL COMMERCIAL BANK", 150, 104, 22),
        ("借记卡", 700, 60),
        *number,
        ("VALID THRU", 88, 450, 20),
        ("08/30", 330, 476),
        ("UnionPay", 812, 510),
        ("银联", 840, 546),
        *more,
    ]


@pytest.mark.parametrize(
    "number",
    [
        [("6295 5123 4567 8901 232", 76, 350, 60)],
        [(NUMBER, 76, 350, 60)],
        [("629551 2345678901232", 76, 350, 60)],
        [("6295", 76, 350, 50), ("5123", 230, 352, 50), ("4567", 380, 350, 50), ("8901232", 530, 351, 50)],
        [(text, 80, 350 + 60 * row, 50) for row, text in enumerate(("6295", "5123", "4567", "8901", "232"))],
    ],
    ids=["fours", "unbroken", "six and thirteen", "pieces in a row", "a group a line"],
)
def test_a_number_however_it_is_grouped(reading, number):
    pieces = front(number) if len(number) < 5 else [*front([])[:3], *number]
    found = reading(BANK_CARD, pieces)
    assert found.values == {"card_number": NUMBER, "bank_name": "重庆农村商业银行"}
    assert found.sure > 0.7


def test_a_back_that_names_no_bank(reading):
    pieces = [
        ("持卡人签名 AUTHORIZED SIGNATURE", 80, 232, 20),
        ("123", 660, 230),
        ("6295 5123 4567 8901 232", 64, 316),
        ("24小时客户服务热线：95123", 64, 450, 22),
        ("银联", 840, 546),
    ]
    found = reading(BANK_CARD, pieces)
    assert found.values == {"card_number": NUMBER}
    assert found.sure > 0.6


def test_a_last_group_apart_is_part_of_the_number_although_the_rest_passes_luhn_too(reading):
    apart = [("6297 9172 7540 7173", 128, 350, 50), ("661", 644, 348, 50)]
    assert reading(BANK_CARD, front(apart)).values["card_number"] == "6297917275407173661"


def test_a_last_digit_alone_in_its_line_is_part_of_the_number(reading):
    rows = [(text, 80, 350 + 60 * row, 50) for row, text in enumerate(("6299", "8920", "1137", "6628", "4"))]
    assert reading(BANK_CARD, [*front([])[:3], *rows]).values["card_number"] == "62998920113766284"


def test_a_last_digit_alone_at_the_end_of_its_row_is_part_of_the_number(reading):
    row = [(text, 80 + 170 * at, 350, 50) for at, text in enumerate(("6297", "7574", "2659", "5530", "5"))]
    assert reading(BANK_CARD, front(row)).values["card_number"] == "62977574265955305"


def test_a_number_without_the_right_check_digit_is_told(reading):
    found = reading(BANK_CARD, front([("6295 5123 4567 8901 233", 76, 350, 60)]))
    assert found.values == {"bank_name": "重庆农村商业银行"}
    assert found.problems == [("checksum_failed", "card_number")]


@pytest.mark.parametrize(
    "pieces",
    [
        [("名茗", 230, 240), ("山西省岚县白马镇凉水村6", 302, 373), ("120110197903036555", 380, 520)],
        [("交通一卡通", 60, 50), ("6295512345678901232", 76, 350), ("客服热线 95123", 64, 450)],
        [("中国工商银行电子回单", 60, 50), ("收款卡号", 60, 120), (NUMBER, 260, 120), ("银联", 60, 300)],
        [("姓名", 60, 50), ("夏子勇", 200, 50), (NUMBER, 260, 520), ("重庆银行", 60, 520)],
        [(NUMBER, 260, 120)],
    ],
    ids=["id card", "bus card", "transfer", "social security card", "a number alone"],
)
def test_other_papers_with_such_a_number_are_none(reading, pieces):
    assert reading(BANK_CARD, pieces).sure < 0.5
