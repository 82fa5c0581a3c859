"""出生医学证明, main page: editions V (2014) and VI (2019) and the electronic one; some name no father.

The certificate number is a letter and nine digits; the letter is the edition's.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.paper import (
    Box,
    Drawer,
    Print,
    cell,
    chinese_day,
    emblem,
    fitted,
    sway,
    two_dimensional_code,
)
from eval_sets.documents.people import Fields, Person, day, name, person
from eval_sets.documents.places import place
from eval_sets.documents.seals import round_seal

_LABEL: Colour = (40, 70, 60)
_ENGLISH: Colour = (70, 100, 90)
_LINE: Colour = (130, 160, 150)
_HOSPITALS = ("人民医院", "妇幼保健院", "中医院", "第一人民医院", "中心医院", "妇幼保健计划生育服务中心")


def invent(rng: random.Random, layout: str) -> Fields:
    """One in eight has no father; then his fields are absent."""
    born = _born(rng, layout)
    mother = person(rng, "女", date(born.year - 44, 1, 1), date(born.year - 20, 1, 1))
    father = person(rng, "男", date(born.year - 55, 1, 1), date(born.year - 20, 1, 1))
    number = f"{'Z' if layout == 'electronic' else _letter(born, rng)}{rng.choice(('50', '50', '51', '11'))}"
    fields = {
        "child_name": name(rng),
        "sex": rng.choice("男女"),
        "birth_date": born.isoformat(),
        "mother_name": mother.name,
        "mother_id_number": mother.id_number,
        "certificate_number": number + f"{rng.randrange(10**7):07d}",
    }
    if rng.random() < 0.875:
        fields |= {"father_name": father.name, "father_id_number": father.id_number}
    return fields


def _born(rng: random.Random, layout: str) -> date:
    first, last = {"fifth": (2014, 2018), "sixth": (2019, 2026)}.get(layout, (2021, 2026))
    return day(rng, date(first, 1, 1), date(last, 1, 1))


def _letter(born: date, rng: random.Random) -> str:
    return rng.choice("OPQR" if born.year < 2019 else "STUV")


def _fifth(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Landscape, labels with lines under what was filled in, sentence by sentence; bilingual."""
    page = Canvas(1480, 1050, ground=(240, 248, 240), rng=rng)
    page.waves((216, 236, 220), step=24)
    page.waves((246, 226, 230), step=57)
    page.draw.rectangle((24, 24, 1456, 1026), outline=(120, 170, 150), width=8)
    _heading(page, 740, 52)
    style = rng.choice(("serif", "sans", "kai"))
    year, month, of_month = fields["birth_date"].split("-")
    detail = _detail(rng)
    y = 240
    born = f"{year} 年 {month} 月 {of_month} 日 {detail.hour} 时 {detail.minute} 分"
    child = (
        (
            ("新生儿姓名", "Full name of baby", fields["child_name"], 80, 310),
            ("性别", "Sex", fields["sex"], 600, 80),
            ("出生时间", "Date of birth", born, 780, 480),
        ),
        (
            ("出生孕周", "Gestation (week)", f"{detail.weeks} 周", 80, 160),
            ("体重", "Weight", f"{detail.weight} 克", 480, 140),
            ("身长", "Length", f"{detail.length} 厘米", 800, 140),
            ("健康状况", "Health", "良好", 1080, 120),
        ),
        (
            ("出生地点", "Place of birth", detail.place, 80, 560),
            ("医疗机构", "Institution", detail.hospital, 840, 420),
        ),
    )
    for row, parts in enumerate(child):
        _line(page, y + 84 * row, style, parts)
    _parent(page, fields, y + 258, "母亲", style)
    _parent(page, fields, y + 448, "父亲", style)
    _foot(page, fields, 900)
    return page.stamp()


def _sixth(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Portrait, a table, labels left of their values."""
    page = Canvas(1100, 1500, ground=(244, 247, 236), rng=rng)
    page.waves((230, 238, 214), step=26)
    page.draw.rectangle((28, 28, 1072, 1472), outline=(190, 120, 130), width=6)
    emblem(page, 550, 108, 44)
    _heading(page, 550, 166)
    _tabulated(page, fields, 290, rng.choice((27, 29, 31)), rng.choice(("serif", "sans", "kai")))
    _foot(page, fields, 1310)
    return page.stamp()


def _electronic(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """As printed from the electronic certificate: white, no English, a code to scan."""
    page = Canvas(1240, 1500, ground=(254, 254, 254), rng=rng)
    page.draw.rectangle((40, 40, 1200, 1460), outline=(200, 150, 150), width=4)
    page.centred(620, 90, "出生医学证明", 60, (170, 40, 40), "bold")
    page.centred(620, 180, rng.choice(("（电子证照）", "电子证照")), 30, _LABEL)
    two_dimensional_code(page, 1010, 76, 150)
    _tabulated(page, fields, 270, rng.choice((26, 28)), rng.choice(("serif", "sans")), inset=60)
    _foot(page, fields, 1300)
    return page.stamp()


def _tabulated(
    page: Canvas, fields: Mapping[str, str], top: int, size: int, style: Style, inset: int = 0
) -> None:
    """Four columns; places and institutions over three of them."""
    left, right = 60 + inset, page.image.width - 60 - inset
    stops = [left + (right - left) * part for part in (0, 0.17, 0.48, 0.65, 1)]
    ink = Print(size, style=style)
    for row, (first, value, second, other) in enumerate(_rows(fields, page.rng)):
        y, below = top + row * 76, top + row * 76 + 76
        _label_cell(page, Box(stops[0], y, stops[1], below), first)
        cell(page, Box(stops[1], y, stops[2 if second else 4], below), value, ink, _LINE)
        if second:
            _label_cell(page, Box(stops[2], y, stops[3], below), second)
            cell(page, Box(stops[3], y, stops[4], below), other, ink, _LINE)


def _label_cell(page: Canvas, box: Box, label: str) -> None:
    cell(page, box, label, Print(21 if "\n" in label else 24, _LABEL, "serif"), _LINE, centred=True)


def _rows(fields: Mapping[str, str], rng: random.Random) -> list[tuple[str, str, str, str]]:
    """Label, value, label, value; the second two are empty where the first value has the row for itself."""
    detail = _detail(rng)
    born = chinese_day(fields["birth_date"], padded=rng.random() < 0.6)
    rows = [
        ("新生儿姓名", fields["child_name"], "性别", fields["sex"]),
        ("出生时间", f"{born}{detail.hour}时{detail.minute}分", "出生孕周", f"{detail.weeks}周"),
        ("体重", f"{detail.weight}克", "身长", f"{detail.length}厘米"),
        ("出生地点", detail.place, "", ""),
        ("医疗机构名称", detail.hospital, "", ""),
    ]
    for who, key in (("母亲", "mother"), ("父亲", "father")):
        number = fields.get(f"{key}_id_number", "")
        age, nation, ethnicity, address = _beyond(rng, number, fields["birth_date"])
        kind = "居民身份证" if number else ""
        rows += [
            (f"{who}姓名", fields.get(f"{key}_name", rng.choice(("", "/"))), "年龄", age),
            ("国籍", nation, "民族", ethnicity),
            ("住址", address, "", ""),
            ("有效身份证件\n类别", kind, "有效身份证件\n号码", number),
        ]
    return rows


def _heading(page: Canvas, x: int, y: int) -> None:
    page.centred(
        x, y, page.rng.choice(("出生医学证明", "出 生 医 学 证 明")), 58, (150, 50, 70), "serif_bold"
    )
    page.centred(x, y + 76, "BIRTH CERTIFICATE", 30, (150, 50, 70), "serif")


def _line(page: Canvas, y: float, style: Style, parts: tuple[tuple[str, str, str, int, int], ...]) -> None:
    """(label, English, value, x, width of the value) with a line under the value."""
    for label, english, value, x, width in parts:
        ends = page.text(x, y, label, 27, _LABEL, "serif") + 12
        page.text(x, y + 34, english, 17, _ENGLISH, "serif")
        fitted(page, ends + 8, y - 3 + sway(page.rng, 4), value, width, Print(31, style=style))
        page.draw.line((ends, y + 36, ends + width, y + 36), fill=_LINE, width=2)


def _parent(page: Canvas, fields: Mapping[str, str], y: int, who: str, style: Style) -> None:
    parent = "mother" if who == "母亲" else "father"
    called = fields.get(f"{parent}_name", page.rng.choice(("", "/", "——")))
    number = fields.get(f"{parent}_id_number", "")
    age, nation, ethnicity, address = _beyond(page.rng, number, fields["birth_date"])
    rows = (
        (
            (f"{who}姓名", f"Full name of {parent}", called, 80, 330),
            ("年龄", "Age", age, 590, 90),
            ("国籍", "Nationality", nation, 780, 130),
            ("民族", "Ethnicity", ethnicity, 1010, 180),
        ),
        (("住址", "Address", address, 80, 1180),),
        (
            ("有效身份证件类别", "Type of valid ID", "居民身份证" if number else "", 80, 220),
            ("有效身份证件号码", "No. of valid ID", number, 640, 480),
        ),
    )
    for row, parts in enumerate(rows):
        _line(page, y + 63 * row, style, parts)


def _foot(page: Canvas, fields: Mapping[str, str], y: int) -> None:
    rng = page.rng
    right = page.image.width - 90
    page.text(
        90,
        y + 14,
        rng.choice(("出生医学证明编号", "编号", "出生医学证明编号：", "编号：")),
        27,
        _LABEL,
        "serif",
    )
    number = fields["certificate_number"]
    spread = number[0] + " " + number[1:] if rng.random() < 0.4 else number
    page.text(342, y + 8, spread, 36, (180, 30, 40), rng.choice(("digits", "serif", "sans")))
    issued = date.fromisoformat(fields["birth_date"]) + timedelta(days=rng.randint(2, 60))
    below = 70 if page.image.width < 1400 else 0
    page.text(right - 540, y + 14 + below, "签发机构（盖章）", 27, _LABEL, "serif")
    page.text(
        right - 540, y + 56 + below, f"签发日期  {chinese_day(issued.isoformat())}", 27, _LABEL, "serif"
    )
    round_seal(page, right - 170 + sway(rng, 40), y + 40 + below // 2, 88, "重庆市妇幼保健院样本", "专用章")


@dataclass(frozen=True, slots=True)
class _Detail:
    """What the certificate says and the contract does not ask for."""

    hour: str
    minute: str
    weeks: str
    weight: str
    length: str
    place: str
    hospital: str


def _detail(rng: random.Random) -> _Detail:
    where = place(rng)
    return _Detail(
        hour=f"{rng.randrange(24):02d}",
        minute=f"{rng.randrange(60):02d}",
        weeks=rng.choice((str(rng.randint(36, 41)), f"{rng.randint(36, 41)}+{rng.randint(1, 6)}")),
        weight=str(rng.randint(2100, 4300)),
        length=str(rng.randint(45, 54)),
        place=where.full,
        hospital=where.county + rng.choice(_HOSPITALS),
    )


def _beyond(rng: random.Random, number: str, child_born: str) -> tuple[str, str, str, str]:
    """Age, nationality, ethnicity and address of a parent with that id number; empty without one."""
    if not number:
        return "", "", "", ""
    other: Person = person(rng)
    age = int(child_born[:4]) - int(number[6:10]) - (number[10:14] > child_born[5:].replace("-", ""))
    ethnicity = other.ethnicity + rng.choice(("", "族"))
    return f"{age}{rng.choice(('', '岁'))}", rng.choice(("中国", "中华人民共和国")), ethnicity, other.address


LAYOUTS: Mapping[str, Drawer] = {"sixth": _sixth, "fifth": _fifth, "electronic": _electronic}
