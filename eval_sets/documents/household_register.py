"""居民户口簿, 常住人口登记卡: the page of one member."""

import random
from collections.abc import Mapping

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.people import person

_LINE: Colour = (120, 130, 120)
_LABEL: Colour = (60, 70, 60)
_ROWS = (62, 120, 178, 236, 294, 352, 410, 468, 526, 584)
_LEFT, _RIGHT = 60, 1140


def member(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(1200, 850, ground=(243, 240, 226), rng=rng)
    page.waves((233, 231, 214), step=33)
    page.spaced(400, 28, "常住人口登记卡", 38, 400, _LABEL, "serif")
    _grid(page)
    year, month, day = fields["birth_date"].split("-")
    home = fields["native_place"]
    cells = (
        (0, (("姓名", fields["name"]), ("户主或与\n户主关系", fields["relation_to_head"]))),
        (1, (("曾用名", ""), ("性别", fields["sex"]))),
        (2, (("出生地", home), ("民族", fields["ethnicity"]))),
        (3, (("籍贯", home), ("出生日期", f"{year}年{month}月{day}日"))),
        (4, (("本市（县）\n其他住址", ""), ("宗教信仰", ""))),
    )
    for row, pairs in cells:
        for half, (label, value) in enumerate(pairs):
            _cell(page, row, _LEFT + half * 600, label, value)
    _cell(page, 5, _LEFT, "公民身份\n证件编号", fields["id_number"])
    _cell(page, 5, 700, "身高", "")
    _cell(page, 5, 930, "血型", "")
    _cell(page, 6, _LEFT, "文化程度", rng.choice(("", "大学本科", "初中")))
    _cell(page, 6, 500, "婚姻状况", rng.choice(("", "未婚", "已婚")))
    _cell(page, 6, 830, "兵役状况", "")
    _cell(page, 7, _LEFT, "服务处所", "")
    _cell(page, 7, 700, "职业", "")
    _cell(page, 8, _LEFT, "何时由何地迁\n来本市（县）", "")
    page.text(_LEFT + 8, 100 + 9 * 68 + 20, "承办人签章：", 24, _LABEL, "serif")
    page.text(660, 100 + 9 * 68 + 20, "登记日期：", 24, _LABEL, "serif")
    page.text(
        800,
        100 + 9 * 68 + 18,
        f"{rng.randint(max(2010, int(year)), 2025)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        26,
        style="serif",
    )
    page.seal(560, 100 + 9 * 68 + 40, 55, "样本")
    return page.stamp()


def _grid(page: Canvas) -> None:
    top, height = 90, 68
    for row in range(10):
        y = top + row * height
        page.draw.line((_LEFT, y, _RIGHT, y), fill=_LINE, width=2)
    bottom = top + 9 * height
    for x in (_LEFT, _RIGHT, _LEFT + 150):
        page.draw.line((x, top, x, bottom), fill=_LINE, width=2)
    for x in (_LEFT + 600, _LEFT + 745):
        page.draw.line((x, top, x, top + 5 * height), fill=_LINE, width=2)


def _cell(page: Canvas, row: int, left: float, label: str, value: str) -> None:
    y = 90 + row * 68
    parts = label.split("\n")
    size = 22 if len(parts) == 2 else 26
    for place, part in enumerate(parts):
        offset = 6 + place * 30 if len(parts) == 2 else 18
        page.text(left + 8, y + offset, part, size, _LABEL, "serif")
    page.text(left + 165, y + 15, value, 30, style="serif")


_RELATIONS = ("户主", "妻", "夫", "长子", "长女", "次女", "子", "女", "孙女", "父亲", "母亲", "儿媳")

LAYOUTS = {"printed": member}


def invent(rng: random.Random, layout: str) -> dict[str, str]:
    """What the page of an invented member shows."""
    one = person(rng)
    return {
        "name": one.name,
        "relation_to_head": rng.choice(_RELATIONS),
        "sex": one.sex,
        "ethnicity": one.ethnicity + rng.choice(("", "族")),
        "birth_date": one.birth_date,
        "id_number": one.id_number,
        "native_place": one.place.short,
    }
