"""结婚证: the open double page in use since 2004, the electronic one, and the handwritten one before 2004.

The old one names no 持证人, so that `holder_name` is absent.
"""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.ground import fade, guilloche, photo, tint
from eval_sets.documents.paper import chinese_day, two_dimensional_code
from eval_sets.documents.people import Fields, Person, day, person
from eval_sets.documents.places import place
from eval_sets.documents.seals import round_seal

_INK: Colour = (34, 30, 32)


def _ground(rng: random.Random, width: int, height: int) -> Canvas:
    page = Canvas(width, height, ground=(250, 238, 236), rng=rng)
    pale, deep = rng.choice((((252, 240, 238), (248, 226, 226)), ((250, 244, 236), (246, 232, 222))))
    fade(page, tint(rng, deep, 5), tint(rng, pale, 5), tint(rng, deep, 5))
    guilloche(page, tint(rng, (244, 214, 214)), tint(rng, (246, 226, 210)))
    return page


def _couple(page: Canvas, left: int, top: int, width: int, height: int) -> None:
    """Two heads before red."""
    page.draw.rectangle((left, top, left + width, top + height), fill=tint(page.rng, (196, 40, 44), 14))
    for place_of_head in (0, 1):
        photo(
            page, left + int(width * (0.04 + 0.46 * place_of_head)), top + 10, int(width * 0.46), height - 10
        )


def photo_left(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = _ground(rng, 1500, 1040)
    _fold(page)
    _couple(page, rng.randint(170, 210), rng.randint(70, 100), 400, 270)
    _holder(page, fields, 70, rng.randint(420, 470))
    _people(page, fields, 800, rng.randint(120, 180), rng.randint(350, 400))
    return page.stamp()


def photo_right(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = _ground(rng, 1500, 1040)
    _fold(page)
    _holder(page, fields, 70, rng.randint(170, 240))
    _couple(page, rng.randint(920, 960), rng.randint(40, 60), 360, 240)
    _people(page, fields, 800, rng.randint(320, 340), rng.randint(320, 350))
    return page.stamp()


def _fold(page: Canvas) -> None:
    for shift in range(-9, 10):
        shade = 214 + abs(shift) * 3
        page.draw.line((750 + shift, 0, 750 + shift, 1040), fill=(shade, shade - 12, shade - 12))


def _holder(page: Canvas, fields: Mapping[str, str], x: int, y: int) -> None:
    rng = page.rng
    registered = chinese_day(fields["registered_on"], padded=rng.random() < 0.6)
    rows = [
        ("持证人", fields["holder_name"]),
        ("登记日期", registered),
        ("结婚证字号", fields["certificate_number"]),
    ]
    label, ink, style = _print(rng)
    size, step = rng.randint(31, 36), rng.randint(84, 104)
    colon = rng.choice(("", "", "："))
    for row, (text, value) in enumerate([*rows, ("备注", "")]):
        shown = "备 注" if text == "备注" else text
        end = page.text(x, y + row * step, shown + colon, size - 2, label, "serif")
        left = max(end + 14, x + rng.randint(176, 186))
        while page.length(value, size, style) > 690 - left:
            size -= 1
        page.text(left, y + row * step - rng.randint(-3, 5), value, size, ink, style)
        if rng.random() < 0.6:
            page.draw.line((left - 8, y + row * step + 46, 700, y + row * step + 46), fill=label, width=2)


def _people(page: Canvas, fields: Mapping[str, str], x: int, y: int, step: int) -> None:
    label, ink, style = _print(page.rng)
    size, gap = page.rng.randint(30, 34), page.rng.randint(78, 92)
    number = page.rng.choice(("身份证件号", "身份证件号", "身份证号"))
    sexes = _sexes(fields)
    for block, who in enumerate(("person_a", "person_b")):
        top = y + block * step
        born = chinese_day(_birth_date(fields[f"{who}_id_number"]), padded=page.rng.random() < 0.7)
        rows = (
            (("姓名", fields[f"{who}_name"], 0), ("性别", sexes[block], 400)),
            (("国籍", "中国", 0), ("出生日期", born, 250)),
            ((number, fields[f"{who}_id_number"], 0),),
        )
        for row, pairs in enumerate(rows):
            for text, value, aside in pairs:
                end = page.text(x + aside, top + row * gap, text, size - 2, label, "serif")
                room = (380 if text == "姓名" else 700) - aside - (end - x - aside)
                fitting = size
                while page.length(value, fitting, style) > room - 16:
                    fitting -= 1
                page.text(end + 14, top + row * gap - page.rng.randint(-3, 4), value, fitting, ink, style)


def electronic(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """As the platforms show it: one upright page with all of it and the office's seal."""
    page = _ground(rng, 1000, 1400)
    page.draw.rectangle((24, 24, 976, 1376), outline=tint(rng, (180, 50, 50)), width=6)
    page.spaced(300, 60, "中华人民共和国", 36, 400, (170, 40, 40), "serif")
    page.spaced(330, 116, "结婚证", 76, 340, (170, 40, 40), rng.choice(("serif_bold", "kai")))
    _couple(page, 320, 230, 360, 240)
    label, ink, style = _print(rng)
    registered = chinese_day(fields["registered_on"])
    rows = [
        ("持证人", fields["holder_name"]),
        ("登记日期", registered),
        ("结婚证字号", fields["certificate_number"]),
    ]
    sexes = _sexes(fields)
    for block, who in enumerate(("person_a", "person_b")):
        number = fields[f"{who}_id_number"]
        rows += [("姓名", fields[f"{who}_name"]), ("性别", sexes[block]), ("国籍", "中国")]
        rows += [("出生日期", chinese_day(_birth_date(number))), ("身份证件号", number)]
    y, size = 510, rng.randint(27, 31)
    for row, (text, value) in enumerate(rows):
        page.text(140, y, text, size, label, "serif")
        page.text(rng.randint(352, 358), y, value, size, ink, style)
        y += 52 + (26 if row in (2, 7) else 0)
    round_seal(page, 760, 1240, 96, f"{_place_of_number(fields)}民政局")
    page.text(140, 1270, f"登记机关：{_place_of_number(fields)}民政局", 26, label, "serif")
    if rng.random() < 0.6:
        two_dimensional_code(page, 820, 60, 116)
    return page.stamp()


def before_2004(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Written by hand into a printed sentence."""
    page = _ground(rng, 1300, 960)
    page.draw.rectangle((36, 36, 1264, 924), outline=tint(rng, (190, 60, 60)), width=5)
    page.spaced(460, 70, "结婚证", 84, 400, (180, 36, 36), rng.choice(("serif_bold", "kai")))
    blue = rng.choice(((30, 36, 100), (26, 26, 34)))
    page.written(760, 196, fields["certificate_number"], 32, blue)
    label = tint(rng, (120, 40, 40))
    sexes = _sexes(fields)
    for block, who in enumerate(("person_a", "person_b")):
        y, number = 270 + block * 180, fields[f"{who}_id_number"]
        end = page.text(90, y, "姓名", 32, label, "serif")
        page.written(end + 16, y - 4, fields[f"{who}_name"], 36, blue)
        end = page.text(520, y, "性别", 32, label, "serif")
        page.written(end + 16, y - 4, sexes[block], 36, blue)
        end = page.text(700, y, rng.choice(("出生日期", "出生年月日")), 32, label, "serif")
        page.written(end + 14, y - 2, chinese_day(_birth_date(number), padded=False), 32, blue)
        end = page.text(
            90, y + 78, rng.choice(("身份证编号", "身份证号码", "居民身份证编号")), 32, label, "serif"
        )
        page.written(end + 16, y + 76, number, 34, blue)
    sentence = "自愿申请结婚，经审查符合《中华人民共和国婚姻法》关于结婚的规定，发给此证。"
    page.wrapped(130, 650, sentence, 32, 1040, 52, "serif")
    page.text(560, 790, "发证机关", 32, label, "serif")
    round_seal(page, 880, 800, 92, f"{_place_of_number(fields)}民政局婚姻登记专用章")
    page.written(820, 856, chinese_day(fields["registered_on"], padded=False), 34, blue)
    return page.stamp()


def _print(rng: random.Random) -> tuple[Colour, Colour, Style]:
    """Colour of the labels, colour and style of the values."""
    label = tint(rng, rng.choice(((150, 50, 50), (110, 60, 50), (50, 46, 46))))
    styles: tuple[Style, ...] = ("serif", "sans", "kai", "serif")
    return label, tint(rng, _INK, 10), rng.choice(styles)


def _birth_date(number: str) -> str:
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def _sexes(fields: Mapping[str, str]) -> list[str]:
    return ["男" if int(fields[f"{who}_id_number"][16]) % 2 else "女" for who in ("person_a", "person_b")]


def _place_of_number(fields: Mapping[str, str]) -> str:
    """The same place whenever the same certificate is drawn."""
    return place(random.Random(fields["certificate_number"])).full


LAYOUTS = {
    "photo_left": photo_left,
    "photo_right": photo_right,
    "electronic": electronic,
    "before_2004": before_2004,
}


def invent(rng: random.Random, layout: str) -> Fields:
    """What the certificate of two invented people shows; the holder is either of them."""
    old = layout == "before_2004"
    last = date(1978, 1, 1) if old else date(2003, 1, 1)
    both: list[Person] = [person(rng, sex, last=last) for sex in rng.sample("男女", 2)]
    youngest = max(int(one.birth_date[:4]) for one in both)
    first = date(max(youngest + 22, 1985 if old else 2004), 1, 1)
    registered = day(rng, first, date(2004, 1, 1) if old else date(2026, 9, 1))
    fields = {
        "holder_name": rng.choice(both).name,
        "registered_on": registered.isoformat(),
        "certificate_number": _number(rng, registered.year, old),
        "person_a_name": both[0].name,
        "person_a_id_number": both[0].id_number,
        "person_b_name": both[1].name,
        "person_b_id_number": both[1].id_number,
    }
    if old:
        del fields["holder_name"]
    return fields


def _number(rng: random.Random, year: int, old: bool) -> str:
    """Since about 2004 with the code of the region; before, the short name of a place in Chongqing."""
    lettered = not old and (year >= 2012 or rng.random() < 0.6)
    where = place(rng, provinces=() if lettered else ("重庆",))
    serial = rng.randrange(1, 20000)
    short = where.short.removeprefix("重庆")
    if old:
        return rng.choice(
            (
                f"({year % 100:02d}){short}结字第{serial:04d}号",
                f"{short}结字第{serial:05d}号",
                f"{year}{short}婚字第{serial}号",
            )
        )
    if not lettered:
        return f"渝{short}结字第{year % 100:02d}{rng.randint(1, 12):02d}{serial:05d}号"
    return f"J{where.code}-{year}-{serial:06d}"
