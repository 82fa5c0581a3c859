"""Protects the pages people bring: no text whatever makes a parser fail, and what holds truly holds."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocr import gazetteer, identifiers
from ocr.normalise import compact
from ocr.parsing import amounts, dates, numbers, parties, people, places, scopes, texts
from ocr.values import Parse, Value
from storage.sentences import Sentences

_PARSERS: tuple[Parse, ...] = (
    people.name,
    people.names,
    people.sex,
    people.ethnicity,
    people.relation,
    people.household_type,
    people.native_place,
    parties.party,
    numbers.id_number,
    numbers.credit_code,
    numbers.card_number,
    numbers.social_card_number,
    numbers.disability_number,
    numbers.birth_certificate_number,
    numbers.marriage_number,
    numbers.property_number,
    numbers.unit_number,
    numbers.household_number,
    dates.day,
    dates.past_day,
    dates.begin,
    dates.end,
    amounts.area,
    amounts.rent,
    amounts.capital,
    places.address,
    places.authority,
    texts.company_name,
    texts.entity_type,
    scopes.scope,
    texts.usage,
    texts.co_ownership,
    texts.vehicle_class,
    texts.bank_name,
    texts.disability_category,
    texts.disability_level,
)

_PRINT = (
    "0123456789OoQDIl|ZSBGTXx×ABCDEFGHJKLMNPQRTUWXY.,，。·-—_~()（）〔〕/:：；;、¥￥%*²㎡m〇○零一二三四五六七八九十百千万亿"
    "壹贰叁肆伍陆柒捌玖拾佰仟元整年月日至长期男女汉族土家维吾尔户主长子重庆市渝北区龙溪街道镇号幢路公安局分局有限责任公司"
    "结字第不动产权证住宅用地平方米建筑面积单独共同共有视力残疾级银行工商²³１９９Ⅰ\u200b\u3000 "
)
_TEXTS = st.one_of(st.text(max_size=40), st.text(alphabet=_PRINT, max_size=60))


@pytest.mark.parametrize("parse", _PARSERS, ids=lambda parse: f"{parse.__module__}.{parse.__name__}")
def test_no_text_makes_a_parser_fail(parse: Callable[[str], Value | None]) -> None:
    @settings(deadline=None)
    @given(_TEXTS)
    @example("²" * 18)
    @example("¹" * 40)
    @example("٣" * 18)
    @example("\ud800")
    def holds(text: str) -> None:
        found = parse(text)
        if found is None:
            return
        assert found.text
        if found.fault:
            assert Sentences.of("ocr").say(f"checks.{found.fault}")
        if found.note:
            assert Sentences.of("ocr").say(f"mended.{found.note}")

    holds()


@settings(deadline=None)
@given(st.text(alphabet="0123456789OolIXx× ", min_size=15, max_size=24))
def test_an_id_number_without_fault_is_valid(text: str) -> None:
    found = numbers.id_number(text)
    if found is not None and found.fault is None:
        assert identifiers.id_number_valid(found.text)
        assert gazetteer.region_known(found.text[:6])


@settings(deadline=None)
@given(
    st.sampled_from(["500112", "510218", "110105", "650102"]),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
    st.lists(st.tuples(st.integers(0, 16), st.sampled_from(["O0", "I1", "l1", "S5", "B8"])), max_size=4),
)
def test_letters_in_the_place_of_digits_give_the_same_number(
    region: str, born: date, serial: int, misread: list[tuple[int, str]]
) -> None:
    first17 = f"{region}{born:%Y%m%d}{serial:03d}"
    number = first17 + identifiers.id_check_character(first17)
    printed = list(number)
    for place, (letter, digit) in misread:
        if number[place] == digit:
            printed[place] = letter
    assert numbers.id_number("".join(printed)) == Value(number, "checked")


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for printed in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y.%m.%d}",
        f"{day:%Y%m%d}",
        _in_characters(day),
    ):
        assert dates.day(printed) == Value(day.isoformat(), "formed")


def _in_characters(day: date) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{_under_hundred(day.month)}月{_under_hundred(day.day)}日"


def _under_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    front = {0: "", 1: "十"}.get(tens, f"{'一二三四'[tens - 1]}十")
    return front + ("一二三四五六七八九"[ones - 1] if ones else "")


@settings(deadline=None)
@given(st.text(alphabet=_PRINT, max_size=60))
def test_what_was_parsed_parses_to_itself(text: str) -> None:
    for parse in (people.name, places.address, texts.usage, numbers.property_number, numbers.unit_number):
        found = parse(text)
        if found is not None and compact(found.text):
            again = parse(found.text)
            assert again is not None
            assert again.text == found.text
