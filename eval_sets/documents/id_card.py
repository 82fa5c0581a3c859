"""居民身份证, both sides (layout after GA 461), also the bilingual cards of 广西 and 新疆."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image

from eval_sets.documents.canvas import Canvas, Colour
from eval_sets.documents.ground import fade, guilloche, photo, tint
from eval_sets.documents.people import Fields, day, person
from eval_sets.documents.places import place, police

SIZE = (1012, 638)
"""Pixels; 85.6 by 54 mm."""
LABEL: Colour = (38, 92, 150)

_ZHUANG = {
    "姓名": "Singqmingz", "性别": "Singqbied", "民族": "Minzcuz", "出生": "Seng youq", "住址": "Dieg youq",
    "公民身份号码": "Goengminz Sinhfaenh Hauhmaj", "签发机关": "Gihgvanh Cienfat",
    "有效期限": "Gizhan Miz Yauq", "居民身份证": "GIMINZ SINHFAENCWNG",
}  # fmt: skip
_UYGHUR = {
    "姓名": "ئىسمى", "性别": "جىنسى", "民族": "مىللىتى", "出生": "تۇغۇلغان", "住址": "ئادرېسى",
    "公民身份号码": "گراژدانلىق كىملىك نومۇرى", "签发机关": "تارقاتقان ئورگان",
    "有效期限": "كۈچكە ئىگە مۇددىتى", "居民身份证": "ئاھالە كىملىكى",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """How one card happens to be printed; pixels of a card of `SIZE`."""

    label_x: int
    value_x: int
    label_size: int
    size: int
    drop: float
    """How far the values lie above their labels."""
    address_width: float
    colour: Colour
    spread: bool
    """姓 名 instead of 姓名."""

    @classmethod
    def chosen(cls, rng: random.Random) -> "Setting":
        size = rng.randint(33, 38)
        return cls(
            label_x=rng.randint(52, 76),
            value_x=rng.randint(164, 186),
            label_size=rng.randint(25, 31),
            size=size,
            drop=rng.uniform(-3, 6),
            address_width=size * rng.uniform(10.6, 12.2),
            colour=tint(rng, LABEL, 16),
            spread=rng.random() < 0.75,
        )


def ground(rng: random.Random) -> Canvas:
    page = Canvas(*SIZE, ground=(226, 234, 243), rng=rng)
    fade(
        page,
        tint(rng, (214, 228, 240)),
        tint(rng, (238, 228, 236)),
        tint(rng, (228, 232, 246)),
        tint(rng, (210, 226, 242)),
    )
    guilloche(page, tint(rng, (200, 218, 236)), tint(rng, (234, 214, 224)), tint(rng, (206, 226, 222)))
    return page


def front(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = ground(rng)
    photo(page, rng.randint(636, 664), rng.randint(66, 92), rng.randint(272, 300), rng.randint(372, 400))
    person_rows(page, fields, Setting.chosen(rng))
    return page.stamp()


def bilingual_front(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    page = ground(rng)
    photo(page, 652, rng.randint(66, 92), 288, 384)
    person_rows(page, fields, Setting.chosen(rng), _second_language(fields["address"]))
    return page.stamp()


def back(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _back(fields, rng, {})


def bilingual_back(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    return _back(fields, rng, rng.choice((_ZHUANG, _UYGHUR)))


def person_rows(
    page: Canvas,
    fields: Mapping[str, str],
    how: Setting,
    second: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    first: int | None = None,
) -> None:
    """Name to number as on the front; a field that isn't given has no label either.

    `second` has labels in a second language, `labels` what is printed instead of a label, `first` where the
    name stands.
    """
    second, labels = second or {}, labels or {}

    def label(text: str, x: float, y: float, spread: bool = True) -> float:
        return _label(page, how, x, y, labels.get(text, text), second, spread)

    top, step = first or page.rng.randint(62, 82), page.rng.randint(68, 74)
    label("姓名", how.label_x, top)
    _name(page, how, top, fields["name"])
    label("性别", how.label_x, top + step)
    page.text(how.value_x, top + step - how.drop, fields["sex"], how.size)
    if "ethnicity" in fields:
        end = label("民族", how.value_x + page.rng.randint(92, 116), top + step)
        page.text(end + page.rng.randint(10, 34), top + step - how.drop, fields["ethnicity"], how.size)
    end = label("出生", how.label_x, top + 2 * step)
    _birth(page, how, max(end + 12, how.value_x), top + 2 * step, fields["birth_date"])
    end = label("住址", how.label_x, top + 3 * step)
    shifted = replace(how, value_x=max(int(end) + 10, how.value_x))
    address(page, shifted, top + 3 * step - how.drop, fields["address"], 512)
    bottom = page.rng.randint(528, 548)
    end = label("公民身份号码", how.label_x, bottom, spread=False)
    number(page, max(end + 40, 320), bottom - page.rng.randint(2, 9), fields["id_number"])


def address(page: Canvas, how: Setting, top: float, text: str, bottom: float) -> None:
    """In as many lines as it takes, closer and smaller when it would run into what stands below."""
    size, lines = how.size, page.broken(text, how.size, how.address_width)
    while len(lines) * size * 1.14 > bottom - top:
        size -= 1
        lines = page.broken(text, size, how.address_width)
    leading = min(page.rng.uniform(1.25, 1.45) * size, (bottom - top) / len(lines))
    for row, line in enumerate(lines):
        page.text(how.value_x, top + row * leading, line, size)


def number(page: Canvas, x: float, y: float, digits: str) -> None:
    """Wide apart, as the figures of cards are."""
    size, step = page.rng.randint(36, 42), min(page.rng.uniform(27, 34), (980 - x) / 18)
    style = page.rng.choice(("sans", "bold", "digits"))
    for digit in digits:
        page.text(x, y, digit, size, style=style)
        x += step


def _name(page: Canvas, how: Setting, top: float, name: str) -> None:
    size, width = how.size + page.rng.randint(0, 5), 628 - how.value_x
    if page.length(name, size) > width and page.rng.random() < 0.5:
        page.wrapped(how.value_x, top - size * 0.5, name, int(size * 0.8), width, size * 0.95)
        return
    while page.length(name, size) > width:
        size -= 1
    page.text(how.value_x, top - how.drop, name, size)


def _birth(page: Canvas, how: Setting, x: float, top: float, born: str) -> None:
    gap = page.rng.randint(6, 24)
    for part, unit in zip(born.split("-"), "年月日", strict=True):
        x = page.text(x, top - how.drop, str(int(part)), how.size) + gap
        x = page.text(x, top, unit, how.label_size, how.colour) + gap


def _label(
    page: Canvas, how: Setting, x: float, y: float, text: str, second: Mapping[str, str], spread: bool = True
) -> float:
    shown = " ".join(text) if spread and how.spread and len(text) == 2 else text
    end = page.text(x, y, shown, how.label_size, how.colour)
    if text in second:
        page.text(x, y + how.label_size * 1.3, second[text], int(how.label_size * 0.62), how.colour, "digits")
    return end


def _second_language(address: str) -> Mapping[str, str]:
    return _UYGHUR if address.startswith("新疆") else _ZHUANG


def _back(fields: Mapping[str, str], rng: random.Random, second: Mapping[str, str]) -> Image.Image:
    page = ground(rng)
    ink = tint(rng, (32, 32, 38))
    radius, x, y = rng.randint(72, 88), rng.randint(130, 165), rng.randint(130, 160)
    page.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tint(rng, (196, 62, 50)))
    page.draw.ellipse(
        (x - radius // 2, y - radius // 2, x + radius // 2, y + radius // 2), fill=(214, 170, 70)
    )
    style = rng.choice(("serif", "serif_bold", "sans", "bold"))
    left = rng.randint(290, 330)
    page.spaced(left + 20, rng.randint(66, 84), "中华人民共和国", 52, 580, ink, style)
    page.spaced(left, rng.randint(146, 166), "居民身份证", rng.randint(70, 80), 620, ink, style)
    if second:
        page.centred(left + 310, 262, second["居民身份证"], 34, ink, "digits")
    how = replace(Setting.chosen(rng), colour=ink if rng.random() < 0.7 else tint(rng, LABEL, 16))
    label_x, value_x = rng.randint(180, 240), rng.randint(380, 420)
    dash = rng.choice(("-", "-", "－", "—"))
    period = f"{_dotted(fields['valid_from'])}{dash}{_dotted(fields['valid_until'])}"
    top, step = rng.randint(432, 452), rng.randint(78, 92)
    for row, (label, value) in enumerate((("签发机关", fields["authority"]), ("有效期限", period))):
        _label(page, how, label_x, top + row * step, label, second, spread=False)
        lines = page.broken(value, how.size, 980 - value_x)
        for line, text in enumerate(lines):
            page.text(value_x, top + row * step - how.drop + line * how.size * 1.15, text, how.size)
    return page.stamp()


def _dotted(day: str) -> str:
    return day.replace("-", ".")


FRONT_LAYOUTS = {"second_generation": front, "bilingual": bilingual_front}
BACK_LAYOUTS = {"second_generation": back, "bilingual": bilingual_back}
RARE = frozenset({"bilingual"})


def invent_front(rng: random.Random, layout: str) -> Fields:
    """What the card of an invented person shows; bilingual ones are issued in 广西 and 新疆."""
    one = person(rng, provinces=("广西", "新疆") if layout == "bilingual" else ())
    return {
        "name": one.name,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth_date,
        "address": one.address,
        "id_number": one.id_number,
    }


def invent_back(rng: random.Random, layout: str) -> Fields:
    """The back of a card: who issued it and how long it is valid."""
    begins = day(rng, date(2004, 6, 1), date(2026, 6, 1))
    begins = begins.replace(day=min(begins.day, 28)) if begins.month == 2 else begins
    years = rng.choice((5, 10, 20, 20, 0))
    ends = begins.replace(year=begins.year + years) if years else None
    return {
        "authority": police(place(rng, provinces=("广西", "新疆") if layout == "bilingual" else ())),
        "valid_from": begins.isoformat(),
        "valid_until": ends.isoformat() if ends else "长期",
    }
