"""Bank cards: front (embossed or flat, 16 to 19 digits), upright, and the back; all numbers pass Luhn.

Every number begins with 629 and two digits of no issuer we know. The back often does not name the bank; then
`bank_name` is absent.
"""

import random
from collections.abc import Mapping

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.paper import Drawer, sway
from eval_sets.documents.people import Fields
from ocr.identifiers import luhn_valid

_WHITE: Colour = (248, 248, 248)
_BANKS = {
    "中国工商银行": "ICBC",
    "中国农业银行": "AGRICULTURAL BANK OF CHINA",
    "中国银行": "BANK OF CHINA",
    "中国建设银行": "China Construction Bank",
    "交通银行": "BANK OF COMMUNICATIONS",
    "中国邮政储蓄银行": "POSTAL SAVINGS BANK OF CHINA",
    "招商银行": "CHINA MERCHANTS BANK",
    "重庆农村商业银行": "CHONGQING RURAL COMMERCIAL BANK",
    "重庆银行": "BANK OF CHONGQING",
    "重庆三峡银行": "CHONGQING THREE GORGES BANK",
    "中国民生银行": "CHINA MINSHENG BANK",
    "平安银行": "PING AN BANK",
    "兴业银行": "INDUSTRIAL BANK CO.,LTD.",
    "浦发银行": "SPD BANK",
    "中信银行": "CHINA CITIC BANK",
    "光大银行": "CHINA EVERBRIGHT BANK",
}
_GROUNDS: tuple[tuple[Colour, Colour], ...] = (
    ((176, 32, 38), _WHITE),
    ((22, 110, 84), _WHITE),
    ((30, 70, 150), _WHITE),
    ((120, 60, 140), _WHITE),
    ((38, 38, 44), (222, 196, 140)),
    ((206, 170, 96), (40, 34, 26)),
    ((224, 228, 234), (30, 34, 44)),
    ((238, 206, 190), (70, 30, 30)),
    ((150, 190, 220), (20, 40, 70)),
)
"""Ground and print."""


def invent(rng: random.Random, layout: str) -> Fields:
    fields = {"card_number": _number(rng, rng.choice((16, 16, 17, 18, 19, 19, 19)))}
    if layout != "back" or rng.random() < 0.4:
        fields["bank_name"] = rng.choice(list(_BANKS))
    return fields


def _number(rng: random.Random, digits: int) -> str:
    begins = "629" + "".join(rng.choice("56789") for _ in range(2))
    begins += "".join(rng.choice("0123456789") for _ in range(digits - 6))
    return next(begins + last for last in "0123456789" if luhn_valid(begins + last))


def _flat(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page, ink = _front(fields, rng)
    style: Style = rng.choice(("digits", "sans", "digits"))
    size = rng.choice((46, 50, 56))
    _spread(page, fields["card_number"], 80, 350 + sway(rng, 30), size, ink, style)
    return page.stamp()


def _embossed(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Raised digits: a light edge above, a shadow below, silver or gold between."""
    page, _ = _front(fields, rng)
    y, metal = 352 + sway(rng, 18), rng.choice(((206, 208, 212), (222, 200, 140), (190, 192, 198)))
    text, size = rng.choice((" ", "  ")).join(_groups(fields["card_number"])), 60
    while page.length(text, size, "digits") > 880:
        size -= 1
    for shift, colour in ((2, (40, 40, 44)), (-2, (250, 250, 250)), (0, metal)):
        page.text(76 + shift, y + shift, text, size, colour, "digits")
    return page.stamp()


def _front(fields: Mapping[str, str], rng: random.Random) -> tuple[Canvas, Colour]:
    """All of a front but the number."""
    ground, ink = rng.choice(_GROUNDS)
    page = Canvas(1012, 638, ground=ground, rng=rng)
    _shapes(page, ground)
    page.draw.ellipse((60, 52, 130, 122), outline=ink, width=7)
    page.text(148, 50, fields["bank_name"], 46, ink, rng.choice(("bold", "serif_bold")))
    page.text(150, 104, _BANKS.get(fields["bank_name"], "BANK"), 22, ink)
    page.draw.rounded_rectangle((84, 206, 210, 300), radius=14, fill=(218, 190, 120), outline=(150, 124, 60))
    page.draw.line((84, 253, 210, 253), fill=(150, 124, 60), width=2)
    page.draw.line((147, 206, 147, 300), fill=(150, 124, 60), width=2)
    page.text(700, 60, rng.choice(("借记卡", "储蓄卡", "金卡", "信用卡", "借记IC卡", "")), 36, ink)
    page.text(88, 450, rng.choice(("", "MONTH/YEAR  VALID THRU", "VALID THRU")), 18, ink)
    if rng.random() < 0.6:
        page.text(330, 476, f"{rng.randint(1, 12):02d}/{rng.randint(26, 35)}", 34, ink, "digits")
    page.text(88, 540, rng.choice(("样本", "样本 SAMPLE", "ATM 样本")), 30, ink)
    _unionpay(page, 800, 500)
    return page, ink


def _upright(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """An upright card; the number in one line or one group a line."""
    ground, ink = rng.choice(_GROUNDS)
    page = Canvas(638, 1012, ground=ground, rng=rng)
    _shapes(page, ground)
    page.text(60, 60, fields["bank_name"], 46, ink, "bold")
    page.text(62, 120, _BANKS.get(fields["bank_name"], "BANK"), 20, ink)
    page.draw.rounded_rectangle((266, 220, 372, 350), radius=14, fill=(218, 190, 120), outline=(150, 124, 60))
    number = fields["card_number"]
    if rng.random() < 0.4:
        for row, group in enumerate(_groups(number)):
            page.text(80, 460 + row * 64, group, 52, ink, "digits")
    else:
        _spread(page, number, 60, 560, rng.choice((38, 42)), ink, rng.choice(("digits", "sans")))
    page.text(60, 860, f"有效期 {rng.randint(1, 12):02d}/{rng.randint(26, 35)}", 26, ink)
    page.text(60, 920, "样本", 28, ink)
    _unionpay(page, 430, 870)
    return page.stamp()


def _back(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """Magnetic stripe, signature panel, the number in small print."""
    ground, ink = rng.choice(_GROUNDS)
    page = Canvas(1012, 638, ground=ground, rng=rng)
    page.draw.rectangle((0, 60, 1012, 176), fill=(28, 26, 28))
    page.draw.rectangle((60, 214, 640, 284), fill=(240, 240, 236))
    page.text(
        80,
        232,
        rng.choice(("签名 AUTHORIZED SIGNATURE", "持卡人签名", "Not valid unless signed")),
        20,
        (140, 140, 140),
    )
    page.text(660, 230, f"{rng.randrange(1000):03d}", 32, ink)
    _spread(
        page,
        fields["card_number"],
        64,
        316 + sway(rng, 10),
        rng.choice((32, 38, 42)),
        ink,
        rng.choice(("digits", "sans")),
    )
    if "bank_name" in fields:
        page.text(64, 392, f"{fields['bank_name']}", 32, ink, "bold")
    lines = (
        "本卡仅限本人使用，请妥善保管卡片及密码。",
        "样本卡，不得使用；拾得请交还任一网点。",
        f"24小时客户服务热线：95{rng.randrange(1000):03d}",
    )
    for row, line in enumerate(lines):
        page.text(64, 450 + row * 36, line, 22, ink)
    _unionpay(page, 800, 520)
    return page.stamp()


def _spread(page: Canvas, number: str, x: float, y: float, size: int, ink: Colour, style: Style) -> None:
    """The number in its groups, as wide as the card allows; sometimes without gaps."""
    rng = page.rng
    text = rng.choice(("  ", " ")).join(_groups(number)) if rng.random() < 0.85 else number
    while page.length(text, size, style) > page.image.width - x - 50:
        size -= 1
    page.text(x, y, text, size, ink, style)


def _groups(number: str) -> list[str]:
    """Fours; with 19 digits also six and thirteen, as older cards have it."""
    if len(number) == 19 and int(number[-2:]) % 5 == 0:
        return [number[:6], number[6:]]
    return [number[start : start + 4] for start in range(0, len(number), 4)]


def _unionpay(page: Canvas, x: int, y: int) -> None:
    for place, colour in enumerate(((200, 30, 40), (20, 70, 130), (10, 120, 110))):
        page.draw.rounded_rectangle((x + place * 46, y, x + place * 46 + 66, y + 92), radius=10, fill=colour)
    page.text(x + 12, y + 10, "UnionPay", 28, _WHITE, "bold")
    page.text(x + 40, y + 46, "银联", 34, _WHITE, "bold")


def _shapes(page: Canvas, ground: Colour) -> None:
    """Large pale shapes, as issuers decorate their cards."""
    width, height = page.image.size
    red, green, blue = (min(255, part + 14) for part in ground)
    for _ in range(page.rng.randint(1, 3)):
        x, y = page.rng.randint(0, width), page.rng.randint(0, height)
        radius = page.rng.randint(150, 420)
        page.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(red, green, blue))
    if page.rng.random() < 0.5:
        page.waves((red, green, blue), step=35)


LAYOUTS: Mapping[str, Drawer] = {"flat": _flat, "embossed": _embossed, "upright": _upright, "back": _back}
