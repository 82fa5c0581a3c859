"""居民户口簿: the first page of a household, printed, typed and written by hand."""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas
from eval_sets.documents.forms import Entry, FormStyle, Row, table
from eval_sets.documents.household_register import sheet, style_of
from eval_sets.documents.paper import chinese_day
from eval_sets.documents.people import Fields, day, name, person
from eval_sets.documents.places import place_of, police_station
from eval_sets.documents.seals import round_seal

_TYPES = (
    "家庭户",
    "家庭户",
    "非农业家庭户",
    "农业家庭户",
    "居民家庭户",
    "城镇居民家庭户",
    "集体户",
    "非农业集体户",
)


def _home(how: str, fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page, style = sheet(rng, 1200, 850), style_of(rng, how)
    left, width, top = rng.randint(46, 80), rng.randint(1040, 1080), rng.randint(50, 110)
    if rng.random() < 0.35:
        page.centred(
            600, top - 40, rng.choice(("首页", "居民户口簿首页", "居民户口簿")), 34, style.label, "serif"
        )
        top += 20
    a, b = rng.choice(((0.13, 0.3), (0.15, 0.33), (0.12, 0.24)))
    rows: list[Row] = [
        [
            Entry("户别", fields["household_type"], a, b),
            Entry("户主姓名", fields["head_name"], a, 1 - 2 * a - b),
        ],
        [Entry("户号", fields["household_number"], a, b), Entry("住址", fields["address"], a, 1 - 2 * a - b)],
    ]
    if rng.random() < 0.3:
        rows = [rows[0], [rows[1][0]._replace(value_share=1 - a)], [rows[1][1]._replace(value_share=1 - a)]]
    bottom = table(page, left, top, width, rng.randint(86, 104), rows, style)
    _stamps(page, left, bottom + 40, fields, style)
    if len(rows) == 2 and rng.random() < 0.75:
        _changes(page, left, width, style)
    return page.stamp()


def _stamps(page: Canvas, left: float, y: float, fields: Mapping[str, str], style: FormStyle) -> None:
    rng, where = page.rng, place_of(fields["address"])
    page.text(left + 60, y + 30, "省级公安机关", 22, style.label, "serif")
    page.text(left + 60, y + 60, "户口专用章", 22, style.label, "serif")
    page.text(left + 560, y + 30, "户口登记机关", 22, style.label, "serif")
    page.text(left + 560, y + 60, "户口专用章", 22, style.label, "serif")
    if rng.random() < 0.85:
        round_seal(page, left + 290, y + 70, rng.randint(66, 84), f"{where.province}公安厅户口专用章")
    if rng.random() < 0.9:
        round_seal(page, left + 790, y + 70, rng.randint(66, 84), police_station(rng, where) + "户口专用章")
    foot = y + rng.randint(160, 190)
    page.text(left + 40, foot, rng.choice(("承办人签章：", "承办人签章")), 24, style.label, "serif")
    if rng.random() < 0.7:
        page.written(left + 210, foot - 4, name(rng), 28)
    signed = day(rng, date(1996, 1, 1), date(2025, 12, 31)).isoformat()
    page.text(left + 560, foot, "签发日期：" if rng.random() < 0.5 else "", 24, style.label, "serif")
    page.text(left + 700, foot, chinese_day(signed), 26, style=style.value_style)


def _changes(page: Canvas, left: float, width: float, style: FormStyle) -> None:
    """The empty table of later addresses."""
    page.centred(left + width / 2, 545, "住 址 变 动 登 记", 28, style.label, "serif")
    heads = ((0.0, 0.55, "变动后的住址"), (0.55, 0.78, "变动日期"), (0.78, 1.0, "承办人签章"))
    for row in range(4):
        for begin, end, head in heads:
            box = (left + width * begin, 596 + row * 52, left + width * end, 648 + row * 52)
            page.draw.rectangle(box, outline=style.line, width=style.line_width)
            if row == 0:
                page.centred((box[0] + box[2]) / 2, box[1] + 12, head, 22, style.label, "serif")


def printed(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _home("printed", fields, rng)


def typed(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _home("typed", fields, rng)


def handwritten(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _home("handwritten", fields, rng)


LAYOUTS = {"printed": printed, "typed": typed, "handwritten": handwritten}


def invent(rng: random.Random, layout: str) -> Fields:
    """What the first page of an invented household shows."""
    one = person(rng, last=date(2006, 1, 1))
    return {
        "household_type": rng.choice(_TYPES),
        "head_name": one.name,
        "household_number": "".join(rng.choices("0123456789", k=rng.choice((6, 8, 9, 9, 10, 12)))),
        "address": one.address,
    }
