"""Protects reading marriage certificates: what belongs to which of the two, whatever the edition."""

import pytest

from ocr.readers.marriage_certificate import MARRIAGE_CERTIFICATE

HE, HIS = "陈渝川", "500112199203150018"
SHE, HERS = "沙马·拉日", "500233199511050243"
EXPECTED = {
    "holder_name": HE,
    "registered_on": "2020-05-20",
    "certificate_number": "J500112-2020-001234",
    "person_a_name": HE,
    "person_a_id_number": HIS,
    "person_b_name": SHE,
    "person_b_id_number": HERS,
}
HOLDER = [
    ("持证人", 60, 400),
    (HE, 260, 396),
    ("登记日期 2020年05月20日", 60, 490),
    ("结婚证字号J500112-2020-001234", 60, 580),
    ("备注", 60, 670),
]


def person(name: str, sex: str, born: str, number: str, left: float, top: float) -> list[tuple]:
    return [
        (f"姓名 {name}", left, top),
        (f"性别{sex}", left + 330, top - 8),
        ("国籍中国", left, top + 80),
        (f"出生日期{born}", left + 220, top + 84),
        (f"身份证件号{number}", left, top + 160),
    ]


HIM = (HE, "男", "1992年3月15日", HIS)
HER = (SHE, "女", "1995年11月05日", HERS)


def test_two_persons_under_each_other_beside_the_holder(reading) -> None:
    page = [*HOLDER, *person(*HIM, 640, 300), *person(*HER, 640, 640)]
    found = reading(MARRIAGE_CERTIFICATE, page)
    assert found.values == EXPECTED
    assert not found.problems
    assert found.sure > 0.9


def test_the_person_printed_first_is_the_first_whoever_holds_it(reading) -> None:
    page = [*HOLDER, *person(*HER, 640, 300), *person(*HIM, 640, 640)]
    values = reading(MARRIAGE_CERTIFICATE, page).values
    assert (values["person_a_name"], values["person_a_id_number"]) == (SHE, HERS)
    assert (values["person_b_name"], values["person_b_id_number"]) == (HE, HIS)
    assert values["holder_name"] == HE


def test_two_persons_side_by_side_below_the_holder(reading) -> None:
    page = [*HOLDER, *person(*HIM, 60, 900), *person(*HER, 640, 904)]
    assert reading(MARRIAGE_CERTIFICATE, page).values == EXPECTED


def test_two_columns_beside_one_column_of_labels(reading) -> None:
    page = [
        *HOLDER,
        ("姓名", 60, 900),
        (HE, 300, 900),
        (SHE, 760, 900),
        ("性别", 60, 970),
        ("男", 300, 970),
        ("女", 760, 970),
        ("身份证件号", 60, 1040),
        (HIS, 300, 1040),
        (HERS, 760, 1040),
    ]
    assert reading(MARRIAGE_CERTIFICATE, page).values == EXPECTED


def test_a_name_without_label_stands_before_the_sex(reading) -> None:
    """The first number ends what is said of the first person."""
    second = [(SHE, 740, 640), *person(*HER, 640, 640)[1:]]
    page = [*HOLDER, *person(*HIM, 640, 300), *second]
    assert reading(MARRIAGE_CERTIFICATE, page).values == EXPECTED


def test_a_holder_on_the_row_of_an_unread_name_is_not_taken_for_it(reading) -> None:
    second = person(*HER, 640, 404)[1:]
    values = reading(MARRIAGE_CERTIFICATE, [*HOLDER, *person(*HIM, 640, 100), *second]).values
    assert values == {name: value for name, value in EXPECTED.items() if name != "person_b_name"}


def test_an_unread_number_is_not_taken_from_the_other(reading) -> None:
    first = [*person(*HIM, 640, 300)[:-1], ("身份证件号50011219920", 640, 460)]
    found = reading(MARRIAGE_CERTIFICATE, [*HOLDER, *first, *person(*HER, 640, 640)])
    assert found.values == {name: value for name, value in EXPECTED.items() if name != "person_a_id_number"}


def test_a_number_of_the_others_birth_date_is_not_given(reading) -> None:
    """Both names were seen as standing at the end of the persons: the day tells it."""
    exchanged = [*person(HE, "男", "1992年3月15日", HERS, 640, 300)]
    found = reading(
        MARRIAGE_CERTIFICATE, [*HOLDER, *exchanged, *person(SHE, "女", "1995年11月05日", HIS, 640, 640)]
    )
    assert "person_a_id_number" not in found.values
    assert "person_b_id_number" not in found.values


def test_a_number_failing_its_check_digit_is_a_problem(reading) -> None:
    wrong = person(HE, "男", "1992年3月15日", "500112199203150019", 640, 300)
    found = reading(MARRIAGE_CERTIFICATE, [*HOLDER, *wrong, *person(*HER, 640, 640)])
    assert "person_a_id_number" not in found.values
    assert ("checksum_failed", "person_a_id_number") in found.problems


def test_a_holder_who_is_neither_of_the_two_is_not_given(reading) -> None:
    other = [("持证人李光明", 60, 400), *HOLDER[2:]]
    found = reading(MARRIAGE_CERTIFICATE, [*other, *person(*HIM, 640, 300), *person(*HER, 640, 640)])
    assert "holder_name" not in found.values
    assert ("checksum_failed", "holder_name") in found.problems


def test_a_holder_unlike_one_of_the_two_in_one_character_is_read_alike(reading) -> None:
    other = [("持证人陈渝州", 60, 400), *HOLDER[2:]]
    values = reading(MARRIAGE_CERTIFICATE, [*other, *person(*HIM, 640, 300), *person(*HER, 640, 640)]).values
    assert values["holder_name"] == values["person_a_name"]
    assert values["person_b_name"] == SHE


def test_the_certificate_before_2004(reading) -> None:
    page = [
        ("结婚证", 450, 80, 80),
        ("(98)渝北结字第0123号", 760, 196),
        ("姓名陈渝川", 90, 270),
        ("性别男", 520, 270),
        ("出生年月日1972年3月5日", 700, 272),
        ("身份证编号510212197203050015", 90, 350),
        ("姓名", 90, 450),
        ("林玉兰", 180, 446),
        ("性别女", 520, 450),
        ("出生年月日1974年11月8日", 700, 452),
        ("居民身份证编号510212197411080024", 90, 530),
        ("自愿申请结婚，经审查符合《中华人民共和国婚姻法》关于", 130, 650),
        ("结婚的规定，发给此证。", 130, 700),
        ("发证机关", 560, 790),
        ("1998年6月18日", 820, 856),
    ]
    found = reading(MARRIAGE_CERTIFICATE, page)
    values = found.values
    assert "holder_name" not in values
    assert values["registered_on"] == "1998-06-18"
    assert values["certificate_number"] == "(98)渝北结字第0123号"
    assert (values["person_a_name"], values["person_b_name"]) == ("陈渝川", "林玉兰")
    assert found.sure > 0.5


@pytest.mark.parametrize("number", ["离婚证字号L500112-2020-001234", "离婚证字号：(2001)渝北离字第12号"])
def test_a_divorce_certificate_is_none(reading, number: str) -> None:
    page = [*HOLDER[:3], (number, 60, 580), *person(*HIM, 640, 300), *person(*HER, 640, 640)]
    assert reading(MARRIAGE_CERTIFICATE, page).sure < 0.5


def test_a_blank_page_is_none(reading) -> None:
    blank = [("结婚证", 400, 60), ("持证人", 60, 400), ("登记日期", 60, 490), ("结婚证字号", 60, 580)]
    blank += [(label, 640, top) for top in (300, 640) for label in ("姓名",)]
    assert reading(MARRIAGE_CERTIFICATE, blank).sure < 0.5
