"""Protects reading property certificates: centred table cells, open books, the forms before 2016."""

import pytest

from ocr.readers.property_certificate import PROPERTY_CERTIFICATE

RIGHT = {
    "owner": "陈晓渝、张洋",
    "certificate_number": "渝(2023)渝北区不动产权第000123456号",
    "location": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "unit_number": "500112001001GB00012F00030045",
    "area": "89.52",
    "usage": "城镇住宅用地/成套住宅",
    "co_ownership": "共同共有",
}
TITLE = ("渝（2023）渝北区不动产权第 000123456 号", 250, 70)
AREA = "共有宗地面积23456.70㎡/房屋建筑面积89.52㎡"


def table(area=AREA, label_x=100, notes=()):
    return [
        TITLE,
        ("权利人", label_x, 170),
        ("陈晓渝、张洋", 280, 170),
        ("共有情况", label_x, 250),
        ("共同共有", 280, 250),
        ("重庆市渝北区龙溪街道红锦", 280, 320),
        ("坐落", label_x, 342),
        ("大道88号3幢12-4", 280, 364),
        ("不动产单元号", label_x, 440),
        ("500112 001001 GB00012 F00030045", 280, 440),
        ("权利类型", label_x, 520),
        ("国有建设用地使用权/房屋所有权", 280, 520),
        ("权利性质", label_x, 600),
        ("出让/商品房", 280, 600),
        ("用途", label_x, 680),
        ("城镇住宅用地/成套住宅", 280, 680),
        ("面积", label_x, 760),
        (area, 280, 760),
        ("使用期限", label_x, 840),
        ("国有建设用地使用权2006年02月19日起2076年02月19日止", 280, 840),
        ("房屋结构：钢筋混凝土结构", 280, 920),
        ("权利其他状况", label_x, 964),
        ("专有建筑面积：72.51㎡，分摊建筑面积：17.01㎡", 280, 964),
        ("房屋总层数：33层，所在层：12层", 280, 1008),
        *notes,
    ]


def test_the_inner_page(reading):
    found = reading(PROPERTY_CERTIFICATE, table())
    assert found.values == RIGHT
    assert not found.problems
    assert found.sure > 0.9


def test_the_open_book_with_notes_on_the_other_page(reading):
    notes = (
        ("附 记", 1700, 70),
        ("业务编号：121319535438", 1300, 210),
        ("该房屋已缴清税费。", 1300, 250),
        ("以下空白", 1300, 296),
    )
    assert reading(PROPERTY_CERTIFICATE, table(notes=notes)).values == RIGHT


@pytest.mark.parametrize(
    ("printed", "area"),
    [
        ("房屋建筑面积：120.00平方米", "120.00"),
        ("宗地面积：88.6㎡/房屋建筑面积：210.35㎡", "210.35"),
        ("89.52㎡", "89.52"),
        ("共有宗地面积23456.70㎡/房屋建筑面", None),
        ("房屋建筑面积255.0.3㎡", None),
    ],
)
def test_the_area_is_the_houses_or_none(reading, printed, area):
    assert reading(PROPERTY_CERTIFICATE, table(printed)).values.get("area") == area


def test_a_firm_owns(reading):
    pieces = [
        (piece if piece[0] != "陈晓渝、张洋" else ("重庆样本置业有限公司", 280, 170)) for piece in table()
    ]
    assert reading(PROPERTY_CERTIFICATE, pieces).values["owner"] == "重庆样本置业有限公司"


def test_chongqings_certificate_before_2016(reading):
    pieces = (
        ("房 地 产 权 证", 500, 50, 50),
        ("112房地证2005字第22111号", 680, 119),
        ("权利人", 126, 193),
        ("陈晓渝", 286, 193),
        ("共有情况", 721, 193),
        ("单独所有", 880, 193),
        ("座落", 137, 269),
        ("重庆市忠县白石镇龙川村5社158号", 290, 269),
        ("土地使用权类型", 60, 430),
        ("出让", 330, 430),
        ("土地用途", 720, 430),
        ("城镇混合住宅用地", 880, 430),
        ("使用权面积", 100, 509),
        ("4.92㎡", 290, 509),
        ("终止日期", 720, 509),
        ("2061-11-22", 880, 509),
        ("房屋结构", 116, 585),
        ("钢筋混凝土结构", 290, 585),
        ("房屋用途", 720, 585),
        ("住宅", 880, 585),
        ("套内面积", 720, 661),
        ("158.79㎡", 880, 661),
        ("建筑面积", 117, 740),
        ("193.65㎡", 290, 740),
        ("登记时间", 720, 740),
        ("发证机关：重庆市国土资源和房屋管理局", 690, 850),
    )
    assert reading(PROPERTY_CERTIFICATE, pieces).values == {
        "owner": "陈晓渝",
        "certificate_number": "112房地证2005字第22111号",
        "location": "重庆市忠县白石镇龙川村5社158号",
        "area": "193.65",
        "usage": "住宅",
        "co_ownership": "单独所有",
    }


def test_a_house_certificate_with_labels_of_two_lines(reading):
    pieces = (
        ("渝北房权证监证字第8672920号", 298, 88),
        ("房屋所有权人", 77, 205),
        ("陈晓渝", 340, 205),
        ("共有情况", 99, 316),
        ("单独所有", 340, 316),
        ("房屋坐落", 99, 430),
        ("重庆市渝北区红锦大道88号", 340, 430),
        ("规划用途", 99, 770),
        ("成套住宅", 340, 770),
        ("总层数", 108, 882),
        ("13", 340, 882),
        ("建筑面积", 538, 862),
        ("(平方米)", 538, 900),
        ("69.79", 760, 882),
        ("套内建筑面积", 78, 984),
        ("（平方米）", 90, 1022),
        ("57.93", 340, 1000),
    )
    found = reading(PROPERTY_CERTIFICATE, pieces)
    assert found.values == {
        "owner": "陈晓渝",
        "certificate_number": "渝北房权证监证字第8672920号",
        "location": "重庆市渝北区红锦大道88号",
        "area": "69.79",
        "usage": "成套住宅",
        "co_ownership": "单独所有",
    }


@pytest.mark.parametrize("seen", [("权", "利", "人"), ("权利", "人"), ("权", "人"), ()])
def test_a_spread_label_in_pieces_or_not_seen(reading, seen):
    pieces = [piece for piece in table() if piece[0] != "权利人"]
    pieces += [(piece, 90 + 60 * at, 170) for at, piece in enumerate(seen)]
    assert reading(PROPERTY_CERTIFICATE, pieces).values == RIGHT


def test_a_house_certificate_whose_last_rows_head_columns(reading):
    pieces = (
        ("沪房地浦字（2009）第 263586 号", 300, 80),
        ("房屋所有权人", 100, 200),
        ("陈晓渝", 400, 200),
        ("共有情况", 100, 300),
        ("单独所有", 400, 300),
        ("房屋坐落", 100, 400),
        ("上海市浦东新区样本路6号", 400, 400),
        ("规划用途", 100, 500),
        ("住宅", 400, 500),
        ("总层数", 300, 590),
        ("建筑面积(㎡)", 480, 590),
        ("套内建筑面", 760, 575),
        ("积(㎡)", 800, 611),
        ("33", 330, 670),
        ("117.29", 500, 670),
        ("97.35", 790, 670),
    )
    found = reading(PROPERTY_CERTIFICATE, pieces).values
    assert found["area"] == "117.29"
    assert found["certificate_number"] == "沪房地浦字(2009)第263586号"


def test_a_row_whose_label_was_not_seen_gives_its_value_to_no_other(reading):
    pieces = [piece for piece in table() if piece[0] != "共有情况"]
    found = reading(PROPERTY_CERTIFICATE, pieces)
    assert found.values == {name: value for name, value in RIGHT.items() if name != "co_ownership"}


def test_a_usage_of_land_and_house_needs_no_label(reading):
    pieces = [piece for piece in table() if piece[0] != "用途"]
    assert reading(PROPERTY_CERTIFICATE, pieces).values == RIGHT


def test_a_filled_in_application_is_none(reading):
    form = [("不动产登记申请书", 400, 20, 50), *table()]
    assert reading(PROPERTY_CERTIFICATE, form).sure == 0


def test_an_empty_form_is_none(reading):
    labels = ("权利人", "坐落", "不动产单元号", "用途", "面积", "共有情况")
    form = [("不动产登记申请书", 400, 60, 50), *((text, 100, 160 + 80 * y) for y, text in enumerate(labels))]
    assert reading(PROPERTY_CERTIFICATE, form).sure < 0.5
