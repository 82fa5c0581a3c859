"""居住证: the cards of provinces, one with two addresses and its validity on it, and that of 港澳台居民.

`address` is where the holder lives now (居住地址), also when the card names the registered home besides. The
card of 港澳台居民 has the rows of an identity card without 民族, and a number that begins with 81, 82 or 83.
"""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.ground import fade, guilloche, photo, tint
from eval_sets.documents.id_card import SIZE, Setting, person_rows
from eval_sets.documents.paper import chinese_day, two_dimensional_code
from eval_sets.documents.people import Fields, day, id_number, person
from eval_sets.documents.places import address, place, place_of, police

_GROUNDS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((222, 238, 226), (240, 240, 228), (214, 232, 236)),
    ((214, 228, 244), (236, 238, 246), (222, 232, 240)),
    ((244, 236, 222), (246, 242, 236), (238, 228, 220)),
    ((230, 224, 240), (240, 236, 244), (222, 230, 242)),
)


def _ground(rng: random.Random) -> Canvas:
    page = Canvas(*SIZE, ground=(235, 238, 236), rng=rng)
    colours = rng.choice(_GROUNDS)
    fade(page, *(tint(rng, colour) for colour in colours))
    guilloche(page, *(tint(rng, (red - 14, green - 12, blue - 12)) for red, green, blue in colours[:2]))
    return page


def card(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """A title, below it rows as on an identity card."""
    page = _ground(rng)
    where = place_of(fields["address"])
    title = rng.choice(
        (f"{where.province}居住证", "居住证", "中华人民共和国居住证", f"{where.province}居住证")
    )
    ink = tint(rng, rng.choice(((150, 36, 36), (36, 60, 120), (30, 30, 36))))
    size = rng.randint(44, 54)
    width = min(size * len(title) * rng.uniform(1.05, 1.5), 640)
    page.spaced(
        506 - width / 2,
        rng.randint(14, 24),
        title,
        size,
        width,
        ink,
        rng.choice(("serif_bold", "bold", "kai")),
    )
    photo(page, rng.randint(650, 676), rng.randint(100, 124), 264, rng.randint(340, 360), (232, 240, 248))
    rows = Setting.chosen(rng)
    person_rows(page, fields, rows, labels=_labels(rng), first=rng.randint(96, 108))
    return page.stamp()


def hong_kong_macao_taiwan(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = _ground(rng)
    photo(page, rng.randint(636, 664), rng.randint(66, 92), 284, 384)
    person_rows(page, fields, Setting.chosen(rng))
    return page.stamp()


def ic_card(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """The photo on the left; the registered home, who issued the card and its validity are on it too."""
    page = _ground(rng)
    where = place_of(fields["address"])
    band = tint(rng, rng.choice(((40, 110, 170), (44, 130, 96), (170, 60, 50))), 14)
    page.draw.rectangle((0, 0, SIZE[0], 92), fill=band)
    title = rng.choice((f"{where.province}居住证", f"{where.full}居住证", "居 住 证"))
    page.centred(
        506, 18, title, 48 if len(title) < 12 else 36, (250, 250, 250), rng.choice(("bold", "serif_bold"))
    )
    photo(
        page,
        44,
        rng.randint(124, 150),
        230,
        300,
        rng.choice(((250, 250, 250), (90, 150, 210), (232, 240, 248))),
    )
    if rng.random() < 0.5:
        two_dimensional_code(page, 96, 470, 120)
    _ic_rows(page, fields, rng.choice(("：", "", " ")))
    return page.stamp()


def _ic_rows(page: Canvas, fields: Mapping[str, str], colon: str) -> None:
    rng = page.rng
    begins = day(rng, date(2016, 1, 1), date(2026, 1, 1))
    dotted = rng.random() < 0.5
    days = [begins.isoformat(), begins.replace(year=begins.year + 1, day=min(begins.day, 28)).isoformat()]
    validity = "-".join(one.replace("-", ".") if dotted else chinese_day(one) for one in days)
    born = fields["birth_date"].replace("-", ".") if rng.random() < 0.2 else chinese_day(fields["birth_date"])
    rows = [
        ("姓名", fields["name"]),
        (None, None),
        (rng.choice(("出生日期", "出生")), born),
        (rng.choice(("公民身份号码", "身份证号码", "公民身份号码")), fields["id_number"]),
        (rng.choice(("居住地址", "居住地住址", "现居住地址")), fields["address"]),
        (rng.choice(("户籍地址", "常住户口所在地", "户籍所在地")), address(rng, place(rng, chongqing=0.4))),
        ("签发机关", police(place_of(fields["address"]))),
        (rng.choice(("有效期限", "有效期")), validity),
    ]
    size, x, y = rng.randint(23, 26), rng.randint(300, 326), float(rng.randint(106, 118))
    label: Colour = tint(rng, (60, 70, 90), 20)
    for name, value in rows:
        if name is None or value is None:
            end = page.text(x, y, f"性别{colon} ", size, label)
            end = page.text(end + 6, y, fields["sex"], size + 1) + rng.randint(40, 120)
            end = page.text(end, y, f"民族{colon} ", size, label)
            page.text(end + 6, y, fields["ethnicity"], size + 1)
            y += size * 1.6
            continue
        end = page.text(x, y, f"{name}{colon} ", size, label) + 6
        y = page.wrapped(end, y, value, size + 1, 990 - end, size * 1.25) + size * 0.38


def _labels(rng: random.Random) -> Mapping[str, str]:
    """Other names of the rows of an identity card, as the provinces' cards have them."""
    return {
        "住址": rng.choice(("住址", "居住地址", "住址", "居住地")),
        "公民身份号码": rng.choice(("公民身份号码", "公民身份号码", "身份证号")),
        "出生": rng.choice(("出生", "出生日期")),
    }


LAYOUTS = {"card": card, "ic_card": ic_card, "hong_kong_macao_taiwan": hong_kong_macao_taiwan}
RARE = frozenset({"hong_kong_macao_taiwan"})


def invent(rng: random.Random, layout: str) -> Fields:
    """What the permit of an invented person shows."""
    one = person(rng, last=date(2010, 1, 1))
    fields = {
        "name": one.name,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth_date,
        "address": one.address,
        "id_number": one.id_number,
    }
    if layout == "hong_kong_macao_taiwan":
        del fields["ethnicity"]
        area = rng.choice(("810000", "820000", "830000"))
        fields["id_number"] = id_number(rng, area, date.fromisoformat(one.birth_date), one.sex)
    return fields
