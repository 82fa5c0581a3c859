"""不动产权证书 (inner page, open spread, single sheet), and before 2016 房地产权证 and 房屋所有权证.

`area` is the building area (房屋建筑面积), the number as printed without its unit: 89.52㎡ gives
"89.52", 120.00㎡ "120.00". `unit_number` has no spaces between its groups; the old certificates have none.
`owner` holds all owners as printed, with 、 between them.
"""

import random
import re
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas
from eval_sets.documents.paper import (
    Box,
    Drawer,
    Print,
    cell,
    chinese_day,
    emblem,
    sway,
    two_dimensional_code,
    years_later,
)
from eval_sets.documents.people import Fields, day, person
from eval_sets.documents.places import Place, address, place
from eval_sets.documents.property_before_2016 import (
    LABEL,
    LINE,
    ground,
    house,
    land_and_house,
    pattern,
    year,
)
from eval_sets.documents.seals import round_seal

Rows = list[tuple[str, str, int]]
"""Label, value and height of a row in pixels."""
_USAGES = (
    "城镇住宅用地/成套住宅",
    "城镇住宅用地/住宅",
    "商业服务业设施用地/商业",
    "城镇住宅用地/车位",
    "成套住宅",
    "农村宅基地/住宅",
)
_OLD_USAGES = ("成套住宅", "住宅", "非住宅", "商业服务", "车库")
_PROVINCES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔",
    "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
"""One-character name of a province by the first two digits of its code."""


def invent(rng: random.Random, layout: str) -> Fields:
    old = layout in ("before_2016", "house")
    first = person(rng, last=date(2003, 12, 31))
    together = rng.random() < 0.35
    owners = first.name + ("、" + person(rng, last=date(2003, 12, 31)).name if together else "")
    where = place(rng, chongqing=1.0 if layout == "before_2016" else 0.7)
    exact = f"{rng.uniform(28, 260):.2f}"
    area = rng.choice((exact, exact.rstrip("0").rstrip(".")))
    fields = {
        "owner": owners,
        "certificate_number": _number(rng, layout, where),
        "location": address(rng, where),
        "area": area,
        "usage": rng.choice(_OLD_USAGES if old else _USAGES),
        "co_ownership": rng.choice(("共同共有", "按份共有", "共同共有")) if together else "单独所有",
    }
    if not old:
        parcel = f"{rng.randint(1, 40):03d}{rng.randint(1, 30):03d}GB{rng.randrange(1, 99999):05d}"
        fields["unit_number"] = f"{where.code}{parcel}F{rng.randint(1, 60):04d}{rng.randint(1, 400):04d}"
    if layout == "before_2016" and not together and rng.random() < 0.5:
        del fields["co_ownership"]
    return fields


def _number(rng: random.Random, layout: str, where: Place) -> str:
    if layout == "before_2016":
        begins = rng.choice((101, 103, 105, 112, 201))
        return f"{begins}房地证{rng.randint(2003, 2015)}字第{rng.randrange(100, 99999):05d}号"
    if layout == "house":
        county = where.county.rstrip("区县市")
        return f"{county}房权证{rng.choice(('监证', '房权', ''))}字第{rng.randrange(10**6, 10**7)}号"
    number = f"{rng.randrange(1, 10**9):09d}" if rng.random() < 0.6 else f"{rng.randrange(1, 10**7):07d}"
    return f"{_PROVINCES[where.code[:2]]}({rng.randint(2016, 2025)}){where.county}不动产权第{number}号"


def _inner(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(1000, 1360, ground=ground(rng), rng=rng)
    pattern(page)
    _numbered(page, fields, 500, 70, rng.choice((30, 34)))
    _table(page, Box(70, 150, 930, 1290), _rows(fields, rng), 190)
    return page.stamp()


def _spread(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(1900, 1300, ground=ground(rng), rng=rng)
    pattern(page)
    _numbered(page, fields, 490, 60, 30)
    _table(page, Box(60, 120, 920, 1240), _rows(fields, rng), 180)
    page.centred(1410, 62, "附  记", 34, LABEL, "serif")
    page.draw.rectangle((980, 120, 1840, 1240), outline=LINE, width=2)
    notes = f"业务编号：{rng.randrange(10**11, 10**12)}\n该房屋已缴清税费。\n以下空白"
    cell(page, Box(980, 130, 1840, 420), notes, Print(27, style="serif"))
    page.draw.line((950, 0, 950, 1300), fill=(200, 196, 190), width=4)
    return page.stamp()


def _sheet(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """The single sheet: emblem, title, table, office and seal on one page."""
    page = Canvas(1240, 1754, ground=(250, 246, 240), rng=rng)
    page.waves((244, 232, 226), step=34)
    page.draw.rectangle((36, 36, 1204, 1718), outline=(176, 60, 50), width=6)
    emblem(page, 620, 140, 62)
    page.centred(620, 222, "中华人民共和国", 36, (150, 40, 36), "serif")
    page.centred(620, 276, "不动产权证书", 66, (150, 40, 36), "serif_bold")
    _numbered(page, fields, 620, 380, 32)
    _table(page, Box(90, 440, 1150, 1400), _rows(fields, rng), 210)
    two_dimensional_code(page, 120, 1450, 190)
    page.text(640, 1470, f"登记机构：{_office(fields)}", 30, style="serif")
    issued = chinese_day(f"{year(fields)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}")
    page.text(640, 1540, f"登记日期：{issued}", 30, style="serif")
    page.text(640, 1620, f"编号：No 500{rng.randrange(10**8):08d}", 26, LABEL)
    round_seal(page, 900 + sway(rng, 40), 1530 + sway(rng, 24), 112, _office(fields), "登记专用章")
    return page.stamp()


def _rows(fields: Mapping[str, str], rng: random.Random) -> Rows:
    unit = fields["unit_number"]
    if rng.random() < 0.6:
        unit = f"{unit[:6]} {unit[6:12]} {unit[12:19]} {unit[19:]}"
    square = rng.choice(("㎡", "平方米", "m²"))
    house = f"房屋建筑面积{rng.choice(('', '：'))}{fields['area']}{square}"
    land = f"共有宗地面积{rng.uniform(2000, 60000):.2f}{square}"
    begins = day(rng, date(1998, 1, 1), date(2014, 1, 1))
    lasting = f"{chinese_day(begins.isoformat())}起{chinese_day(years_later(begins, 70).isoformat())}止"
    floors = rng.randint(6, 34)
    inside = float(fields["area"]) * 0.81
    shared = float(fields["area"]) - inside
    other = (
        f"房屋结构：钢筋混凝土结构\n专有建筑面积：{inside:.2f}{square}，分摊建筑面积：{shared:.2f}{square}\n"
        f"房屋总层数：{floors}层，所在层：{rng.randint(1, floors)}层"
    )
    right, nature = "国有建设用地使用权/房屋所有权", rng.choice(("出让/市场化商品房", "出让/商品房", "出让"))
    lasting = rng.choice((f"国有建设用地使用权 {lasting}", lasting))
    if "宅基地" in fields["usage"]:
        right, nature, lasting = (
            "宅基地使用权/房屋所有权",
            "批准拨用宅基地/自建房",
            rng.choice(("/", "长期", "")),
        )
        land = f"宗地面积{rng.uniform(60, 200):.2f}{square}"
    return [
        ("权利人", fields["owner"], 78),
        ("共有情况", fields["co_ownership"], 70),
        ("坐落", fields["location"], 104),
        ("不动产单元号", unit, 76),
        ("权利类型", right, 76),
        ("权利性质", nature, 70),
        ("用途", fields["usage"], 70),
        ("面积", rng.choice((house, f"{land}/{house}")), 100),
        ("使用期限", lasting, 100),
        ("权利其他状况", other, 230),
    ]


def _table(page: Canvas, box: Box, rows: Rows, label_width: int) -> None:
    """Rows fill the box in the proportion of their heights."""
    style = page.rng.choice(("serif", "sans", "kai"))
    scale = (box.bottom - box.top) / sum(height for _, _, height in rows)
    size = page.rng.choice((27, 29, 31))
    y = box.top
    for label, value, height in rows:
        bottom = y + height * scale
        cell(page, Box(box.left, y, box.left + label_width, bottom), "", Print(26), LINE)
        width = 26 * min(len(label), 6) + (44 if len(label) < 4 else 4)
        page.spaced(
            box.left + (label_width - width) / 2, (y + bottom) / 2 - 16, label, 26, width, LABEL, "serif"
        )
        cell(page, Box(box.left + label_width, y, box.right, bottom), value, Print(size, style=style), LINE)
        y = bottom


def _numbered(page: Canvas, fields: Mapping[str, str], x: float, y: float, size: int) -> None:
    """The number in the form's words, with narrow or wide brackets and gaps around what was filled in."""
    number = fields["certificate_number"]
    shape = page.rng.choice(("plain", "wide", "gaps"))
    if shape != "plain":
        number = number.replace("(", "（").replace(")", "）")
    if shape == "gaps":
        number = (
            number.replace("（", " （ ")
            .replace("）", " ） ")
            .replace("不动", " 不动")
            .replace("第", "第 ")
            .replace("号", " 号")
        )
    page.centred(x, y, number, size, style=page.rng.choice(("serif", "sans")))


def _office(fields: Mapping[str, str]) -> str:
    """Who registers: since 2016 the county that the number names."""
    found = re.search(r"\)(.+)不动产权", fields["certificate_number"])
    return f"{found[1]}规划和自然资源局" if found else "规划和自然资源局"


LAYOUTS: Mapping[str, Drawer] = {
    "inner": _inner,
    "spread": _spread,
    "sheet": _sheet,
    "before_2016": land_and_house,
    "house": house,
}
