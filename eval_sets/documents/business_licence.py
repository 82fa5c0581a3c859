"""营业执照, 副本, in the form in use since 2019; firms and 个体工商户 differ in their labels."""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.people import day, name
from eval_sets.documents.places import address, place
from ocr.identifiers import CREDIT_CODE_ALPHABET, credit_check_character

_INK: Colour = (50, 45, 40)
_GOLD: Colour = (190, 150, 80)
_TRADES = ("餐饮管理", "科技", "商贸", "文化传媒", "建筑工程", "物业服务", "农业开发")
_SCOPES = (
    "许可项目：餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动，"
    "具体经营项目以相关部门批准文件或许可证件为准）一般项目：餐饮管理；外卖递送服务；日用百货销售",
    "一般项目：技术服务、技术开发、技术咨询；软件开发；信息系统集成服务；互联网销售（除销售需要许可的商品）",
    "一般项目：组织文化艺术交流活动；会议及展览服务；广告制作；图文设计制作。"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "餐饮管理；餐饮服务",
    "许可项目：各类工程建设活动；建筑劳务分包。一般项目：建筑材料销售；园林绿化工程施工",
)
_CAPITALS = ("伍拾万元整", "壹佰万元整", "伍佰万元整", "壹仟万元整", "叁拾万元整", "贰仟零捌拾万元整")


def licence(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """`registered_capital` is absent on the licence of a 个体工商户."""
    page = Canvas(1600, 1130, ground=(250, 247, 236), rng=rng)
    page.waves((243, 237, 216), step=30)
    page.draw.rectangle((26, 26, 1574, 1104), outline=_GOLD, width=10)
    page.draw.rectangle((44, 44, 1556, 1086), outline=_GOLD, width=2)
    page.draw.ellipse((740, 66, 860, 186), fill=(200, 60, 45))
    page.draw.ellipse((765, 90, 835, 162), fill=(220, 180, 80))
    page.spaced(520, 196, "营业执照", 92, 560, _INK, "serif")
    page.text(740, 310, "（副 本）", 30, _INK, "serif")
    page.text(96, 120, "统一社会信用代码", 27, _INK, "serif")
    page.text(96, 160, fields["credit_code"], 34)
    _code(page, 1330, 96, 150)
    for row, line in enumerate(
        ("扫描二维码登录‘国家", "企业信用信息公示系统’", "了解更多登记、备案、", "许可、监管信息。")
    ):
        page.text(1300, 256 + row * 20, line, 16, _INK, "serif")
    _body(page, fields)
    page.text(930, 920, "登记机关", 34, _INK, "serif")
    year, month, day = fields["established_on"].split("-")
    page.text(1200, 1000, f"{int(year) + 1} 年 {month} 月 {day} 日", 28, _INK, "serif")
    page.seal(1300, 930, 90, "样本专用")
    page.text(96, 1058, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 17, _INK, "serif")
    page.text(1120, 1058, "国家市场监督管理总局监制", 17, _INK, "serif")
    return page.stamp()


def _body(page: Canvas, fields: Mapping[str, str]) -> None:
    individual = "registered_capital" not in fields
    left = [
        ("名称", fields["name"]),
        ("类型", fields["entity_type"]),
        ("经营者" if individual else "法定代表人", fields["legal_representative"]),
        ("经营范围", fields["business_scope"]),
    ]
    year, month, day = fields["established_on"].split("-")
    founded = f"{year}年{month}月{day}日"
    if individual:
        right = [("组成形式", "个人经营"), ("注册日期", founded), ("经营场所", fields["address"])]
    else:
        right = [
            ("注册资本", fields["registered_capital"]),
            ("成立日期", founded),
            ("住所", fields["address"]),
        ]
    _column(page, 96, 290, 470, left)
    _column(page, 880, 1060, 440, right)


def _column(page: Canvas, label_x: int, value_x: int, width: int, pairs: list[tuple[str, str]]) -> None:
    y = 400.0
    for label, value in pairs:
        page.spaced(label_x, y, label, 32, 150, _INK, "serif")
        y = max(page.wrapped(value_x, y + 1, value, 30, width, 42, "serif"), y + 42) + 34


def _code(page: Canvas, left: int, top: int, size: int) -> None:
    """Black and white squares that look like a two-dimensional code and hold nothing."""
    step = size // 25
    for row in range(25):
        for column in range(25):
            if page.rng.random() < 0.5:
                x, y = left + column * step, top + row * step
                page.draw.rectangle((x, y, x + step - 1, y + step - 1), fill=_INK)


LAYOUTS = {"copy_2019": licence}


def invent(rng: random.Random, layout: str) -> dict[str, str]:
    """What the licence of an invented firm or 个体工商户 shows."""
    where = place(rng)
    individual = rng.random() < 0.35
    first17 = f"{92 if individual else 91}{where.code}MA" + "".join(rng.choices(CREDIT_CODE_ALPHABET, k=7))
    brand = "".join(rng.choice("渝味嘉禾云山两江星辰拓海清泉") for _ in range(2))
    trade = rng.choice(_TRADES)
    kind = rng.choice(("有限责任公司", "有限责任公司(自然人独资)", "有限责任公司(自然人投资或控股)"))
    fields = {
        "credit_code": first17 + credit_check_character(first17),
        "name": f"{where.full}{brand}{trade}店" if individual else f"{where.short}样本{brand}{trade}有限公司",
        "entity_type": "个体工商户" if individual else kind,
        "legal_representative": name(rng),
        "registered_capital": rng.choice(_CAPITALS),
        "established_on": day(rng, date(2004, 1, 1), date(2025, 12, 31)).isoformat(),
        "address": address(rng, where),
        "business_scope": rng.choice(_SCOPES),
    }
    if individual:
        del fields["registered_capital"]
    return fields
