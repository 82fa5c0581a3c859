"""Where personal data stands in a text, and of what kind: numbers, accounts, days, doors, names. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.model.names import Names
from knowledge_base.divisions import Divisions
from prefill.characters import half_width, spoken_digits

_BETWEEN = re.compile(r"[\s\-－—–_.·,，()（）+]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Personal data from `begin` to `end`; `kind` is one of `masking.yaml`'s."""

    begin: int
    end: int
    kind: str


class Personal:
    """The data of `masking.yaml`, made ready."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.kinds: Mapping[str, str] = data["kinds"]
        macros: Mapping[str, str] = data["macros"]
        self._patterns = [(one["kind"], _compiled(one["find"], macros)) for one in data["patterns"]]
        self._no_numbers = _compiled(data["no_numbers"], macros)
        self._money = _compiled(data["money_after"], macros)
        self._sorts = [(one["kind"], re.compile(one["find"])) for one in data["sorts"]]
        address = data["address"]
        self._door = _compiled(f"(?:{address['door']}){address['further']}", macros)
        self._house = _compiled(f"{address['house']}{address['further']}", macros)
        self._district = _district()
        self._begins = re.compile(f"(?:{address['begins']})")
        self._longest: int = address["longest"]

    @classmethod
    @cache
    def shipped(cls) -> "Personal":
        text = files("assistant.model").joinpath("masking.yaml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text))

    def find(self, text: str) -> list[Piece]:
        """All of it, what is surest first; pieces may overlap, see `apart`."""
        return list(self._found(text))

    def _found(self, text: str) -> Iterator[Piece]:
        for kind, pattern in self._patterns:
            for match in pattern.finditer(text):
                begin, end = match.span("value" if "value" in pattern.groupindex else 0)
                if kind != "number":
                    yield Piece(begin, end, kind)
                elif not self._only_looks_like_one(text, begin, end):
                    yield Piece(begin, end, self._sort(text[begin:end]))
        yield from self._addresses(text)
        for begin, end in Names.shipped().find(text):
            yield Piece(begin, end, "name")

    def _only_looks_like_one(self, text: str, begin: int, end: int) -> bool:
        said = text[begin:end]
        digits = plain_number(said)
        small = len(digits) < 11 and not digits.startswith("0")
        return self._no_numbers.fullmatch(said) is not None or (
            small and self._money.match(text, end) is not None
        )

    def _sort(self, said: str) -> str:
        number = plain_number(said)
        return next((kind for kind, pattern in self._sorts if pattern.fullmatch(number)), "number")

    def _addresses(self, text: str) -> Iterator[Piece]:
        """From the street to the door; the district stays, because the answer may depend on it."""
        at = 0
        while door := self._door.search(text, at):
            end = door.end()
            while house := self._house.match(text, end):
                end = house.end()
            least = max(at, door.start() - self._longest)
            begin = self._street(text, least, door.start())
            yield Piece(begin, end, "address")
            at = end

    def _street(self, text: str, least: int, door: int) -> int:
        """Where the street begins that the door is in."""
        before = text[least:door]
        begin = least
        for mark in self._begins.finditer(before):
            begin = least + mark.end()
        if district := self._district.search(text, begin, door):
            return district.end()
        return begin


def apart(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """None overlapping, in the order of the text: of two the first given, and what sticks out of it of the
    other (a street before a house that is known)."""
    taken: list[Piece] = []
    for piece in pieces:
        begin = piece.begin
        for one in sorted(taken, key=lambda one: one.begin):
            if one.end <= begin or piece.end <= one.begin:
                continue
            if begin < one.begin:
                taken.append(Piece(begin, one.begin, piece.kind))
            begin = max(begin, one.end)
        if begin < piece.end:
            taken.append(Piece(begin, piece.end, piece.kind))
    whole = (one for one in taken if any(map(str.isalnum, text[one.begin : one.end])) or one.kind == "typed")
    return sorted(whole, key=lambda piece: piece.begin)


def _district() -> re.Pattern[str]:
    """A district by its full name, with the city before and everyday names of places after it."""
    every = Divisions.shipped().all
    full = "|".join(re.escape(one.name) for one in every)
    names = sorted((name for one in every for name in (one.name, *one.aliases)), key=len, reverse=True)
    return re.compile(rf"(?:重庆市?)?(?:(?:{full})(?:{'|'.join(map(re.escape, names))})?)|重庆市|重庆")


def plain_number(said: str) -> str:
    """A number however it is written or said, as a form takes it: 幺三八-0013 8000 → 13800138000."""
    return spoken_digits(_BETWEEN.sub("", half_width(said))).upper()


def _compiled(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    for name, meaning in macros.items():
        pattern = pattern.replace(f"<{name}>", meaning)
    return re.compile(pattern)
