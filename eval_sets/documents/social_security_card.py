"""中华人民共和国社会保障卡: second and third generation, and the electronic card on a phone.

`card_number` is the social security card's own number: a letter and eight digits. An account
number of a bank that stands there too, under 银行卡号 or no label, is no field.
"""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.ground import fade, photo, tint
from eval_sets.documents.paper import Drawer, Print, emblem, fitted, sway, two_dimensional_code
from eval_sets.documents.people import Fields, person

_LABEL: Colour = (30, 70, 110)
_TITLE = "中华人民共和国社会保障卡"
_BANKS = (
    "重庆农村商业银行",
    "重庆银行",
    "中国工商银行",
    "中国农业银行",
    "中国建设银行",
    "中国邮政储蓄银行",
    "交通银行",
    "三峡银行",
)


def invent(rng: random.Random, layout: str) -> Fields:
    """The electronic card and one second generation card in five print no number of their own."""
    holder = person(rng, last=date(2023, 1, 1))
    fields = {"name": holder.name, "id_number": holder.id_number}
    if layout == "third" or (layout == "second" and rng.random() < 0.8):
        fields["card_number"] = f"{rng.choice('ABCDEFGHKLMN')}{rng.randrange(10**8):08d}"
    return fields


def _third(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Photo on the left, contactless sign, the bank and its number at the bottom."""
    page = Canvas(1012, 638, ground=rng.choice(((226, 238, 246), (236, 242, 250), (222, 240, 240))), rng=rng)
    if rng.random() < 0.6:
        fade(page, tint(rng, (230, 240, 248)), tint(rng, (250, 246, 240)), tint(rng, (226, 236, 244)))
    page.waves((200, 222, 236), step=rng.choice((24, 31)))
    page.waves((244, 226, 214), step=59)
    emblem(page, 96, 82, 48)
    page.spaced(180, 50, _TITLE, 44, 660, (150, 30, 36), "serif_bold")
    page.centred(510, 112, "SOCIAL SECURITY CARD", 22, _LABEL)
    photo(page, 60, 170, 230, 290, tint(rng, (214, 224, 234), 20))
    style: Style = rng.choice(("sans", "serif", "bold"))
    issued = f"{rng.randint(2018, 2025)}年{rng.randint(1, 12)}月"
    rows = [
        (rng.choice(("姓名", "姓 名", "姓  名")), fields["name"]),
        ("社会保障号码", fields["id_number"]),
        (rng.choice(("卡号", "社会保障卡号", "卡 号")), fields["card_number"]),
        (
            rng.choice(("发卡日期", "有效期限")),
            rng.choice((issued, issued.replace("年", ".").replace("月", ""))),
        ),
    ]
    _rows(
        page,
        rows,
        (330 + sway(rng, 12), 176 + sway(rng, 8)),
        rng.randint(68, 80),
        style,
        stacked=rng.random() < 0.4,
    )
    _bank(page, 60, 520)
    page.text(60, 586, "样本卡", 24, _LABEL)
    return page.stamp()


def _second(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Photo on the right, the number of the card below, the chip left."""
    page = Canvas(1012, 638, ground=rng.choice(((232, 240, 232), (230, 236, 248), (246, 240, 228))), rng=rng)
    page.waves((214, 230, 222), step=29)
    page.spaced(110, 48, _TITLE, 50, 790, (170, 40, 36), rng.choice(("serif", "serif_bold", "bold")))
    photo(page, 720, 168, 220, 272, tint(rng, (214, 224, 234), 20))
    page.draw.rounded_rectangle((70, 152, 196, 246), radius=12, fill=(214, 186, 110), outline=(150, 124, 60))
    page.draw.line((70, 199, 196, 199), fill=(150, 124, 60), width=2)
    rows = [("姓名", fields["name"]), ("社会保障号码", fields["id_number"])]
    if "card_number" in fields:
        rows.append(("社会保障卡号" if rng.random() < 0.3 else "卡号", fields["card_number"]))
    rows.append(("发卡日期", f"{rng.randint(2011, 2018)}年{rng.randint(1, 12):02d}月"))
    _rows(
        page,
        rows,
        (70 + sway(rng, 12), 270 + sway(rng, 10)),
        rng.randint(58, 70),
        rng.choice(("sans", "serif", "kai")),
        stacked=False,
    )
    if rng.random() < 0.6:
        _bank(page, 70, 556)
    return page.stamp()


def _phone(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(1080, 1900, ground=(240, 244, 250), rng=rng)
    page.text(40, 22, f"{rng.randint(8, 21)}:{rng.randint(10, 59)}", 34)
    page.centred(540, 84, rng.choice(("电子社保卡", "社会保障卡")), 44)
    page.draw.rounded_rectangle((40, 180, 1040, 800), radius=36, fill=(72, 132, 216))
    white: Colour = (255, 255, 255)
    emblem(page, 120, 262, 44)
    page.text(190, 224, _TITLE, 44, white)
    page.text(190, 288, rng.choice(("电子社保卡", "中国社会保障")), 28, white)
    page.text(90, 400, "姓名", 32, (214, 230, 250))
    page.text(90, 446, fields["name"], 48, white)
    page.text(90, 560, "社会保障号码", 32, (214, 230, 250))
    page.text(90, 606, fields["id_number"], 46, white, rng.choice(("sans", "digits")))
    page.text(90, 706, f"发卡地  {rng.choice(('重庆市', '重庆市渝北区', '四川省'))}", 32, white)
    page.draw.rounded_rectangle((40, 850, 1040, 1620), radius=36, fill=(255, 255, 255))
    two_dimensional_code(page, 330, 930, 420)
    page.centred(540, 1400, "扫码使用，每分钟自动更新", 32, (120, 124, 130))
    page.centred(540, 1700, "样本，仅供测试", 34, (160, 60, 60))
    return page.stamp()


def _rows(
    page: Canvas, rows: list[tuple[str, str]], at: tuple[int, int], step: int, style: Style, stacked: bool
) -> None:
    """Labels before their values, or over them in small characters."""
    x, y = at
    size = page.rng.choice((30, 33))
    for label, value in rows:
        if stacked:
            page.text(x, y - 12, label, 22, _LABEL)
            fitted(page, x, y + 18, value, 600, Print(size, style=style))
        else:
            ends = page.text(x, y + 4, label + page.rng.choice(("", "", "：")), 28, _LABEL)
            fitted(
                page,
                ends + 18 + sway(page.rng, 5),
                y + sway(page.rng, 3),
                value,
                420,
                Print(size, style=style),
            )
        y += step


def _bank(page: Canvas, x: int, y: int) -> None:
    """The bank, and more often than not an account number of an invented issuer."""
    rng = page.rng
    ends = page.text(x, y, rng.choice(_BANKS), 32, (120, 40, 40), "bold")
    if rng.random() < 0.6:
        account = f"6299{rng.randrange(10**15):015d}"
        label = rng.choice(("", "", "银行卡号 "))
        spread = " ".join(account[start : start + 4] for start in range(0, 19, 4))
        page.text(
            max(ends + 30, x + 300),
            y + 4,
            label + rng.choice((spread, account)),
            27,
            style="digits" if not label else "sans",
        )
    page.text(870, y + 50, "银联", 26, (200, 40, 40), "bold")


LAYOUTS: Mapping[str, Drawer] = {"third": _third, "second": _second, "phone": _phone}
