"""中华人民共和国机动车驾驶证, main page: two kinds of paper, and a phone screen (GA 482).

`valid_until` is absent on the old paper that says 6年 or 10年; 长期 is printed as such.
"""

import random
from collections.abc import Mapping
from datetime import date
from functools import partial

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.ground import photo, tint
from eval_sets.documents.paper import Drawer, Print, fitted, sway, two_dimensional_code, years_later
from eval_sets.documents.people import Fields, day, person
from eval_sets.documents.seals import square_seal

_LABEL: Colour = (40, 46, 52)
_CLASSES = (
    "C1",
    "C1",
    "C1",
    "C2",
    "B2",
    "B1",
    "A2",
    "A1A2",
    "A1",
    "C1D",
    "C1E",
    "A2D",
    "B2E",
    "C3",
    "D",
    "C6",
)
_TITLE = "中华人民共和国机动车驾驶证"
_ENGLISH = "Driving License of the People's Republic of China"


def invent(rng: random.Random, layout: str) -> Fields:
    holder = person(rng, first=date(1950, 1, 1), last=date(2004, 12, 31))
    born = date.fromisoformat(holder.birth_date)
    years = layout == "paper_years"
    begins = day(
        rng, date(2005, 1, 1) if years else date(2014, 1, 1), date(2013, 1, 1) if years else date(2025, 10, 1)
    )
    renewed = rng.choice([0, *(gap for gap in (6, 16) if begins.year - gap - born.year > 18)])
    begins = max(begins, years_later(born, 18))
    first = years_later(begins, -renewed)
    fields = {
        "name": holder.name,
        "sex": holder.sex,
        "id_number": holder.id_number,
        "address": holder.address,
        "birth_date": holder.birth_date,
        "first_issued_on": first.isoformat(),
        "vehicle_class": rng.choice(_CLASSES),
        "valid_from": begins.isoformat(),
    }
    if layout != "paper_years":
        lasting = renewed == 16 and rng.random() < 0.6
        ends = years_later(begins, 10 if renewed else 6).isoformat()
        fields["valid_until"] = "长期" if lasting else ends
    return fields


def _paper(fields: Mapping[str, str], rng: random.Random, years: bool) -> Image.Image:
    ground = rng.choice(((236, 242, 232), (240, 240, 234), (232, 240, 240), (244, 240, 236)))
    page = Canvas(1056, 728, ground=ground, rng=rng)
    _main_page(page, fields, years)
    return page.stamp()


def _open(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Main page above, 副页 below, as people lay them for one photo or copy."""
    page = Canvas(1056, 1430, ground=tint(rng, (240, 242, 236)), rng=rng)
    _main_page(page, fields, years=False)
    page.draw.rectangle((0, 728, 1056, 744), fill=(120, 116, 110))
    page.centred(528, 776, f"{_TITLE}副页", 42, _LABEL, rng.choice(("serif", "sans")))
    style = _ink(rng)
    page.text(60, 860, "证号", 30, _LABEL)
    page.text(150, 854, fields["id_number"], 38, style=style)
    page.text(60, 930, "姓名", 30, _LABEL)
    fitted(page, 150, 924, fields["name"], 340, Print(36, style=style))
    page.text(560, 930, "档案编号", 30, _LABEL)
    page.text(710, 924, _archive(rng), 36, style=style)
    page.text(60, 1010, "记录", 30, _LABEL)
    record = f"请于{fields['valid_from'][:4]}年起每个记分周期结束后三十日内提交身体条件证明。"
    page.wrapped(150, 1006, rng.choice((record, "实习期至2026年08月16日。", "")), 32, 820, 44, style)
    return page.stamp()


def _main_page(page: Canvas, fields: Mapping[str, str], years: bool) -> None:
    rng = page.rng
    page.waves((222, 234, 218), step=rng.choice((22, 28, 36)))
    page.waves((240, 222, 214), step=47)
    page.centred(528, 34, _TITLE, 46, _LABEL, rng.choice(("serif", "sans")))
    page.centred(528, 92, _ENGLISH, 24, _LABEL, "serif")
    style = _ink(rng)
    photo(page, 778, 322, 222, 278, tint(rng, (214, 224, 234), 20))
    _card(page, fields, 0, 0, style)
    _validity(page, fields, 0, 0, style, years)
    square_seal(page, 175 + sway(rng, 12), 470 + sway(rng, 14), _office(fields["id_number"]), 34)


def _phone(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """The 交管12123 screen: the card as a picture, then the status and a code to scan."""
    page = Canvas(1080, 2060, ground=(242, 244, 248), rng=rng)
    page.draw.rectangle((0, 0, 1080, 180), fill=(36, 104, 214))
    page.text(40, 22, f"{rng.randint(8, 21)}:{rng.randint(10, 59)}", 34, (255, 255, 255))
    page.text(880, 22, f"5G  {rng.randint(12, 99)}%", 32, (255, 255, 255))
    page.centred(540, 96, rng.choice(("电子驾驶证", "机动车驾驶证")), 46, (255, 255, 255))
    page.draw.rounded_rectangle((12, 210, 1068, 950), radius=26, fill=(232, 240, 250))
    page.centred(540, 240, _TITLE, 44, _LABEL)
    page.centred(540, 296, _ENGLISH, 23, _LABEL, "serif")
    photo(page, 790, 526, 222, 278, tint(rng, (214, 224, 234), 20))
    _card(page, fields, 12, 204, "sans")
    _validity(page, fields, 12, 204, "sans", years=False)
    square_seal(page, 187, 674, _office(fields["id_number"]), 32)
    page.draw.rounded_rectangle((12, 980, 1068, 1270), radius=26, fill=(255, 255, 255))
    rows = (("状态", "正常"), ("累积记分", f"{rng.choice((0, 0, 3, 6))}分"), ("档案编号", _archive(rng)))
    for place, (label, value) in enumerate(rows):
        page.text(60, 1010 + 86 * place, label, 38, (120, 124, 132))
        page.text(420, 1010 + 86 * place, value, 38)
    two_dimensional_code(page, 330, 1350, 420)
    page.centred(540, 1800, f"生成时间 2025-0{rng.randint(1, 9)}-{rng.randint(10, 28)} 10:26:31", 34)
    page.centred(540, 1900, "样本，仅供测试", 36, (160, 60, 60))
    return page.stamp()


def _card(page: Canvas, fields: Mapping[str, str], x: int, y: int, style: Style) -> None:
    """Number to class, the same on paper and screen; (x, y) is the card's corner."""
    rng = page.rng
    dx, dy = sway(rng, 6), sway(rng, 5)
    page.text(x + 270, y + 134, "证号", 30, _LABEL)
    page.text(x + 362 + dx, y + 128 + dy, fields["id_number"], 40, style=style)
    left = x + 50 + sway(rng, 12)
    _label(page, left, y + 190, "姓名", "Name")
    fitted(page, x + 150 + dx, y + 194 + dy, fields["name"], 330, Print(36, style=style))
    second, third = x + 505 + sway(rng, 12), x + 690 + sway(rng, 14)
    _label(page, second, y + 190, "性别", "Sex")
    page.text(second + 80 + dx, y + 194 + dy, fields["sex"], 36, style=style)
    _label(page, third, y + 190, "国籍", "Nationality")
    page.text(third + 150 + dx, y + 194 + dy, "中国", 36, style=style)
    _label(page, left, y + 258, "住址", "Address")
    page.wrapped(x + 170 + dx, y + 254 + dy, fields["address"], 32, rng.choice((530, 570, 600)), 38, style)
    rows = (
        ("出生日期", "Date of Birth", fields["birth_date"]),
        ("初次领证日期", "Date of First Issue", fields["first_issued_on"]),
        ("准驾车型", "Class", fields["vehicle_class"]),
    )
    middle, step = x + 326 + sway(rng, 14), rng.randint(68, 80)
    for place, (label, english, value) in enumerate(rows):
        top = y + 382 + place * step
        _label(page, middle, top, label, english)
        page.text(middle + 218 + dx, top + 4 + dy, value, 36, style=style)


def _validity(page: Canvas, fields: Mapping[str, str], x: int, y: int, style: Style, years: bool) -> None:
    begins, top = fields["valid_from"], y + 632
    if years:
        _label(page, x + 50, top, "有效起始日期", "Valid From")
        page.text(x + 260, top + 4, begins, 34, style=style)
        _label(page, x + 540, top, "有效期限", "Valid For")
        page.text(x + 700, top + 4, page.rng.choice(("6年", "6年", "10年")), 34, style=style)
        return
    between = page.rng.choice((" 至 ", "至", "  至  "))
    _label(page, x + 50, top, "有效期限", "Valid Period")
    page.text(x + 330, top + 4, begins + between + fields["valid_until"], 36, style=style)


def _label(page: Canvas, x: float, y: float, chinese: str, english: str) -> None:
    page.text(x, y, chinese, 29, _LABEL)
    page.text(x, y + 33, english, 19, _LABEL, "serif")


def _ink(rng: random.Random) -> Style:
    return rng.choice(("sans", "serif", "kai"))


def _archive(rng: random.Random) -> str:
    return f"5001{rng.randrange(10**8):08d}"


def _office(id_number: str) -> tuple[str, ...]:
    if id_number.startswith("50"):
        return ("重庆市公", "安局交通", "管理总队")
    return ("市公安局", "交通警察", "支队样本")


LAYOUTS: Mapping[str, Drawer] = {
    "paper": partial(_paper, years=False),
    "paper_years": partial(_paper, years=True),
    "open": _open,
    "phone": _phone,
}
