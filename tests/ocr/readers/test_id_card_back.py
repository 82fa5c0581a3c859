"""Protects reading the emblem side of identity cards."""

import pytest

from ocr.readers.id_card_back import ID_CARD_BACK

RIGHT = {"authority": "重庆市公安局渝北区分局", "valid_from": "2012-08-01", "valid_until": "2032-08-01"}


def card(period="2012.08.01-2032.08.01", without=()):
    pieces = [
        ("中华人民共和国", 330, 70, 52),
        ("居民身份证", 310, 150, 76),
        ("签发机关", 200, 440),
        ("重庆市公安局渝北区分局", 400, 440),
        ("有效期限", 200, 520),
        (period, 400, 520),
    ]
    return [piece for piece in pieces if piece[0] not in without]


def test_both_rows(reading):
    found = reading(ID_CARD_BACK, card())
    assert found.values == RIGHT
    assert found.sure > 0.9


@pytest.mark.parametrize("period", ["2012.08.01-长期", "2012.08.01长期"])
def test_a_card_without_end(reading, period):
    assert reading(ID_CARD_BACK, card(period)).values == RIGHT | {"valid_until": "长期"}


@pytest.mark.parametrize("unseen", ["签发机关", "有效期限", "居民身份证"])
def test_a_row_whose_label_was_not_seen(reading, unseen):
    found = reading(ID_CARD_BACK, card(without=(unseen,)))
    assert found.values == RIGHT
    assert found.sure > 0.5


def test_a_stamp_between_label_and_value_is_no_part_of_the_authority(reading):
    assert reading(ID_CARD_BACK, [*card(), ("样本", 330, 380, 110)]).values == RIGHT


def test_a_period_that_runs_backwards_is_told(reading):
    found = reading(ID_CARD_BACK, card("2032.08.01-2012.08.01"))
    assert "valid_until" not in found.values
    assert ("checksum_failed", "valid_until") in found.problems


def test_a_letter_about_a_lost_card_is_none(reading):
    letter = [
        ("遗失声明", 300, 60, 50),
        ("本人居民身份证遗失，有效期限2015年3月2日", 60, 160),
        ("签发机关为当地公安局。", 60, 220),
    ]
    assert reading(ID_CARD_BACK, letter).sure < 0.5
