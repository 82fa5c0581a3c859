"""Protects reading fields from lines: what the engine really saw, and how engines split and merge."""

import json
from collections.abc import Callable

import pytest

from ocr.orientation import upright
from ocr.reading import read_page
from ocr.types import ReadDocument, SeenLine, TextLine

Recorded = Callable[[str], tuple[list[SeenLine], tuple[float, float]]]

SIZE = (1000.0, 630.0)
TYPES = ("id_card_front", "id_card_back", "household_register_member", "business_licence")
SAMPLE_OF = {
    "id_card_front": "chen-xiaoyu-id_card_front.jpg",
    "id_card_back": "liu-guilan-id_card_back.jpg",
    "household_register_member": "he-min-child-household_register_member.jpg",
    "business_licence": "zhang-yang-business_licence.jpg",
}
PAGES = [
    *TYPES,
    *(f"{kind}_phone" for kind in TYPES),
    *(
        f"{kind}_{turn}"
        for kind in ("id_card_front", "business_licence")
        for turn in ("left", "over", "right")
    ),
]


def line(text: str, left: float, top: float, width: float | None = None, height: float = 36) -> TextLine:
    wide = sum(0.5 if c.isascii() else 1.0 for c in text) * height
    return TextLine(text, 0.99, (left, top, left + (width or wide), top + height))


def read(*lines: TextLine) -> ReadDocument:
    return read_page(lines, SIZE)


def values(document: ReadDocument) -> dict[str, str]:
    return {field.name: field.value for field in document.fields}


def problems(document: ReadDocument) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in document.problems]


def card(**changed: str) -> list[TextLine]:
    """An id card as a clean engine sees it."""
    text = {
        "name": "陈晓渝",
        "sex": "女",
        "ethnicity": "汉",
        "birth": "1992年3月15日",
        "address": "重庆市渝北区龙溪街道红锦",
        "address_2": "大道88号3幢12-4",
        "number": "500112199203150026",
    } | changed
    return [
        line("姓名", 60, 70),
        line(text["name"], 170, 70),
        line("性别", 60, 145),
        line(text["sex"], 170, 145),
        line("民族", 270, 145),
        line(text["ethnicity"], 380, 145),
        line("出生", 60, 215),
        line(text["birth"], 170, 215),
        line("住址", 60, 290),
        line(text["address"], 170, 290),
        line(text["address_2"], 170, 338),
        line("公民身份号码", 60, 540),
        line(text["number"], 340, 540),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_engine_saw_gives_every_field(
    page: str, recorded: Recorded, sample_index: list[dict]
) -> None:
    kind = next(kind for kind in TYPES if page.startswith(kind))
    expected = next(row["fields"] for row in sample_index if row["image"] == SAMPLE_OF[kind])
    seen, size = recorded(page)
    lines, upright_size = upright(seen, size)
    document = read_page(lines, upright_size)
    assert document.document_type == kind
    assert values(document) == expected
    assert not document.problems
    assert document.confidence > 0.8


@pytest.mark.parametrize("page", PAGES)
def test_boxes_lie_on_the_upright_page(page: str, recorded: Recorded) -> None:
    seen, size = recorded(page)
    lines, (width, height) = upright(seen, size)
    for field in read_page(lines, (width, height)).fields:
        left, top, right, bottom = field.box
        assert -5 <= left < right <= width + 5
        assert -5 <= top < bottom <= height + 5


@pytest.mark.parametrize("page", ["receipt", "letter"])
def test_other_pages_are_unknown_and_say_what_to_do(page: str, recorded: Recorded) -> None:
    seen, size = recorded(page)
    document = read_page(*upright(seen, size))
    assert document.document_type == "unknown"
    assert not document.readable
    assert not document.fields
    assert problems(document) == [("unknown_document", None)]
    assert "请" in document.problems[0].message


def test_a_page_without_text_is_unknown() -> None:
    assert problems(read()) == [("no_text", None)]


def test_small_print_is_said_to_be_too_small_although_it_was_read() -> None:
    third = [TextLine(each.text, 0.99, tuple(side / 3 for side in each.box)) for each in card()]
    document = read(*third)
    assert values(document) == values(read(*card()))
    assert problems(document) == [("too_small", None)]


def test_label_and_value_merged_in_one_line() -> None:
    merged = [
        line("姓名陈晓渝", 60, 70),
        line("性別女民族漢", 60, 145),
        line("出生1992年3月15日", 60, 215),
        line("住址重庆市渝北区龙溪街道红锦", 60, 290),
        line("大道88号3幢12-4", 170, 338),
        line("公民身份号码 500112199203150026", 60, 540),
    ]
    assert values(read(*merged)) == values(read(*card()))


def test_labels_spread_over_two_boxes() -> None:
    lines = [each for each in card() if each.text not in {"姓名", "住址"}]
    spread = [line("姓", 60, 70), line("名", 120, 70), line("住", 60, 290), line("址", 120, 290)]
    assert values(read(*lines, *spread)) == values(read(*card()))


def test_half_a_label_is_enough() -> None:
    lines = [each for each in card() if each.text != "姓名"]
    assert values(read(*lines, line("名", 120, 70)))["name"] == "陈晓渝"


def test_missing_number_label_still_gives_the_number() -> None:
    lines = [each for each in card() if each.text != "公民身份号码"]
    assert values(read(*lines))["id_number"] == "500112199203150026"


def test_a_number_with_a_wrong_check_digit_never_becomes_a_field() -> None:
    document = read(*card(number="500112199203150027"))
    assert "id_number" not in values(document)
    assert ("checksum_failed", "id_number") in problems(document)
    assert ("field_missing", "id_number") not in problems(document)
    assert values(document)["name"] == "陈晓渝"


def test_letters_misread_for_digits_are_put_right_only_if_the_check_digit_agrees() -> None:
    assert values(read(*card(number="5OO112l99203150026")))["id_number"] == "500112199203150026"
    assert "id_number" not in values(read(*card(number="50O112l99203150O27")))


@pytest.mark.parametrize("number", ["50011219920315002", "5001121992031500266", "500112199213150026"])
def test_numbers_of_wrong_length_or_date_are_a_problem(number: str) -> None:
    document = read(*card(number=number))
    assert "id_number" not in values(document)
    assert ("checksum_failed", "id_number") in problems(document)


def test_a_birth_date_that_contradicts_the_number_is_a_problem() -> None:
    document = read(*card(birth="1992年3月16日"))
    assert "birth_date" not in values(document)
    assert ("checksum_failed", "birth_date") in problems(document)
    assert values(document)["id_number"] == "500112199203150026"


def test_a_sex_that_contradicts_the_number_is_a_problem() -> None:
    document = read(*card(sex="男"))
    assert "sex" not in values(document)
    assert ("checksum_failed", "sex") in problems(document)


def test_a_day_that_does_not_exist_is_no_value() -> None:
    document = read(*card(birth="1992年2月30日"))
    assert "birth_date" not in values(document)
    assert ("field_missing", "birth_date") in problems(document)


@pytest.mark.parametrize("name", ["龘㛃", "阿依古丽·买买提", "欧阳·娜", "王𬭎"])
def test_rare_and_long_names(name: str) -> None:
    assert values(read(*card(name=name)))["name"] == name


def test_an_ethnicity_with_one_misread_character_is_one_of_the_56() -> None:
    assert values(read(*card(ethnicity="哈萨兄")))["ethnicity"] == "哈萨克"
    assert "ethnicity" not in values(read(*card(ethnicity="亿佬"))), "仡佬 and 仫佬 are equally near"


def test_an_address_that_lost_its_last_line_is_not_given() -> None:
    for cut in ("大道88号3幢12-", "大道8", "大道88号附1"):
        assert "address" not in values(read(*card(address_2=cut)))


def test_the_stamp_is_no_part_of_the_address() -> None:
    tilted = SeenLine("样", 0.9, ((230, 330), (330, 272), (392, 380), (292, 438)))
    seen = [SeenLine(each.text, each.confidence, _corners(each)) for each in card()]
    assert values(read_page(*upright([*seen, tilted], SIZE)))["address"].startswith(
        "重庆市渝北区龙溪街道红锦大道"
    )


def test_turned_and_tilted_pages_give_the_same_boxes_order() -> None:
    seen = [SeenLine(each.text, each.confidence, _corners(each)) for each in card()]
    over = [
        SeenLine(each.text, each.confidence, tuple((1000 - x, 630 - y) for x, y in each.corners))
        for each in seen
    ]
    lines, size = upright(over, SIZE)
    assert size == pytest.approx(SIZE)
    assert values(read_page(lines, size)) == values(read(*card()))


def test_validity_must_run_forwards() -> None:
    def back(period: str) -> ReadDocument:
        return read(
            line("中华人民共和国", 320, 76),
            line("居民身份证", 300, 160),
            line("签发机关", 220, 438),
            line("重庆市公安局渝中区分局", 400, 438),
            line("有效期限", 220, 528),
            line(period, 400, 528),
        )

    assert values(back("2006.12.15-2026.12.15"))["valid_until"] == "2026-12-15"
    assert values(back("2006.12.15-长期"))["valid_until"] == "长期"
    assert ("checksum_failed", "valid_until") in problems(back("2026.12.15-2006.12.15"))
    assert "valid_until" not in values(back("2026.12.15-2006.12.15"))


def licence(code: str) -> ReadDocument:
    return read(
        line("营业执照", 500, 100, height=90),
        line("统一社会信用代码", 90, 40),
        line(code, 90, 80),
        line("名称", 90, 250),
        line("渝北区禾味餐饮店", 250, 250),
        line("组成形式", 600, 250),
        line("个人经营", 760, 250),
        line("类型", 90, 310),
        line("个体工商户", 250, 310),
        line("注册日期", 600, 310),
        line("2020年01月02日", 760, 310),
        line("经营者", 90, 370),
        line("何敏", 250, 370),
        line("经营场所", 600, 370),
        line("重庆市渝北区", 760, 370),
        line("宝桐路6号", 760, 412),
        line("经营范围", 90, 430),
        line("餐饮服务", 250, 430),
    )


def test_licence_of_an_individual_business_has_no_capital() -> None:
    assert values(licence("91500108MA5YB0002Q")) == {
        "credit_code": "91500108MA5YB0002Q",
        "name": "渝北区禾味餐饮店",
        "entity_type": "个体工商户",
        "legal_representative": "何敏",
        "established_on": "2020-01-02",
        "address": "重庆市渝北区宝桐路6号",
        "business_scope": "餐饮服务",
    }


def test_name_and_type_are_found_when_their_spread_labels_are_not() -> None:
    page = [
        line("营业执照", 500, 60, height=90),
        line("统一社会信用代码", 90, 40),
        line("91500108MA5YB0002Q", 90, 80),
        line("重庆样本渝味餐饮管理有限", 250, 250),
        line("公司", 250, 292),
        line("有限责任公司(自然人独资)", 250, 340),
        line("法定代表人张洋", 90, 400),
        line("经营范围", 90, 460),
        line("餐饮服务", 250, 460),
        line("成立日期2021年05月12日", 600, 310),
        line("住", 600, 370),
        line("所重庆市南岸区江南大道21号", 700, 370),
    ]
    found = values(read(*page))
    assert found["name"] == "重庆样本渝味餐饮管理有限公司"
    assert found["entity_type"] == "有限责任公司(自然人独资)"
    assert found["legal_representative"] == "张洋"
    assert found["address"] == "重庆市南岸区江南大道21号"


def test_a_credit_code_with_a_wrong_check_character_never_becomes_a_field() -> None:
    document = licence("91500108MA5YB0002R")
    assert "credit_code" not in values(document)
    assert ("checksum_failed", "credit_code") in problems(document)


def test_recordings_are_of_invented_people_only(recorded: Recorded, sample_index: list[dict]) -> None:
    known = {row["fields"].get("id_number") for row in sample_index}
    for page in ("id_card_front", "id_card_front_phone"):
        text = json.dumps([each.text for each in recorded(page)[0]])
        assert any(number and number in text for number in known)


def _corners(each: TextLine) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = each.box
    return (left, top), (right, top), (right, bottom), (left, bottom)
