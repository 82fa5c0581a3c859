"""What printed forms share beyond the canvas: cells, days as written, a code."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import BLACK, Canvas, Colour
from eval_sets.documents.fonts import Style

Drawer = Callable[[Mapping[str, str], random.Random], Image.Image]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Print:
    """How something is printed, or written by hand: size in pixels, colour, style."""

    size: int
    colour: Colour = BLACK
    style: Style = "sans"
    by_hand: bool = False


def cell(
    page: Canvas, box: Box, text: str, ink: Print, line: Colour | None = None, centred: bool = False
) -> None:
    """A cell of a table: its frame, its text broken where it is full, in the middle of its height."""
    if line is not None:
        page.draw.rectangle((box.left, box.top, box.right, box.bottom), outline=line, width=2)
    pad = ink.size * 0.4
    width = box.right - box.left - 2 * pad
    lines = [part for row in text.split("\n") for part in _lines(page, row, ink, width)]
    leading = ink.size * 1.28
    y = (box.top + box.bottom - leading * len(lines)) / 2
    for part in lines:
        x = box.left + pad
        if centred:
            x = (box.left + box.right - page.length(part, ink.size, ink.style)) / 2
        put = page.written if ink.by_hand else page.text
        put(x, y, part, ink.size, ink.colour, ink.style)
        y += leading


def _lines(page: Canvas, text: str, ink: Print, width: float) -> list[str]:
    """As `Canvas.broken`, but figures stay whole, as printers keep them."""
    lines = [""]
    for part in re.findall(r"[\d.,]{1,12}|.", text):
        if lines[-1] and page.length(lines[-1] + part, ink.size, ink.style) > width:
            lines.append("")
        lines[-1] += part
    return lines


def fitted(page: Canvas, x: float, y: float, text: str, width: float, ink: Print) -> None:
    """One line, in smaller characters where it is wider than its place."""
    size = ink.size
    while page.length(text, size, ink.style) > width and size > ink.size // 2:
        size -= 1
    page.text(x, y + (ink.size - size) / 2, text, size, ink.colour, ink.style)


def chinese_day(day: str, padded: bool = True) -> str:
    """2020-01-05 as 2020年01月05日, or 2020年1月5日."""
    year, month, of_month = day.split("-")
    return f"{year}年{month}月{of_month}日" if padded else f"{year}年{int(month)}月{int(of_month)}日"


def years_later(begins: date, years: int) -> date:
    """The same day years later; 29 February becomes the 28th where there is none."""
    try:
        return begins.replace(year=begins.year + years)
    except ValueError:
        return begins.replace(year=begins.year + years, day=28)


def two_dimensional_code(page: Canvas, left: int, top: int, size: int) -> None:
    """Black and white squares with three corner marks that hold nothing."""
    step = max(2, size // 29)
    page.draw.rectangle((left - step, top - step, left + 29 * step, top + 29 * step), fill=(252, 252, 252))
    for row in range(29):
        for column in range(29):
            if page.rng.random() < 0.48:
                x, y = left + column * step, top + row * step
                page.draw.rectangle((x, y, x + step - 1, y + step - 1), fill=(35, 33, 35))
    for row, column in ((0, 0), (0, 22), (22, 0)):
        x, y = left + column * step, top + row * step
        page.draw.rectangle((x, y, x + 7 * step - 1, y + 7 * step - 1), fill=(35, 33, 35))
        page.draw.rectangle((x + step, y + step, x + 6 * step - 1, y + 6 * step - 1), fill=(252, 252, 252))
        page.draw.rectangle(
            (x + 2 * step, y + 2 * step, x + 5 * step - 1, y + 5 * step - 1), fill=(35, 33, 35)
        )


def emblem(page: Canvas, x: float, y: float, radius: float) -> None:
    """Stands for the national emblem: a red disc with a golden rim and gate."""
    draw = page.draw
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(214, 170, 70))
    inner = radius * 0.8
    draw.ellipse((x - inner, y - inner, x + inner, y + inner), fill=(196, 50, 40))
    draw.rectangle((x - inner * 0.5, y + inner * 0.1, x + inner * 0.5, y + inner * 0.4), fill=(220, 180, 80))


def sway(rng: random.Random, most: int) -> int:
    """How far a printer misses the place it meant, in pixels."""
    return rng.randint(-most, most)
