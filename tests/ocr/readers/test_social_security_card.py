"""Protects reading social security cards: three numbers stand on them, one of a bank."""

import pytest

from ocr.readers.social_security_card import SOCIAL_SECURITY_CARD

RIGHT = {"name": "陈晓渝", "id_number": "500112199203150026", "card_number": "C41677009"}
TITLE = ("中华人民共和国社会保障卡", 180, 50, 44)
BANK = [("重庆银行", 60, 520), ("6295 5123 4567 8901 232", 360, 524)]


def test_labels_before_their_values(reading):
    pieces = [
        TITLE,
        ("SOCIAL SECURITY CARD", 400, 112, 22),
        ("姓名", 330, 176),
        ("陈晓渝", 540, 172),
        ("社会保障号码", 330, 250),
        ("500112199203150026", 560, 246),
        ("卡号：C41677009", 330, 324),
        ("发卡日期", 330, 398),
        ("2020年7月", 540, 394),
        *BANK,
    ]
    found = reading(SOCIAL_SECURITY_CARD, pieces)
    assert found.values == RIGHT
    assert found.sure > 0.9


def test_labels_over_their_values(reading):
    pieces = [
        TITLE,
        ("姓名", 330, 164, 24),
        ("陈晓渝", 330, 194),
        ("社会保障号码", 330, 240, 24),
        ("500112199203150026", 330, 270),
        ("社会保障卡号", 330, 316, 24),
        ("C41677009", 330, 346),
    ]
    assert reading(SOCIAL_SECURITY_CARD, pieces).values == RIGHT


@pytest.mark.parametrize("label", ["", "银行卡号 "])
def test_a_banks_number_is_not_the_cards(reading, label):
    pieces = [
        TITLE,
        ("姓名 陈晓渝", 330, 176),
        ("社会保障号码 500112199203150026", 330, 250),
        (f"{label}6295 5123 4567 8901 232", 360, 524),
    ]
    expected = {name: value for name, value in RIGHT.items() if name != "card_number"}
    assert reading(SOCIAL_SECURITY_CARD, pieces).values == expected


@pytest.mark.parametrize("printed", ["C41677009", "DA1677009", "416770091"])
def test_forms_of_the_cards_number(reading, printed):
    pieces = [
        TITLE,
        ("姓名 陈晓渝", 330, 176),
        ("社会保障号码 500112199203150026", 330, 250),
        ("卡号", 330, 324),
    ]
    found = reading(SOCIAL_SECURITY_CARD, [*pieces, (printed, 540, 324)])
    assert found.values == RIGHT | {"card_number": printed}


@pytest.mark.parametrize("title", ["社会保障卡申领表", "社会保险参保证明"])
def test_papers_about_social_security_are_none(reading, title):
    pieces = [(title, 180, 50, 44), ("姓名 陈晓渝", 330, 176), ("社会保障号码 500112199203150026", 330, 250)]
    assert reading(SOCIAL_SECURITY_CARD, pieces).sure == 0


def test_an_id_card_is_none(reading):
    pieces = [("姓名 陈晓渝", 60, 70), ("性别 女", 60, 145), ("公民身份号码 500112199203150026", 60, 540)]
    assert reading(SOCIAL_SECURITY_CARD, pieces).sure < 0.5


def test_the_card_on_a_phone_is_known_by_title_and_number(reading):
    pieces = [("电子社保卡", 300, 115), TITLE, ("500112199203150026", 154, 315), ("发卡地重庆市", 154, 357)]
    found = reading(SOCIAL_SECURITY_CARD, pieces)
    assert found.values == {"id_number": "500112199203150026"}
    assert found.sure > 0.5


def test_a_page_that_only_names_the_card_is_none(reading):
    pieces = [TITLE, ("姓名", 330, 176), ("社会保障号码", 330, 250)]
    assert reading(SOCIAL_SECURITY_CARD, pieces).sure < 0.5
