"""Shapes of pictures that are no document: a sheet, rows of labels and values, a ticket, a chat, a view."""

import random
from collections.abc import Sequence

from PIL import Image, ImageFilter

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.fonts import Style
from eval_sets.documents.ground import fade, guilloche, photo, tint
from eval_sets.documents.seals import round_seal

Pairs = Sequence[tuple[str, str]]

_PALE: tuple[Colour, ...] = (
    (250, 250, 247),
    (244, 238, 224),
    (232, 240, 246),
    (246, 230, 230),
    (234, 244, 232),
)


def sheet(rng: random.Random, heading: str, lines: Sequence[str], seal: str = "") -> Image.Image:
    """A typed page: heading, paragraphs, perhaps a seal."""
    size, style = rng.randint(24, 30), _style(rng)
    page = Canvas(1000, 1300, ground=tint(rng, (250, 250, 247), 5), rng=rng)
    page.centred(
        500, rng.randint(60, 110), heading, rng.randint(38, 50), style=rng.choice(("bold", "serif_bold"))
    )
    y = rng.uniform(190, 230)
    for line in lines:
        y = page.wrapped(90, y, line, size, 820, size * 1.6, style) + size * 0.5
    if seal:
        round_seal(page, 760, min(y + 80, 1160), 86, seal)
    return page.stamp()


def rows(
    rng: random.Random,
    heading: str,
    pairs: Pairs,
    size: tuple[int, int] = (1000, 640),
    with_photo: bool = False,
) -> Image.Image:
    """A card or certificate: heading, labels with values, perhaps a photo."""
    width, height = size
    page = Canvas(width, height, ground=(240, 240, 240), rng=rng)
    fade(page, tint(rng, rng.choice(_PALE)), tint(rng, rng.choice(_PALE)))
    guilloche(page, tint(rng, (216, 222, 226)))
    ink: Colour = tint(rng, rng.choice(((30, 30, 36), (150, 40, 40), (30, 60, 120))))
    text = rng.randint(24, 30)
    top = rng.randint(26, 44)
    page.centred(
        width / 2, top, heading, min(rng.randint(40, 54), int(width / len(heading) * 0.8)), ink, "bold"
    )
    room = width - 120
    if with_photo:
        photo(page, width - 300, top + 90, 220, 290, (230, 238, 246))
        room = width - 400
    colon, style = rng.choice(("：", "", " ")), _style(rng)
    step = min(62.0, (height - top - 110) / max(len(pairs), 1))
    for row, (label, value) in enumerate(pairs):
        y = top + 92 + row * step
        end = page.text(70, y, label + colon if label else "", min(text, int(step * 0.7)), ink, style)
        page.wrapped(end + 14, y, value, min(text, int(step * 0.7)), 70 + room - end, text * 1.1, style)
    return page.stamp()


def ticket(rng: random.Random, heading: str, items: Pairs, foot: Sequence[str]) -> Image.Image:
    """A narrow strip of a till: names on the left, sums on the right."""
    size = rng.randint(24, 28)
    page = Canvas(
        620, 360 + size * 2 * (len(items) + len(foot)), ground=tint(rng, (248, 248, 244), 6), rng=rng
    )
    page.centred(310, 40, heading, size + 10, style="bold")
    y = 120.0
    page.text(30, y, "-" * 40, size)
    for name, price in items:
        y += size * 1.7
        page.text(36, y, name, size)
        page.text(580 - page.length(price, size), y, price, size)
    page.text(30, y + size * 1.6, "-" * 40, size)
    y += size * 3
    for line in foot:
        page.text(36, y, line, size)
        y += size * 1.6
    return page.stamp()


def chat(rng: random.Random, said: Sequence[str]) -> Image.Image:
    """A phone's screen with bubbles left and right."""
    page = Canvas(1080, 1920, ground=(237, 237, 237), rng=rng)
    page.text(50, 30, f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}", 34)
    page.centred(540, 100, rng.choice(("妈妈", "社区网格员小李", "房东", "相亲相爱一家人(12)")), 44)
    y = 220.0
    for place, text in enumerate(said):
        mine = place % 2 == 1
        lines = page.broken(text, 40, 620)
        width = max(page.length(line, 40) for line in lines) + 56
        left = 920 - width if mine else 160
        box = (left, y, left + width, y + 60 * len(lines) + 40)
        page.draw.rounded_rectangle(box, 18, fill=(149, 236, 105) if mine else (255, 255, 255))
        face = 950 if mine else 40
        page.draw.rounded_rectangle((face, y, face + 90, y + 90), 12, fill=tint(rng, (140, 150, 170), 60))
        for row, line in enumerate(lines):
            page.text(left + 28, y + 18 + 60 * row, line, 40)
        y += 60 * len(lines) + 100
    return page.stamp()


def grid(rng: random.Random, heading: str, cells: Sequence[Sequence[str]]) -> Image.Image:
    """A ruled form; empty strings are cells nobody has filled in."""
    page = Canvas(1200, 200 + 84 * len(cells), ground=tint(rng, (251, 251, 249), 4), rng=rng)
    if heading:
        page.centred(600, 40, heading, rng.randint(38, 48), style=rng.choice(("bold", "serif_bold")))
    style = _style(rng)
    for row, texts in enumerate(cells):
        step = 1080 / len(texts)
        for column, text in enumerate(texts):
            x, y = 60 + column * step, 130 + row * 84
            page.draw.rectangle((x, y, x + step, y + 84), outline=(60, 60, 60), width=2)
            page.centred(x + step / 2, y + 26, text, rng.choice((24, 26)), style=style)
    return page.stamp()


def view(rng: random.Random) -> Image.Image:
    """Hills under a sky, or a wall with a window: nothing to read but the stamp."""
    page = Canvas(1200, 900, ground=tint(rng, (150, 190, 225), 30), rng=rng)
    for layer in range(rng.randint(2, 5)):
        y = 380 + layer * 110
        points = [(x, y + rng.randint(-90, 90)) for x in range(-50, 1300, rng.randint(90, 200))]
        page.draw.polygon([(-60, 900), *points, (1400, 900)], fill=tint(rng, (70, 120 - layer * 16, 80), 30))
    if rng.random() < 0.5:
        x = rng.randint(100, 900)
        page.draw.rectangle((x, 420, x + 220, 900), fill=tint(rng, (170, 160, 150), 40))
    page.image = page.image.filter(ImageFilter.GaussianBlur(rng.uniform(1, 4)))
    return page.stamp()


def _style(rng: random.Random) -> Style:
    styles: tuple[Style, ...] = ("sans", "serif", "kai", "serif")
    return rng.choice(styles)
