"""居民身份证, both sides (layout after GA 461)."""

import random
from collections.abc import Mapping
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.people import day, person
from eval_sets.documents.places import place, police

_LABEL: Colour = (38, 92, 150)
_SIZE = (1012, 638)
_ADDRESS_WIDTH = 400
"""Eleven characters a line."""


def front(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(*_SIZE, ground=(226, 234, 243), rng=rng)
    page.waves((206, 221, 236))
    page.waves((234, 218, 226), step=41)
    page.portrait(655, 82, 935, 440)
    page.text(62, 76, "姓 名", 29, _LABEL)
    page.text(172, 70, fields["name"], 38)
    page.text(62, 148, "性 别", 29, _LABEL)
    page.text(172, 144, fields["sex"], 34)
    page.text(276, 148, "民 族", 29, _LABEL)
    page.text(380, 144, fields["ethnicity"], 34)
    page.text(62, 218, "出 生", 29, _LABEL)
    year, month, day = fields["birth_date"].split("-")
    for x, number, unit, unit_x in (
        (172, year, "年", 266),
        (318, int(month), "月", 366),
        (412, int(day), "日", 462),
    ):
        page.text(x, 214, str(number), 33)
        page.text(unit_x, 218, unit, 29, _LABEL)
    page.text(62, 290, "住 址", 29, _LABEL)
    page.wrapped(172, 286, fields["address"], 34, _ADDRESS_WIDTH, 48)
    page.text(62, 540, "公民身份号码", 29, _LABEL)
    x = 340.0
    for digit in fields["id_number"]:
        page.text(x, 532, digit, 39)
        x += 32
    return page.stamp()


def back(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = Canvas(*_SIZE, ground=(229, 232, 240), rng=rng)
    page.waves((208, 218, 234))
    page.waves((228, 205, 214), step=37)
    page.draw.ellipse((70, 60, 230, 230), fill=(196, 62, 50))
    page.draw.ellipse((100, 90, 200, 200), fill=(214, 170, 70))
    page.spaced(320, 76, "中华人民共和国", 52, 560, (30, 30, 36), "serif")
    page.spaced(300, 158, "居民身份证", 74, 600, (30, 30, 36), "serif")
    page.text(220, 438, "签发机关", 29, (40, 40, 46))
    page.text(400, 434, fields["authority"], 33)
    page.text(220, 528, "有效期限", 29, (40, 40, 46))
    page.text(400, 524, f"{_dotted(fields['valid_from'])}-{_dotted(fields['valid_until'])}", 33)
    return page.stamp()


def _dotted(day: str) -> str:
    return day.replace("-", ".")


FRONT_LAYOUTS = {"second_generation": front}
BACK_LAYOUTS = {"second_generation": back}


def invent_front(rng: random.Random, layout: str) -> dict[str, str]:
    """What the card of an invented person shows."""
    one = person(rng)
    return {
        "name": one.name,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth_date,
        "address": one.address,
        "id_number": one.id_number,
    }


def invent_back(rng: random.Random, layout: str) -> dict[str, str]:
    """The back of a card: who issued it and how long it is valid."""
    begins = day(rng, date(2004, 6, 1), date(2026, 6, 1))
    years = rng.choice((5, 10, 20, 20, 0))
    ends = begins.replace(year=begins.year + years, day=min(begins.day, 28)) if years else None
    return {
        "authority": police(place(rng)),
        "valid_from": begins.isoformat(),
        "valid_until": ends.isoformat() if ends else "长期",
    }
