"""Certificates of property before 2016: Chongqing's 房地产权证 and the 房屋所有权证 of other places."""

import random
import re
from collections.abc import Mapping

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.paper import Box, Print, cell, sway
from eval_sets.documents.seals import round_seal

Pairs = list[tuple[str, str, str, str]]
"""Label, value, label, value of a row; the second two may be empty."""

_OFFICE = "重庆市国土资源和房屋管理局"
LINE: Colour = (120, 120, 120)
LABEL: Colour = (45, 48, 52)


def land_and_house(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Chongqing's 房地产权证: land and house in one table, two pairs a row."""
    page = Canvas(1300, 1000, ground=ground(rng), rng=rng)
    pattern(page)
    page.centred(650, 40, "房 地 产 权 证", 44, LABEL, "serif_bold")
    page.text(660 + sway(rng, 30), 112, fields["certificate_number"], 31, style="serif")
    ink = Print(rng.choice((26, 28)), style=rng.choice(("serif", "kai")))
    _pairs(page, Box(60, 170, 1240, 800), _rows(fields, rng), ink)
    page.text(700, 850, f"发证机关：{_OFFICE}", 28, style="serif")
    round_seal(page, 950 + sway(rng, 40), 850 + sway(rng, 16), 104, _OFFICE)
    return page.stamp()


def _rows(fields: Mapping[str, str], rng: random.Random) -> Pairs:
    square = rng.choice(("㎡", "平方米", " m²"))
    inside = f"{float(fields['area']) * 0.82:.2f}{square}"
    ends = f"{rng.randint(2045, 2080)}-{rng.randint(10, 12)}-{rng.randint(10, 28)}"
    sheet = rng.choice(("", f"{rng.randint(10, 90)}.50-{rng.randint(10, 90)}.25"))
    registered = f"{year(fields)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return [
        ("权利人", fields["owner"], "共有情况", fields.get("co_ownership", "")),
        (rng.choice(("坐落", "座落", "房地坐落")), fields["location"], "", ""),
        ("地号", f"CQ{rng.randrange(10**7):07d}", "图号", sheet),
        ("土地使用权类型", "出让", "土地用途", rng.choice(("城镇混合住宅用地", "城镇单一住宅用地"))),
        ("使用权面积", f"{rng.uniform(3, 40):.2f}{square}", "终止日期", ends),
        ("房屋结构", "钢筋混凝土结构", "房屋用途", fields["usage"]),
        ("总层数/所在层", f"{rng.randint(7, 33)}/{rng.randint(1, 7)}", "套内面积", inside),
        ("建筑面积", fields["area"] + square, "登记时间", registered),
    ]


def house(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """房屋所有权证 of the years 2008 to 2015."""
    page = Canvas(1000, 1300, ground=ground(rng), rng=rng)
    pattern(page)
    page.centred(500, 80, fields["certificate_number"], 34, style="serif")
    ink = Print(rng.choice((27, 30)), style=rng.choice(("serif", "kai", "sans")))
    pairs = [
        ("房屋所有权人", fields["owner"], "", ""),
        ("共有情况", fields["co_ownership"], "", ""),
        ("房屋坐落", fields["location"], "", ""),
        ("登记时间", f"{rng.randint(2008, 2015)}-{rng.randint(10, 12)}-{rng.randint(10, 28)}", "", ""),
        ("房屋性质", rng.choice(("商品房", "市场化商品房", "房改房")), "", ""),
        ("规划用途", fields["usage"], "", ""),
        ("总层数", f"{rng.randint(6, 33)}", "建筑面积\n（平方米）", fields["area"]),
        ("套内建筑面积\n（平方米）", f"{float(fields['area']) * 0.83:.2f}", "其他", "----"),
        ("土地使用\n权取得方式", "出让", "土地使用年限", f"至{rng.randint(2048, 2080)}年止"),
    ]
    _pairs(page, Box(70, 160, 930, 1180), pairs, ink)
    return page.stamp()


def _pairs(page: Canvas, box: Box, pairs: Pairs, ink: Print) -> None:
    """Four columns; a row without second label has a value over three of them."""
    height = (box.bottom - box.top) / len(pairs)
    width = box.right - box.left
    stops = [box.left + width * part for part in (0, 0.185, 0.52, 0.69, 1)]
    label = Print(23, LABEL, "serif")
    for row, (first, value, second, other) in enumerate(pairs):
        y = box.top + row * height
        cell(page, Box(stops[0], y, stops[1], y + height), first, label, LINE, centred=True)
        cell(page, Box(stops[1], y, stops[2 if second else 4], y + height), value, ink, LINE)
        if second:
            cell(page, Box(stops[2], y, stops[3], y + height), second, label, LINE, centred=True)
            cell(page, Box(stops[3], y, stops[4], y + height), other, ink, LINE)


def year(fields: Mapping[str, str]) -> str:
    found = re.search(r"(20\d\d)(?=[)字])", fields["certificate_number"])
    return found[1] if found else "2012"


def ground(rng: random.Random) -> Colour:
    return rng.choice(((247, 240, 236), (240, 246, 242), (249, 247, 240), (242, 242, 248)))


def pattern(page: Canvas) -> None:
    page.waves((238, 226, 224), step=page.rng.choice((20, 28, 40)))
    if page.rng.random() < 0.5:
        page.waves((226, 236, 230), step=53)
