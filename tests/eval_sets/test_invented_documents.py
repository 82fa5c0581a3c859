"""What drawn documents say holds together: numbers check, dates follow, and all of it is on the picture."""

import random
import re
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest

from eval_sets.documents import (
    bank_card,
    birth_certificate,
    business_licence,
    disability_certificate,
    driver_licence,
    property_certificate,
    social_security_card,
    tenancy_contract,
)
from eval_sets.documents.canvas import Canvas
from eval_sets.documents.fonts import NoChineseFontError
from ocr.identifiers import credit_code_valid, id_number_valid, luhn_valid, sex_of

MODULES = (
    bank_card,
    birth_certificate,
    business_licence,
    disability_certificate,
    driver_licence,
    property_certificate,
    social_security_card,
    tenancy_contract,
)
SEEDS = range(120)


def invented(module: ModuleType) -> Iterator[tuple[str, dict[str, str]]]:
    for layout in module.LAYOUTS:
        for seed in SEEDS:
            yield layout, module.invent(random.Random(f"{layout}-{seed}"), layout)


@pytest.mark.parametrize("module", MODULES)
def test_every_id_number_is_valid_and_of_the_sex_beside_it(module: ModuleType) -> None:
    for _, fields in invented(module):
        for name, value in fields.items():
            assert value, name
            if name.endswith("id_number"):
                assert id_number_valid(value)
        if "id_number" in fields and "sex" in fields:
            assert sex_of(fields["id_number"]) == fields["sex"]


def test_bank_cards_pass_luhn_and_are_of_no_real_issuer() -> None:
    lengths: set[int] = set()
    for layout, fields in invented(bank_card):
        number = fields["card_number"]
        assert luhn_valid(number)
        assert re.match("629[5-9]{2}", number)
        assert layout == "back" or "bank_name" in fields
        lengths.add(len(number))
    assert lengths == {16, 17, 18, 19}


def test_licences_have_valid_codes_and_shops_no_capital() -> None:
    kinds: set[str] = set()
    for _, fields in invented(business_licence):
        assert credit_code_valid(fields["credit_code"])
        if fields["entity_type"] == "个体工商户":
            assert fields["credit_code"].startswith("92")
            assert "registered_capital" not in fields
        kinds.add(fields["entity_type"])
    assert len(kinds) > 10


def test_a_father_is_named_with_his_number_or_not_at_all() -> None:
    alone = 0
    for _, fields in invented(birth_certificate):
        assert re.fullmatch(r"[A-Z]\d{9}", fields["certificate_number"])
        assert ("father_name" in fields) == ("father_id_number" in fields)
        assert int(fields["mother_id_number"][6:10]) < int(fields["birth_date"][:4]) - 15
        alone += "father_name" not in fields
    assert alone


def test_disability_numbers_begin_with_the_id_number_and_end_with_category_and_level() -> None:
    for _, fields in invented(disability_certificate):
        found = re.fullmatch(r"(\d{17}[\dX])([1-7])([1-4])(B\d)?", fields["certificate_number"])
        assert found
        assert found[1] == fields["id_number"]
        assert ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")[int(found[2]) - 1] in fields[
            "category"
        ]
        assert fields["level"][0] in ("一壹", "二贰", "三叁", "四肆")[int(found[3]) - 1]


def test_driver_licences_run_from_their_first_day_on() -> None:
    for layout, fields in invented(driver_licence):
        first, begins = (date.fromisoformat(fields[name]) for name in ("first_issued_on", "valid_from"))
        assert date.fromisoformat(fields["birth_date"]) < first <= begins
        assert ("valid_until" in fields) == (layout != "paper_years")
        if fields.get("valid_until", "长期") != "长期":
            assert begins < date.fromisoformat(fields["valid_until"])


def test_property_numbers_are_of_their_time() -> None:
    patterns = {
        "before_2016": r"\d{3}房地证20[01]\d字第\d{5}号",
        "house": r"\w+房权证\w*字第\d{7}号",
    }
    for layout, fields in invented(property_certificate):
        since_2016 = r"\w\(20[12]\d\)\w+不动产权第\d{7,9}号"
        assert re.fullmatch(patterns.get(layout, since_2016), fields["certificate_number"])
        assert ("unit_number" in fields) == (layout not in patterns)
        assert len(fields.get("unit_number", "0" * 28)) == 28
        assert re.fullmatch(r"\d+(\.\d{1,2})?", fields["area"])


def test_electronic_social_security_cards_show_no_card_number() -> None:
    for layout, fields in invented(social_security_card):
        assert layout != "phone" or "card_number" not in fields
        assert re.fullmatch(r"[A-Z]\d{8}", fields.get("card_number", "A00000000"))


def test_rents_are_plain_numbers_and_leases_end_after_they_begin() -> None:
    for _, fields in invented(tenancy_contract):
        assert re.fullmatch(r"[1-9]\d*(\.\d)?", fields["monthly_rent"])
        assert fields["start_date"] < fields["end_date"]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("2500", "贰仟伍佰元整"),
        ("1850.5", "壹仟捌佰伍拾元伍角"),
        ("3005", "叁仟零伍元整"),
        ("10020", "壹万零贰拾元整"),
    ],
)
def test_amounts_are_written_in_capitals(amount: str, words: str) -> None:
    assert tenancy_contract.capitals(amount) == words


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_all_that_is_said_to_be_shown_is_drawn(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    text, written = Canvas.text, Canvas.written

    def noted_text(self: Canvas, x: float, y: float, said: str, *rest: object, **more: object) -> float:
        drawn.append(said)
        return text(self, x, y, said, *rest, **more)  # type: ignore[arg-type]

    def noted_written(self: Canvas, x: float, y: float, said: str, *rest: object, **more: object) -> float:
        drawn.append(said)
        return written(self, x, y, said, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "text", noted_text)
    monkeypatch.setattr(Canvas, "written", noted_written)
    for layout, drawer in module.LAYOUTS.items():
        for seed in range(2):
            rng = random.Random(f"{layout}-{seed}")
            fields = module.invent(rng, layout)
            drawn.clear()
            try:
                drawer(fields, rng)
            except NoChineseFontError:
                pytest.skip("no Chinese font on this machine")
            page = plain("".join(drawn))
            missing = {name: value for name, value in fields.items() if plain(value) not in page}
            assert not missing, layout


def plain(text: str) -> str:
    """Without what layouts differ in: spaces, thousands separators, wide brackets, how a day is written."""
    tight = re.sub(r"[\s,，]", "", text).replace("（", "(").replace("）", ")")
    return re.sub(r"(?<=\d)[年月.-]0?(?=\d)", "", tight)
