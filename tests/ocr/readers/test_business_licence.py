"""Protects reading business licences: every kind of business, lying and upright, labels seen in part."""

import pytest

from ocr.readers.business_licence import BUSINESS_LICENCE

CODE = "91500108MA5YB0002Q"
FIRM = {
    "credit_code": CODE,
    "name": "重庆样本渝味餐饮管理有限公司",
    "entity_type": "有限责任公司(自然人独资)",
    "legal_representative": "张洋",
    "registered_capital": "伍拾万元整",
    "established_on": "2021-05-12",
    "address": "重庆市南岸区江南大道21号",
    "business_scope": "餐饮服务；食品销售。",
}
FOOTER = ("国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 90, 620, 20)


def upright(**labels):
    """The form of 2015: one pair a row. `labels`: field → another label."""
    names = {
        "name": "名称",
        "entity_type": "类型",
        "address": "住所",
        "legal_representative": "法定代表人",
        "registered_capital": "注册资本",
        "established_on": "成立日期",
        "business_scope": "经营范围",
    } | labels
    pieces = [("营业执照", 400, 60, 90), ("（副 本）", 480, 170), ("统一社会信用代码 " + CODE, 200, 230)]
    for row, (field, label) in enumerate(names.items()):
        if label:
            value = "2021年05月12日" if field == "established_on" else FIRM[field]
            pieces += [(label, 120, 320 + 80 * row), (value, 360, 320 + 80 * row)]
    return [*pieces, ("登记机关", 600, 960), ("2022年03月01日", 700, 1040)]


def lying(*instead, without=()):
    """The form of 2019: two columns."""
    pieces = [
        ("营业执照", 500, 100, 90),
        ("统一社会信用代码", 90, 40),
        (CODE, 90, 84),
        ("名称", 90, 250),
        ("重庆样本渝味餐饮管理有限", 250, 250),
        ("公司", 250, 292),
        ("类型", 90, 350),
        ("有限责任公司(自然人独资)", 250, 350),
        ("法定代表人", 90, 410),
        ("张洋", 290, 410),
        ("经营范围", 90, 470),
        ("餐饮服务；", 250, 470),
        ("食品销售。", 250, 512),
        ("注册资本", 760, 250),
        ("伍拾万元整", 920, 250),
        ("成立日期", 760, 310),
        ("2021年05月12日", 920, 310),
        ("住所", 760, 370),
        ("重庆市南岸区", 920, 370),
        ("江南大道21号", 920, 412),
        ("登记机关", 760, 560),
        ("2022年03月01日", 920, 600),
        FOOTER,
    ]
    return [*(piece for piece in pieces if piece[0] not in without), *instead]


def test_the_lying_form_of_a_firm(reading):
    found = reading(BUSINESS_LICENCE, lying())
    assert found.values == FIRM
    assert not found.problems
    assert found.sure > 0.9


def test_the_upright_form_of_a_firm(reading):
    assert reading(BUSINESS_LICENCE, upright()).values == FIRM


@pytest.mark.parametrize(
    "labels",
    [
        {"legal_representative": "经营者", "address": "经营场所", "established_on": "注册日期"},
        {"legal_representative": "执行事务合伙人", "address": "主要经营场所", "registered_capital": "出资额"},
        {"legal_representative": "投资人", "registered_capital": "出资额"},
        {"registered_capital": "成员出资总额", "business_scope": "业务范围"},
        {"legal_representative": "负责人", "address": "营业场所"},
    ],
)
def test_the_labels_of_other_kinds_of_business(reading, labels):
    assert reading(BUSINESS_LICENCE, upright(**labels)).values == FIRM


def test_a_branch_shows_no_capital(reading):
    branch = upright(legal_representative="负责人", address="营业场所", registered_capital="")
    found = reading(BUSINESS_LICENCE, branch)
    assert found.values == {name: value for name, value in FIRM.items() if name != "registered_capital"}


def test_a_firm_may_manage_a_partnership(reading):
    pieces = [
        (text if text != "张洋" else "重庆样本投资有限公司(委派代表：张洋)", *place)
        for text, *place in upright(legal_representative="执行事务合伙人")
    ]
    manager = reading(BUSINESS_LICENCE, pieces).values["legal_representative"]
    assert manager == "重庆样本投资有限公司(委派代表：张洋)"


@pytest.mark.parametrize("without", [("名称",), ("类型",), ("名称", "类型")])
def test_the_widely_spread_labels_may_be_missing(reading, without):
    assert reading(BUSINESS_LICENCE, lying(without=without)).values == FIRM


@pytest.mark.parametrize("half", ["名", "型", "称", "类"])
def test_half_of_a_spread_label_is_enough(reading, half):
    whole = "名称" if half in "名称" else "类型"
    top = 250 if whole == "名称" else 350
    pieces = lying((half, 90, top), without=(whole,))
    assert reading(BUSINESS_LICENCE, pieces).values == FIRM


def test_the_first_characters_of_labels_read_downwards(reading):
    """The engine took 名, 类 and 住 for one line, and 称, 型 and 所 for another."""
    pieces = [piece for piece in upright() if piece[0] not in ("名称", "类型", "住所")]
    pieces += [("名类住", 120, 320, 196, 36), ("称型所", 240, 320, 196, 36)]
    assert reading(BUSINESS_LICENCE, pieces).values == FIRM


def test_an_address_whose_label_was_not_seen_is_no_part_of_the_type(reading):
    pieces = [piece for piece in upright() if piece[0] not in ("类型", "住所")]
    assert reading(BUSINESS_LICENCE, pieces).values["entity_type"] == FIRM["entity_type"]


def test_the_day_of_the_registrar_is_no_day_of_foundation(reading):
    found = reading(BUSINESS_LICENCE, lying(without=("2021年05月12日",)))
    assert "established_on" not in found.values


def test_a_wrong_check_character_is_told_and_never_filled(reading):
    found = reading(BUSINESS_LICENCE, lying((CODE[:17] + "R", 90, 84), without=(CODE,)))
    assert "credit_code" not in found.values
    assert ("checksum_failed", "credit_code") in found.problems


def test_a_permit_with_the_same_labels_is_none(reading):
    permit = (
        ("食品经营许可证", 400, 60, 90),
        ("经营者名称：重庆样本渝味餐饮管理有限公司", 90, 200),
        ("统一社会信用代码：" + CODE, 90, 260),
        ("法定代表人：张洋", 90, 320),
        ("住所：重庆市南岸区江南大道21号", 90, 380),
        ("经营场所：重庆市南岸区江南大道21号", 90, 440),
        ("主体业态：餐饮服务经营者", 90, 500),
        ("有效期至：2026年05月12日", 90, 560),
    )
    assert reading(BUSINESS_LICENCE, permit).sure < 0.5


def test_an_address_whose_label_was_not_seen(reading):
    pieces = [piece for piece in upright() if piece[0] != "住所"]
    assert reading(BUSINESS_LICENCE, pieces).values == FIRM
    firm = [
        ("重庆市南岸区样本中心", *piece[1:]) if piece[0] == FIRM["address"] else piece for piece in pieces
    ]
    assert "address" not in reading(BUSINESS_LICENCE, firm).values
