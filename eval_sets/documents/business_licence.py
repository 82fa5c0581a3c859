"""营业执照, 副本, in the form in use since 2019; firms and 个体工商户 differ in their labels."""

import random
from collections.abc import Mapping

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour

_INK: Colour = (50, 45, 40)
_GOLD: Colour = (190, 150, 80)


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
    for place, line in enumerate(
        ("扫描二维码登录‘国家", "企业信用信息公示系统’", "了解更多登记、备案、", "许可、监管信息。")
    ):
        page.text(1300, 256 + place * 20, line, 16, _INK, "serif")
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
