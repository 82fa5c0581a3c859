"""中华人民共和国残疾人证: second generation booklet (two pages), its single page, third generation card.

`certificate_number` is the id number, the digit of the category (1 视力 to 7 多重), the digit of the level,
and B and a digit where it was issued again; `id_number` is what it begins with. `category` and `level` are as
printed: 肢体 or 肢体残疾, 二级 or 贰级.
"""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.ground import fade, photo, tint
from eval_sets.documents.paper import Box, Drawer, Print, cell, fitted, sway, years_later
from eval_sets.documents.people import Fields, day, person
from eval_sets.documents.seals import round_seal

_CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_LINE: Colour = (150, 130, 120)
_LABEL: Colour = (70, 40, 36)
_TITLE = "中华人民共和国残疾人证"


def invent(rng: random.Random, layout: str) -> Fields:
    holder = person(rng, last=date(2020, 1, 1))
    category, level = rng.randint(1, 7), rng.randint(1, 4)
    again = f"B{rng.randint(1, 3)}" if rng.random() < 0.15 else ""
    return {
        "name": holder.name,
        "sex": holder.sex,
        "id_number": holder.id_number,
        "certificate_number": f"{holder.id_number}{category}{level}{again}",
        "category": _CATEGORIES[category - 1] + rng.choice(("", "残疾")),
        "level": rng.choice(("一二三四", "一二三四", "壹贰叁肆"))[level - 1] + "级",
    }


def _booklet(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Two facing pages: the person and the photo left, category, level and seal right."""
    page = Canvas(1500, rng.choice((830, 1010)), ground=_ground(rng), rng=rng)
    page.waves((240, 224, 214), step=27)
    page.draw.line((750, 0, 750, 1010), fill=(205, 195, 186), width=4)
    style: Style = rng.choice(("serif", "sans", "kai"))
    other = person(rng)
    photo(page, 480, 70, 210, 280, tint(rng, (214, 224, 234), 20))
    left = (
        ("姓名", fields["name"]),
        ("性别", fields["sex"]),
        ("民族", other.ethnicity + rng.choice(("", "族"))),
        ("出生年月", _month(fields, rng)),
    )
    for row, (label, value) in enumerate(left):
        _underlined(page, 70, 90 + 74 * row, label, value, 230, style)
    _underlined(
        page, 70, 400, rng.choice(("证号", "残疾人证号", "证  号")), fields["certificate_number"], 460, style
    )
    page.text(70, 486, "住址", 29, _LABEL, "serif")
    page.wrapped(200, 482, other.address, 30, 490, 42, style)
    guardian, phone = _guardian(rng)
    _underlined(page, 70, 640, "监护人", guardian, 240, style)
    _underlined(page, 70, 714, "联系电话", phone, 300, style)
    _underlined(page, 830, 110, "残疾类别", fields["category"], 340, style)
    _underlined(page, 830, 200, "残疾等级", fields["level"], 340, style)
    issued, ends = _validity(fields, rng)
    page.text(830, 320, "残疾人联合会（盖章）", 29, _LABEL, "serif")
    _underlined(page, 830, 520, "发证日期", issued, 340, style)
    _underlined(page, 830, 600, "有效期至", ends, 340, style)
    round_seal(page, 1120 + sway(rng, 60), 410 + sway(rng, 40), 118, "样本区残疾人联合会")
    return page.stamp()


def _page(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """One page with a table, as after 2018."""
    page = Canvas(900, 1240, ground=_ground(rng), rng=rng)
    page.waves((236, 226, 212), step=33)
    page.centred(450, 60, _TITLE, 48, (150, 40, 36), "serif_bold")
    photo(page, 620, 152, 208, 274, tint(rng, (214, 224, 234), 20))
    style: Style = rng.choice(("serif", "sans", "kai"))
    ink, label = Print(rng.choice((28, 31)), style=style), Print(27, _LABEL, "serif")
    other = person(rng)
    guardian, phone = _guardian(rng)
    issued, ends = _validity(fields, rng)
    rows = (
        ("姓名", fields["name"], 600),
        ("性别", fields["sex"], 600),
        ("民族", other.ethnicity, 600),
        ("出生年月", _month(fields, rng), 600),
        ("残疾类别", fields["category"], 840),
        ("残疾等级", fields["level"], 840),
        ("住址", other.address, 840),
        ("监护人", guardian, 840),
        ("联系电话", phone, 840),
        ("证号", fields["certificate_number"], 840),
        ("发证日期", issued, 840),
        ("有效期限", ends, 840),
    )
    y = 152.0
    for name, value, right in rows:
        height = 92 if name == "住址" else 72
        cell(page, Box(60, y, 230, y + height), name, label, _LINE, centred=True)
        cell(page, Box(230, y, right, y + height), value, ink, _LINE)
        y += height
    page.text(420, y + 40, "发证机关（盖章）", 28, _LABEL, "serif")
    round_seal(page, 640 + sway(rng, 50), y + 30, 100, "样本县残疾人联合会")
    return page.stamp()


def _card(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """The third generation, a card with a chip; labels with or without colons."""
    page = Canvas(1012, 638, ground=rng.choice(((240, 232, 226), (228, 238, 246), (236, 242, 230))), rng=rng)
    if rng.random() < 0.6:
        fade(page, tint(rng, (248, 236, 224)), tint(rng, (236, 244, 236)))
    page.waves((226, 216, 206), step=25)
    page.spaced(140, 40, _TITLE, 50, 730, (160, 40, 36), rng.choice(("serif_bold", "bold")))
    photo(page, 730, 140, 212, 276, tint(rng, (214, 224, 234), 20))
    colon = rng.choice(("", "：", ""))
    style: Style = rng.choice(("sans", "serif", "bold"))
    rows = (
        ("姓名", fields["name"], 70, 140),
        ("性别", fields["sex"], 70, 212),
        ("残疾类别", fields["category"], 70, 284),
        ("残疾等级", fields["level"], 70, 356),
        ("发证机关", "样本区残疾人联合会", 70, 428),
        ("证号", fields["certificate_number"], 70, 560),
        ("有效期限", _period(fields, rng), 70, 494),
    )
    for label, value, x, y in rows:
        ends = page.text(x, y, label + colon, 30, _LABEL)
        fitted(
            page,
            max(ends + 16, x + 90) + sway(rng, 5),
            y - 4,
            value,
            690 - ends + 240 * (y > 420),
            Print(36, style=style),
        )
    return page.stamp()


def _underlined(page: Canvas, x: int, y: int, label: str, value: str, width: int, style: Style) -> None:
    ends = page.text(x, y, label, 29, _LABEL, "serif") + 14
    fitted(page, ends + 8, y - 4 + sway(page.rng, 4), value, width - 10, Print(32, style=style))
    page.draw.line((ends, y + 38, ends + width, y + 38), fill=_LINE, width=2)


def _month(fields: Mapping[str, str], rng: random.Random) -> str:
    year, month, of_month = fields["id_number"][6:10], fields["id_number"][10:12], fields["id_number"][12:14]
    return rng.choice((f"{year}年{month}月", f"{year}年{int(month)}月{int(of_month)}日", f"{year}.{month}"))


def _guardian(rng: random.Random) -> tuple[str, str]:
    """Half of them have one; the telephone numbers are of no network."""
    phone = f"100{rng.randrange(10**8):08d}"
    return (person(rng).name, phone) if rng.random() < 0.5 else (rng.choice(("", "无", "/")), phone)


def _validity(fields: Mapping[str, str], rng: random.Random) -> tuple[str, str]:
    issued = day(rng, date(2021, 1, 1), date(2026, 1, 1))
    return (f"{issued:%Y年%m月%d日}", f"{years_later(issued, 10):%Y年%m月%d日}")


def _period(fields: Mapping[str, str], rng: random.Random) -> str:
    issued = day(rng, date(2021, 1, 1), date(2026, 1, 1))
    return f"{issued:%Y.%m.%d}-{years_later(issued, 10):%Y.%m.%d}"


def _ground(rng: random.Random) -> Colour:
    return rng.choice(((250, 242, 232), (244, 246, 236), (250, 238, 238), (240, 244, 248)))


LAYOUTS: Mapping[str, Drawer] = {"booklet": _booklet, "card": _card, "page": _page}
