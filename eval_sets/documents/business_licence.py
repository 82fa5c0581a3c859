"""营业执照: original and copy, lying (since 2019) and upright (2015 to 2019), with the labels of each kind.

`registered_capital` is absent for shops (个体工商户), branches and some partnerships. `legal_representative`
is whoever stands in that place: 法定代表人, 经营者, 执行事务合伙人, 投资人 or 负责人.
"""

import random
from collections.abc import Mapping
from datetime import date
from functools import partial

from PIL import Image

from eval_sets.documents import businesses
from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.paper import (
    Drawer,
    Print,
    chinese_day,
    emblem,
    fitted,
    sway,
    two_dimensional_code,
    years_later,
)
from eval_sets.documents.people import Fields
from eval_sets.documents.seals import round_seal

Pairs = list[tuple[str, str]]
_INK: Colour = (50, 45, 40)
_GOLD: Colour = (190, 150, 80)
_HINT = ("扫描二维码登录‘国家", "企业信用信息公示系统’", "了解更多登记、备案、", "许可、监管信息。")


def invent(rng: random.Random, layout: str) -> Fields:
    return businesses.invent(rng, layout)


def _lying(fields: Mapping[str, str], rng: random.Random, original: bool) -> Image.Image:
    page = Canvas(1600, 1130, ground=rng.choice(((250, 247, 236), (252, 250, 244), (246, 244, 232))), rng=rng)
    page.waves((243, 237, 216), step=rng.choice((24, 30, 38)))
    _frame(page)
    emblem(page, 800, 126, 64)
    page.spaced(500, 196, "营业执照", 100 if original else 92, 600, _INK, rng.choice(("serif", "serif_bold")))
    if not original:
        page.centred(800, 310, rng.choice(("（副 本）", "（副本）")), 30, _INK, "serif")
        page.text(880, 318, rng.choice(("", "1-1", "3-1", " (2-1)")), 22, _INK, "serif")
    left, top = 96, 120 + sway(rng, 16)
    page.text(left, top, "统一社会信用代码", 27, _INK, "serif")
    page.text(left, top + 40, fields["credit_code"], 34, _INK, rng.choice(("sans", "serif", "digits")))
    two_dimensional_code(page, 1340, 96, 148)
    for row, line in enumerate(_HINT):
        page.text(1300, 262 + row * 20, line, 16, _INK, "serif")
    style: Style = rng.choice(("serif", "sans", "kai"))
    _column(page, 96, 290, 540, _left(fields, rng), style, 1040)
    _column(page, 890, 1090, 430, _right(fields, rng), style, 760)
    _registrar(page, fields, 930, 920)
    page.text(96, 1058, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 17, _INK, "serif")
    page.text(640, 1058, "市场主体应当于每年1月1日至6月30日报送公示年度报告", 15, _INK, "serif")
    page.text(1180, 1058, "国家市场监督管理总局监制", 17, _INK, "serif")
    return page.stamp()


def _upright(fields: Mapping[str, str], rng: random.Random, original: bool) -> Image.Image:
    """One column, the code above it."""
    page = Canvas(1130, 1600, ground=rng.choice(((250, 247, 236), (244, 248, 240), (248, 244, 238))), rng=rng)
    page.waves((243, 237, 216), step=rng.choice((26, 34)))
    _frame(page)
    emblem(page, 565, 160, 78)
    page.spaced(285, 262, "营业执照", 104 if original else 92, 560, _INK, rng.choice(("serif", "serif_bold")))
    if not original:
        page.centred(565, 392, rng.choice(("（副 本）", "（副本）", "(副 本) 1-1")), 32, _INK, "serif")
    code = f"统一社会信用代码{rng.choice(('', '：', ' '))}{fields['credit_code']}"
    page.centred(565 + sway(rng, 60), 452, code, 30, _INK, rng.choice(("serif", "sans")))
    style: Style = rng.choice(("serif", "sans", "kai"))
    left, right = _left(fields, rng), _right(fields, rng, old=True)
    _column(page, 130, 350, 640, [*left[:2], right[-1], left[2], *right[:-1], left[3]], style, 1240, 530)
    two_dimensional_code(page, 150, 1300, 140)
    _registrar(page, fields, 620, 1330)
    page.text(120, 1530, "企业信用信息公示系统网址：http://cq.gsxt.gov.cn", 17, _INK, "serif")
    page.text(640, 1530, "中华人民共和国国家工商行政管理总局监制", 17, _INK, "serif")
    return page.stamp()


def _left(fields: Mapping[str, str], rng: random.Random) -> Pairs:
    kind = fields["entity_type"]
    return [
        ("名称", fields["name"]),
        ("类型", kind.replace("(", "（").replace(")", "）") if rng.random() < 0.5 else kind),
        (_head(kind), fields["legal_representative"]),
        ("业务范围" if "合作社" in kind else "经营范围", fields["business_scope"]),
    ]


def _right(fields: Mapping[str, str], rng: random.Random, old: bool = False) -> Pairs:
    """Capital or form, the day it began, sometimes how long it lasts, and where it is."""
    kind = fields["entity_type"]
    begun = fields["established_on"]
    shop = kind == "个体工商户"
    rows = [("组成形式", rng.choice(("个人经营", "家庭经营")))] if shop else []
    if "registered_capital" in fields:
        rows.append((_capital_label(kind), fields["registered_capital"]))
    rows.append(("注册日期" if shop else "成立日期", chinese_day(begun, padded=rng.random() < 0.75)))
    if not shop and (old or rng.random() < 0.5):
        ends = chinese_day(years_later(date.fromisoformat(begun), 20).isoformat())
        lasting = rng.choice(("长期", f"{chinese_day(begun)}至长期", f"{chinese_day(begun)}至{ends}"))
        rows.append(("合伙期限" if "合伙" in kind else "营业期限", lasting))
    where = (
        "经营场所"
        if shop
        else "主要经营场所"
        if "合伙" in kind
        else "营业场所"
        if "分公司" in kind
        else "住所"
    )
    return [*rows, (where, fields["address"])]


def _head(kind: str) -> str:
    for part, label in (
        ("个体工商户", "经营者"),
        ("合伙", "执行事务合伙人"),
        ("个人独资企业", "投资人"),
        ("分公司", "负责人"),
    ):
        if part in kind:
            return label
    return "法定代表人"


def _capital_label(kind: str) -> str:
    if "合作社" in kind:
        return "成员出资总额"
    return "出资额" if "合伙" in kind or kind == "个人独资企业" else "注册资本"


def _column(
    page: Canvas,
    label_x: int,
    value_x: int,
    width: int,
    pairs: Pairs,
    style: Style,
    bottom: int,
    top: int = 380,
) -> None:
    """Labels spread over one width. A long scope is set smaller, until the column ends above `bottom`."""
    y, size = float(top), page.rng.choice((28, 30, 32))
    gap = page.rng.randint(22, 36)
    for label, value in pairs:
        if len(label) > 4:
            fitted(page, label_x, y, label, 178, Print(30, _INK, "serif"))
        else:
            page.spaced(label_x, y, label, 30, 150, _INK, "serif")
        fitting = _fitting(page, value, size, width, bottom - y, style) if "范围" in label else size
        below = page.wrapped(value_x, y + 2, value, fitting, width, fitting * 1.36, style)
        y = max(below, y + 40) + gap


def _fitting(page: Canvas, text: str, size: int, width: int, height: float, style: Style) -> int:
    """The largest size, from `size` down to 19, at which the text fits."""
    while size > 19 and len(page.broken(text, size, width, style)) * size * 1.36 > height:
        size -= 1
    return size


def _frame(page: Canvas) -> None:
    width, height = page.image.size
    page.draw.rectangle((26, 26, width - 26, height - 26), outline=_GOLD, width=10)
    page.draw.rectangle((44, 44, width - 44, height - 44), outline=_GOLD, width=2)


def _registrar(page: Canvas, fields: Mapping[str, str], x: int, y: int) -> None:
    page.text(x, y, page.rng.choice(("登记机关", "登 记 机 关")), 34, _INK, "serif")
    year, month, of_month = fields["established_on"].split("-")
    page.text(
        x + 190,
        y + 80,
        f"{int(year) + page.rng.randint(0, 3)} 年 {month} 月 {of_month} 日",
        28,
        _INK,
        "serif",
    )
    round_seal(page, x + 330 + sway(page.rng, 40), y + 40 + sway(page.rng, 20), 104, "样本市场监督管理局")


LAYOUTS: Mapping[str, Drawer] = {
    "copy_2019": partial(_lying, original=False),
    "original_2019": partial(_lying, original=True),
    "copy_2015": partial(_upright, original=False),
    "original_2015": partial(_upright, original=True),
}
