"""Fills the places of a sentence with invented people's data, written as people write it. Seeded."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from eval_sets.documents.businesses import credit_code
from eval_sets.documents.people import id_number, name
from eval_sets.documents.places import address, place
from ocr.identifiers import luhn_valid

_SLOT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_SAID = str.maketrans("0123456789", "零一二三四五六七八九")
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Secret:
    """Where in the sentence something stands that may not leave."""

    kind: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    secrets: tuple[Secret, ...]


def fill(template: str, rng: Random) -> Sentence:
    """`{kind:text}` stands for that text, `{kind}` for an invented value of the kind."""
    text, secrets, at = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        value = slot[2] if slot[2] is not None else SLOTS[slot[1]](rng)
        if slot[1] != "org":
            secrets.append(Secret(slot[1], len(text), len(text) + len(value)))
        text, at = text + value, slot.end()
    return Sentence(text + template[at:], tuple(secrets))


def _born(rng: Random) -> date:
    return date(rng.randrange(1935, 2022), rng.randrange(1, 13), rng.randrange(1, 29))


def _id(rng: Random) -> str:
    number = id_number(rng, place(rng).code, _born(rng), rng.choice("男女"))
    return _written(rng, number, (6, 14))


def _written(rng: Random, number: str, cuts: tuple[int, ...]) -> str:
    """As it is, in groups, with dashes, in wide figures, or read out."""
    ends = (*cuts, len(number))
    groups = [number[a:b] for a, b in zip((0, *cuts), ends, strict=True)]
    how = rng.random()
    if how < 0.55:
        return number
    if how < 0.7:
        return " ".join(groups)
    if how < 0.78:
        return "-".join(groups)
    if how < 0.84:
        return "".join(chr(ord(c) + 0xFEE0) for c in number)
    said = number.translate(_SAID)
    said = said.replace("一", "幺") if rng.random() < 0.5 else said
    if how < 0.94:
        return said
    return " ".join(said[a:b] for a, b in zip((0, *cuts), ends, strict=True))


def _mobile(rng: Random) -> str:
    number = f"1{rng.choice(['30', '38', '39', '50', '53', '77', '89', '98'])}{rng.randrange(10**8):08d}"
    return ("+86 " if rng.random() < 0.05 else "") + _written(rng, number, (3, 7))


def _landline(rng: Random) -> str:
    number = f"{rng.randrange(4, 9)}{rng.randrange(10**7):07d}"
    return rng.choice(["", "023-", "023", "(023)", "023 "]) + number


def _bank_card(rng: Random) -> str:
    first = rng.choice(["621700", "622202", "622848"]) + f"{rng.randrange(10**12):012d}"
    number = next(first + str(last) for last in range(10) if luhn_valid(first + str(last)))
    return _written(rng, number, (4, 8, 12, 16))


def _plate(rng: Random) -> str:
    tail = "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=rng.choice((5, 6))))
    made = f"{rng.choice('渝渝渝川贵鄂')}{rng.choice('ABCDFGH')}{rng.choice(['', '', '·'])}{tail}"
    return made.lower() if rng.random() < 0.2 else made


def _credit(rng: Random) -> str:
    code = credit_code(rng, "91", "500112")
    return rng.choice([code, code, code.lower(), f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:]}"])


def _case_number(rng: Random) -> str:
    return rng.choice(
        [
            f"YK2026{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}{rng.randrange(10**6):06d}",
            "".join(rng.choices(ALPHABET, k=4)) + f"{rng.randrange(10**3):03d}{rng.randrange(10)}",
            f"{rng.randrange(10**8, 10**9)}",
        ]
    )


def _birth(rng: Random) -> str:
    day = _born(rng)
    spoken = f"{day.year}".translate(_SAID)
    return rng.choice(
        [
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}年{day.month}月{day.day}号",
            f"{day.isoformat()}",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y%m%d}",
            f"{spoken}年{'一二三四五六七八九'[day.month % 9]}月{'一二三四五六七八九'[day.day % 9]}号",
        ]
    )


def _account(rng: Random) -> str:
    return "".join(rng.choices(_LETTERS, k=rng.randint(5, 8))) + str(rng.randrange(10, 9999))


SLOTS: Mapping[str, Callable[[Random], str]] = {
    "name": name,
    "id_number": _id,
    "id_15": lambda rng: f"5102{rng.randrange(10, 30)}{_born(rng):%y%m%d}{rng.randrange(100, 999)}",
    "mobile": _mobile,
    "landline": _landline,
    "bank_card": _bank_card,
    "plate": _plate,
    "passport": lambda rng: rng.choice(["E", "EA", "G", "EJ"]) + f"{rng.randrange(10**7, 10**8 - 1)}"[:8],
    "permit": lambda rng: rng.choice("CHMW") + f"{rng.randrange(10**8):08d}",
    "credit_code": _credit,
    "email": lambda rng: f"{_account(rng)}@example.com",
    "wechat": _account,
    "qq": lambda rng: str(rng.randrange(10**5, 10**10)),
    "birth": _birth,
    "address": lambda rng: address(rng, place(rng, provinces=("重庆",))),
    "case_number": _case_number,
}
