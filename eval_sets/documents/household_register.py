"""居民户口簿: the page of one member (常住人口登记卡), printed, typed and written by hand."""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.forms import Entry, FormStyle, Row, hand, printer, table
from eval_sets.documents.ground import tint
from eval_sets.documents.paper import chinese_day
from eval_sets.documents.people import Fields, day, name, person
from eval_sets.documents.places import place, police_station
from eval_sets.documents.seals import round_seal

_LABEL: Colour = (60, 70, 60)
_NO = ""


def sheet(rng: random.Random, width: int, height: int) -> Canvas:
    page = Canvas(
        width,
        height,
        ground=tint(rng, rng.choice(((243, 240, 226), (238, 240, 232), (246, 243, 236)))),
        rng=rng,
    )
    page.waves(tint(rng, (232, 230, 214)), step=rng.randint(22, 44))
    if rng.random() < 0.4:
        page.waves(tint(rng, (226, 232, 222)), step=rng.randint(30, 60))
    return page


def style_of(rng: random.Random, how: str) -> FormStyle:
    label = tint(rng, rng.choice((_LABEL, (40, 40, 44), (40, 84, 66), (96, 60, 40))))
    ink = tint(rng, (28, 28, 34), 12)
    size = rng.randint(26, 31)
    if how == "handwritten":
        ink = rng.choice(((28, 36, 96), (24, 24, 30), (40, 40, 120)))
        return FormStyle(label, label, rng.randint(22, 26), "serif", size + 2, "kai", hand(ink), 10)
    value_style = (
        rng.choice(("serif", "sans")) if how == "typed" else rng.choice(("serif", "serif", "kai", "sans"))
    )
    return FormStyle(
        line=tint(rng, (120, 130, 120), 20) if how == "printed" else label,
        label=label,
        label_size=rng.randint(22, 27),
        label_style=rng.choice(("serif", "serif", "sans")),
        value_size=size,
        value_style=value_style,
        put=printer(value_style, ink),
        sway=14 if how == "typed" else 5,
        line_width=rng.choice((1, 2, 2, 3)),
    )


def _member(how: str, fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    open_book = how == "open_book"
    page = sheet(rng, 1200, 1640 if open_book else 850)
    style = style_of(rng, "printed" if open_book else how)
    title = "常住人口登记卡"
    page.spaced(
        rng.randint(340, 420),
        rng.randint(18, 32),
        title,
        rng.randint(34, 42),
        rng.randint(340, 480),
        style.label,
        "serif",
    )
    left, width, height = rng.randint(40, 70), rng.randint(1060, 1090), rng.randint(62, 66)
    rows = _member_rows(fields, rng, how)
    bottom = table(page, left, rng.randint(82, 92), width, height, rows, style)
    _foot(page, left, bottom + rng.randint(10, 22), style, fields)
    if open_book:
        _corrections(page, left, width, style)
    return page.stamp()


def _member_rows(fields: Mapping[str, str], rng: random.Random, how: str) -> list[Row]:
    a = rng.choice((0.125, 0.14, 0.15))
    b = 0.5 - a
    born = _born(fields, rng, how)
    number = rng.choice(("公民身份\n证件编号", "公民身份\n证件编号", "公民身份号码", "公民身份证\n件编号"))
    relation = rng.choice(("户主或与\n户主关系", "户主或与\n户主关系", "与户主关系"))
    other = ("本市（县）\n其他住址", "本市（县）其\n他住址", "本市其他住址")
    return [
        [Entry("姓名", fields["name"], a, b), Entry(relation, fields["relation_to_head"], a, b)],
        [
            Entry("曾用名", rng.choice((_NO, _NO, _NO, name(rng), "无")), a, b),
            Entry("性别", fields["sex"], a, b),
        ],
        [Entry("出生地", _birthplace(rng), a, b), Entry("民族", fields["ethnicity"], a, b)],
        [Entry("籍贯", fields.get("native_place", _NO), a, b), Entry("出生日期", born, a, b)],
        [
            Entry(rng.choice(other), _NO, a, b + rng.choice((0, 0.1)) * 0),
            Entry("宗教信仰", rng.choice((_NO, _NO, "无")), a, b),
        ],
        [
            Entry(number, fields.get("id_number", _NO), a, 0.46 - a),
            Entry(
                "身高",
                rng.choice((_NO, f"{rng.randint(150, 185)}cm", f"{rng.randint(150, 185)}厘米")),
                0.1,
                0.18,
            ),
            Entry("血型", rng.choice((_NO, "A", "B", "O", "AB", "不明")), 0.1, 0.16),
        ],
        [
            Entry("文化程度", rng.choice((_NO, "大学本科", "初中", "高中", "小学", "大学专科")), a, 0.38 - a),
            Entry("婚姻\n状况", rng.choice((_NO, "未婚", "已婚", "有配偶", "丧偶")), 0.09, 0.2),
            Entry("兵役\n状况", rng.choice((_NO, "未服兵役", "退出现役")), 0.09, 0.24),
        ],
        [
            Entry(
                "服务处所", rng.choice((_NO, "重庆市渝北区第一实验小学", "务农", "样本机械厂")), a, 0.6 - a
            ),
            Entry("职业", rng.choice((_NO, "粮农", "教师", "职员", "学生")), 0.12, 0.28),
        ],
        [Entry("何时由何地迁\n来本市（县）", _moved(rng), a + 0.05, 0.95 - a)],
        [Entry("何时由何地\n迁来本址", _moved(rng), a + 0.05, 0.95 - a)],
    ]


def _born(fields: Mapping[str, str], rng: random.Random, how: str) -> str:
    if how == "typed":
        return rng.choice(
            (fields["birth_date"], chinese_day(fields["birth_date"]), fields["birth_date"].replace("-", "."))
        )
    return chinese_day(fields["birth_date"], padded=rng.random() < 0.6)


def _birthplace(rng: random.Random) -> str:
    where = place(rng)
    return rng.choice((where.full, where.short, _NO, where.full))


def _moved(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return _NO
    when = chinese_day(day(rng, date(1970, 1, 1), date(2025, 1, 1)).isoformat())
    return rng.choice((f"{when}由{place(rng).full}迁来", f"{when}{place(rng).full}", "久居", "出生", "自幼"))


def _foot(page: Canvas, left: float, y: float, style: FormStyle, fields: Mapping[str, str]) -> None:
    rng = page.rng
    page.text(left + 8, y, rng.choice(("承办人签章：", "承办人签章")), 24, style.label, "serif")
    if rng.random() < 0.6:
        page.written(left + 190, y - 4, name(rng), 28)
    registered = day(rng, date(max(1998, int(fields["birth_date"][:4])), 1, 1), date(2026, 6, 1)).isoformat()
    page.text(left + 620, y, rng.choice(("登记日期：", "登记日期")), 24, style.label, "serif")
    page.text(left + 760, y - 2, chinese_day(registered), 26, style=style.value_style)
    if rng.random() < 0.9:
        round_seal(
            page,
            left + rng.randint(380, 540),
            y + 4,
            rng.randint(46, 62),
            police_station(rng, place(rng)) + "户口专用章",
        )


def _corrections(page: Canvas, left: float, width: float, style: FormStyle) -> None:
    """The lower page of an open book: later changes, mostly none."""
    page.draw.line((0, 850, 1200, 850), fill=(170, 168, 156), width=5)
    page.centred(600, 880, "登记事项变更和更正记载", 34, style.label, "serif")
    heads = (
        (0.0, 0.2, "项 目"),
        (0.2, 0.58, "变更、更正后的内容"),
        (0.58, 0.8, "变更、更正日期"),
        (0.8, 1.0, "承办人签章"),
    )
    for row in range(9):
        for begin, end, head in heads:
            box = (left + width * begin, 940 + row * 70, left + width * end, 1010 + row * 70)
            page.draw.rectangle(box, outline=style.line, width=style.line_width)
            if row == 0:
                page.centred((box[0] + box[2]) / 2, box[1] + 18, head, 23, style.label, "serif")
    if page.rng.random() < 0.5:
        changed = (("服务处所", "样本社区服务中心"), ("文化程度", "大学本科"), ("婚姻状况", "已婚"))
        what, now = page.rng.choice(changed)
        page.text(left + 20, 1028, what, 26, style=style.value_style)
        page.text(left + width * 0.2 + 14, 1028, now, 26, style=style.value_style)
        page.text(left + width * 0.58 + 8, 1030, chinese_day("2019-06-12"), 22, style=style.value_style)


def printed(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _member("printed", fields, rng)


def typed(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _member("typed", fields, rng)


def handwritten(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _member("handwritten", fields, rng)


def open_book(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _member("open_book", fields, rng)


LAYOUTS = {"printed": printed, "typed": typed, "open_book": open_book, "handwritten": handwritten}


_RELATIONS = {
    "男": ("户主", "户主", "夫", "长子", "次子", "子", "孙子", "父亲", "岳父", "女婿", "兄", "弟", "外孙子"),
    "女": (
        "户主",
        "户主",
        "妻",
        "长女",
        "二女",
        "次女",
        "女",
        "孙女",
        "母亲",
        "岳母",
        "儿媳",
        "姐",
        "外孙女",
    ),
}


def invent(rng: random.Random, layout: str) -> Fields:
    """What the page of an invented member shows; the 籍贯 is not always filled in."""
    one, home = person(rng), place(rng)
    fields = {
        "name": one.name,
        "relation_to_head": rng.choice(_RELATIONS[one.sex]),
        "sex": one.sex,
        "ethnicity": one.ethnicity + rng.choice(("", "族", "族")),
        "birth_date": one.birth_date,
        "id_number": one.id_number,
        "native_place": rng.choice((home.short, home.full)),
    }
    if rng.random() < 0.1:
        del fields["native_place"]
    return fields
